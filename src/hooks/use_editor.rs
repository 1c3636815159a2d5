//! The editor's state, and the only place that sends what it wants sent.

use crate::dom;
use crate::gateway::GatewayHandle;
use crate::hooks::use_surroundings::use_surroundings;
use crate::model::Model;
use gloo_timers::callback::Timeout;
use statuses::{Action, Directory, Editor, Effect, Phase, Request};
use std::cell::RefCell;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// After this many milliseconds without a list the user is told that Bitrix24 is slow (ux §6.2).
const SLOW_AFTER: u32 = 8_000;
/// Between two looks at what is due, in milliseconds: clocks and timers do not agree to the last one.
const LEAST_WAIT: u64 = 10;
/// Timers stand still while a computer sleeps, and clocks go on: after this many milliseconds it is looked at anyway.
const MOST_WAIT: u64 = 60_000;

/// The editor of a directory, and the way to tell it what happened.
#[hook]
pub fn use_editor(
    gateway: &GatewayHandle,
    directory: &Rc<Directory>,
) -> (Rc<Editor>, UseReducerDispatcher<Model>) {
    let model = use_reducer(|| Model(Rc::new(Editor::new((**directory).clone()))));
    let editor = Rc::clone(&model.0);
    let dispatcher = model.dispatcher();
    use_outbox(gateway, &editor, &dispatcher);
    use_surroundings(&editor, &dispatcher);
    use_patience(matches!(editor.phase(), Phase::Loading { slow: false }), &dispatcher);
    (editor, dispatcher)
}

/// Runs the effects as they come due.
#[hook]
fn use_outbox(gateway: &GatewayHandle, editor: &Rc<Editor>, dispatcher: &UseReducerDispatcher<Model>) {
    let outbox = Outbox { gateway: gateway.clone(), dispatcher: dispatcher.clone(), timer: Rc::default() };
    use_effect_with(Rc::clone(editor), move |editor| {
        outbox.look(editor);
        // A newer state has its own look.
        move || drop(outbox.timer.take())
    });
}

#[derive(Clone)]
struct Outbox {
    gateway: GatewayHandle,
    dispatcher: UseReducerDispatcher<Model>,
    timer: Rc<RefCell<Option<Timeout>>>,
}

impl Outbox {
    /// Starts what is due, or looks again when something will be.
    fn look(&self, editor: &Rc<Editor>) {
        let now = dom::now();
        if let Some(effect) = editor.effects(now) {
            // Reported as under way before anything else can ask for it again.
            self.dispatcher.dispatch(Action::Started(effect.clone()));
            let (outbox, entity) = (self.clone(), editor.directory().entity.clone());
            spawn_local(async move { outbox.dispatcher.dispatch(outbox.run(&entity, effect).await) });
        } else if let Some(wake) = editor.wake() {
            let wait =
                u32::try_from(wake.saturating_sub(now).clamp(LEAST_WAIT, MOST_WAIT)).unwrap_or(u32::MAX);
            let (outbox, editor) = (self.clone(), Rc::clone(editor));
            *self.timer.borrow_mut() = Some(Timeout::new(wait, move || outbox.look(&editor)));
        }
    }

    async fn run(&self, entity: &str, effect: Effect) -> Action {
        match effect {
            Effect::Load { entity, load } => match self.gateway.load(&entity).await {
                Ok(loaded) => Action::ListLoaded(load, loaded),
                Err(failure) => Action::ListFailed(load, failure),
            },
            Effect::Ask(ticket, Request::Read(rows)) => {
                Action::Read(ticket, self.gateway.read(entity, &rows).await)
            }
            Effect::Ask(ticket, Request::Write(round)) => {
                Action::Written(ticket, self.gateway.write(&round).await)
            }
        }
    }
}

#[hook]
fn use_patience(waiting: bool, dispatcher: &UseReducerDispatcher<Model>) {
    let dispatcher = dispatcher.clone();
    use_effect_with(waiting, move |waiting| {
        let timer =
            waiting.then(|| Timeout::new(SLOW_AFTER, move || dispatcher.dispatch(Action::ListDelayed)));
        move || drop(timer)
    });
}
