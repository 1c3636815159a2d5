//! Other ways to a colour: its code, the screen, the system's picker, one that is unlike all others, none at all.

use super::draft::{Draft, read};
use crate::components::icon;
use crate::components::popover::{PICKING, close};
use crate::dom;
use js_sys::{Array, Function, Promise, Reflect};
use statuses::color::distinct::Distinct;
use statuses::text::{Lang, fill};
use statuses::{Color, StoredColor};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Properties of [`Tools`].
#[derive(PartialEq, Properties)]
pub(super) struct ToolsProps {
    pub(super) lang: Lang,
    pub(super) draft: Draft,
    /// The colour as it is tried.
    pub(super) shown: Option<Color>,
    /// The colours in use.
    pub(super) used: Vec<Color>,
    /// What Bitrix24 draws without a colour.
    pub(super) default: Option<Color>,
    pub(super) change: Callback<Draft>,
}

/// The hex field and the buttons beside it.
#[component]
pub(super) fn Tools(props: &ToolsProps) -> Html {
    let ToolsProps { lang, shown, change, .. } = props;
    let texts = &lang.texts().colors;
    // Each is unlike those offered before, too.
    let distinct = use_mut_ref(|| None::<Distinct>);
    let onnext = {
        let used = props.used.clone();
        change.reform(move |_: MouseEvent| {
            let mut distinct = distinct.borrow_mut();
            let distinct = distinct.get_or_insert_with(|| Distinct::beside(used.iter().copied()));
            distinct.next().map(Draft::pick).unwrap_or_default()
        })
    };
    let onpick = change.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        read(&text).map(|typed| Draft::pick(typed.color)).unwrap_or_default()
    });
    let value = shown.map(|color| color.to_string()).unwrap_or_default();
    html! {
        <div class="colour__tools">
            {field(props)}
            <Dropper lang={*lang} onpick={change.reform(Draft::pick)} />
            <label class="icon-button colour__picker" title={texts.picker}>
                {icon::icon("palette")}<span class="visually-hidden">{texts.picker}</span>
                <input class="visually-hidden" type="color" oninput={onpick} {value} />
            </label>
            <button class="button" data-variant="outline" type="button" onclick={onnext}>
                {icon::small("distinct")}{texts.next}
            </button>
            if let Some(default) = props.default {
                <button class="button" data-variant="outline" type="button"
                    title={fill(texts.default_of, &[("color", &default.to_string())]).to_string()}
                    onclick={change.reform(|_: MouseEvent| Draft::store(StoredColor::Default))}>
                    {icon::small("undo16")}{texts.default}
                </button>
            }
            {hint(props)}
        </div>
    }
}

/// The hex field. It never changes what is being typed.
fn field(props: &ToolsProps) -> Html {
    let ToolsProps { lang, draft, shown, change, .. } = props;
    let value =
        draft.typed.clone().unwrap_or_else(|| shown.map(|color| color.to_string()).unwrap_or_default());
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
            let valid = read(&text).is_some();
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
                change.emit(Draft { picked: draft.wanted(), ..Draft::default() });
            }
        }
    };
    let error = is_wrong(draft).then_some("true");
    html! {
        <label class="field" data-invalid={error}>
            <span class="visually-hidden">{lang.texts().colors.hex}</span>
            <input class="field__input field__input--code" type="text" name="COLOR" dir="ltr" autocomplete="off"
                spellcheck="false" {value} {oninput} {onkeydown} {onblur} aria-invalid={error} aria-describedby="color-hint" />
        </label>
    }
}

fn is_wrong(draft: &Draft) -> bool {
    draft.refused && draft.typed.as_deref().is_some_and(|text| read(text).is_none())
}

/// What there is to say about the text in the field.
fn hint(props: &ToolsProps) -> Html {
    let ToolsProps { lang, draft, .. } = props;
    let texts = &lang.texts().colors;
    let alpha = draft.typed.as_deref().and_then(read).filter(|typed| typed.alpha_dropped);
    let error = is_wrong(draft);
    html! {
        <p id="color-hint" class={classes!("field-error", (!error && alpha.is_none()).then_some("visually-hidden"))}
            aria-live="polite">
            if error { {texts.bad_hex} }
            if let Some(typed) = alpha {
                {fill(texts.alpha_dropped, &[("color", &typed.color.to_string())]).to_string()}
            }
        </p>
    }
}

/// Properties of [`Dropper`].
#[derive(PartialEq, Properties)]
struct DropperProps {
    lang: Lang,
    onpick: Callback<Color>,
}

/// The browser's eyedropper, where there is one. Whether a frame of another origin may use it is only known when it is
/// tried (ux §4.1): if not, the button goes.
#[component]
fn Dropper(props: &DropperProps) -> Html {
    let there = use_state(|| constructor().is_some());
    let label = props.lang.texts().colors.dropper;
    if !*there {
        return html! {};
    }
    let onclick = {
        let (onpick, there) = (props.onpick.clone(), there.clone());
        move |event: MouseEvent| {
            let (onpick, there) = (onpick.clone(), there.clone());
            // The screen is another window: to turn to it is part of choosing.
            let popover = dom::around(&event, "[popover]");
            if let Some(popover) = &popover {
                let _ = popover.set_attribute(PICKING, "");
            }
            spawn_local(async move {
                match pick().await {
                    Ok(color) => onpick.emit(color),
                    Err(refused) if refused => there.set(false),
                    Err(_) => {}
                }
                if let Some(popover) = popover {
                    let _ = popover.remove_attribute(PICKING);
                }
            });
        }
    };
    html! {
        <button class="icon-button" type="button" aria-label={label} title={label} {onclick}>
            {icon::icon("dropper")}
        </button>
    }
}

fn constructor() -> Option<Function> {
    Reflect::get(&js_sys::global(), &"EyeDropper".into()).ok()?.dyn_into().ok()
}

/// A colour from the screen. The error tells whether the browser refused, or else the user.
async fn pick() -> Result<Color, bool> {
    let open = || -> Result<Promise, JsValue> {
        let constructor = constructor().ok_or(JsValue::NULL)?;
        let dropper = Reflect::construct(&constructor, &Array::new())?;
        let open: Function = Reflect::get(&dropper, &"open".into())?.dyn_into()?;
        open.call0(&dropper)?.dyn_into()
    };
    let picked = async { JsFuture::from(open()?).await }.await;
    let text = |of: &JsValue, key: &str| Reflect::get(of, &key.into()).ok().and_then(|it| it.as_string());
    match picked {
        Ok(picked) => {
            text(&picked, "sRGBHex").and_then(|hex| read(&hex)).map(|typed| typed.color).ok_or(true)
        }
        Err(error) => Err(text(&error, "name").as_deref() != Some("AbortError")),
    }
}
