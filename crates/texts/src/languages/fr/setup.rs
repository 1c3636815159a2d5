//! Around the editor, in French: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "L’éditeur n’a pas pu démarrer",
    reason: "Rechargez la page. Si cela ne suffit pas, demandez à votre administrateur si les fichiers WebAssembly sont bloqués.",
    stopped: "L’éditeur s’est arrêté",
    listed: "Tout ce qui ne figure pas ici est enregistré :",
    saved: "Toutes vos modifications sont enregistrées dans Bitrix24.",
    copy: "Copier",
    copied: "Copié",
    uncopied: "Impossible de copier",
    reload: "Recharger",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "Étapes et listes",
    placement_hint: "Renommer, recolorer, réordonner, ajouter et supprimer en toute sécurité les valeurs des listes du CRM",
    install_title: "Installer Stagecraft",
    title: "Où s’ouvre Stagecraft",
    open_setup: "Où s’ouvre Stagecraft…",
    intro: "Choisissez où trouver l’éditeur dans Bitrix24. Vous pouvez modifier ce choix à tout moment.",
    facts_title: "Ce que fait l’installation",
    facts: [
        "Elle ajoute un bouton aux emplacements ci-dessous, pour toutes les personnes qui ont accès au CRM.",
        "Elle ne modifie rien dans vos listes ni dans vos fiches.",
        "Elle ne conserve vos données nulle part ailleurs : l’éditeur fonctionne dans Bitrix24, avec les droits de la personne qui l’ouvre.",
    ],
    places: "Emplacements dans Bitrix24",
    place_funnels: "{what} : bouton au-dessus des pipelines",
    place_list: "{what} : menu au-dessus de la liste",
    place_menu: "Menu principal de Bitrix24",
    added: "Ajouté",
    not_added: "Non ajouté",
    not_offered: "Indisponible dans ce Bitrix24",
    older: "Ajouté avec une autre adresse : {address}",
    adding: "Ajout…",
    removing: "Retrait…",
    add: "Ajouter",
    add_all: "Ajouter partout",
    remove: "Retirer",
    remove_all: "Retirer partout",
    install: "Installer",
    finish_anyway: "Terminer sans eux",
    back: "Ouvrir l’éditeur",
    n_added: &["{n} emplacement ajouté", "{n} d’emplacements ajoutés", "{n} emplacements ajoutés"],
    n_removed: &["{n} emplacement retiré", "{n} d’emplacements retirés", "{n} emplacements retirés"],
    n_failed: &[
        "{n} emplacement n’a pas pu être ajouté. Vous pouvez réessayer maintenant, ou terminer et l’ajouter plus tard.",
        "{n} d’emplacements n’ont pas pu être ajoutés. Vous pouvez réessayer maintenant, ou terminer et les ajouter plus tard.",
        "{n} emplacements n’ont pas pu être ajoutés. Vous pouvez réessayer maintenant, ou terminer et les ajouter plus tard.",
    ],
    finishing: "Fin de l’installation. Bitrix24 va rouvrir cette page.",
    unfinished: "Bitrix24 n’a pas confirmé que l’installation est terminée. Rechargez la page ; si ce message réapparaît, ouvrez l’application depuis la liste des applications.",
    admin_title: "Un administrateur doit s’en charger",
    admin_body: "Seul un administrateur de Bitrix24 peut installer Stagecraft et décider où il s’ouvre.",
    missing_scope: "L’application n’a pas l’autorisation « Intégration d’applications » (placement) ; on ne peut donc l’ouvrir que depuis la liste des applications. Donnez cette autorisation à l’application et installez-la à nouveau.",
    bad_address: "Bitrix24 n’accepte pas l’adresse de cette application : {address}. Il faut un hôte avec un nom de domaine complet.",
    too_many: "Bitrix24 n’autorise pas davantage de boutons à cet emplacement.",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "Se connecter sans ouvrir Bitrix24",
    intro: "Pour essayer l’éditeur ou travailler à son développement, connectez cette page par un webhook entrant.",
    field: "Adresse du webhook entrant",
    hint: "Dans Bitrix24 : Ressources pour les développeurs, Autre, Webhook entrant, avec l’autorisation CRM.",
    warning_title: "Traitez-la comme un mot de passe",
    warning: "Toute personne qui a cette adresse peut faire dans le CRM ce que vous pouvez y faire. Elle reste uniquement dans la mémoire de cette page et est oubliée quand vous la fermez ou la rechargez. Utilisez-la sur votre propre ordinateur et supprimez le webhook quand vous avez terminé.",
    connect: "Se connecter",
    bad: "Ce n’est pas l’adresse d’un webhook entrant. Une telle adresse ressemble à https://your.bitrix24.com/rest/1/abc123/",
    insecure: "L’adresse doit commencer par https : avec http, n’importe qui pourrait la lire en chemin.",
    unreachable: "Aucune réponse de {portal}. Vérifiez l’adresse et votre connexion.",
    refused: "{portal} n’accepte pas ce webhook. Il a peut-être été supprimé, ou l’autorisation CRM lui manque.",
    connected: "Connecté à {portal} par un webhook. Vos modifications sont réelles.",
    disconnect: "Se déconnecter",
};
