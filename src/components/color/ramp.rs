//! Even steps of colour across rows, seen on them before they are wanted.

use super::draft::read;
use super::hex::HexField;
use crate::components::icon;
use crate::components::overlay::Overlay;
use crate::components::popover::{Popover, close};
use crate::components::status_editor::Screen;
use statuses::color::ink::EVERYWHERE;
use statuses::color::ramp::ramp;
use statuses::color::scheme::{self, Scheme};
use statuses::directory::Kind;
use statuses::text::Lang;
use statuses::{Color, Group, StatusId};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Names of the fields for the colours of a ramp.
const NAMES: [&str; 3] = ["FROM", "THROUGH", "TO"];

/// Rows that a ramp may go across.
#[derive(Clone, PartialEq)]
pub struct Scope {
    /// What they are called.
    label: AttrValue,
    rows: Rc<[StatusId]>,
    /// The colours of the first, of the middle, and of the last one.
    stops: [Color; 3],
}

/// Properties of [`Ramp`].
#[derive(PartialEq, Properties)]
pub struct RampProps {
    /// Language of the interface.
    pub lang: Lang,
    /// Never empty.
    pub scopes: Rc<[Scope]>,
    /// Told what to show on the rows.
    pub onpreview: Callback<Scheme>,
    /// Told what is wanted.
    pub onapply: Callback<Scheme>,
    /// Told that it is closed.
    pub onclose: Callback<()>,
}

/// Two or three colours, the rows between them, and what becomes of those.
#[component]
pub fn Ramp(props: &RampProps) -> Html {
    let (all, texts) = (props.lang.texts(), &props.lang.texts().colors);
    let scope_at = use_state(|| 0);
    let scope = &props.scopes[(*scope_at).min(props.scopes.len() - 1)];
    let chosen = use_state(|| [None::<Color>; 3]);
    let through = use_state(|| false);
    let stop = |at: usize| chosen[at].unwrap_or(scope.stops[at]);
    let stops = if *through { vec![stop(0), stop(1), stop(2)] } else { vec![stop(0), stop(2)] };
    let colors = use_memo((stops, scope.rows.len()), |(stops, count)| ramp(stops, *count, &EVERYWHERE));
    let scheme = scheme::laid_over(&scope.rows, &colors);
    use_effect_with(scheme.clone(), {
        let onpreview = props.onpreview.clone();
        move |scheme| onpreview.emit(scheme.clone())
    });
    let onscope = {
        let (scope_at, chosen) = (scope_at.clone(), chosen.clone());
        move |event: Event| {
            let field: HtmlSelectElement = event.target_unchecked_into();
            scope_at.set(usize::try_from(field.selected_index()).unwrap_or_default());
            chosen.set([None; 3]);
        }
    };
    let onthrough = {
        let through = through.clone();
        move |event: InputEvent| through.set(event.target_unchecked_into::<HtmlInputElement>().checked())
    };
    let apply = use_callback((props.onapply.clone(), scheme), |event: Event, (onapply, scheme)| {
        // First what is wanted, because closing forgets it.
        onapply.emit(scheme.clone());
        close(&event);
    });
    let choose = |at: usize| {
        let chosen = chosen.clone();
        move |color: Option<Color>| {
            let mut next = *chosen;
            next[at] = color.or(next[at]);
            chosen.set(next);
        }
    };
    let field = |at: usize| {
        let choose = choose(at);
        let onpick = {
            let choose = choose.clone();
            move |event: InputEvent| {
                let text = event.target_unchecked_into::<HtmlInputElement>().value();
                choose(read(&text).map(|typed| typed.color));
            }
        };
        html! {
            <fieldset class="ramp__stop" key={at}>
                <legend>{texts.stops[at]}</legend>
                <input type="color" aria-label={texts.picker} value={stop(at).to_string()} oninput={onpick} />
                <HexField lang={props.lang} name={NAMES[at]} shown={stop(at)} onread={choose} onenter={&apply} autofocus={at == 0} />
            </fieldset>
        }
    };
    let places: &[usize] = if *through { &[0, 1, 2] } else { &[0, 2] };
    html! {
        <Popover key="ramp" anchor="#selection-ramp, #scheme, #more" class="ramp" role="dialog" label={texts.ramp_title}
            onclose={props.onclose.reform(|_| ())}>
            <h2 class="colour__title">{texts.ramp_title}</h2>
            <p class="colour__label">{texts.ramp_body}</p>
            if props.scopes.len() > 1 {
                <select class="field ramp__scope" aria-label={texts.selection} onchange={onscope}>
                    { for props.scopes.iter().enumerate().map(|(nth, scope)| html! {
                        <option selected={nth == *scope_at}>{scope.label.clone()}</option>
                    }) }
                </select>
            }
            <div class="ramp__stops">{ for places.iter().map(|at| field(*at)) }</div>
            <label class="check">
                <input type="checkbox" checked={*through} oninput={onthrough} />{texts.middle}
            </label>
            <span class="strip" aria-hidden="true">
                { for colors.iter().map(|color| html! { <i ~style={format!("--status: {color}")}></i> }) }
            </span>
            <div class="ramp__foot">
                <button class="button" data-variant="primary" type="button" onclick={apply.reform(|event: MouseEvent| event.into())}>{texts.apply}</button>
                <button class="button" data-variant="outline" type="button" onclick={|event: MouseEvent| close(&event)}>
                    {icon::small("cross")}{all.cancel}
                </button>
            </div>
        </Popover>
    }
}

impl Screen {
    /// Whether there are rows enough for a ramp: then there are scopes.
    pub(in crate::components) fn can_ramp(&self) -> bool {
        self.seen().len() > 1
    }

    /// Opens the ramp across what is selected, or across a group.
    pub(in crate::components) fn open_ramp(&self) {
        self.open(Overlay::Ramp { tried: Rc::default() });
    }

    /// What a ramp may go across: the rows that are selected, each group with several rows, all rows.
    fn scopes(&self) -> Rc<[Scope]> {
        let texts = self.lang.texts();
        let (selected, directory) = (self.selected(), self.editor.directory());
        let placed = self.seen();
        let scope = |label: AttrValue, has: &dyn Fn(StatusId, Group) -> bool| {
            let rows: Vec<_> =
                placed.iter().filter(|(_, row)| has(row.status.id, row.status.group)).collect();
            let color = |at: usize| {
                let (nth, row) = rows[at];
                directory.shown_color(&row.status, *nth).unwrap_or(Color::new(128, 128, 128))
            };
            let last = rows.len().checked_sub(1).filter(|last| *last > 0)?;
            let stops = [color(0), color(last / 2), color(last)];
            Some(Scope { label, rows: rows.iter().map(|(_, row)| row.status.id).collect(), stops })
        };
        let chosen = texts.plural(texts.colors.selected, selected.len()).to_string();
        let mut scopes = vec![scope(chosen.into(), &|id, _| selected.contains(&id))];
        if directory.kind == Kind::Stages {
            for group in Group::ALL {
                scopes.push(scope(texts.groups[group as usize].into(), &|_, of| of == group));
            }
        }
        scopes.push(scope(directory.title().to_owned().into(), &|_, _| true));
        scopes.into_iter().flatten().collect()
    }

    pub(in crate::components) fn view_ramp(&self, onclose: &Callback<()>) -> Html {
        let scopes = self.scopes();
        let onpreview = {
            let screen = self.clone();
            Callback::from(move |tried: Scheme| {
                screen.overlay.set(Some(Overlay::Ramp { tried: Rc::new(tried) }));
            })
        };
        let onapply = {
            let screen = self.clone();
            Callback::from(move |scheme| screen.paint(scheme))
        };
        html! { <Ramp lang={self.lang} {scopes} {onpreview} {onapply} onclose={onclose.clone()} /> }
    }
}
