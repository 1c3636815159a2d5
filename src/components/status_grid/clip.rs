//! Colours that are copied and pasted with the keys of the system, wherever the keyboard has them.

use super::focus::cell_of;
use crate::clipboard;
use crate::components::status_row::{Cell, Intent};
use crate::dom;
use gloo_events::{EventListener, EventListenerOptions};
use statuses::StatusId;
use yew::prelude::*;

/// Listens to the document: without a selection of text such events belong to nobody in particular.
#[hook]
pub(super) fn use_clip(editable: bool, onintent: &Callback<(StatusId, Intent)>) {
    use_effect_with((editable, onintent.clone()), |(editable, onintent)| {
        let editable = *editable;
        let listen = |kind: &'static str, intent: fn(String) -> Intent| {
            let onintent = onintent.clone();
            dom::document().map(|document| {
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&document, kind, options, move |event| {
                    let cell = dom::focused().and_then(|focused| cell_of(&focused));
                    if let Some((id, Cell::Color)) = cell.filter(|_| editable || kind == "copy") {
                        event.prevent_default();
                        onintent.emit((id, intent(clipboard::pasted(event))));
                    }
                })
            })
        };
        let listeners = [listen("copy", |_| Intent::CopyColors), listen("paste", Intent::PasteColors)];
        move || drop(listeners)
    });
}
