//! The page that installs the application, and adds it to more places in the portal or takes it out of them.
//!
//! It is a program of its own, so that those who edit do not load what is needed once.

use crate::components::setup::{self, Site};
use crate::dom;
use crate::gate::{Gate, GateProps, use_gate, view_closed};
use crate::gateway::GatewayHandle;
use crate::gateway::rest::Rest;
use crate::session::Session;
use statuses::preferences::{OPTION, Preferences};
use statuses::text::Lang;
use std::rc::Rc;
use yew::prelude::*;

/// The page of the installer, beside the [page of the editor](EDITOR).
pub const PAGE: &str = "install.html";

/// The page of the editor.
pub const EDITOR: &str = "index.html";

/// What the installer gets of an open session.
struct Open {
    lang: Lang,
    gateway: GatewayHandle,
    is_admin: bool,
    site: Site,
    /// Told that the installation is done; none if there is none under way.
    oninstalled: Option<Callback<()>>,
}

/// Connects to the portal around the page and shows where the editor is offered.
#[component]
pub fn Installer(props: &GateProps) -> Html {
    let gate = use_gate(props, Open::new);
    let Gate::Open(open) = &*gate else { return view_closed(&gate, props, html! {}) };
    let onback = Callback::from(|()| turn_to(EDITOR));
    setup::page(open.lang, open.is_admin, &open.gateway, &open.site, open.oninstalled.clone(), onback)
}

impl Open {
    #[expect(clippy::unnecessary_wraps, reason = "as the gate wants it")]
    fn new(session: Rc<Session>, lang: Lang, languages: &str) -> Option<Self> {
        let init = session.init();
        dom::set_theme(Preferences::read(init.option(OPTION)).theme);
        let oninstalled = {
            let session = Rc::clone(&session);
            Callback::from(move |()| session.finish_installation())
        };
        Some(Self {
            lang,
            is_admin: init.is_admin,
            site: Site { handler: handler().into(), titles: format!("{languages}titles.txt").into() },
            oninstalled: init.installing.then_some(oninstalled),
            gateway: GatewayHandle::new(Rest::new(session)),
        })
    }
}

/// Whether this page has the installer's address.
#[must_use]
pub fn is_here() -> bool {
    dom::path().ends_with(PAGE)
}

/// Loads the other page in the place of this one, with what the portal has told it in the address.
pub fn turn_to(page: &str) {
    if let Some(window) = web_sys::window() {
        let query = window.location().search().unwrap_or_default();
        let _ = window.location().replace(&format!("{page}{query}"));
    }
}

/// The address of the editor: what the portal is to open, without what the portal has added to it.
fn handler() -> String {
    let path = dom::path();
    let page = path.strip_suffix(PAGE).map(|folder| format!("{folder}{EDITOR}"));
    format!("{}{}", dom::origin(), page.unwrap_or(path))
}
