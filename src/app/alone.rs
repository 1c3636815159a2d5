//! No portal has opened the page, and nobody else has put it into a frame: it can connect by an incoming webhook.

use super::Open;
use crate::components::connect::{self, Attempt};
use crate::components::status_editor::CONNECTED;
use crate::dom;
use crate::gate::Gate;
use crate::gateway::GatewayHandle;
use crate::gateway::rest::Rest;
use crate::policy;
use statuses::text::{Lang, Phrase};
use statuses::{Opening, Preferences, Webhook};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Offers it, where the page is alone.
pub(super) fn view(gate: &UseStateHandle<Gate<Open>>, lang: Lang) -> Html {
    let Gate::Alone(attempt) = &**gate else { return html! {} };
    let running = *attempt == Attempt::Running;
    let onsubmit = {
        let gate = gate.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            if !running {
                submit(&gate, lang);
            }
        }
    };
    let fresh = *attempt == Attempt::None;
    let oninput = {
        let gate = gate.clone();
        move |_: InputEvent| {
            if !fresh {
                gate.set(Gate::Alone(Attempt::None));
            }
        }
    };
    connect::view(lang, attempt, onsubmit.into(), oninput.into())
}

fn submit(gate: &UseStateHandle<Gate<Open>>, lang: Lang) {
    match Webhook::parse(&connect::typed()) {
        Ok(webhook) => {
            gate.set(Gate::Alone(Attempt::Running));
            let gate = gate.clone();
            spawn_local(async move { connect(webhook, &gate, lang).await });
        }
        Err(error) => give_up(gate, connect::unusable(lang, error)),
    }
}

async fn connect(webhook: Webhook, gate: &UseStateHandle<Gate<Open>>, lang: Lang) {
    let origin = webhook.origin().to_owned();
    let portal = webhook.portal().to_owned();
    match Rest::connect(webhook).await {
        Ok(rest) => {
            // Not before: a policy is not taken back, and the address may have been that of another portal.
            policy::confine(&origin);
            connect::forget();
            gate.set(Gate::Open(Open::alone(portal, rest, lang)));
            // What had the focus is gone; this says what there is instead.
            spawn_local(async { dom::focus(dom::find(CONNECTED)) });
        }
        Err(failure) => give_up(gate, connect::why(lang, &portal, &failure)),
    }
}

/// Says why it did not work, where that can be put right.
fn give_up(gate: &UseStateHandle<Gate<Open>>, why: Phrase) {
    gate.set(Gate::Alone(Attempt::Failed(why)));
    connect::focus();
}

impl Open {
    /// Without a portal page there is nobody who would keep anything for the user, or give this page another height.
    fn alone(portal: String, rest: Rest, lang: Lang) -> Self {
        Self {
            lang,
            opening: Opening::default(),
            preferences: Preferences::default(),
            recent: Rc::default(),
            portal: portal.into(),
            gateway: GatewayHandle::new(rest),
            // A webhook is no application, and is offered nowhere.
            onsetup: None,
            onremember: Callback::noop(),
            onfit: Callback::noop(),
            ondisconnect: Some(Callback::from(|_| dom::reload())),
        }
    }
}
