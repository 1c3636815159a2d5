//! The editor's state, and the only place that sends what it wants sent.

use crate::gateway::GatewayHandle;
use crate::model::Model;
use gloo_timers::callback::Timeout;
use statuses::{Action, Directory, Editor, Effect, Phase};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// After this many milliseconds without a list the user is told that Bitrix24 is slow (ux §6.2).
const SLOW_AFTER: u32 = 8_000;

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
    use_patience(matches!(editor.phase(), Phase::Loading { slow: false }), &dispatcher);
    (editor, dispatcher)
}

/// Runs the effects. Each is reported as under way before anything else can ask for it again.
#[hook]
fn use_outbox(gateway: &GatewayHandle, editor: &Rc<Editor>, dispatcher: &UseReducerDispatcher<Model>) {
    let (gateway, dispatcher) = (gateway.clone(), dispatcher.clone());
    use_effect_with(Rc::clone(editor), move |editor| {
        for effect in editor.effects() {
            dispatcher.dispatch(match &effect {
                Effect::Load { .. } => Action::ListRequested,
                Effect::Write { mutation, .. } => Action::Sent(*mutation),
            });
            let (gateway, dispatcher) = (gateway.clone(), dispatcher.clone());
            spawn_local(async move { dispatcher.dispatch(run(&gateway, effect).await) });
        }
    });
}

async fn run(gateway: &GatewayHandle, effect: Effect) -> Action {
    match effect {
        Effect::Load { entity, load } => match gateway.load(&entity).await {
            Ok(loaded) => Action::ListLoaded(load, loaded),
            Err(failure) => Action::ListFailed(load, failure),
        },
        Effect::Write { mutation, target, change } => {
            Action::Answered(mutation, gateway.write(target, &change).await)
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
