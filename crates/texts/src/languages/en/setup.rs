//! Around the editor, in English: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "The editor could not start",
    reason: "Reload the page. If that doesn't help, ask your administrator whether WebAssembly files are blocked.",
    stopped: "The editor stopped",
    listed: "Nothing is half-saved that isn't listed here:",
    saved: "All your changes are saved in Bitrix24.",
    copy: "Copy",
    copied: "Copied",
    uncopied: "Couldn't copy",
    reload: "Reload",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "Stages and lists",
    placement_hint: "Rename, recolour, reorder, add and safely delete the values of CRM lists",
    install_title: "Install Stagecraft",
    title: "Where Stagecraft opens",
    open_setup: "Where Stagecraft opens…",
    intro: "Choose where in Bitrix24 people find the editor. You can change this at any time.",
    facts_title: "What the installation does",
    facts: [
        "It adds a button in the places below, for everyone who has access to CRM.",
        "It changes nothing in your lists and records.",
        "It keeps no data of yours anywhere else: the editor works inside Bitrix24, with the rights of whoever opens it.",
    ],
    places: "Places in Bitrix24",
    place_funnels: "{what}: button above the pipelines",
    place_list: "{what}: menu above the list",
    place_menu: "Main menu of Bitrix24",
    added: "Added",
    not_added: "Not added",
    not_offered: "Not available in this Bitrix24",
    older: "Added with another address: {address}",
    adding: "Adding…",
    removing: "Removing…",
    add: "Add",
    add_all: "Add everywhere",
    remove: "Remove",
    remove_all: "Remove everywhere",
    install: "Install",
    finish_anyway: "Finish without them",
    back: "Open the editor",
    n_added: &["{n} place added", "{n} places added"],
    n_removed: &["{n} place removed", "{n} places removed"],
    n_failed: &[
        "{n} place could not be added. You can try again now, or finish and add it later.",
        "{n} places could not be added. You can try again now, or finish and add them later.",
    ],
    finishing: "Finishing the installation. Bitrix24 will open this page anew.",
    unfinished: "Bitrix24 hasn't confirmed that the installation is finished. Reload the page; if you see this again, open the app from the list of applications.",
    admin_title: "An administrator has to do this",
    admin_body: "Only an administrator of Bitrix24 can install Stagecraft and decide where it opens.",
    missing_scope: "The app lacks the permission \"Embedding\" (placement), so people can only open it from the list of applications. Give the app this permission, and install it again.",
    bad_address: "Bitrix24 doesn't accept the address of this app: {address}. It needs a host with a full domain name.",
    too_many: "Bitrix24 allows no more buttons in this place.",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "Connect without opening Bitrix24",
    intro: "To try the editor or to work on it, connect this page through an incoming webhook.",
    field: "Address of the incoming webhook",
    hint: "In Bitrix24: Developer resources, Other, Incoming webhook, with the permission CRM.",
    warning_title: "Treat it like a password",
    warning: "Whoever has this address can do in CRM what you can do. It stays in the memory of this page only, and is forgotten when you close or reload it. Use it on your own computer, and delete the webhook when you are done.",
    connect: "Connect",
    bad: "This isn't the address of an incoming webhook. It should look like https://your.bitrix24.com/rest/1/abc123/",
    insecure: "The address must begin with https: over http, anyone on the way could read it.",
    unreachable: "There is no answer from {portal}. Check the address and your connection.",
    refused: "{portal} doesn't accept this webhook. It may have been deleted, or it lacks the permission CRM.",
    connected: "Connected to {portal} through a webhook. Your changes are real.",
    disconnect: "Disconnect",
};
