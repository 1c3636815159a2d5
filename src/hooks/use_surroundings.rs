//! What happens around the editor: the connection, the window, the focus, the end of the page.

use crate::dom;
use crate::model::Dispatcher;
use gloo_events::{EventListener, EventListenerOptions};
use statuses::Action;
use wasm_bindgen::JsCast;
use web_sys::{BeforeUnloadEvent, Document, Event, FocusEvent, Window};
use yew::prelude::*;

/// Tells the editor of its surroundings, and keeps the page from being closed over unsaved changes.
#[hook]
pub fn use_surroundings(unsaved: bool, dispatcher: &Dispatcher) {
    let dispatcher = dispatcher.clone();
    use_effect_with((), move |()| {
        let listeners = web_sys::window().and_then(|window| listen(&window, &dispatcher));
        move || drop(listeners)
    });
    use_effect_with(unsaved, |unsaved| {
        let listener = web_sys::window().filter(|_| *unsaved).map(|window| {
            EventListener::new_with_options(
                &window,
                "beforeunload",
                EventListenerOptions::enable_prevent_default(),
                keep_page,
            )
        });
        move || drop(listener)
    });
}

/// Both ways of asking for the browser's question; older browsers know only the second. A text would not be
/// shown.
fn keep_page(event: &Event) {
    // Once the program has stopped, going on is the only way.
    if dom::find("#app").is_none() {
        return;
    }
    event.prevent_default();
    if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
        event.set_return_value("unsaved");
    }
}

fn listen(window: &Window, dispatcher: &Dispatcher) -> Option<Vec<EventListener>> {
    let document = window.document()?;
    let tell = |target: &web_sys::EventTarget,
                name: &'static str,
                action: fn(&Document, &Event) -> Option<Action>| {
        let (dispatcher, document) = (dispatcher.clone(), document.clone());
        EventListener::new(target, name, move |event| {
            if let Some(action) = action(&document, event) {
                dispatcher.dispatch(action);
            }
        })
    };
    if !window.navigator().on_line() {
        dispatcher.dispatch(Action::Connected(false));
    }
    Some(vec![
        tell(window, "online", |_, _| Some(Action::Connected(true))),
        tell(window, "offline", |_, _| Some(Action::Connected(false))),
        tell(window, "focus", |document, _| Some(Action::InView(!document.hidden()))),
        tell(&document, "visibilitychange", |document, _| Some(Action::InView(!document.hidden()))),
        tell(&document, "focusin", |_, _| Some(Action::Writing(dom::is_writing()))),
        // Leaving for another element is told by the one that gets the focus.
        tell(&document, "focusout", |_, event| {
            let gone = event.dyn_ref::<FocusEvent>().is_some_and(|event| event.related_target().is_none());
            gone.then(|| Action::Writing(dom::is_moving()))
        }),
    ])
}
