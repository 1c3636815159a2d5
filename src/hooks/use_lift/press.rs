//! A pointer that is pressed on the handle of a row, and where it has led it.

use crate::dom;
use gloo_timers::callback::Interval;
use statuses::StatusId;
use web_sys::{Element, HtmlElement, PointerEvent};

/// A pointer lifts the row when it has moved so far, in CSS pixels.
const SLACK: i32 = 4;
/// So near the edge of the list it scrolls, in CSS pixels.
const EDGE: i32 = 48;
/// How many pixels it scrolls at most at a time.
const MOST_SCROLL: i32 = 14;

/// While rows are being selected, a box is in its place.
pub(super) const HANDLE: &str = "[data-cell=handle]:not([role=checkbox])";
pub(super) const ROW: &str = "[data-status-id]";
const GROUP: &str = "[role=rowgroup]";

/// A pointer pressed on a handle.
pub(super) struct Press {
    pub(super) pointer: i32,
    pub(super) row: HtmlElement,
    group: HtmlElement,
    /// The other groups.
    others: Vec<HtmlElement>,
    scroller: Option<HtmlElement>,
    /// Where it was pressed, in the frame, and how far the list was scrolled then.
    start: (i32, i32),
    /// Where it is.
    pub(super) y: i32,
    /// How far the row is shown from its place.
    shift: i32,
    /// Scrolls the list as long as the pointer is near its edge.
    pub(super) timer: Option<Interval>,
}

impl Press {
    /// A pointer that was just pressed on a handle.
    pub(super) fn on(handle: &HtmlElement, event: &PointerEvent, grid: &Element) -> Option<Self> {
        let row = dom::closest(handle, ROW)?;
        let group = dom::closest(&row, GROUP)?;
        let scroller = dom::closest(&row, ".widget__body");
        let mut others = dom::all(grid, GROUP);
        others.retain(|other| *other != group);
        let (pointer, y) = (event.pointer_id(), event.client_y());
        let start = (y, scroller.as_deref().map_or(0, Element::scroll_top));
        Some(Self { pointer, row, group, others, scroller, start, y, shift: 0, timer: None })
    }

    /// Whether the pointer has gone so far that it means the row.
    pub(super) fn is_drag(&self) -> bool {
        (self.y - self.start.0).abs() >= SLACK
    }

    /// The other rows of the group that are in the page. They keep their order, but of a long list others come and go.
    fn mates(&self) -> Vec<HtmlElement> {
        let mut mates = dom::all(&self.group, ROW);
        mates.retain(|mate| *mate != self.row);
        mates
    }

    /// Shows the row where the pointer is, as far as its group goes: beyond it there would be no end of scrolling.
    pub(super) fn show(&mut self) {
        let scrolled = self.scroller.as_deref().map_or(0, Element::scroll_top);
        let wanted = self.y - self.start.0 + scrolled - self.start.1;
        let edges = |row: &HtmlElement| {
            let area = row.get_bounding_client_rect();
            (whole(area.top()), whole(area.bottom()))
        };
        let (top, bottom) = edges(&self.row);
        let (top, bottom) = (top - self.shift, bottom - self.shift);
        let mates = self.mates();
        let first = mates.first().map_or(top, |row| edges(row).0).min(top);
        let last = mates.last().map_or(bottom, |row| edges(row).1).max(bottom);
        self.shift = wanted.clamp(first - top, last - bottom);
        shift(&self.row, self.shift);
    }

    /// The place among the others of the group at which the pointer is; none over another group.
    pub(super) fn place(&self, others: &[StatusId]) -> Option<usize> {
        let covers = |group: &HtmlElement| {
            let area = group.get_bounding_client_rect();
            (whole(area.top())..whole(area.bottom())).contains(&self.y)
        };
        if self.others.iter().any(covers) {
            return None;
        }
        let mates = self.mates();
        let before = mates.partition_point(|row| {
            let area = row.get_bounding_client_rect();
            whole(area.top() + area.height() / 2.0) < self.y
        });
        let place = |mate: &HtmlElement| {
            let id = StatusId::parse(&mate.get_attribute("data-status-id")?)?;
            others.iter().position(|other| *other == id)
        };
        let behind = || Some(place(mates.get(before.checked_sub(1)?)?)? + 1);
        mates.get(before).and_then(place).or_else(behind).or(Some(before))
    }

    /// Scrolls if the pointer is near an edge, the faster the nearer.
    pub(super) fn scroll(&self) {
        let Some(scroller) = &self.scroller else { return };
        let area = scroller.get_bounding_client_rect();
        let over = (self.y - whole(area.bottom()) + EDGE).max(0) - (whole(area.top()) + EDGE - self.y).max(0);
        if over != 0 {
            let by = (over / 4 + over.signum()).clamp(-MOST_SCROLL, MOST_SCROLL);
            scroller.set_scroll_top(scroller.scroll_top() + by);
        }
    }
}

/// Shows a row so far from its place.
pub(super) fn shift(row: &HtmlElement, by: i32) {
    let _ = row.style().set_property("--shift", &format!("{by}px"));
}

/// Whole pixels: the printing of fractions would cost 10 KB of program.
#[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
pub(super) fn whole(at: f64) -> i32 {
    at as i32
}
