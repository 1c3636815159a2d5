//! The editor's state as Yew holds it.

use crate::dom;
use statuses::{Action, Editor};
use std::rc::Rc;
use yew::Reducible;

/// [`Editor`] as a reducer; a newtype, because both trait and type are from elsewhere.
#[derive(Debug)]
pub struct Model(pub Rc<Editor>);

impl Reducible for Model {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = Rc::clone(&self.0).reduce(action, dom::now());
        // The same allocation tells Yew that there is nothing to render.
        if Rc::ptr_eq(&next, &self.0) { self } else { Rc::new(Self(next)) }
    }
}
