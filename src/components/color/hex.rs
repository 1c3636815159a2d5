//! A field for the code of a colour. It never changes what is being typed (ux §4.1).

use super::draft::read;
use statuses::Color;
use statuses::color::Typed;
use statuses::text::{Lang, fill};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`HexField`].
#[derive(PartialEq, Properties)]
pub(super) struct HexFieldProps {
    pub(super) lang: Lang,
    pub(super) name: &'static str,
    /// What it shows while nobody types.
    pub(super) shown: Option<Color>,
    /// Gets the focus when the popover opens.
    #[prop_or_default]
    pub(super) autofocus: bool,
    /// The colour that is typed; none while it is no colour.
    pub(super) onread: Callback<Option<Color>>,
    /// The field is left. What is no colour then gives way to the colour there is.
    #[prop_or_default]
    pub(super) onleave: Callback<()>,
    /// Enter was pressed on a colour.
    pub(super) onenter: Callback<Event>,
}

/// The field, and what there is to say about the text in it.
#[component]
pub(super) fn HexField(props: &HexFieldProps) -> Html {
    let HexFieldProps { lang, name, shown, autofocus, onread, onleave, onenter } = props;
    let texts = &lang.texts().colors;
    let typed = use_state(|| None::<(String, Option<Typed>)>);
    let refused = use_state(|| false);
    let take = {
        let (typed, onread) = (typed.clone(), onread.clone());
        move |text: String| {
            let read = read(&text);
            onread.emit(read.map(|read| read.color));
            typed.set(Some((text, read)));
            read.is_some()
        }
    };
    let oninput = {
        let (take, refused) = (take.clone(), refused.clone());
        move |event: InputEvent| {
            take(value(&event));
            refused.set(false);
        }
    };
    let onkeydown = {
        let (touched, refused, onenter) = (typed.is_some(), refused.clone(), onenter.clone());
        move |event: KeyboardEvent| {
            if event.key() != "Enter" || event.is_composing() {
                return;
            }
            // Else the key would go on to what gets the focus back, and open this again.
            event.prevent_default();
            // The field itself is asked, because the last letter and Enter may come before the next rendering.
            let text = value(&event);
            let valid = if touched { take(text) } else { read(&text).is_some() };
            refused.set(!valid);
            if valid {
                onenter.emit(event.into());
            }
        }
    };
    let onblur = {
        let (typed, refused, onleave) = (typed.clone(), refused.clone(), onleave.clone());
        move |_: FocusEvent| {
            if typed.is_some() {
                typed.set(None);
                onleave.emit(());
            }
            refused.set(false);
        }
    };
    let text = match &*typed {
        Some((text, _)) => text.clone(),
        None => shown.map(|color| color.to_string()).unwrap_or_default(),
    };
    let alpha = typed.as_ref().and_then(|(_, read)| *read).filter(|read| read.alpha_dropped);
    let hint = match alpha {
        _ if *refused => Some(texts.bad_hex.to_owned()),
        Some(read) => Some(fill(texts.alpha_dropped, &[("color", &read.color.to_string())]).to_string()),
        None => None,
    };
    let error = refused.then_some("true");
    let id = format!("{name}-hint");
    html! {
        <>
            <label class="field" data-invalid={error}>
                <span class="visually-hidden">{texts.hex}</span>
                <input class="field__input field__input--code" type="text" name={*name} dir="ltr" autocomplete="off"
                    spellcheck="false" value={text} {oninput} {onkeydown} {onblur} aria-invalid={error}
                    aria-describedby={id.clone()} data-autofocus={autofocus.then_some("")} />
            </label>
            <p {id} class={classes!("field-error", hint.is_none().then_some("visually-hidden"))} aria-live="polite">{hint}</p>
        </>
    }
}

fn value(event: &Event) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}
