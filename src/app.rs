//! The widget: a session with a portal, then its editor.

use crate::components::directory_picker::DIRECTORY;
use crate::components::status_editor::StatusEditor;
use crate::gate::{Gate, GateProps, use_gate, view_closed};
use crate::gateway::GatewayHandle;
use crate::gateway::rest::Rest;
use crate::installer;
use crate::session::Session;
use statuses::Opening;
use statuses::color::recent::{self, Recent};
use statuses::preferences::{OPTION, Preferences};
use statuses::text::Lang;
use std::rc::Rc;
use yew::prelude::*;

mod alone;

/// What the editor gets of a portal.
struct Open {
    lang: Lang,
    gateway: GatewayHandle,
    opening: Opening,
    preferences: Preferences,
    recent: Rc<Recent>,
    portal: AttrValue,
    onfit: Callback<i32>,
    onremember: Callback<(&'static str, String)>,
    /// Told that the user wants to choose where the editor is offered; none if they may not.
    onsetup: Option<Callback<()>>,
    /// Told that the user wants to leave a portal of which this is no page; none if it is one.
    ondisconnect: Option<Callback<MouseEvent>>,
}

/// Connects to the portal around the page and shows the editor.
#[component]
pub fn App(props: &GateProps) -> Html {
    let gate = use_gate(props, Open::new);
    let Gate::Open(open) = &*gate else {
        return view_closed(&gate, props, alone::view(&gate, props.lang));
    };
    let Open { lang, gateway, opening, preferences, recent, portal, onfit, onremember, .. } = open;
    html! {
        <StatusEditor lang={*lang} ahead={props.ahead.clone()} gateway={gateway.clone()} opening={opening.clone()} preferences={*preferences} {recent}
            {portal} {onfit} {onremember} onsetup={open.onsetup.clone()} ondisconnect={open.ondisconnect.clone()} />
    }
}

impl Open {
    /// None while the application is being installed: that has a page of its own.
    fn new(session: Rc<Session>, lang: Lang, _: &str) -> Option<Self> {
        let init = session.init();
        // A server that answers with this page for any other one must not be asked for ever.
        if init.installing && !installer::is_here() {
            installer::turn_to(installer::PAGE);
            return None;
        }
        Some(Self {
            lang,
            opening: Opening {
                placement: init.placement.clone(),
                uri: init.uri.clone(),
                last: init.option(DIRECTORY).into(),
            },
            preferences: Preferences::read(init.option(OPTION)),
            recent: Rc::new(Recent::read(init.option(recent::OPTION))),
            portal: session.domain().to_owned().into(),
            gateway: GatewayHandle::new(Rest::new(Rc::clone(&session))),
            onremember: {
                let session = Rc::clone(&session);
                Callback::from(move |(name, value): (_, String)| session.remember(name, &value))
            },
            // The development server has only the page of the editor.
            onsetup: (init.is_admin && !cfg!(debug_assertions))
                .then(|| Callback::from(|()| installer::turn_to(installer::PAGE))),
            onfit: Callback::from(move |height| session.fit(height)),
            ondisconnect: None,
        })
    }
}
