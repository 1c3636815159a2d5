//! Other ways to a colour: its code, the screen, the system's picker, one that is unlike all others, none at all.

use super::draft::{Draft, read};
use super::hex::HexField;
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
    let ToolsProps { lang, draft, shown, change, .. } = props;
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
    let onread = {
        let draft = draft.clone();
        change.reform(move |typed| Draft { typed, ..draft.clone() })
    };
    let onleave = {
        let draft = draft.clone();
        change.reform(move |()| draft.settled())
    };
    let onpick = change.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        read(&text).map(|typed| Draft::pick(typed.color)).unwrap_or_default()
    });
    let value = shown.map(|color| color.to_string()).unwrap_or_default();
    html! {
        <div class="colour__tools">
            <HexField lang={*lang} name="COLOR" shown={*shown} {onread} {onleave} onenter={|event: Event| close(&event)} />
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
        </div>
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
                    Picked::Color(color) => onpick.emit(color),
                    Picked::Refused => there.set(false),
                    Picked::Nothing => {}
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

/// What has become of the eyedropper.
enum Picked {
    Color(Color),
    /// The user has thought better of it.
    Nothing,
    /// The browser does not allow it here.
    Refused,
}

async fn pick() -> Picked {
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
            let color = text(&picked, "sRGBHex").and_then(|hex| read(&hex));
            color.map_or(Picked::Refused, |typed| Picked::Color(typed.color))
        }
        Err(error) if text(&error, "name").as_deref() == Some("AbortError") => Picked::Nothing,
        Err(_) => Picked::Refused,
    }
}
