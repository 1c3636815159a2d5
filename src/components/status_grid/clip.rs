//! Colours that are copied and pasted with the keys of the system, wherever the keyboard has them.

use super::focus::cell_of;
use crate::clipboard;
use crate::components::status_row::{Cell, Intent};
use crate::dom;
use gloo_events::{EventListener, EventListenerOptions};
use statuses::StatusId;
use web_sys::Event;
use yew::prelude::*;

/// Listens to the document: without a selection of text such events belong to nobody in particular.
#[hook]
pub(super) fn use_clip(editable: bool, onintent: &Callback<(StatusId, Intent)>) {
    use_effect_with((editable, onintent.clone()), |(editable, onintent)| {
        let editable = *editable;
        let listen = |kind: &'static str, intent: fn(&Event) -> Intent| {
            let onintent = onintent.clone();
            dom::document().map(|document| {
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&document, kind, options, move |event| {
                    let cell = dom::focused().and_then(|focused| cell_of(&focused));
                    if let Some((id, Cell::Color)) = cell.filter(|_| editable || kind == "copy") {
                        onintent.emit((id, intent(event)));
                    }
                })
            })
        };
        let listeners = [
            listen("copy", |event| Intent::CopyColors(event.clone())),
            listen("paste", |event| {
                event.prevent_default();
                Intent::PasteColors(clipboard::pasted(event))
            }),
        ];
        move || drop(listeners)
    });
}
