//! Around the editor, in Indonesian: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "Editor tidak dapat dijalankan",
    reason: "Muat ulang halaman. Jika tidak membantu, tanyakan kepada administrator Anda apakah file WebAssembly diblokir.",
    stopped: "Editor berhenti",
    listed: "Tidak ada yang tersimpan setengah jalan selain yang tercantum di sini:",
    saved: "Semua perubahan Anda tersimpan di Bitrix24.",
    copy: "Salin",
    copied: "Disalin",
    uncopied: "Tidak dapat menyalin",
    reload: "Muat ulang",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "Tahap dan daftar",
    placement_hint: "Ganti nama, ubah warna, urutkan ulang, tambah, dan hapus nilai daftar CRM dengan aman",
    install_title: "Instal Stagecraft",
    title: "Tempat membuka Stagecraft",
    open_setup: "Tempat membuka Stagecraft…",
    intro: "Pilih di mana orang menemukan editor ini di Bitrix24. Anda dapat mengubahnya kapan saja.",
    facts_title: "Yang dilakukan penginstalan",
    facts: [
        "Menambahkan tombol di tempat-tempat di bawah ini, untuk semua orang yang memiliki akses ke CRM.",
        "Tidak mengubah apa pun di daftar dan entri Anda.",
        "Tidak menyimpan data Anda di tempat lain: editor bekerja di dalam Bitrix24, dengan hak orang yang membukanya.",
    ],
    places: "Tempat di Bitrix24",
    place_funnels: "{what}: tombol di atas pipeline",
    place_list: "{what}: menu di atas daftar",
    place_menu: "Menu utama Bitrix24",
    added: "Ditambahkan",
    not_added: "Belum ditambahkan",
    not_offered: "Tidak tersedia di Bitrix24 ini",
    older: "Ditambahkan dengan alamat lain: {address}",
    adding: "Menambahkan…",
    removing: "Menghilangkan…",
    add: "Tambah",
    add_all: "Tambah di semua tempat",
    remove: "Hilangkan",
    remove_all: "Hilangkan dari semua tempat",
    install: "Instal",
    finish_anyway: "Selesaikan tanpa menambahkan",
    back: "Buka editor",
    n_added: &["{n} tempat ditambahkan"],
    n_removed: &["{n} tempat dihilangkan"],
    n_failed: &[
        "{n} tempat tidak dapat ditambahkan. Anda dapat mencoba lagi sekarang, atau menyelesaikan dan menambahkannya nanti.",
    ],
    finishing: "Menyelesaikan penginstalan. Bitrix24 akan membuka kembali halaman ini.",
    unfinished: "Bitrix24 belum mengonfirmasi bahwa penginstalan selesai. Muat ulang halaman; jika Anda melihat ini lagi, buka aplikasi dari daftar aplikasi.",
    admin_title: "Ini harus dilakukan oleh administrator",
    admin_body: "Hanya administrator Bitrix24 yang dapat menginstal Stagecraft dan menentukan tempat membukanya.",
    missing_scope: "Aplikasi tidak memiliki izin “Penyematan” (placement), sehingga hanya dapat dibuka dari daftar aplikasi. Berikan izin ini kepada aplikasi, lalu instal lagi.",
    bad_address: "Bitrix24 tidak menerima alamat aplikasi ini: {address}. Diperlukan host dengan nama domain lengkap.",
    too_many: "Bitrix24 tidak mengizinkan tombol tambahan di tempat ini.",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "Hubungkan tanpa membuka Bitrix24",
    intro: "Untuk mencoba editor atau mengembangkannya, hubungkan halaman ini melalui webhook masuk.",
    field: "Alamat webhook masuk",
    hint: "Di Bitrix24: Sumber daya pengembang, Lainnya, Webhook masuk, dengan izin CRM.",
    warning_title: "Perlakukan seperti kata sandi",
    warning: "Siapa pun yang memiliki alamat ini dapat melakukan semua yang dapat Anda lakukan di CRM. Alamat ini hanya ada di memori halaman ini, dan dilupakan saat Anda menutup atau memuat ulang halaman. Gunakan di komputer Anda sendiri, dan hapus webhook setelah selesai.",
    connect: "Hubungkan",
    bad: "Ini bukan alamat webhook masuk. Alamat yang benar berbentuk seperti https://your.bitrix24.id/rest/1/abc123/",
    insecure: "Alamat harus diawali dengan https. Melalui http, siapa pun di sepanjang jalur koneksi dapat membacanya.",
    unreachable: "Tidak ada respons dari {portal}. Periksa alamat dan koneksi Anda.",
    refused: "{portal} tidak menerima webhook ini. Mungkin webhook ini sudah dihapus, atau tidak memiliki izin CRM.",
    connected: "Terhubung ke {portal} melalui webhook. Perubahan Anda benar-benar diterapkan.",
    disconnect: "Putuskan koneksi",
};
