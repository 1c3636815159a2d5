//! The pipeline as Bitrix24 draws it: the bar in the card of a record, and the heads of the kanban's columns.

use super::icon::icon;
use super::status_grid::turn_to;
use super::status_row::Cell;
use crate::dom;
use gloo_events::EventListener;
use statuses::color::ink::Surface;
use statuses::color::scheme::Tried;
use statuses::text::{Lang, fill};
use statuses::{Color, Editor, Group, Status, StatusId};
use std::rc::Rc;
use yew::prelude::*;

/// So many stages are drawn at most, those around the selected one: of more nobody could see anything.
const MOST: usize = 32;

/// Properties of [`Preview`].
#[derive(PartialEq, Properties)]
pub struct PreviewProps {
    /// Language of the interface.
    pub lang: Lang,
    /// The pipeline.
    pub editor: Rc<Editor>,
    /// Colours being tried on rows.
    pub tried: Rc<Tried>,
    /// It is folded up.
    pub folded: bool,
    /// Told that the user wants it otherwise.
    pub onfold: Callback<bool>,
}

/// The stages that are drawn.
struct Stages {
    drawn: Vec<Stage>,
    /// Which of them is selected.
    current: usize,
    /// There are more before the first, and behind the last.
    cut: (bool, bool),
}

/// A stage of the pipeline.
struct Stage {
    status: Rc<Status>,
    /// None if what is stored is no colour.
    color: Option<Color>,
    /// A record that is in the selected stage has been here, or is.
    reached: bool,
}

/// The pipeline with the stage selected that has, or last had, the focus in the list. What it shows is in the list,
/// too: it is a picture, and nothing in it is a stop for the keyboard but its heading, which folds it up.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let texts = props.lang.texts();
    let focused = use_state(|| None::<StatusId>);
    let strips = use_node_ref();
    use_effect_with((), {
        let focused = focused.clone();
        move |()| {
            let listener = dom::document().map(|document| {
                EventListener::new(&document, "focusin", move |event| {
                    let row = dom::around(event, "[data-status-id]");
                    let id = row.and_then(|row| StatusId::parse(&row.get_attribute("data-status-id")?));
                    if id.is_some() {
                        focused.set(id);
                    }
                })
            });
            move || drop(listener)
        }
    });
    let Stages { drawn: stages, current, cut } = Stages::of(props, *focused);
    use_effect_with((strips.clone(), stages.get(current).map(|stage| stage.status.id)), |(strips, _)| {
        show_current(strips);
    });
    let view = |surface: Surface, art: &'static str, label: &'static str| {
        let more = |cut: bool| cut.then_some("…");
        let names = stages.iter().map(|stage| &*stage.status.name);
        let names: Vec<_> = more(cut.0).into_iter().chain(names).chain(more(cut.1)).collect();
        let alt = fill(texts.preview_alt, &[("where", label), ("stages", &names.join(" › "))]);
        html! {
            <>
                <span class="preview__label" aria-hidden="true">{icon(art)}{label}</span>
                <div class="preview__strip" role="img" aria-label={alt.to_string()} data-strip={art}>
                    { for stages.iter().enumerate().map(|(at, stage)| {
                        let failure = stage.status.group == Group::Failed;
                        let start = at == 0 && !cut.0 || at > 0 && failure && stages[at - 1].status.group != Group::Failed;
                        view_stage(stage, surface, stages[current].color, start, at == current)
                    }) }
                </div>
            </>
        }
    };
    if stages.is_empty() {
        return html! {};
    }
    let (folded, onfold) = (props.folded, props.onfold.clone());
    let ontoggle = move |event: Event| {
        let open = dom::element(event.target()).is_some_and(|it| it.has_attribute("open"));
        // It also comes when it is shown for the first time.
        if open == folded {
            onfold.emit(!open);
        }
    };
    html! {
        <details class="card preview" open={!folded} {ontoggle}>
            <summary class="preview__title"><span>{texts.preview}</span></summary>
            <div ref={strips} class="preview__strips">
                {view(Surface::Card, "card", texts.preview_card)}
                {view(Surface::Board, "board", texts.preview_board)}
            </div>
        </details>
    }
}

impl Stages {
    /// The stages as they will be; the first one is selected if none has had the focus.
    fn of(props: &PreviewProps, focused: Option<StatusId>) -> Self {
        let editor = &props.editor;
        let ids: Vec<_> = editor.staying_ids().collect();
        let focused = focused.map(|id| editor.latest_id(id));
        let selected = ids.iter().position(|id| Some(*id) == focused).unwrap_or(0);
        let first = selected.saturating_sub(MOST / 2).min(ids.len().saturating_sub(MOST));
        let end = ids.len().min(first + MOST);
        let rows: Vec<_> = ids[first..end].iter().filter_map(|id| editor.placed(*id)).collect();
        let current = selected - first;
        let lost = rows.get(current).is_some_and(|(_, row)| row.status.group == Group::Failed);
        let stage = |(at, (nth, row)): (usize, &(usize, statuses::Row))| {
            let status = Rc::clone(&row.status);
            let color = props.tried.on(status.id).or_else(|| editor.directory().shown_color(&status, *nth));
            // What is lost was won never, and lost once.
            let reached =
                if lost { status.group == Group::InProgress || at == current } else { at <= current };
            Stage { status, color, reached }
        };
        let drawn = rows.iter().enumerate().map(stage).collect();
        Self { drawn, current, cut: (first > 0, end < ids.len()) }
    }
}

/// A stage as it is drawn there. In the card, those that are reached are in the colour of the selected one, and the
/// others have a line of their own.
fn view_stage(stage: &Stage, surface: Surface, current: Option<Color>, start: bool, selected: bool) -> Html {
    let filled = surface != Surface::Card || stage.reached;
    let own = stage.color;
    let color = if surface == Surface::Card && filled { current } else { own };
    let ink = color.filter(|_| filled).map(|color| surface.ink(color).mark());
    let style = color.map(|color| format!("--status: {color}")).unwrap_or_default();
    let id = stage.status.id;
    let onclick = move |_: MouseEvent| turn_to(id, Cell::Name);
    let name = stage.status.name.to_string();
    html! {
        <span class="stage-shape" ~style={style} data-ink={ink} data-fill={(!filled).then_some("none")}
            data-start={start.then_some("")} data-current={selected.then_some("")} title={name.clone()} {onclick}>
            <bdi class="stage-shape__name">{name}</bdi>
        </span>
    }
}

/// Scrolls the strips, and nothing else, to the selected stage.
fn show_current(strips: &NodeRef) {
    let Some(strips) = strips.cast::<web_sys::Element>() else { return };
    for strip in dom::all(&strips, ".preview__strip") {
        if let Some(stage) = dom::all(&strip, "[data-current]").first() {
            strip.set_scroll_left(stage.offset_left() - (strip.client_width() - stage.offset_width()) / 2);
        }
    }
}
