//! Moving a row by hand: by mouse, pen, touch and keyboard (ux §6.2: Reordering).
//!
//! While a row is in the hand, only a place that changes is rendered; that the row follows the pointer is a
//! property of its style. Nobody is told before it is put down.

mod press;

use crate::components::status_row::Intent;
use crate::dom;
use gloo_timers::callback::Interval;
use press::{HANDLE, Press, ROW, shift, whole};
use statuses::{Action, Editor, Hand, Lift, Link, Notice, Side, StatusId};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// How often the list scrolls while the pointer is near its edge, in milliseconds.
const TICK: u32 = 16;
/// Rows a page key goes.
const PAGE: isize = 10;

/// The row in the hand, and the pointer that holds it.
#[derive(Clone)]
pub struct LiftHandle {
    lift: UseStateHandle<Option<Lift>>,
    press: Rc<RefCell<Option<Press>>>,
    grid: NodeRef,
    editor: Rc<Editor>,
    onintent: Callback<(StatusId, Intent)>,
}

/// Lets rows be moved by hand.
#[hook]
pub fn use_lift(grid: &NodeRef, editor: &Rc<Editor>, onintent: &Callback<(StatusId, Intent)>) -> LiftHandle {
    let lift = use_state(|| None::<Lift>);
    let press = use_mut_ref(|| None::<Press>);
    let handle =
        LiftHandle { lift, press, grid: grid.clone(), editor: Rc::clone(editor), onintent: onintent.clone() };
    // The list is not read again while a row is in the hand.
    use_effect_with(handle.lift.as_ref().map(|lift| lift.target), {
        let onintent = handle.onintent.clone();
        move |target| {
            let target = *target;
            let tell = move |writing| {
                if let Some(target) = target {
                    onintent.emit((target, Intent::Tell(Action::Writing(writing))));
                }
            };
            tell(true);
            move || tell(false)
        }
    });
    use_effect_with((*handle.lift).clone(), {
        let handle = handle.clone();
        move |lift| {
            if let Some(lift) = lift.as_ref().filter(|_| handle.press.borrow().is_none()) {
                let _ = handle.hover(lift);
            }
        }
    });
    handle
}

impl LiftHandle {
    /// The row that is in the hand.
    #[must_use]
    pub fn lift(&self) -> Option<Lift> {
        let mut lift = (*self.lift).clone()?;
        lift.target = self.editor.latest_id(lift.target);
        Some(lift)
    }

    /// A handle is pressed.
    pub fn press(&self, event: &PointerEvent) {
        let _ = self.try_press(event);
    }

    fn try_press(&self, event: &PointerEvent) -> Option<()> {
        let handle = dom::around(event, HANDLE).filter(|_| event.button() == 0 && event.is_primary())?;
        self.put_back();
        let press = Press::on(&handle, event, &self.grid.cast::<Element>()?)?;
        handle.set_pointer_capture(event.pointer_id()).ok()?;
        *self.press.borrow_mut() = Some(press);
        None
    }

    /// The pointer moves.
    pub fn drag(&self, event: &PointerEvent) {
        let lifts = match &mut *self.press.borrow_mut() {
            Some(press) if press.pointer == event.pointer_id() => {
                press.y = event.client_y();
                self.lift.is_none() && press.is_drag()
            }
            _ => return,
        };
        if lifts {
            self.lift_by_pointer();
        } else if self.lift.is_some() {
            self.follow();
        }
    }

    fn lift_by_pointer(&self) {
        let row = self.press.borrow().as_ref().map(|press| press.row.clone());
        let Some(row) = row.filter(|row| self.grab(row)) else {
            self.press.take();
            return;
        };
        let timer = Interval::new(TICK, {
            let handle = self.clone();
            move || handle.tick()
        });
        if let Some(press) = &mut *self.press.borrow_mut() {
            press.timer = Some(timer);
        }
        // Where keys go then: Escape puts the row back, whatever the pointer is.
        dom::focus(dom::all(&row, HANDLE).into_iter().next());
    }

    /// The row goes with the pointer, and the place under it is where it would be put down.
    fn follow(&self) {
        let Some(lift) = (*self.lift).clone() else { return };
        let to = match &mut *self.press.borrow_mut() {
            Some(press) => {
                press.show();
                press.place(lift.mates())
            }
            None => return,
        };
        self.go(&lift, lift.over(to));
    }

    /// Near its edge the list scrolls, and the row stays with the pointer, which may stand still.
    fn tick(&self) {
        if let Some(press) = &*self.press.borrow() {
            press.scroll();
        }
        self.follow();
    }

    /// The pointer lets the row go.
    pub fn release(&self, event: &PointerEvent) {
        if self.press.borrow().as_ref().is_some_and(|press| press.pointer == event.pointer_id()) {
            self.follow();
            self.put_down();
        }
    }

    /// The browser takes the pointer away: then the row is put back.
    pub fn lose(&self, event: &PointerEvent) {
        if self.press.borrow().as_ref().is_some_and(|press| press.pointer == event.pointer_id()) {
            self.put_back();
        }
    }

    /// The row goes back to where it was.
    fn put_back(&self) {
        let lift = self.let_go();
        if let Some(lift) = lift {
            self.say(&lift, Hand::PutBack, lift.from());
        }
    }

    fn put_down(&self) {
        let Some(lift) = self.let_go() else { return };
        match (lift.to(), lift.place()) {
            (None, _) => self.say(&lift, Hand::PutBack, lift.from()),
            (_, None) => self.say(&lift, Hand::Dropped, lift.from()),
            (_, Some(place)) => {
                self.onintent.emit((self.editor.latest_id(lift.target), Intent::Drop(place)));
            }
        }
    }

    fn let_go(&self) -> Option<Lift> {
        self.press.take();
        let lift = self.lift()?;
        self.lift.set(None);
        Some(lift)
    }

    /// A click that no pointer has made, by a key or by a screen reader, lifts a row and puts it down.
    pub fn click(&self, event: &MouseEvent) {
        let Some(row) = dom::around(event, HANDLE).and_then(|handle| dom::closest(&handle, ROW)) else {
            return;
        };
        if event.detail() > 0 {
            return;
        }
        if self.lift.is_some() {
            self.put_down();
        } else {
            self.grab(&row);
        }
    }

    /// A key is pressed while a row is in the hand. False if none is.
    pub fn key(&self, event: &KeyboardEvent) -> bool {
        let Some(lift) = (*self.lift).clone() else { return false };
        let steps = match event.key().as_str() {
            "ArrowUp" => -1,
            "ArrowDown" => 1,
            "PageUp" => -PAGE,
            "PageDown" => PAGE,
            "Home" => isize::MIN,
            "End" => isize::MAX,
            "Escape" => {
                event.prevent_default();
                self.put_back();
                return true;
            }
            // Enter and Space are clicks on the handle, and where the focus goes with Tab is told by it.
            _ => return true,
        };
        event.prevent_default();
        // A row that the pointer holds goes where that goes.
        if self.press.borrow().is_none() {
            self.go(&lift, lift.by(steps));
        }
        true
    }

    /// The focus has gone elsewhere: a row that was lifted by key is put back.
    pub fn leave(&self) {
        if self.press.borrow().is_none() {
            self.put_back();
        }
    }

    /// Lifts a row, if it can be moved now.
    fn grab(&self, row: &HtmlElement) -> bool {
        let id = row.get_attribute("data-status-id").and_then(|id| StatusId::parse(&id));
        let known = id.and_then(|id| self.editor.row(id)).filter(|row| !row.state.is_leaving());
        let Some(id) = known.map(|row| row.status.id) else { return false };
        if self.editor.link() == Link::Offline {
            self.onintent.emit((id, Intent::Tell(Action::Told(Notice::MovesWait))));
            return false;
        }
        let place = self.editor.place(id);
        let lift = place.and_then(|(group, _)| Lift::of(id, group, self.editor.lineup().in_group(group)));
        let Some(lift) = lift else { return false };
        self.say(&lift, Hand::Grabbed, lift.from());
        self.lift.set(Some(lift));
        true
    }

    fn go(&self, was: &Lift, lift: Lift) {
        if lift == *was {
            return;
        }
        match lift.to() {
            Some(to) => self.say(&lift, Hand::Over, to),
            None => self.tell(&lift, Notice::KeepsGroup(lift.group)),
        }
        self.lift.set(Some(lift));
    }

    fn say(&self, lift: &Lift, hand: Hand, at: usize) {
        let row = self.editor.row(self.editor.latest_id(lift.target));
        let name = row.map(|row| row.status.name.clone()).unwrap_or_default();
        self.tell(lift, Notice::Handled { hand, name, at: at + 1, of: lift.count() });
    }

    fn tell(&self, lift: &Lift, notice: Notice) {
        self.onintent.emit((lift.target, Intent::Tell(Action::Told(notice))));
    }

    /// Lets a row that was lifted by key hang over the place where it would be put down, in view.
    fn hover(&self, lift: &Lift) -> Option<()> {
        let row = dom::all(&self.grid.cast::<Element>()?, "[data-state=lifted]").into_iter().next()?;
        shift(&row, 0);
        let own = row.get_bounding_client_rect();
        if let Some((mate, side)) = lift.line() {
            let mate = dom::find(&format!("[data-status-id=\"{mate}\"]"))?.get_bounding_client_rect();
            shift(
                &row,
                match side {
                    Side::Before => whole(mate.top() - own.top()),
                    Side::After => whole(mate.bottom() - own.bottom()),
                },
            );
        }
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&options);
        None
    }
}
