//! A mouse or a finger.
//!
//! A mouse stays where it is, pressed, between two calls, so that a test can look; but the driver tells the browser of
//! no button then, which ends a capture of the pointer. A finger has to do everything in one go.

use crate::Browser;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions};
use fantoccini::elements::Element;
use std::time::Duration;

/// What points. Both are known to the page by their `pointerType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// With its left button.
    Mouse,
    /// One finger.
    Touch,
}

/// Long enough to be a movement and not a jump.
const MOVEMENT: Duration = Duration::from_millis(60);

impl Browser {
    /// Presses the mouse in the middle of an element.
    pub async fn press_on(&self, css: &str) {
        let to = over(self.find(css).await, 0);
        self.point(Pointer::Mouse, vec![to, PointerAction::Down { button: MOUSE_BUTTON_LEFT }]).await;
    }

    /// Moves the mouse, pressed, to so many pixels below the middle of an element.
    pub async fn drag_over(&self, css: &str, below: i32) {
        let to = over(self.find(css).await, below);
        self.point(Pointer::Mouse, vec![to]).await;
    }

    /// Presses an element, moves to so many pixels below the middle of another one, and lets go.
    pub async fn drag(&self, pointer: Pointer, from: &str, to: &str, below: i32) {
        let (from, to) = (over(self.find(from).await, 0), over(self.find(to).await, below));
        let (down, up) = (
            PointerAction::Down { button: MOUSE_BUTTON_LEFT },
            PointerAction::Up { button: MOUSE_BUTTON_LEFT },
        );
        self.point(pointer, vec![from, down, to, up]).await;
    }

    /// Lets the mouse go.
    pub async fn let_go(&self) {
        self.point(Pointer::Mouse, vec![PointerAction::Up { button: MOUSE_BUTTON_LEFT }]).await;
    }

    async fn point(&self, pointer: Pointer, actions: Vec<PointerAction>) {
        let done = match pointer {
            Pointer::Mouse => {
                let source = MouseActions::new("mouse".to_owned());
                self.client.perform_actions(actions.into_iter().fold(source, InputSource::then)).await
            }
            Pointer::Touch => {
                let source = TouchActions::new("finger".to_owned());
                self.client.perform_actions(actions.into_iter().fold(source, InputSource::then)).await
            }
        };
        done.expect("a pointer");
    }
}

fn over(element: Element, below: i32) -> PointerAction {
    PointerAction::MoveToElement { element, duration: Some(MOVEMENT), x: 0.0, y: f64::from(below) }
}
