//! Rows that are selected, and what can be done to all of them.

use super::button::button;
use super::icon;
use super::overlay::Overlay;
use super::status_editor::Screen;
use super::status_grid::turn_to;
use super::status_row::{Cell, Pick};
use statuses::{Access, Row, Selection, StatusId};
use std::rc::Rc;
use yew::prelude::*;

impl Screen {
    /// The rows one sees, with their places in their groups, without those on their way out. Nobody changes others
    /// unknowingly.
    pub(super) fn seen(&self) -> Vec<(usize, Row)> {
        let shown = |id: &StatusId| self.shown.as_ref().is_none_or(|shown| shown.binary_search(id).is_ok());
        let mut rows = self.editor.staying();
        rows.retain(|(_, row)| shown(&row.status.id));
        rows
    }

    /// Their ids, in their order.
    pub(super) fn order(&self) -> Vec<StatusId> {
        self.seen().iter().map(|(_, row)| row.status.id).collect()
    }

    /// The rows that are selected and can be seen, in their order.
    pub(super) fn selected(&self) -> Vec<StatusId> {
        if self.selection.is_empty() || self.editor.access() == Access::View {
            return Vec::new();
        }
        let order = self.order();
        self.selection.among(&order, |id| self.editor.latest_id(id)).in_order(&order)
    }

    /// Selects what the user wants, from a row.
    pub(super) fn pick(&self, id: StatusId, pick: Pick) {
        let order = self.order();
        let selection = self.selection.among(&order, |id| self.editor.latest_id(id));
        self.selection.set(Rc::new(match pick {
            Pick::Toggle => selection.toggled(id),
            Pick::Reach(to) => selection.ranged(&order, id, to),
            Pick::All => Selection::of(&order),
            Pick::None => Selection::default(),
        }));
    }

    /// How many rows are selected, and what can be done to them.
    pub(super) fn view_selection(&self) -> Html {
        let selected = self.selected();
        if selected.is_empty() {
            return html! {};
        }
        let (texts, words) = (self.lang.texts(), &self.lang.texts().colors);
        let act = |deed: fn(&Self, &Rc<[StatusId]>)| {
            let (screen, ids) = (self.clone(), Rc::<[StatusId]>::from(&*selected));
            Callback::from(move |_: MouseEvent| deed(&screen, &ids))
        };
        let onend = act(|screen, ids| {
            screen.selection.set(Rc::default());
            if let Some(first) = ids.first() {
                turn_to(*first, Cell::Name);
            }
        });
        let onset = act(|screen, ids| screen.open(Overlay::Colors { ids: Rc::clone(ids), tried: None }));
        html! {
            <div class="selection" role="toolbar" aria-label={words.selection}>
                <span role="status">{texts.plural(words.selected, selected.len()).to_string()}</span>
                <span id="selection-color">{button("outline", html! { <>{icon::small("palette")}{words.set}</> }, onset)}</span>
                if selected.len() > 1 {
                    <span id="selection-ramp">
                        {button("outline", html! { <>{icon::small("ramp")}{words.ramp}</> }, act(|screen, _| screen.open_ramp()))}
                    </span>
                }
                {button("outline", html! { <>{icon::small("undo16")}{words.default}</> }, act(|screen, ids| screen.reset_colors(ids)))}
                <button class="icon-button" type="button" aria-label={words.unselect_all} title={words.unselect_all} onclick={onend}>
                    {icon::icon("cross")}
                </button>
            </div>
        }
    }
}
