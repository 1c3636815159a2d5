//! Around the editor, in Turkish: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "Düzenleyici başlatılamadı",
    reason: "Sayfayı yeniden yükleyin. İşe yaramazsa yöneticinize WebAssembly dosyalarının engellenip engellenmediğini sorun.",
    stopped: "Düzenleyici durdu",
    listed: "Tam olarak kaydedilmemiş olabilecek her şey burada listelenmiştir:",
    saved: "Tüm değişiklikleriniz Bitrix24'te kayıtlı.",
    copy: "Kopyala",
    copied: "Kopyalandı",
    uncopied: "Kopyalanamadı",
    reload: "Yeniden yükle",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "Aşamalar ve listeler",
    placement_hint: "CRM listelerinin değerlerini yeniden adlandırın, renklendirin, sıralayın, ekleyin ve güvenle silin",
    install_title: "Stagecraft'ı kur",
    title: "Stagecraft nerede açılır",
    open_setup: "Stagecraft nerede açılır…",
    intro: "Düzenleyicinin Bitrix24'te nerede bulunacağını seçin. Bunu istediğiniz zaman değiştirebilirsiniz.",
    facts_title: "Kurulum ne yapar",
    facts: [
        "Aşağıdaki yerlere, CRM'e erişimi olan herkes için bir düğme ekler.",
        "Listelerinizde ve kayıtlarınızda hiçbir şeyi değiştirmez.",
        "Verilerinizi başka hiçbir yerde tutmaz: düzenleyici Bitrix24'ün içinde, onu açan kişinin yetkileriyle çalışır.",
    ],
    places: "Bitrix24'teki yerler",
    place_funnels: "{what}: hunilerin üstündeki düğme",
    place_list: "{what}: listenin üstündeki menü",
    place_menu: "Bitrix24 ana menüsü",
    added: "Eklendi",
    not_added: "Eklenmedi",
    not_offered: "Bu Bitrix24'te kullanılamıyor",
    older: "Başka bir adresle eklendi: {address}",
    adding: "Ekleniyor…",
    removing: "Kaldırılıyor…",
    add: "Ekle",
    add_all: "Her yere ekle",
    remove: "Kaldır",
    remove_all: "Her yerden kaldır",
    install: "Kur",
    finish_anyway: "Onlarsız tamamla",
    back: "Düzenleyiciyi aç",
    n_added: &["{n} yer eklendi", "{n} yer eklendi"],
    n_removed: &["{n} yer kaldırıldı", "{n} yer kaldırıldı"],
    n_failed: &[
        "{n} yer eklenemedi. Şimdi tekrar deneyebilir ya da kurulumu tamamlayıp onu daha sonra ekleyebilirsiniz.",
        "{n} yer eklenemedi. Şimdi tekrar deneyebilir ya da kurulumu tamamlayıp onları daha sonra ekleyebilirsiniz.",
    ],
    finishing: "Kurulum tamamlanıyor. Bitrix24 bu sayfayı yeniden açacak.",
    unfinished: "Bitrix24 kurulumun tamamlandığını onaylamadı. Sayfayı yeniden yükleyin; bunu tekrar görürseniz uygulamayı uygulama listesinden açın.",
    admin_title: "Bunu bir yöneticinin yapması gerekiyor",
    admin_body: "Stagecraft'ı yalnızca bir Bitrix24 yöneticisi kurabilir ve nerede açılacağına karar verebilir.",
    missing_scope: "Uygulamanın “Gömme” (placement) izni yok, bu yüzden yalnızca uygulama listesinden açılabilir. Uygulamaya bu izni verip onu yeniden kurun.",
    bad_address: "Bitrix24 bu uygulamanın adresini kabul etmiyor: {address}. Tam alan adına sahip bir ana bilgisayar gerekiyor.",
    too_many: "Bitrix24 bu yerde daha fazla düğmeye izin vermiyor.",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "Bitrix24'ü açmadan bağlan",
    intro: "Düzenleyiciyi denemek veya üzerinde çalışmak için bu sayfayı gelen webhook ile bağlayın.",
    field: "Gelen webhook adresi",
    hint: "Bitrix24'te: Geliştirici kaynakları, Diğer, Gelen webhook, CRM izniyle.",
    warning_title: "Ona bir parola gibi davranın",
    warning: "Bu adrese sahip olan herkes CRM'de sizin yapabildiklerinizi yapabilir. Adres yalnızca bu sayfanın belleğinde kalır; sayfayı kapattığınızda veya yeniden yüklediğinizde unutulur. Kendi bilgisayarınızda kullanın ve işiniz bitince webhook'u silin.",
    connect: "Bağlan",
    bad: "Bu, bir gelen webhook adresi değil. Doğru bir adres şuna benzer: https://your.bitrix24.com.tr/rest/1/abc123/",
    insecure: "Adres https ile başlamalı: http üzerinden, araya giren herkes onu okuyabilir.",
    unreachable: "{portal} yanıt vermiyor. Adresi ve bağlantınızı kontrol edin.",
    refused: "{portal} bu webhook'u kabul etmiyor. Silinmiş olabilir veya CRM izni yoktur.",
    connected: "{portal} adresine webhook ile bağlanıldı. Değişiklikleriniz gerçek verilere uygulanır.",
    disconnect: "Bağlantıyı kes",
};
