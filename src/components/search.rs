//! The search field, the sorts of rows beside it, and what is shown when nothing matches.

use super::blank::{Tone, blank};
use super::button::button;
use super::choices::{self, Choice};
use super::icon::icon;
use super::overlay::Overlay;
use super::status_editor::Screen;
use super::status_grid::{HELD, enter};
use crate::dom;
use crate::locale::phrase;
use statuses::color::advice::Hard;
use statuses::directory::Kind;
use statuses::status::sorted;
use statuses::text::{Phrase, fill};
use statuses::{
    Access, Directory, Editor, Filter, Group, Holder, Name, Only, Phase, Row, Spot, Status, StatusId, Usage,
};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The search field.
pub const SEARCH: &str = ".search input";
/// Where the keyboard stands in the list, or would.
pub const STOP: &str = "[role=grid] [data-cell][tabindex=\"0\"]";
/// The rows that are shown, sorted by id; none if that is all of them.
pub(super) fn shown(
    editor: &Editor,
    usage: &Usage,
    filter: &Filter,
    open: Option<StatusId>,
) -> Option<Rc<[StatusId]>> {
    if !filter.is_active() {
        return None;
    }
    let root = dom::document()?.document_element()?;
    let held = dom::all(&root, HELD).into_iter().filter_map(|row| row.get_attribute("data-status-id"));
    let held: Vec<_> = held.filter_map(|id| StatusId::parse(&id)).chain(open).collect();
    let rows = editor.sections().into_iter().flat_map(|section| section.rows.into_iter().enumerate());
    let is_shown = |(nth, row): &(usize, Row)| {
        held.contains(&row.status.id)
            || filter.admits(row, known(editor.directory(), usage, *nth, &row.status))
    };
    let ids: Vec<_> = rows.filter(is_shown).map(|(_, row)| row.status.id).collect();
    Some(sorted(&ids).into())
}

/// What the `nth` row of a group is like. One that is not counted yet is shown as vacant until it is: only what is in
/// view gets counted.
fn known(directory: &Directory, usage: &Usage, nth: usize, status: &Status) -> impl Fn(Only) -> bool {
    move |asked| match asked {
        Only::Hard => directory.shown_color(status, nth).and_then(Hard::of).is_some(),
        _ => usage.of(status.id).is_none_or(|count| count.total() == Some(0)),
    }
}

impl Screen {
    /// Whether some rows are hidden, so that their neighbours' places cannot be chosen.
    pub(super) fn is_filtered(&self) -> bool {
        self.shown.is_some()
    }

    fn look_for(&self, text: &str) {
        self.filter.set(Rc::new(self.filter.with_text(text)));
    }

    pub(super) fn clear_filter(&self) {
        self.filter.set(Rc::default());
    }

    /// The field, and the button of the sorts.
    pub(super) fn view_search(&self) -> Html {
        if *self.workspace.phase() != Phase::Ready {
            return html! {};
        }
        let texts = self.lang.texts();
        let label = match self.editor.directory().kind {
            Kind::Stages => texts.search_stages,
            Kind::Values => texts.search_values,
        };
        let screen = self.clone();
        let oninput = move |event: InputEvent| {
            screen.look_for(&event.target_unchecked_into::<HtmlInputElement>().value());
        };
        let screen = self.clone();
        let onkeydown = move |event: KeyboardEvent| screen.on_search_key(&event);
        let screen = self.clone();
        let clear = move |_: MouseEvent| {
            screen.look_for("");
            dom::focus(dom::find(SEARCH));
        };
        let typed = self.filter.typed();
        html! {
            <div class="search" role="search">
                <label class="field search__field">
                    {icon("search")}
                    <input class="field__input" type="search" name="SEARCH" autocomplete="off" spellcheck="false"
                        dir="auto" placeholder={label} aria-label={label} aria-keyshortcuts="/ Control+F Meta+F"
                        value={typed.to_owned()} {oninput} {onkeydown} />
                </label>
                if !typed.is_empty() {
                    <button class="icon-button search__clear" type="button" aria-label={texts.clear_search}
                        title={texts.clear_search} onclick={clear}>{icon("cross")}</button>
                }
                {self.view_filter_button()}
            </div>
        }
    }

    fn view_filter_button(&self) -> Html {
        let texts = self.lang.texts();
        let only = self.filter.only;
        let label = fill(texts.filter, &[("what", texts.filters[only as usize])]).to_string();
        let screen = self.clone();
        let onclick = move |_: MouseEvent| screen.open(Overlay::Filter);
        let expanded = matches!(*self.overlay, Some(Overlay::Filter)).to_string();
        html! {
            <button class="icon-button search__sorts" id="filter" type="button" aria-label={label.clone()} title={label}
                aria-haspopup="menu" aria-expanded={expanded} data-active={(only != Only::All).then_some("")}
                {onclick}>
                {icon("filter")}
                if let Some(shown) = self.shown.as_ref().filter(|_| only != Only::All) {
                    <span class="count" aria-hidden="true">{shown.len()}</span>
                }
            </button>
        }
    }

    /// Escape gives up the text, then the field; down and Enter go to what was found.
    fn on_search_key(&self, event: &KeyboardEvent) {
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        match event.key().as_str() {
            "Escape" if !self.filter.typed().is_empty() => self.look_for(""),
            "Escape" => dom::focus(dom::find(STOP)),
            "ArrowDown" | "Enter" => enter(),
            _ => return,
        }
        event.prevent_default();
    }

    /// The sorts of rows, and how many there are of each.
    pub(super) fn view_filter_menu(&self, onclose: &Callback<()>) -> Html {
        let texts = self.lang.texts();
        let directory = self.editor.directory();
        let offered = |only: &Only| match only {
            // What nobody can count is not asked for.
            Only::Vacant => !Holder::of(&directory.entity).is_empty(),
            Only::Hard => directory.kind == Kind::Stages,
            _ => true,
        };
        let sorts: Rc<[_]> = Only::ALL.into_iter().filter(offered).collect();
        let sections = self.editor.sections();
        let count = |only: Only| {
            let rows = sections.iter().flat_map(|section| section.rows.iter().enumerate());
            let usage = self.census.usage();
            rows.filter(|(nth, row)| only.admits(row, known(directory, usage, *nth, &row.status))).count()
        };
        let choice = |only: &Only| Choice {
            label: texts.filters[*only as usize],
            count: Some(count(*only)),
            chosen: *only == self.filter.only,
        };
        let choices = sorts.iter().map(choice).collect();
        let onchoose = {
            let filter = self.filter.clone();
            Callback::from(move |at: usize| {
                let only = sorts.get(at).copied().unwrap_or_default();
                filter.set(Rc::new(filter.with_sort(only)));
            })
        };
        let label = fill(texts.filter, &[("what", "")]).to_string();
        let label = label.trim_end_matches([' ', ':']).to_owned();
        choices::view("#filter", label, choices, &onchoose, onclose)
    }

    /// What is shown in place of the rows when there are none.
    pub(super) fn view_nothing_found(&self) -> Html {
        let (texts, wanted) = (self.lang.texts(), self.filter.text());
        let sort = texts.filters[self.filter.only as usize];
        let title = match wanted {
            "" => fill(texts.nothing_of_sort, &[("what", sort)]),
            _ => fill(texts.nothing_found, &[("text", wanted)]),
        };
        let screen = self.clone();
        let clear = Callback::from(move |_| {
            screen.clear_filter();
            dom::focus(dom::find(SEARCH));
        });
        let content = html! {
            <>
                <p class="blank__text">{phrase(&texts.plural(texts.searched, self.editor.tally().rows))}</p>
                <div class="blank__actions">
                    {button("outline", texts.clear_search.into(), clear)}
                    {self.view_add_found(wanted)}
                </div>
            </>
        };
        blank("search", Tone::Plain, phrase(&title), content)
    }

    /// What is not there can be made, unless it cannot be a name.
    fn view_add_found(&self, wanted: &str) -> Html {
        let Some(name) = Name::parse(wanted).ok().filter(|_| self.editor.access() == Access::Edit) else {
            return html! {};
        };
        let texts = self.lang.texts();
        let label = phrase(&fill(texts.add_named, &[("text", name.as_str())]));
        let screen = self.clone();
        let add = Callback::from(move |_| {
            let name = name.clone();
            screen.add(Spot { group: Group::InProgress, below: None }, vec![name.into()]);
            // It matches, so that the field shows it.
            dom::focus(dom::find(SEARCH));
        });
        button("link", html! { <>{icon("plus")}<span>{label}</span></> }, add)
    }

    /// How many rows are shown of how many, if some are hidden.
    pub(super) fn found(&self) -> Option<Phrase> {
        let (texts, shown) = (self.lang.texts(), self.shown.as_ref()?);
        let of = self.editor.tally().rows.to_string();
        Some(fill(texts.found_of, &[("found", &shown.len().to_string()), ("n", &of)]))
    }

    /// The same, to be read out.
    pub(super) fn found_spoken(&self) -> Option<Phrase> {
        let empty = self.shown.as_ref().is_some_and(|shown| shown.is_empty());
        if empty { Some(self.lang.texts().no_matches.into()) } else { self.found() }
    }
}
