//! Around the editor, in Italian: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "Impossibile avviare l’editor",
    reason: "Ricarica la pagina. Se non basta, chiedi al tuo amministratore se i file WebAssembly sono bloccati.",
    stopped: "L’editor si è fermato",
    listed: "Tutto ciò che non è elencato qui è salvato:",
    saved: "Tutte le tue modifiche sono salvate in Bitrix24.",
    copy: "Copia",
    copied: "Copiato",
    uncopied: "Impossibile copiare",
    reload: "Ricarica",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "Fasi ed elenchi",
    placement_hint: "Rinomina, colora, riordina, aggiungi ed elimina in sicurezza i valori degli elenchi CRM",
    install_title: "Installa Stagecraft",
    title: "Dove si apre Stagecraft",
    open_setup: "Dove si apre Stagecraft…",
    intro: "Scegli dove trovare l’editor in Bitrix24. Puoi cambiarlo in qualsiasi momento.",
    facts_title: "Che cosa fa l’installazione",
    facts: [
        "Aggiunge un pulsante nelle posizioni qui sotto, per chiunque abbia accesso al CRM.",
        "Non cambia nulla nei tuoi elenchi e nei tuoi record.",
        "Non conserva i tuoi dati in nessun altro luogo: l’editor funziona all’interno di Bitrix24, con i diritti di chi lo apre.",
    ],
    places: "Posizioni in Bitrix24",
    place_funnels: "{what}: pulsante sopra le pipeline",
    place_list: "{what}: menu sopra l’elenco",
    place_menu: "Menu principale di Bitrix24",
    added: "Aggiunto",
    not_added: "Non aggiunto",
    not_offered: "Non disponibile in questo Bitrix24",
    older: "Aggiunto con un altro indirizzo: {address}",
    adding: "Aggiunta…",
    removing: "Rimozione…",
    add: "Aggiungi",
    add_all: "Aggiungi ovunque",
    remove: "Rimuovi",
    remove_all: "Rimuovi ovunque",
    install: "Installa",
    finish_anyway: "Termina senza aggiungerle",
    back: "Apri l’editor",
    n_added: &["{n} posizione aggiunta", "{n} di posizioni aggiunte", "{n} posizioni aggiunte"],
    n_removed: &["{n} posizione rimossa", "{n} di posizioni rimosse", "{n} posizioni rimosse"],
    n_failed: &[
        "Impossibile aggiungere {n} posizione. Puoi riprovare ora, oppure terminare e aggiungerla più tardi.",
        "Impossibile aggiungere {n} di posizioni. Puoi riprovare ora, oppure terminare e aggiungerle più tardi.",
        "Impossibile aggiungere {n} posizioni. Puoi riprovare ora, oppure terminare e aggiungerle più tardi.",
    ],
    finishing: "L’installazione sta terminando. Bitrix24 riaprirà questa pagina.",
    unfinished: "Bitrix24 non ha confermato che l’installazione è terminata. Ricarica la pagina; se vedi di nuovo questo messaggio, apri l’applicazione dall’elenco delle applicazioni.",
    admin_title: "Deve farlo un amministratore",
    admin_body: "Solo un amministratore di Bitrix24 può installare Stagecraft e decidere dove si apre.",
    missing_scope: "All’applicazione manca l’autorizzazione «Incorporamento» (placement), quindi la si può aprire solo dall’elenco delle applicazioni. Concedi questa autorizzazione all’applicazione e installala di nuovo.",
    bad_address: "Bitrix24 non accetta l’indirizzo di questa applicazione: {address}. Serve un host con un nome di dominio completo.",
    too_many: "Bitrix24 non consente altri pulsanti in questa posizione.",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "Connettiti senza aprire Bitrix24",
    intro: "Per provare l’editor o lavorare al suo sviluppo, collega questa pagina tramite un webhook in entrata.",
    field: "Indirizzo del webhook in entrata",
    hint: "In Bitrix24: Risorse per sviluppatori, Altro, Webhook in entrata, con l’autorizzazione CRM.",
    warning_title: "Trattalo come una password",
    warning: "Chi ha questo indirizzo può fare nel CRM ciò che puoi fare tu. Resta solo nella memoria di questa pagina e viene dimenticato quando la chiudi o la ricarichi. Usalo sul tuo computer ed elimina il webhook quando hai finito.",
    connect: "Connetti",
    bad: "Questo non è l’indirizzo di un webhook in entrata. Un indirizzo valido ha questo aspetto: https://your.bitrix24.com/rest/1/abc123/",
    insecure: "L’indirizzo deve iniziare con https: con http chiunque lungo il percorso potrebbe leggerlo.",
    unreachable: "{portal} non risponde. Controlla l’indirizzo e la connessione.",
    refused: "{portal} non accetta questo webhook. Potrebbe essere stato eliminato, oppure gli manca l’autorizzazione CRM.",
    connected: "Connesso a {portal} tramite un webhook. Le tue modifiche sono reali.",
    disconnect: "Disconnetti",
};
