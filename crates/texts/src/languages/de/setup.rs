//! Around the editor, in German: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "Der Editor konnte nicht starten",
    reason: "Laden Sie die Seite neu. Wenn das nicht hilft, fragen Sie Ihren Administrator, ob WebAssembly-Dateien blockiert werden.",
    stopped: "Der Editor läuft nicht mehr",
    listed: "Alles, was hier nicht aufgeführt ist, ist gespeichert:",
    saved: "Alle Ihre Änderungen sind in Bitrix24 gespeichert.",
    copy: "Kopieren",
    copied: "Kopiert",
    uncopied: "Kopieren nicht möglich",
    reload: "Neu laden",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "Phasen und Listen",
    placement_hint: "Werte der CRM-Listen umbenennen, umfärben, ordnen, hinzufügen und sicher löschen",
    install_title: "Stagecraft installieren",
    title: "Wo sich Stagecraft öffnet",
    open_setup: "Wo sich Stagecraft öffnet…",
    intro: "Wählen Sie, wo in Bitrix24 der Editor zu finden ist. Das können Sie jederzeit ändern.",
    facts_title: "Was die Installation bewirkt",
    facts: [
        "Sie fügt an den Stellen unten eine Schaltfläche hinzu, für alle, die Zugriff auf das CRM haben.",
        "Sie ändert nichts an Ihren Listen und Datensätzen.",
        "Sie bewahrt Ihre Daten nirgendwo sonst auf: Der Editor arbeitet innerhalb von Bitrix24, mit den Rechten der Person, die ihn öffnet.",
    ],
    places: "Stellen in Bitrix24",
    place_funnels: "{what}: Schaltfläche über den Pipelines",
    place_list: "{what}: Menü über der Liste",
    place_menu: "Hauptmenü von Bitrix24",
    added: "Hinzugefügt",
    not_added: "Nicht hinzugefügt",
    not_offered: "In diesem Bitrix24 nicht verfügbar",
    older: "Mit einer anderen Adresse hinzugefügt: {address}",
    adding: "Wird hinzugefügt…",
    removing: "Wird entfernt…",
    add: "Hinzufügen",
    add_all: "Überall hinzufügen",
    remove: "Entfernen",
    remove_all: "Überall entfernen",
    install: "Installieren",
    finish_anyway: "Ohne sie abschließen",
    back: "Editor öffnen",
    n_added: &["{n} Stelle hinzugefügt", "{n} Stellen hinzugefügt"],
    n_removed: &["{n} Stelle entfernt", "{n} Stellen entfernt"],
    n_failed: &[
        "{n} Stelle konnte nicht hinzugefügt werden. Sie können es jetzt erneut versuchen oder abschließen und sie später hinzufügen.",
        "{n} Stellen konnten nicht hinzugefügt werden. Sie können es jetzt erneut versuchen oder abschließen und sie später hinzufügen.",
    ],
    finishing: "Die Installation wird abgeschlossen. Bitrix24 öffnet diese Seite dann neu.",
    unfinished: "Bitrix24 hat nicht bestätigt, dass die Installation abgeschlossen ist. Laden Sie die Seite neu; wenn Sie dies wieder sehen, öffnen Sie die Anwendung aus der Liste der Anwendungen.",
    admin_title: "Das muss ein Administrator tun",
    admin_body: "Nur ein Bitrix24-Administrator kann Stagecraft installieren und festlegen, wo es sich öffnet.",
    missing_scope: "Der Anwendung fehlt die Berechtigung „Einbettung“ (placement), deshalb lässt sie sich nur aus der Liste der Anwendungen öffnen. Geben Sie der Anwendung diese Berechtigung und installieren Sie sie noch einmal.",
    bad_address: "Bitrix24 akzeptiert die Adresse dieser Anwendung nicht: {address}. Nötig ist ein Host mit vollständigem Domainnamen.",
    too_many: "Bitrix24 erlaubt an dieser Stelle keine weiteren Schaltflächen.",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "Verbinden, ohne Bitrix24 zu öffnen",
    intro: "Um den Editor auszuprobieren oder an ihm zu arbeiten, verbinden Sie diese Seite über einen eingehenden Webhook.",
    field: "Adresse des eingehenden Webhooks",
    hint: "In Bitrix24: Entwicklerressourcen, Andere, Eingehender Webhook, mit der Berechtigung CRM.",
    warning_title: "Behandeln Sie sie wie ein Passwort",
    warning: "Wer diese Adresse hat, kann im CRM alles tun, was Sie können. Sie bleibt nur im Speicher dieser Seite und wird vergessen, wenn Sie die Seite schließen oder neu laden. Verwenden Sie sie auf Ihrem eigenen Computer und löschen Sie den Webhook, wenn Sie fertig sind.",
    connect: "Verbinden",
    bad: "Das ist nicht die Adresse eines eingehenden Webhooks. Eine solche Adresse sieht so aus: https://your.bitrix24.com/rest/1/abc123/",
    insecure: "Die Adresse muss mit https beginnen: Über http könnte jeder unterwegs sie lesen.",
    unreachable: "{portal} antwortet nicht. Prüfen Sie die Adresse und Ihre Verbindung.",
    refused: "{portal} akzeptiert diesen Webhook nicht. Vielleicht wurde er gelöscht, oder ihm fehlt die Berechtigung CRM.",
    connected: "Über einen Webhook mit {portal} verbunden. Ihre Änderungen sind echt.",
    disconnect: "Verbindung trennen",
};
