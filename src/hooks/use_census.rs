//! What is known of the records that hold values, and the only place that asks for it.

use crate::dom;
use crate::gateway::GatewayHandle;
use crate::hooks::alarm::Alarm;
use crate::model::Dispatcher;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::Timeout;
use statuses::{Action, Cause, Census, Editor, News, StatusId};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::platform::spawn_local;
use yew::prelude::*;

/// As long as rows move, nobody asks which of them are in view; in milliseconds.
const STILL: u32 = 150;

/// [`Census`] as a reducer.
#[derive(Debug, Default)]
pub struct Counts(Rc<Census>);

impl Reducible for Counts {
    type Action = News;

    fn reduce(self: Rc<Self>, news: News) -> Rc<Self> {
        let next = Rc::clone(&self.0).reduce(news, dom::now());
        if Rc::ptr_eq(&next, &self.0) { self } else { Rc::new(Self(next)) }
    }
}

/// The way to tell what happened to records.
pub type Clerk = UseReducerDispatcher<Counts>;

/// What is known of the records that hold values of the list on the screen, and the way to tell what happened.
#[hook]
pub fn use_census(
    gateway: &GatewayHandle,
    editor: &Rc<Editor>,
    dispatcher: &Dispatcher,
) -> (Rc<Census>, Clerk) {
    let counts = use_reducer(Counts::default);
    let (census, clerk) = (Rc::clone(&counts.0), counts.dispatcher());
    let (gateway, dispatcher) = (gateway.clone(), dispatcher.clone());
    let office = Office { gateway, dispatcher, clerk: clerk.clone(), alarm: Alarm::default() };
    use_effect_with((Rc::clone(&census), Rc::clone(editor)), move |(census, editor)| {
        office.look(census, editor);
        // A newer state has its own look.
        move || office.alarm.clear()
    });
    use_view(&clerk);
    (census, clerk)
}

#[derive(Clone)]
struct Office {
    gateway: GatewayHandle,
    dispatcher: Dispatcher,
    clerk: Clerk,
    alarm: Alarm,
}

impl Office {
    /// Sends what is due, or looks again when something will be.
    fn look(&self, census: &Rc<Census>, editor: &Rc<Editor>) {
        let now = dom::now();
        if let Some(errand) = census.errand(editor, now) {
            // Reported as under way before anything else can ask for it again.
            self.clerk.dispatch(News::Started(errand.clone()));
            self.dispatcher.dispatch(Action::Asked);
            let office = self.clone();
            spawn_local(async move {
                let answer = office.gateway.ask(&errand.calls()).await;
                if matches!(&answer, Err(failure) if failure.cause == Cause::Busy) {
                    office.dispatcher.dispatch(Action::Crowded);
                }
                office.clerk.dispatch(News::Answered(errand, answer));
            });
        } else if let Some(wake) = census.wake(editor) {
            let (office, census, editor) = (self.clone(), Rc::clone(census), Rc::clone(editor));
            self.alarm.set(wake, now, move || office.look(&census, &editor));
        }
    }
}

/// Tells which rows are in view, whenever the list has come to rest.
#[hook]
fn use_view(clerk: &Clerk) {
    let timer = use_mut_ref(|| None::<Timeout>);
    let look = {
        let clerk = clerk.clone();
        move || {
            let clerk = clerk.clone();
            *timer.borrow_mut() = Some(Timeout::new(STILL, move || {
                clerk.dispatch(News::InView(in_view().unwrap_or_default()));
            }));
        }
    };
    use_effect_with((), {
        let look = look.clone();
        move |()| {
            let options = || EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
            let listeners = web_sys::window().map(|window| {
                ["scroll", "resize"].map(|name| {
                    let look = look.clone();
                    EventListener::new_with_options(&window, name, options(), move |_| look())
                })
            });
            move || drop(listeners)
        }
    });
    // After whatever has changed: the list itself, or what a search shows of it.
    use_effect(look);
}

/// The rows in the window. However long the list is, only a few of its rows are measured.
fn in_view() -> Option<Vec<StatusId>> {
    let window = web_sys::window()?;
    let height = window.inner_height().ok()?.as_f64()?;
    let rows = window.document()?.query_selector_all("[data-status-id]").ok()?;
    let row = |at: u32| rows.get(at).and_then(|row| row.dyn_into::<Element>().ok());
    let bottom = |at| row(at).map_or(0.0, |row| row.get_bounding_client_rect().bottom());
    let (mut low, mut high) = (0, rows.length());
    while low < high {
        let middle = low.midpoint(high);
        if bottom(middle) > 0.0 { high = middle } else { low = middle + 1 }
    }
    let seen =
        (low..rows.length()).map_while(row).take_while(|row| row.get_bounding_client_rect().top() < height);
    Some(seen.filter_map(|row| StatusId::parse(&row.get_attribute("data-status-id")?)).collect())
}
