//! The state of everything as Yew holds it.

use crate::dom;
use statuses::{Action, Event, Workspace};
use std::rc::Rc;
use yew::{Reducible, UseReducerDispatcher};

/// [`Workspace`] as a reducer; a newtype, because both trait and type are from elsewhere.
#[derive(Debug)]
pub struct Model(pub Rc<Workspace>);

impl Reducible for Model {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        let next = Rc::clone(&self.0).reduce(event, dom::now());
        // The same allocation tells Yew that there is nothing to render.
        if Rc::ptr_eq(&next, &self.0) { self } else { Rc::new(Self(next)) }
    }
}

/// The way to tell the model what happened.
#[derive(Clone, PartialEq)]
pub struct Dispatcher(UseReducerDispatcher<Model>);

impl Dispatcher {
    /// To this reducer.
    #[must_use]
    pub fn new(dispatcher: UseReducerDispatcher<Model>) -> Self {
        Self(dispatcher)
    }

    /// Something happened to the directory on the screen, or around all of them.
    pub fn dispatch(&self, action: Action) {
        self.tell(Event::Here(action));
    }

    /// Something happened.
    pub fn tell(&self, event: Event) {
        self.0.dispatch(event);
    }
}
