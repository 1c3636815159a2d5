//! What opens above the list: colours, menu, questions, details.

use super::delete_dialog::Question;
use super::deletion_notes;
use super::details_dialog;
use super::paste_dialog::PasteDialog;
use super::position_dialog;
use super::row_menu::{self, Limits};
use super::sort_menu::{self, By};
use super::status_editor::Screen;
use super::status_grid::{may_grow, selector};
use super::status_row::Cell;
use statuses::color::scheme::Scheme;
use statuses::directory::Keystone;
use statuses::{Access, Action, Count, Failure, Group, Holder, Link, Spot, Status, StatusId, StoredColor};
use std::rc::Rc;
use yew::prelude::*;

/// What is open above the list.
#[derive(Clone, PartialEq)]
pub(super) enum Overlay {
    /// The colours, for one row or for several at once.
    Colors {
        ids: Rc<[StatusId]>,
        tried: Option<StoredColor>,
    },
    /// Even steps of colour, and what they would make of the rows.
    Ramp {
        tried: Rc<Scheme>,
    },
    /// What can be done to the colours of many rows.
    Scheme,
    /// The pipelines whose colours can be copied.
    Pipelines,
    Menu(StatusId),
    Delete(Question),
    Position(StatusId),
    Sort,
    Protected(Rc<Status>, Keystone),
    Details(Failure),
    /// Records that nobody here sees hold this row.
    Hidden(Rc<Status>),
    /// A page of the portal that it does not open for us.
    Address(AttrValue),
    History,
    Paste(Group),
    Directories,
    Filter,
    More,
    Themes,
    Help,
}

impl Overlay {
    /// Whether it is for those, too, who may change nothing.
    fn only_looks(&self) -> bool {
        matches!(
            self,
            Self::Details(_)
                | Self::Directories
                | Self::Filter
                | Self::More
                | Self::Themes
                | Self::Help
                | Self::Scheme
                | Self::Address(_)
                | Self::Paste(_)
        )
    }

    /// The row it belongs to, which has to stay in view.
    pub(super) fn row(&self) -> Option<StatusId> {
        match self {
            Self::Colors { ids, .. } => ids.first().copied(),
            Self::Menu(id) => Some(*id),
            _ => None,
        }
    }
}

/// Closes what has nothing left to do: whatever waits for the place above the list goes on.
#[hook]
pub(super) fn use_no_orphan(screen: &Screen) {
    use_effect_with(screen.is_orphaned(), {
        let screen = screen.clone();
        move |orphaned| {
            if *orphaned {
                screen.trial.take();
                screen.overlay.set(None);
            }
        }
    });
}

impl Screen {
    /// Opens something in the place of what is open. A colour that is being tried there stays: whoever turns to
    /// something else has not given it up.
    pub(super) fn open(&self, overlay: Overlay) {
        self.keep_tried();
        self.opened.set(self.opened.get() + 1);
        self.overlay.set(Some(overlay));
    }

    /// Whether what is open has lost what it was about: the right to change anything, or its row.
    fn is_orphaned(&self) -> bool {
        let Some(overlay) = &*self.overlay else { return false };
        let gone = |id| self.editor.placed(self.editor.latest_id(id)).is_none();
        match overlay {
            _ if self.editor.access() == Access::View && !overlay.only_looks() => true,
            Overlay::Ramp { .. } => !self.can_ramp(),
            Overlay::Position(id) => gone(*id),
            _ => overlay.row().is_some_and(gone),
        }
    }

    /// Closes what is open now. A popover tells that it was closed a moment later, when something else may have been
    /// opened already on a slow machine: that stays.
    pub(super) fn closing(&self) -> impl Fn() + 'static {
        let (overlay, opened, number) = (self.overlay.clone(), Rc::clone(&self.opened), self.opened.get());
        move || {
            if opened.get() == number {
                overlay.set(None);
            }
        }
    }

    pub(super) fn view_overlay(&self) -> Html {
        let onclose = {
            let close = self.closing();
            Callback::from(move |()| close())
        };
        match &*self.overlay {
            None => self.census.job().map(|job| self.view_job(job)).unwrap_or_default(),
            // It has nothing left to do, and goes in a moment.
            Some(_) if self.is_orphaned() => html! {},
            Some(Overlay::Details(failure)) => details_dialog::view(self.lang, failure, onclose),
            Some(Overlay::Protected(status, keystone)) => {
                deletion_notes::view_protected(self.lang, status, *keystone, onclose)
            }
            Some(Overlay::Delete(question)) => self.view_deletion(question, onclose),
            Some(Overlay::Hidden(status)) => {
                let directory = self.editor.directory();
                deletion_notes::view_hidden(self.lang, directory, &self.portal, status, onclose)
            }
            Some(Overlay::Address(address)) => deletion_notes::view_address(self.lang, address, onclose),
            Some(Overlay::History) => self.view_history(&onclose),
            Some(Overlay::Paste(group)) => self.view_paste(*group, onclose),
            Some(Overlay::Directories) => self.view_directories(onclose),
            Some(Overlay::Filter) => self.view_filter_menu(&onclose),
            Some(Overlay::More) => self.view_more(&onclose),
            Some(Overlay::Themes) => self.view_themes(&onclose),
            Some(Overlay::Help) => self.view_help(onclose),
            Some(Overlay::Position(id)) => self.view_position(self.editor.latest_id(*id), onclose),
            Some(Overlay::Sort) => self.view_sort(&onclose),
            Some(Overlay::Menu(id)) => self.view_menu(self.editor.latest_id(*id), &onclose),
            Some(Overlay::Colors { ids, .. }) => self.view_colors(ids, &onclose),
            Some(Overlay::Ramp { .. }) => self.view_ramp(&onclose),
            Some(Overlay::Scheme) => self.view_scheme(&onclose),
            Some(Overlay::Pipelines) => self.view_pipelines(&onclose),
        }
    }

    fn view_paste(&self, group: Group, onclose: Callback<()>) -> Html {
        let onadd = {
            let screen = self.clone();
            let spot = Spot { group, below: None };
            Callback::from(move |rows| screen.add(spot, rows))
        };
        let onstop = {
            let dispatcher = self.dispatcher.clone();
            Callback::from(move |()| dispatcher.dispatch(Action::AddingStopped))
        };
        html! { <PasteDialog lang={self.lang} editor={Rc::clone(&self.editor)} {group} {onadd} {onstop} {onclose} /> }
    }

    fn view_menu(&self, id: StatusId, onclose: &Callback<()>) -> Html {
        let Some((at, row)) = self.editor.placed(id) else { return html! {} };
        let screen = self.clone();
        let onchoose = Callback::from(move |entry| screen.choose(id, entry));
        let holders = Holder::of(&self.editor.directory().entity);
        let used = match self.census.usage().of(id) {
            Some(Count::Known(counts)) => Rc::clone(counts),
            _ => Rc::from([]),
        };
        let words = &self.lang.texts().colors;
        let limits = Limits {
            original: row.status.is_renamed().then_some(&*row.status.name_init),
            keystone: self.editor.directory().keystone(&row.status),
            at,
            of: self.editor.sections()[row.status.group as usize].rows.len(),
            offline: self.editor.link() == Link::Offline,
            filtered: self.is_filtered(),
            select: if self.selected().contains(&id) { words.unselect } else { words.select },
            grows: may_grow(self.editor.directory().kind, row.status.group),
        };
        let texts = self.lang.texts();
        row_menu::view(
            texts,
            anchor(id, Cell::Menu),
            &row.status.name,
            limits,
            (&holders, &used),
            &onchoose,
            onclose,
        )
    }

    fn view_position(&self, id: StatusId, onclose: Callback<()>) -> Html {
        let Some((at, row)) = self.editor.placed(id) else { return html! {} };
        let of = self.editor.sections()[row.status.group as usize].rows.len();
        let screen = self.clone();
        let onmove = Callback::from(move |to: usize| {
            let steps = isize::try_from(to).unwrap_or(isize::MAX) - isize::try_from(at + 1).unwrap_or(0);
            screen.move_row(id, steps);
        });
        position_dialog::view(self.lang, &row.status.name, (at + 1, of), onmove, onclose)
    }

    fn view_sort(&self, onclose: &Callback<()>) -> Html {
        let screen = self.clone();
        let onchoose = Callback::from(move |by| {
            screen.overlay.set(None);
            screen.sort(by);
        });
        let rows = self.editor.sections().swap_remove(0).rows;
        let counted = rows.iter().all(|row| self.used(row.status.id).is_some());
        let offline = self.editor.link() == Link::Offline;
        sort_menu::view(self.lang.texts(), (counted, offline), &onchoose, onclose)
    }

    /// Puts a plain list in order. Rows on their way out stay behind their neighbours.
    fn sort(&self, by: By) {
        if !self.may_rearrange() {
            return;
        }
        let mut rows = self.editor.sections().swap_remove(0).rows;
        rows.retain(|row| !row.state.is_leaving());
        let order = sort_menu::order(&rows, by, self.lang, |id| self.used(id));
        self.dispatcher.dispatch(Action::Arranged { group: Group::InProgress, order });
    }

    /// How many records hold a value, as far as the user can see; none if they were not counted.
    fn used(&self, id: StatusId) -> Option<u32> {
        self.census.usage().of(id)?.total()
    }
}

pub(super) fn anchor(id: StatusId, cell: Cell) -> AttrValue {
    selector(id, cell).into()
}
