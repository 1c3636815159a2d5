//! Moving a row to a place that is told by its number: for long lists, and for those who do not drag (ux §9.1).

use super::dialog::{Dialog, closing};
use crate::dom;
use crate::locale::phrase;
use statuses::text::{Lang, fill};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

/// Asks for the place of the row `name`, which stands at `at` of `of`, counted from 1. `onmove` is told another one.
pub fn view(
    lang: Lang,
    name: &str,
    (at, of): (usize, usize),
    onmove: Callback<usize>,
    onclose: Callback<()>,
) -> Html {
    let texts = lang.texts();
    let count = of.to_string();
    let label = fill(texts.move_field, &[("count", &count)]);
    let bad = fill(texts.move_bad, &[("count", &count)]).to_string();
    let onsubmit = move |event: SubmitEvent| {
        event.prevent_default();
        let field =
            dom::find("dialog [name=POSITION]").and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        let wanted = field.and_then(|field| field.value().parse().ok()).unwrap_or(at);
        // First closed, so that the focus is back on the row that is to keep it.
        if let Some(dialog) =
            dom::around(&event, "dialog").and_then(|it| it.dyn_into::<HtmlDialogElement>().ok())
        {
            dialog.close();
        }
        if wanted != at {
            onmove.emit(wanted);
        }
    };
    // The browser checks and shows the words; what was wrong is right again as soon as something else is typed.
    let oninvalid =
        move |event: Event| event.target_unchecked_into::<HtmlInputElement>().set_custom_validity(&bad);
    let oninput =
        |event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().set_custom_validity("");
    let buttons = html! {
        <>
            <button class="button" type="submit" form="position" data-variant="primary">{texts.move_button}</button>
            {closing(texts.cancel, "outline")}
        </>
    };
    html! {
        <Dialog {lang} title={phrase(&fill(texts.move_to_title, &[("name", name)]))} {onclose} {buttons}>
            <form id="position" {onsubmit}>
                <label class="position">
                    <span>{phrase(&label)}</span>
                    <span class="field">
                        <input class="field__input" type="number" name="POSITION" inputmode="numeric" min="1" max={count}
                            step="1" required=true autocomplete="off" value={at.to_string()} data-autofocus=""
                            {oninvalid} {oninput} />
                    </span>
                </label>
            </form>
        </Dialog>
    }
}
