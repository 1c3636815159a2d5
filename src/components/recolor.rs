//! The colours of one row, of several, of all.

use super::color::popover::ColorPopover;
use super::overlay::{Overlay, anchor};
use super::status_editor::Screen;
use super::status_row::Cell;
use crate::clipboard;
use statuses::color::recent;
use statuses::color::scheme::{self, Scheme, Tried};
use statuses::text::fill;
use statuses::{Access, Action, Change, Index, Notice, Row, StatusId, StoredColor};
use std::rc::Rc;
use web_sys::Event;
use yew::prelude::*;

impl Screen {
    /// Opens the colours for a row, or for all that are selected if it is one of them.
    pub(super) fn open_colors(&self, id: StatusId) {
        self.open(Overlay::Colors { ids: self.with(id), tried: None });
    }

    /// A row, and first of all those that are selected with it.
    fn with(&self, id: StatusId) -> Rc<[StatusId]> {
        let mut selected = self.selected();
        match selected.iter().position(|it| *it == id) {
            Some(at) => selected.swap(0, at),
            None => selected = vec![id],
        }
        selected.into()
    }

    /// Colours rows, as one step of the history. Those that have the colour already, or are on their way out, stay as
    /// they are.
    pub(super) fn paint(&self, scheme: Scheme) {
        let rows = self.editor.staying();
        let places = Index::new(rows.iter().map(|(_, row)| row.status.id));
        let differs = |(id, color): &(StatusId, StoredColor)| {
            places.find(*id).is_some_and(|at| rows[at].1.status.color != *color)
        };
        let edit = |(target, color)| Action::Edited { target, change: Change::Recolor(color) };
        let mut edits: Vec<_> = scheme.into_iter().filter(differs).map(edit).collect();
        match (edits.len(), edits.pop()) {
            (_, None) => {}
            (1, Some(edit)) => self.dispatcher.dispatch(edit),
            (_, Some(last)) => {
                edits.push(last);
                self.dispatcher.dispatch(Action::Together(edits));
            }
        }
    }

    /// Gives rows the colours back that Bitrix24 draws when none is stored.
    pub(super) fn reset_colors(&self, ids: &[StatusId]) {
        self.paint(ids.iter().map(|id| (*id, StoredColor::Default)).collect());
    }

    /// Shows a colour on rows before it is wanted; none for their own.
    fn try_on(&self, ids: &Rc<[StatusId]>, tried: Option<StoredColor>) {
        *self.trial.borrow_mut() = tried.clone().map(|color| (Rc::clone(ids), color));
        self.overlay.set(Some(Overlay::Colors { ids: Rc::clone(ids), tried }));
    }

    /// Wants the colour that is being tried.
    pub(super) fn keep_tried(&self) {
        let Some((ids, color)) = self.trial.take() else { return };
        self.paint(ids.iter().map(|id| (self.editor.latest_id(*id), color.clone())).collect());
        if let StoredColor::Color(color) = color {
            let recent = self.recent.with(color);
            self.onremember.emit((recent::OPTION, recent.to_string()));
            self.recent.set(Rc::new(recent));
        }
    }

    /// What rows would look like in the colours that are being tried.
    pub(super) fn tried(&self) -> Tried {
        let directory = self.editor.directory();
        Tried::new(match &*self.overlay {
            _ if self.editor.access() == Access::View => Vec::new(),
            Some(Overlay::Colors { ids, tried: Some(color) }) => {
                let ids = Index::new(ids.iter().map(|id| self.editor.latest_id(*id)));
                let rows =
                    self.editor.staying().into_iter().filter(|(_, row)| ids.find(row.status.id).is_some());
                let shown = |(nth, row): (usize, Row)| {
                    Some((row.status.id, directory.shown(color, row.status.group, nth)?))
                };
                rows.filter_map(shown).collect()
            }
            Some(Overlay::Ramp { tried }) => {
                let color = |(id, color): &(StatusId, StoredColor)| match color {
                    StoredColor::Color(color) => Some((*id, *color)),
                    _ => None,
                };
                tried.iter().filter_map(color).collect()
            }
            _ => Vec::new(),
        })
    }

    pub(super) fn view_colors(&self, ids: &Rc<[StatusId]>, onclose: &Callback<()>) -> Html {
        let Some((nth, row)) = ids.first().and_then(|id| self.editor.placed(self.editor.latest_id(*id)))
        else {
            return html! {};
        };
        let (directory, texts) = (self.editor.directory(), self.lang.texts());
        let onpreview = {
            let (screen, ids) = (self.clone(), Rc::clone(ids));
            Callback::from(move |tried| screen.try_on(&ids, tried))
        };
        let onclosing = {
            let screen = self.clone();
            Callback::from(move |keep| if keep { screen.keep_tried() } else { drop(screen.trial.take()) })
        };
        let title = match ids.len() {
            1 => fill(texts.colors.title, &[("name", &row.status.name)]),
            many => texts.plural(texts.colors.title_of, many),
        };
        let id = row.status.id;
        let among = Index::new(ids.iter().map(|id| self.editor.latest_id(*id)));
        let named = |(nth, row): (usize, Row)| {
            let other = among.find(row.status.id).is_none();
            let color = directory.shown_color(&row.status, nth).filter(|_| other)?;
            Some((AttrValue::from(row.status.name.to_string()), color))
        };
        let others: Vec<_> = self.editor.staying().into_iter().filter_map(named).collect();
        html! {
            <ColorPopover key={self.editor.first_id(id).get()} lang={self.lang} anchor={anchor(id, Cell::Color)} {title}
                name={AttrValue::from(row.status.name.to_string())} kind={directory.kind}
                shown={directory.shown_color(&row.status, nth)}
                default={directory.shown(&StoredColor::Default, row.status.group, nth)}
                others={Rc::<[_]>::from(others)} recent={Rc::clone(&self.recent)} {onpreview} {onclosing} {onclose} />
        }
    }

    /// Copies the colour of a row, or those of all that are selected with it, in their order. Only while its event lasts
    /// every browser lets a frame do so.
    pub(super) fn copy_colors(&self, id: StatusId, event: &Event) {
        let rows = self.with(id);
        let copied = self.editor.staying().into_iter().filter(|(_, row)| rows.contains(&row.status.id));
        let colors: Vec<_> =
            copied.filter_map(|(nth, row)| self.editor.directory().shown_color(&row.status, nth)).collect();
        let lines: Vec<_> = colors.iter().map(ToString::to_string).collect();
        if !colors.is_empty() && clipboard::put(event, &lines.join("\n")) {
            self.dispatcher.dispatch(Action::Told(Notice::ColorsCopied(colors)));
        }
    }

    /// Gives a row, or all that are selected with it, the colours of a text; several go on below a single row.
    pub(super) fn paste_colors(&self, id: StatusId, text: &str) {
        let Some(colors) = scheme::read(text) else {
            return self.dispatcher.dispatch(Action::Told(Notice::NoColors));
        };
        let (order, rows) = (self.order(), self.with(id));
        let rows: Vec<_> = match order.iter().position(|it| *it == id) {
            Some(at) if rows.len() == 1 => order[at..].iter().copied().take(colors.len()).collect(),
            _ => order.into_iter().filter(|id| rows.contains(id)).collect(),
        };
        self.paint(scheme::laid_over(&rows, &colors));
    }
}
