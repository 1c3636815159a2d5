//! The state of everything, and the only place that sends what it wants sent.

use crate::dom;
use crate::gateway::GatewayHandle;
use crate::hooks::alarm::Alarm;
use crate::model::{Dispatcher, Model};
use gloo_timers::callback::Timeout;
use statuses::{Action, Effect, Event, Opening, Phase, Request, Workspace};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// After this many milliseconds without a list the user is told that Bitrix24 is slow (ux §6.2).
const SLOW_AFTER: u32 = 8_000;

/// The directories of a portal, and the way to tell them what happened.
#[hook]
pub fn use_workspace(gateway: &GatewayHandle, opening: &Opening) -> (Rc<Workspace>, Dispatcher) {
    let model = use_reducer(|| Model(Rc::new(Workspace::new(opening.clone()))));
    let workspace = Rc::clone(&model.0);
    let dispatcher = Dispatcher::new(model.dispatcher());
    use_outbox(gateway, &workspace, &dispatcher);
    use_patience(*workspace.phase() == (Phase::Loading { slow: false }), &dispatcher);
    (workspace, dispatcher)
}

/// Runs the effects as they come due.
#[hook]
fn use_outbox(gateway: &GatewayHandle, workspace: &Rc<Workspace>, dispatcher: &Dispatcher) {
    let outbox = Outbox { gateway: gateway.clone(), dispatcher: dispatcher.clone(), alarm: Alarm::default() };
    use_effect_with(Rc::clone(workspace), move |workspace| {
        outbox.look(workspace);
        // A newer state has its own look.
        move || outbox.alarm.clear()
    });
}

#[derive(Clone)]
struct Outbox {
    gateway: GatewayHandle,
    dispatcher: Dispatcher,
    alarm: Alarm,
}

impl Outbox {
    /// Starts what is due, or looks again when something will be.
    fn look(&self, workspace: &Rc<Workspace>) {
        let now = dom::now();
        if let Some(effect) = workspace.effects(now) {
            // Reported as under way before anything else can ask for it again.
            self.dispatcher.tell(Event::Started(effect.clone()));
            let outbox = self.clone();
            spawn_local(async move { outbox.dispatcher.tell(outbox.run(effect).await) });
        } else if let Some(wake) = workspace.wake() {
            let (outbox, workspace) = (self.clone(), Rc::clone(workspace));
            self.alarm.set(wake, now, move || outbox.look(&workspace));
        }
    }

    async fn run(&self, effect: Effect) -> Event {
        match effect {
            Effect::Load(load) => Event::Loaded(load, self.gateway.load().await),
            Effect::Ask(entity, ticket, request) => {
                let action = match request {
                    Request::Read(rows) => Action::Read(ticket, self.gateway.read(&entity, &rows).await),
                    Request::Write(round) => Action::Written(ticket, self.gateway.write(&round).await),
                    Request::Count(survey) => {
                        Action::Counted(ticket, self.gateway.ask(&survey.calls()).await)
                    }
                };
                Event::In(entity, action)
            }
        }
    }
}

#[hook]
fn use_patience(waiting: bool, dispatcher: &Dispatcher) {
    let dispatcher = dispatcher.clone();
    use_effect_with(waiting, move |waiting| {
        let timer = waiting.then(|| Timeout::new(SLOW_AFTER, move || dispatcher.tell(Event::LoadDelayed)));
        move || drop(timer)
    });
}
