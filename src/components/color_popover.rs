//! Recolouring in place: every choice is seen on the row at once, and one write is made at the end.

use super::popover::{Dismissal, Popover, close};
use super::{icon, palette as swatches};
use crate::locale::phrase;
use statuses::text::{Lang, Texts, fill};
use statuses::{Color, palette};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`ColorPopover`].
#[derive(PartialEq, Properties)]
pub struct ColorPopoverProps {
    /// Language of the interface.
    pub lang: Lang,
    /// Selector of the swatch it belongs to.
    pub anchor: AttrValue,
    /// Name of the row.
    pub name: AttrValue,
    /// The colour the row shows; none if what is stored is no colour.
    pub shown: Option<Color>,
    /// The colour to try on the row; none for its own.
    pub onpreview: Callback<Option<Color>>,
    /// It is closed; whether the colour that is tried is to stay.
    pub onclose: Callback<bool>,
}

/// What the user has done so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Draft {
    /// Chosen by hand from the palette or the picker.
    picked: Option<Color>,
    /// In the hex field; none if nothing was typed since.
    typed: Option<String>,
    /// Enter was pressed on text that is no colour.
    refused: bool,
}

impl Draft {
    fn pick(color: Color) -> Self {
        Self { picked: Some(color), ..Self::default() }
    }

    /// The colour wanted now. Half-typed text wants nothing new.
    fn color(&self) -> Option<Color> {
        let typed = self.typed.as_deref().and_then(Color::typed);
        typed.map(|typed| typed.color).or(self.picked)
    }
}

/// Palette, hex field and the system's picker.
#[component]
pub fn ColorPopover(props: &ColorPopoverProps) -> Html {
    let texts = props.lang.texts();
    let draft = use_state(Draft::default);
    let change = use_callback((draft.clone(), props.onpreview.clone()), |next: Draft, (draft, onpreview)| {
        onpreview.emit(next.color());
        draft.set(next);
    });
    let onclose = props.onclose.reform(|how| how == Dismissal::Done);
    let shown = draft.color().or(props.shown);
    let label = fill(texts.color_title, &[("name", &props.name)]);
    html! {
        <Popover anchor={props.anchor.clone()} class="colour" role="dialog" label={label.to_string()} {onclose}>
            <div class="colour__head">
                <span class="swatch" ~style={shown.map(|color| format!("--status: {color}")).unwrap_or_default()}
                    data-unknown={shown.is_none().then_some("")}></span>
                <h2 class="colour__title">{phrase(&label)}</h2>
                <button class="icon-button" type="button" aria-label={texts.apply} onclick={|event: MouseEvent| close(&event)}>
                    {icon::icon("cross")}
                </button>
            </div>
            <div class="colour__scroll">
                {swatches::view(texts.palette, &palette::BITRIX24, shown, &change.reform(Draft::pick),
                    Callback::from(|event: KeyboardEvent| close(&event)))}
            </div>
            {tools(texts, &draft, shown, &change)}
        </Popover>
    }
}

/// The hex field, the system's picker, and what there is to say about the text in the field.
fn tools(texts: &'static Texts, draft: &Draft, shown: Option<Color>, change: &Callback<Draft>) -> Html {
    let value =
        draft.typed.clone().unwrap_or_else(|| shown.map(|color| color.to_string()).unwrap_or_default());
    let typed = draft.typed.as_deref();
    let valid = typed.is_none_or(|text| Color::typed(text).is_some());
    let alpha = typed.and_then(Color::typed).filter(|typed| typed.alpha_dropped);
    let with = || (draft.clone(), change.clone());
    let oninput = {
        let (draft, change) = with();
        move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            change.emit(Draft { typed: Some(text), refused: false, ..draft.clone() });
        }
    };
    // The field itself is asked, because the last letter and Enter may come before the next rendering.
    let onkeydown = {
        let (draft, change) = with();
        move |event: KeyboardEvent| {
            if event.key() != "Enter" || event.is_composing() {
                return;
            }
            // Else the key would go on to the swatch, which gets the focus back, and open this again.
            event.prevent_default();
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            let valid = Color::typed(&text).is_some();
            let touched = draft.typed.is_some() || !valid;
            if touched {
                change.emit(Draft { typed: Some(text), refused: !valid, ..draft.clone() });
            }
            if valid {
                close(&event);
            }
        }
    };
    let onblur = {
        let (draft, change) = with();
        // What is no colour when the field is left gives way to the colour there is (ux §4.1).
        move |_: FocusEvent| {
            if draft.typed.is_some() {
                change.emit(Draft { picked: draft.color(), ..Draft::default() });
            }
        }
    };
    let onpick = change.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        Draft { picked: Color::typed(&text).map(|typed| typed.color), ..Draft::default() }
    });
    let error = draft.refused && !valid;
    html! {
        <>
            <div class="colour__tools">
                <label class="field" data-invalid={error.then_some("")}>
                    <span class="visually-hidden">{texts.hex}</span>
                    <input class="field__input field__input--code" type="text" name="COLOR" dir="ltr"
                        autocomplete="off" spellcheck="false" {value} {oninput} {onkeydown} {onblur}
                        aria-invalid={error.then_some("true")} aria-describedby="color-hint" />
                </label>
                <label class="button colour__picker" data-variant="outline">
                    {icon::small("palette")}{texts.picker}
                    <input class="visually-hidden" type="color" oninput={onpick}
                        value={shown.map(|color| color.to_string()).unwrap_or_default()} />
                </label>
            </div>
            <p id="color-hint" class={classes!("field-error", (!error && alpha.is_none()).then_some("visually-hidden"))}
                aria-live="polite">
                if error { {texts.bad_hex} }
                if let Some(typed) = alpha {
                    {fill(texts.alpha_dropped, &[("color", &typed.color.to_string())]).to_string()}
                }
            </p>
        </>
    }
}
