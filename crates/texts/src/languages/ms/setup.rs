//! Around the editor, in Malay: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "Editor tidak dapat dimulakan",
    reason: "Muat semula halaman. Jika itu tidak membantu, tanya pentadbir anda sama ada fail WebAssembly disekat.",
    stopped: "Editor terhenti",
    listed: "Tiada yang disimpan separuh jalan selain yang disenaraikan di sini:",
    saved: "Semua perubahan anda telah disimpan dalam Bitrix24.",
    copy: "Salin",
    copied: "Disalin",
    uncopied: "Tidak dapat menyalin",
    reload: "Muat semula",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "Peringkat dan senarai",
    placement_hint: "Namakan semula, tukar warna, susun semula, tambah dan padam nilai senarai CRM dengan selamat",
    install_title: "Pasang Stagecraft",
    title: "Tempat membuka Stagecraft",
    open_setup: "Tempat membuka Stagecraft…",
    intro: "Pilih tempat orang menemui editor ini dalam Bitrix24. Anda boleh mengubahnya pada bila-bila masa.",
    facts_title: "Apa yang dilakukan oleh pemasangan",
    facts: [
        "Menambah butang di tempat-tempat di bawah, untuk semua orang yang mempunyai akses kepada CRM.",
        "Tidak mengubah apa-apa dalam senarai dan rekod anda.",
        "Tidak menyimpan data anda di tempat lain: editor berfungsi di dalam Bitrix24, dengan hak orang yang membukanya.",
    ],
    places: "Tempat dalam Bitrix24",
    place_funnels: "{what}: butang di atas saluran",
    place_list: "{what}: menu di atas senarai",
    place_menu: "Menu utama Bitrix24",
    added: "Ditambah",
    not_added: "Belum ditambah",
    not_offered: "Tidak tersedia dalam Bitrix24 ini",
    older: "Ditambah dengan alamat lain: {address}",
    adding: "Menambah…",
    removing: "Membuang…",
    add: "Tambah",
    add_all: "Tambah di semua tempat",
    remove: "Buang",
    remove_all: "Buang dari semua tempat",
    install: "Pasang",
    finish_anyway: "Selesaikan tanpa menambahnya",
    back: "Buka editor",
    n_added: &["{n} tempat ditambah"],
    n_removed: &["{n} tempat dibuang"],
    n_failed: &[
        "{n} tempat tidak dapat ditambah. Anda boleh mencuba lagi sekarang, atau selesaikan dan tambah kemudian.",
    ],
    finishing: "Menyelesaikan pemasangan. Bitrix24 akan membuka halaman ini semula.",
    unfinished: "Bitrix24 belum mengesahkan bahawa pemasangan telah selesai. Muat semula halaman; jika anda melihat ini lagi, buka aplikasi daripada senarai aplikasi.",
    admin_title: "Ini perlu dilakukan oleh pentadbir",
    admin_body: "Hanya pentadbir Bitrix24 boleh memasang Stagecraft dan menentukan tempat membukanya.",
    missing_scope: "Aplikasi tidak mempunyai kebenaran “Pembenaman” (placement), jadi aplikasi hanya boleh dibuka daripada senarai aplikasi. Berikan kebenaran ini kepada aplikasi, dan pasang sekali lagi.",
    bad_address: "Bitrix24 tidak menerima alamat aplikasi ini: {address}. Alamat itu memerlukan hos dengan nama domain penuh.",
    too_many: "Bitrix24 tidak membenarkan butang tambahan di tempat ini.",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "Sambung tanpa membuka Bitrix24",
    intro: "Untuk mencuba editor atau membangunkannya, sambungkan halaman ini melalui webhook masuk.",
    field: "Alamat webhook masuk",
    hint: "Dalam Bitrix24: Sumber pembangun, Lain-lain, Webhook masuk, dengan kebenaran CRM.",
    warning_title: "Jaga seperti kata laluan",
    warning: "Sesiapa yang mempunyai alamat ini boleh melakukan semua yang anda boleh lakukan dalam CRM. Alamat ini hanya berada dalam memori halaman ini, dan dilupakan apabila anda menutup atau memuat semula halaman. Gunakannya pada komputer anda sendiri, dan padam webhook apabila anda selesai.",
    connect: "Sambung",
    bad: "Ini bukan alamat webhook masuk. Alamat yang betul kelihatan seperti https://your.bitrix24.com/rest/1/abc123/",
    insecure: "Alamat mesti bermula dengan https. Melalui http, sesiapa di sepanjang laluan boleh membacanya.",
    unreachable: "Tiada jawapan daripada {portal}. Semak alamat dan sambungan anda.",
    refused: "{portal} tidak menerima webhook ini. Mungkin webhook ini telah dipadam, atau tidak mempunyai kebenaran CRM.",
    connected: "Disambungkan ke {portal} melalui webhook. Perubahan anda akan benar-benar dilaksanakan.",
    disconnect: "Putuskan sambungan",
};
