//! Around the editor, in Polish: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "Nie udało się uruchomić edytora",
    reason: "Odśwież stronę. Jeśli to nie pomoże, zapytaj administratora, czy pliki WebAssembly nie są blokowane.",
    stopped: "Edytor przestał działać",
    listed: "Wszystko, czego tu nie wymieniono, jest zapisane:",
    saved: "Wszystkie Twoje zmiany są zapisane w Bitrix24.",
    copy: "Kopiuj",
    copied: "Skopiowano",
    uncopied: "Nie udało się skopiować",
    reload: "Odśwież",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "Etapy i listy",
    placement_hint: "Zmiana nazw, kolorów i kolejności, dodawanie i bezpieczne usuwanie wartości list CRM",
    install_title: "Instalacja Stagecraft",
    title: "Gdzie otwiera się Stagecraft",
    open_setup: "Gdzie otwiera się Stagecraft…",
    intro: "Wybierz, gdzie w Bitrix24 użytkownicy znajdą edytor. Możesz to zmienić w każdej chwili.",
    facts_title: "Co robi instalacja",
    facts: [
        "Dodaje przycisk w poniższych miejscach dla wszystkich, którzy mają dostęp do CRM.",
        "Niczego nie zmienia w Twoich listach i rekordach.",
        "Nigdzie indziej nie przechowuje Twoich danych: edytor działa w Bitrix24 z uprawnieniami osoby, która go otwiera.",
    ],
    places: "Miejsca w Bitrix24",
    place_funnels: "{what}: przycisk nad lejkami",
    place_list: "{what}: menu nad listą",
    place_menu: "Menu główne Bitrix24",
    added: "Dodano",
    not_added: "Nie dodano",
    not_offered: "Niedostępne w tym Bitrix24",
    older: "Dodano z innym adresem: {address}",
    adding: "Dodawanie…",
    removing: "Usuwanie…",
    add: "Dodaj",
    add_all: "Dodaj wszędzie",
    remove: "Usuń",
    remove_all: "Usuń wszędzie",
    install: "Zainstaluj",
    finish_anyway: "Zakończ bez nich",
    back: "Otwórz edytor",
    n_added: &["Dodano {n} miejsce", "Dodano {n} miejsca", "Dodano {n} miejsc"],
    n_removed: &["Usunięto {n} miejsce", "Usunięto {n} miejsca", "Usunięto {n} miejsc"],
    n_failed: &[
        "Nie udało się dodać {n} miejsca. Możesz teraz spróbować ponownie albo zakończyć i dodać je później.",
        "Nie udało się dodać {n} miejsc. Możesz teraz spróbować ponownie albo zakończyć i dodać je później.",
        "Nie udało się dodać {n} miejsc. Możesz teraz spróbować ponownie albo zakończyć i dodać je później.",
    ],
    finishing: "Kończenie instalacji. Bitrix24 otworzy tę stronę na nowo.",
    unfinished: "Bitrix24 nie potwierdził zakończenia instalacji. Odśwież stronę; jeśli zobaczysz to ponownie, otwórz aplikację z listy aplikacji.",
    admin_title: "Musi to zrobić administrator",
    admin_body: "Tylko administrator Bitrix24 może zainstalować Stagecraft i zdecydować, gdzie się otwiera.",
    missing_scope: "Aplikacja nie ma uprawnienia „Osadzanie” (placement), więc można ją otworzyć tylko z listy aplikacji. Nadaj aplikacji to uprawnienie i zainstaluj ją ponownie.",
    bad_address: "Bitrix24 nie przyjmuje adresu tej aplikacji: {address}. Potrzebny jest host z pełną nazwą domeny.",
    too_many: "Bitrix24 nie pozwala na więcej przycisków w tym miejscu.",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "Połącz bez otwierania Bitrix24",
    intro: "Aby wypróbować edytor lub nad nim pracować, połącz tę stronę przez webhook przychodzący.",
    field: "Adres webhooka przychodzącego",
    hint: "W Bitrix24: Zasoby dla deweloperów, Inne, Webhook przychodzący, z uprawnieniem CRM.",
    warning_title: "Traktuj go jak hasło",
    warning: "Kto ma ten adres, może robić w CRM to samo co Ty. Pozostaje on tylko w pamięci tej strony i znika, gdy ją zamkniesz lub odświeżysz. Używaj go na własnym komputerze i usuń webhook, gdy skończysz.",
    connect: "Połącz",
    bad: "To nie jest adres webhooka przychodzącego. Taki adres wygląda tak: https://your.bitrix24.pl/rest/1/abc123/",
    insecure: "Adres musi zaczynać się od https: przez http mógłby go odczytać każdy po drodze.",
    unreachable: "Brak odpowiedzi z {portal}. Sprawdź adres i połączenie.",
    refused: "{portal} nie przyjmuje tego webhooka. Mógł zostać usunięty lub nie ma uprawnienia CRM.",
    connected: "Połączono z {portal} przez webhook. Twoje zmiany są prawdziwe.",
    disconnect: "Rozłącz",
};
