//! A mouse or a finger.
//!
//! A mouse stays where it is, pressed, between two calls, so that a test can look. It is moved by the browser's own
//! protocol: `WebDriver` forgets the pressed button between two calls, and the browser then ends a capture of the pointer.
//! A finger does everything in one go.

use crate::Browser;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions};
use fantoccini::elements::Element;
use serde_json::json;
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
    /// Presses the mouse in the middle of an element of the frame `frame`.
    pub async fn press_on(&self, frame: &str, css: &str) {
        let at = self.place(frame, css, 0).await;
        self.mouse("mouseMoved", at, 0).await;
        self.mouse("mousePressed", at, 1).await;
        self.settle().await;
    }

    /// Moves the mouse, pressed, to so many pixels below the middle of an element of the frame.
    pub async fn drag_over(&self, frame: &str, css: &str, below: i32) {
        let at = self.place(frame, css, below).await;
        // A step on the way: a jump would be no movement.
        self.mouse("mouseMoved", [at[0], at[1] - 1.0], 1).await;
        self.mouse("mouseMoved", at, 1).await;
        self.settle().await;
    }

    /// Lets the mouse go where it is.
    pub async fn let_go(&self) {
        let at = *self.mouse.lock().expect("one test");
        self.mouse("mouseReleased", at, 0).await;
        self.settle().await;
    }

    async fn mouse(&self, kind: &str, [x, y]: [f64; 2], buttons: u32) {
        let button = if kind == "mouseMoved" && buttons == 0 { "none" } else { "left" };
        let event =
            json!({"type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": 1});
        *self.mouse.lock().expect("one test") = [x, y];
        self.devtools("Input.dispatchMouseEvent", event).await;
    }

    /// So many pixels below the middle of an element of the frame, in the page around it.
    async fn place(&self, frame: &str, css: &str, below: i32) -> [f64; 2] {
        self.find_settled(css).await;
        let middle = "const it = document.querySelector(arguments[0]).getBoundingClientRect();
            return [it.left + it.width / 2, it.top + it.height / 2]";
        let inside = self.run_with(middle, vec![json!(css)]).await;
        self.client.clone().enter_parent_frame().await.expect("the page");
        let corner = "const it = document.querySelector(arguments[0]).getBoundingClientRect(); return [it.left, it.top]";
        let outside = self.run_with(corner, vec![json!(frame)]).await;
        self.enter(frame).await;
        let number = |of: &serde_json::Value, at: usize| of[at].as_f64().expect("a number");
        [
            number(&inside, 0) + number(&outside, 0),
            number(&inside, 1) + number(&outside, 1) + f64::from(below),
        ]
    }

    /// Presses an element, moves to so many pixels below the middle of another one, and lets go.
    pub async fn drag(&self, pointer: Pointer, from: &str, to: &str, below: i32) {
        let (from, to) = (over(self.find_settled(from).await, 0), over(self.find(to).await, below));
        let (down, up) = (
            PointerAction::Down { button: MOUSE_BUTTON_LEFT },
            PointerAction::Up { button: MOUSE_BUTTON_LEFT },
        );
        self.point(pointer, vec![from, down, to, up]).await;
        self.settle().await;
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
