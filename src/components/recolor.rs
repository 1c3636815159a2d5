//! The colours of one row, of several, of all.

use super::color::popover::ColorPopover;
use super::overlay::{Overlay, anchor};
use super::status_editor::Screen;
use super::status_row::{Cell, is_leaving};
use statuses::color::recent;
use statuses::color::scheme::{self, Scheme, Tried};
use statuses::text::fill;
use statuses::{Action, Change, Notice, Row, StatusId, StoredColor};
use std::rc::Rc;
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

    /// Colours rows, as one step of the history.
    pub(super) fn paint(&self, scheme: Scheme) {
        let differs = |(id, color): &(StatusId, StoredColor)| {
            self.editor.row(*id).is_some_and(|row| row.status.color != *color && !is_leaving(&row.state))
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

    /// Wants the colour that is being tried.
    pub(super) fn keep_tried(&self) {
        let Some(Overlay::Colors { ids, tried: Some(color) }) = &*self.overlay else { return };
        self.paint(ids.iter().map(|id| (self.editor.latest_id(*id), color.clone())).collect());
        if let StoredColor::Color(color) = color {
            let recent = self.recent.with(*color);
            self.onremember.emit((recent::OPTION, recent.to_string()));
            self.recent.set(Rc::new(recent));
        }
    }

    /// What rows would look like in the colours that are being tried.
    pub(super) fn tried(&self) -> Tried {
        let directory = self.editor.directory();
        let shown = |id: StatusId, color: &StoredColor| {
            let (nth, row) = self.editor.placed(id)?;
            Some((id, directory.shown(color, row.status.group, nth)?))
        };
        Tried::new(match &*self.overlay {
            Some(Overlay::Colors { ids, tried: Some(color) }) => {
                ids.iter().filter_map(|id| shown(self.editor.latest_id(*id), color)).collect()
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

    /// The rows with their places in their groups.
    pub(super) fn placed_rows(&self) -> Vec<(usize, Row)> {
        let sections = self.editor.sections();
        let rows = sections.into_iter().flat_map(|section| section.rows.into_iter().enumerate());
        rows.filter(|(_, row)| !is_leaving(&row.state)).collect()
    }

    pub(super) fn view_colors(&self, ids: &Rc<[StatusId]>) -> Html {
        let Some((nth, row)) = ids.first().and_then(|id| self.editor.placed(self.editor.latest_id(*id)))
        else {
            return html! {};
        };
        let (directory, texts) = (self.editor.directory(), self.lang.texts());
        let onpreview = {
            let (screen, ids) = (self.clone(), Rc::clone(ids));
            Callback::from(move |tried| screen.open(Overlay::Colors { ids: Rc::clone(&ids), tried }))
        };
        let onclose = {
            let screen = self.clone();
            let (close, number) = (self.closing(), self.opened.get());
            Callback::from(move |keep| {
                // Whatever was opened since has kept it.
                if keep && screen.opened.get() == number {
                    screen.keep_tried();
                }
                close();
            })
        };
        let title = match ids.len() {
            1 => fill(texts.colors.title, &[("name", &row.status.name)]),
            many => texts.plural(texts.colors.title_of, many),
        };
        let id = row.status.id;
        let among = |id: StatusId| ids.iter().any(|it| self.editor.latest_id(*it) == id);
        let named = |(nth, row): (usize, Row)| {
            let color = directory.shown_color(&row.status, nth).filter(|_| !among(row.status.id))?;
            Some((AttrValue::from(row.status.name.to_string()), color))
        };
        let others: Vec<_> = self.placed_rows().into_iter().filter_map(named).collect();
        html! {
            <ColorPopover key={self.editor.first_id(id).get()} lang={self.lang} anchor={anchor(id, Cell::Color)} {title}
                name={AttrValue::from(row.status.name.to_string())} kind={directory.kind}
                shown={directory.shown_color(&row.status, nth)}
                default={directory.shown(&StoredColor::Default, row.status.group, nth)}
                others={Rc::<[_]>::from(others)} recent={Rc::clone(&self.recent)} {onpreview} {onclose} />
        }
    }

    /// Copies the colour of a row, or those of all that are selected with it, in their order.
    pub(super) fn copy_colors(&self, id: StatusId) {
        let rows = self.with(id);
        let placed = self.placed_rows().into_iter().filter(|(_, row)| rows.contains(&row.status.id));
        let colors: Vec<_> =
            placed.filter_map(|(nth, row)| self.editor.directory().shown_color(&row.status, nth)).collect();
        let lines: Vec<_> = colors.iter().map(ToString::to_string).collect();
        if !colors.is_empty() {
            self.copy(lines.join("\n").into(), Action::Told(Notice::ColorsCopied(colors)));
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
