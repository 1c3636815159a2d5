//! Which rows of a long list are in the page: those in view, and some around them. The others are room.

use super::rows::Rows;
use crate::dom;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::Timeout;
use statuses::{Group, Index, StatusId};
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// So many rows are all in the page: that is what they cost less than it would to look after them.
const FEW: usize = 80;
/// So far above and below the view rows are in the page, and so far at least, in CSS pixels.
const AROUND: f64 = 300.0;
const LEAST: f64 = 150.0;
/// After so many milliseconds the first rows have been seen, and those around them may follow.
const SEEN: u32 = 60;
/// Sizes are in parts of a CSS pixel, as browsers have them: whole pixels would add up to something, and the printing of
/// fractions would cost 10 KB of program.
const PARTS: f64 = 64.0;
/// What a row takes as a rule, until one was measured.
const USUAL: i32 = 45 * 64;

/// Marks the rows of the list in the page.
pub(super) const ROW: &str = "[data-status-id]";

/// What is in the page of a list of rows.
#[derive(Clone)]
pub(super) struct Window {
    grid: NodeRef,
    /// Where the rows of each group begin.
    starts: [NodeRef; 3],
    view: UseStateHandle<View>,
    sizes: Rc<RefCell<Sizes>>,
    /// A row in view, and where it was before what is in the page changed.
    anchor: Rc<Cell<Option<(StatusId, f64)>>>,
    /// Nothing but the first rows has been shown.
    fresh: Rc<Cell<bool>>,
}

/// What decides over what is in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
struct View {
    places: Range<usize>,
    usual: i32,
}

/// What rows take.
struct Sizes {
    rows: Rc<Rows>,
    /// Of each row that was measured; zero for the others.
    known: Vec<i32>,
    /// What one takes that was not.
    usual: i32,
    /// The width of the list. In another one they take something else.
    width: i32,
}

/// The window on a list of rows, which goes where the list is scrolled.
#[hook]
pub(super) fn use_window(grid: &NodeRef, rows: &Rc<Rows>) -> Window {
    let view = use_state_eq(|| View { places: 0..first_view(), usual: USUAL });
    let sizes = use_mut_ref(|| Sizes { rows: Rc::default(), known: Vec::new(), usual: USUAL, width: 0 });
    let starts = [use_node_ref(), use_node_ref(), use_node_ref()];
    let anchor = use_memo((), |()| Cell::default());
    let fresh = use_memo((), |()| Cell::new(true));
    sizes.borrow_mut().follow(rows);
    let window = Window { grid: grid.clone(), starts, view, sizes, anchor, fresh };
    let latest = use_mut_ref(|| window.clone());
    *latest.borrow_mut() = window.clone();
    use_effect_with((), {
        let look = move || {
            let window = latest.borrow().clone();
            window.fresh.set(false);
            window.look();
        };
        move |()| {
            let options = || EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
            let listen = |host: web_sys::Window| {
                ["scroll", "resize"].map(|name| {
                    let look = look.clone();
                    EventListener::new_with_options(&host, name, options(), move |_| look())
                })
            };
            let listeners = web_sys::window().map(listen);
            let timer = Timeout::new(SEEN, look);
            move || drop((listeners, timer))
        }
    });
    use_effect({
        let window = window.clone();
        move || {
            window.settle();
            window.look();
        }
    });
    window
}

impl Window {
    /// Whether all rows are in the page.
    pub(super) fn is_all(&self) -> bool {
        self.sizes.borrow().rows.len() <= FEW
    }

    /// The rows in the page, in order: those around the view, and these others.
    pub(super) fn places(&self, kept: impl Iterator<Item = usize>) -> Vec<usize> {
        let count = self.sizes.borrow().rows.len();
        if self.is_all() {
            return (0..count).collect();
        }
        let view = self.view.places.start.min(count)..self.view.places.end.min(count);
        let (mut before, mut behind): (Vec<_>, Vec<_>) =
            kept.filter(|at| !view.contains(at)).partition(|at| *at < view.start);
        for kept in [&mut before, &mut behind] {
            kept.sort_unstable();
            kept.dedup();
        }
        before.into_iter().chain(view).chain(behind).collect()
    }

    /// Room for rows that are not in the page. The first one of a group is there even if it is for none.
    pub(super) fn view_room(&self, key: String, places: Range<usize>, first: Option<Group>) -> Html {
        let size = self.sizes.borrow().of(places);
        let node = first.map(|group| self.starts[group as usize].clone()).unwrap_or_default();
        html! { <div ref={node} {key} class="room" role="presentation" ~style={format!("block-size: calc({size}px / 64)")}></div> }
    }

    /// Sees to it that what is in view is in the page.
    fn look(&self) {
        if self.is_all() {
            return;
        }
        let Some((scroller, view)) = self.area() else { return };
        let mut sizes = self.sizes.borrow_mut();
        let rendered = self.rendered();
        let width = scroller.client_width();
        let resized = std::mem::replace(&mut sizes.width, width) != width;
        if resized {
            sizes.known.fill(0);
        }
        let (mut anchor, mut from) = (None, 0);
        for (id, row) in &rendered {
            let area = row.get_bounding_client_rect();
            from = sizes.learn(*id, area.height(), from);
            if anchor.is_none() && area.bottom() > view.start && area.top() < view.end {
                anchor = Some((*id, area.top()));
            }
        }
        // As the room was made for rows of the usual size so far: where it is, tells the page.
        let seen = |around: f64| self.seen(&sizes, view.start - around, view.end + around);
        let around = if self.fresh.get() { 0.0 } else { LEAST };
        let needed = seen(around);
        let places = &self.view.places;
        let enough = needed.is_empty() || places.start <= needed.start && needed.end <= places.end;
        let places = if enough { places.clone() } else { seen(if self.fresh.get() { 0.0 } else { AROUND }) };
        if resized {
            sizes.guess();
        }
        let next = View { places, usual: sizes.usual };
        if next != *self.view {
            self.anchor.set(anchor);
            drop(sizes);
            self.view.set(next);
        }
    }

    /// Keeps what is in view where it was, whatever those that came above it turned out to take.
    fn settle(&self) {
        let Some((id, was)) = self.anchor.take() else { return };
        let row = self.rendered().into_iter().find(|(it, _)| *it == id);
        if let (Some((_, row)), Some((scroller, _))) = (row, self.area()) {
            let by = row.get_bounding_client_rect().top() - was;
            if by.abs() >= 0.5 {
                scroller.set_scroll_top(scroller.scroll_top() + whole(by.round()));
            }
        }
    }

    /// What scrolls the list, and from where to where it can be seen in the window.
    fn area(&self) -> Option<(HtmlElement, Range<f64>)> {
        let scroller = dom::closest(&self.grid.cast::<Element>()?, ".widget__body")?;
        let area = scroller.get_bounding_client_rect();
        let height = web_sys::window()?.inner_height().ok()?.as_f64()?;
        Some((scroller, area.top().max(0.0)..area.bottom().min(height)))
    }

    /// The rows that are in the page.
    fn rendered(&self) -> Vec<(StatusId, HtmlElement)> {
        let rows = self.grid.cast::<Element>().map(|grid| dom::all(&grid, ROW)).unwrap_or_default();
        let id = |row: &HtmlElement| StatusId::parse(&row.get_attribute("data-status-id")?);
        rows.into_iter().filter_map(|row| Some((id(&row)?, row))).collect()
    }

    /// The rows between two heights of the window.
    fn seen(&self, sizes: &Sizes, top: f64, bottom: f64) -> Range<usize> {
        let mut seen: Option<Range<usize>> = None;
        for group in Group::ALL {
            let Some(start) = self.starts[group as usize].cast::<Element>() else { continue };
            let mut end = start.get_bounding_client_rect().top();
            for at in sizes.rows.of(group) {
                let begin = end;
                end += f64::from(sizes.of(at..at + 1)) / PARTS;
                if end > top && begin < bottom {
                    seen = Some(seen.map_or(at, |seen| seen.start)..at + 1);
                }
            }
        }
        seen.unwrap_or_default()
    }
}

impl Sizes {
    /// Keeps what is known for other rows, as far as they are the same.
    fn follow(&mut self, rows: &Rc<Rows>) {
        if Rc::ptr_eq(&self.rows, rows) {
            return;
        }
        if rows.len() > FEW {
            let were = Index::new(self.rows.ids().iter().copied());
            let known = |id: &StatusId| were.find(*id).and_then(|at| self.known.get(at)).copied();
            self.known = rows.ids().iter().map(|id| known(id).unwrap_or_default()).collect();
        } else {
            self.known.clear();
        }
        self.rows = Rc::clone(rows);
    }

    /// What a row takes that is not before the one at `from`. Where it is.
    fn learn(&mut self, id: StatusId, height: f64, from: usize) -> usize {
        let ids = self.rows.ids().iter().enumerate().skip(from);
        let at = ids.into_iter().find(|(_, it)| **it == id).map(|(at, _)| at);
        if let Some(known) = at.and_then(|at| self.known.get_mut(at)) {
            *known = whole(height * PARTS);
        }
        at.unwrap_or(from)
    }

    /// What a row takes as a rule: what those take that are known.
    fn guess(&mut self) {
        let known = || self.known.iter().filter(|known| **known > 0);
        if let Some(count) = i32::try_from(known().count()).ok().filter(|count| *count > 0) {
            self.usual = known().sum::<i32>() / count;
        }
    }

    /// What some rows take together.
    fn of(&self, places: Range<usize>) -> i32 {
        let known = self.known.get(places).unwrap_or_default();
        known.iter().map(|known| if *known > 0 { *known } else { self.usual }).sum()
    }
}

/// How many rows fill the window before anything is known of them.
fn first_view() -> usize {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    height.map_or(FEW, |height| usize::try_from(whole(height * PARTS) / USUAL).unwrap_or(FEW) + 1)
}

#[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
fn whole(at: f64) -> i32 {
    at as i32
}
