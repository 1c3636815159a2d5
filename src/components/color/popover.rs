//! Recolouring in place: every choice is seen on the row at once, and one write is made at the end.

use super::advice::{self, Spoken};
use super::custom::Sliders;
use super::draft::Draft;
use super::previews;
use super::swatches::{Swatch, Swatches};
use super::tabs::{self, Tab};
use super::tools::Tools;
use crate::components::icon;
use crate::components::popover::{Dismissal, Popover, close};
use crate::dom;
use crate::locale::phrase;
use statuses::color::advice::{Advice, advise};
use statuses::color::ink::EVERYWHERE;
use statuses::color::palette::{BITRIX24, UNMISTAKABLE, readable};
use statuses::color::recent::Recent;
use statuses::color::{Color, Lch, StoredColor};
use statuses::directory::Kind;
use statuses::text::{ColorTexts, colors};
use statuses::text::{Lang, Phrase, fill};
use std::rc::Rc;
use yew::prelude::*;

/// So many colours of the list are offered: more would push the palette off the page.
const MOST_IN_LIST: usize = 24;

/// So many names are said of those that share a colour: all values of a plain list may.
const MOST_NAMES: usize = 3;

/// Properties of [`ColorPopover`].
#[derive(PartialEq, Properties)]
pub struct ColorPopoverProps {
    /// Language of the interface.
    pub lang: Lang,
    /// Selector of the swatch it belongs to.
    pub anchor: AttrValue,
    /// What it is about.
    pub title: Phrase,
    /// Name of the row.
    pub name: AttrValue,
    /// What is coloured.
    pub kind: Kind,
    /// The colour the row shows; none if what is stored is no colour.
    pub shown: Option<Color>,
    /// What Bitrix24 draws when nothing is stored.
    pub default: Option<Color>,
    /// The other rows: their names and the colours they show.
    pub others: Rc<[(AttrValue, Color)]>,
    /// The colours the user chose last.
    pub recent: Rc<Recent>,
    /// The colour to try on the row; none for its own.
    pub onpreview: Callback<Option<StoredColor>>,
    /// It is about to close; whether the colour that is tried is to stay.
    pub onclosing: Callback<bool>,
    /// It is closed.
    pub onclose: Callback<()>,
}

/// Previews, colours to choose from, other ways to a colour, and what speaks against the one that is tried (ux §4.2).
#[component]
pub fn ColorPopover(props: &ColorPopoverProps) -> Html {
    let (all, texts) = (props.lang.texts(), &props.lang.texts().colors);
    let draft = use_state(Draft::default);
    let tab = use_state(Tab::default);
    // A field that loses the focus to the closing has nothing to say any more.
    let closing = use_mut_ref(|| false);
    let change = use_callback((draft.clone(), props.onpreview.clone()), {
        let closing = Rc::clone(&closing);
        move |next: Draft, (draft, onpreview)| {
            if !*closing.borrow() {
                onpreview.emit(next.wanted());
                draft.set(next);
            }
        }
    });
    let onselect = use_callback(change.clone(), |color, change| change.emit(Draft::pick(color)));
    let onclosing = props.onclosing.reform(move |how| {
        closing.replace(true);
        how == Dismissal::Done
    });
    let onclose = props.onclose.reform(|_| ());
    let shown = match draft.wanted() {
        Some(StoredColor::Color(color)) => Some(color),
        Some(_) => props.default,
        None => props.shown,
    };
    let label = &props.title;
    let others = || props.others.iter().map(|(name, color)| (&**name, *color));
    // On the values of plain lists Bitrix24 writes nothing where people work with records.
    let drawn = props.kind == Kind::Stages;
    let advice: Vec<_> = shown
        .map(|color| advise(color, others()).filter(|it| drawn || !matches!(it, Advice::Hard(_))).collect())
        .unwrap_or_default();
    let ratios = shown.map(|color| previews::spoken(texts, props.kind, color));
    let warnings = advice.iter().map(|it| colors::advice(texts, it).to_string());
    let spoken: Vec<_> = ratios.into_iter().chain(warnings).collect();
    let in_list = use_memo((Rc::clone(&props.others), props.shown), |(others, shown)| {
        in_list(texts, &props.name, *shown, others)
    });
    let recent = use_memo(Rc::clone(&props.recent), |recent| offers(texts, recent.colors().iter().copied()));
    let onkeydown = {
        let (recent, onselect) = (Rc::clone(&props.recent), onselect.clone());
        // On a swatch, a digit is one of the colours chosen last (ux §4.1).
        move |event: KeyboardEvent| {
            let digit = event.key().parse::<usize>().ok().and_then(|digit| digit.checked_sub(1));
            let color = digit.and_then(|at| recent.colors().get(at));
            if let Some(color) = color.filter(|_| dom::around(&event, "[role=option]").is_some()) {
                // Enter takes the swatch that has the focus.
                dom::focus(dom::find(&format!(".colour__sets [data-color='{color}']")));
                onselect.emit(*color);
            }
        }
    };
    let lch = draft.slid.or_else(|| shown.map(Lch::from)).unwrap_or(Lch { l: 0.7, c: 0.15, h: 230.0 });
    let page = match *tab {
        Tab::Palette => html! { <Palette lang={props.lang} selected={shown} onselect={&onselect} /> },
        Tab::Safe => html! { <Safe lang={props.lang} selected={shown} onselect={&onselect} /> },
        Tab::Custom => html! { <Sliders lang={props.lang} {lch} onslide={change.reform(Draft::slide)} /> },
    };
    let open = *tab;
    let onopen = Callback::from(move |open| tab.set(open));
    let set = |label, swatches: &Rc<Vec<Swatch>>| {
        html! {
            <div class="colour__set">
                <p class="colour__label" aria-hidden="true">{label}</p>
                <Swatches {label} swatches={Rc::clone(swatches)} selected={shown} onselect={&onselect} inline=true />
            </div>
        }
    };
    html! {
        <Popover anchor={props.anchor.clone()} class="colour" role="dialog" label={label.to_string()} {onclosing} {onclose}>
            <div class="colour__head">
                <h2 class="colour__title">{phrase(label)}</h2>
                <button class="icon-button" type="button" aria-label={all.apply} onclick={|event: MouseEvent| close(&event)}>
                    {icon::icon("cross")}
                </button>
            </div>
            <div class="colour__body" {onkeydown}>
                {previews::view(texts, props.kind, &props.name, shown)}
                <div class="colour__sets">
                    {set(texts.in_list, &in_list)}
                    if !recent.is_empty() { {set(texts.recent, &recent)} }
                </div>
                {tabs::view(texts, open, &onopen, page)}
                <Tools lang={props.lang} draft={(*draft).clone()} {shown} used={used(&props.others, shown)} default={props.default}
                    change={&change} />
                if let Some(color) = shown.filter(|_| !advice.is_empty()) { {advice::view(texts, color, &advice, &change)} }
                <Spoken words={spoken.join(" ")} />
            </div>
        </Popover>
    }
}

/// Properties of [`Palette`] and [`Safe`].
#[derive(PartialEq, Properties)]
struct PageProps {
    lang: Lang,
    selected: Option<Color>,
    onselect: Callback<Color>,
}

/// The palette of Bitrix24's own picker.
#[component]
fn Palette(props: &PageProps) -> Html {
    let PageProps { lang, selected, onselect } = props;
    let texts = &lang.texts().colors;
    let swatches = use_memo((), |()| offers(texts, BITRIX24.into_iter()));
    html! {
        <>
            <Swatches label={texts.palette} swatches={Rc::clone(&swatches)} selected={*selected} {onselect} autofocus=true />
            <p class="palette__legend">{texts.readable_mark}</p>
        </>
    }
}

/// Colours that nobody mixes up, and those that everybody can read.
#[component]
fn Safe(props: &PageProps) -> Html {
    let PageProps { lang, selected, onselect } = props;
    let texts = &lang.texts().colors;
    let eyes = use_memo((), |()| offers(texts, UNMISTAKABLE.into_iter()));
    let ink = use_memo((), |()| offers(texts, readable()));
    html! {
        <>
            <p class="colour__label" aria-hidden="true">{texts.safe_eyes}</p>
            <Swatches label={texts.safe_eyes} swatches={Rc::clone(&eyes)} selected={*selected} {onselect} />
            <p class="colour__label" aria-hidden="true">{texts.safe_ink}</p>
            <Swatches label={texts.safe_ink} swatches={Rc::clone(&ink)} selected={*selected} {onselect} />
        </>
    }
}

fn offers(texts: &ColorTexts, colors: impl Iterator<Item = Color>) -> Vec<Swatch> {
    let offer = |color: Color| Swatch {
        color,
        label: colors::named(texts, color).to_string().into(),
        readable: color.is_readable(&EVERYWHERE),
    };
    colors.map(offer).collect()
}

/// The colours of the list, each with the names of those who have it.
fn in_list(
    texts: &ColorTexts,
    own: &str,
    shown: Option<Color>,
    others: &[(AttrValue, Color)],
) -> Vec<Swatch> {
    let mut found: Vec<(Color, Vec<&str>)> = Vec::new();
    for (name, color) in
        shown.map(|color| (own, color)).into_iter().chain(others.iter().map(|it| (&*it.0, it.1)))
    {
        if let Some((_, names)) = found.iter_mut().find(|(known, _)| *known == color) {
            names.push(name);
        } else if found.len() < MOST_IN_LIST {
            found.push((color, vec![name]));
        }
    }
    let swatch = |(color, names): (Color, Vec<&str>)| {
        let named = colors::named(texts, color).to_string();
        let (said, more) = names.split_at(names.len().min(MOST_NAMES));
        let more = if more.is_empty() { String::new() } else { format!(", +{}", more.len()) };
        let said = said.join(", ") + &more;
        let label = fill(texts.used_by, &[("color", &named), ("names", &said)]).to_string();
        Swatch { color, label: label.into(), readable: color.is_readable(&EVERYWHERE) }
    };
    found.into_iter().map(swatch).collect()
}

fn used(others: &[(AttrValue, Color)], shown: Option<Color>) -> Vec<Color> {
    others.iter().map(|(_, color)| *color).chain(shown).collect()
}
