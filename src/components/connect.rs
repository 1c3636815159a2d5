//! The form that connects a page of its own, outside a portal, by an incoming webhook.

use super::blank::in_banner;
use crate::dom;
use crate::locale::phrase;
use statuses::text::{self, Lang, Phrase, Subject, explain, fill};
use statuses::{Cause, Failure, WebhookError};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// How far connecting has come. What was typed is nowhere but in its field.
#[derive(Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Nobody has tried, or something else is being typed since.
    None,
    /// The portal is being asked.
    Running,
    /// It did not work, and why.
    Failed(Phrase),
}

/// Asks for the address of a webhook.
///
/// The field belongs to the browser alone: its text is read when it is sent and never written, so that it gets into
/// no attribute. It is no field for passwords, which browsers offer to keep; the style sheet hides what is in it.
pub fn view(
    lang: Lang,
    attempt: &Attempt,
    onsubmit: Callback<SubmitEvent>,
    oninput: Callback<InputEvent>,
) -> Html {
    let (texts, words) = (lang.texts(), &lang.texts().connect);
    let running = *attempt == Attempt::Running;
    let error = if let Attempt::Failed(why) = attempt { Some(why) } else { None };
    let text = |id: &'static str, words: Html| html! { <p {id} class="connect__text">{words}</p> };
    html! {
        <form class="card connect" {onsubmit} aria-labelledby="connect-title">
            <h2 id="connect-title" class="connect__title">{words.title}</h2>
            {text("connect-intro", words.intro.into())}
            <label for="webhook">{words.field}</label>
            <input id="webhook" class="field field--secret" type="text" inputmode="url" autocomplete="off"
                spellcheck="false" autocapitalize="off" dir="ltr" aria-describedby="webhook-error webhook-hint"
                aria-invalid={error.is_some().then_some("true")} readonly={running} {oninput} />
            <p id="webhook-error" class="field-error" role="alert">{error.map(phrase)}</p>
            {text("webhook-hint", words.hint.into())}
            <div class="banner" data-kind="warn">
                {in_banner("alert", words.warning_title, words.warning.into(), html! {})}
            </div>
            <button class="button" type="submit" data-variant="primary" aria-disabled={running.then_some("true")}>
                if running { <span class="spinner"></span> }
                {words.connect}
            </button>
            <span class="visually-hidden" role="status">{running.then_some(texts.connecting)}</span>
        </form>
    }
}

/// What is in the field. This is the secret: for a request and nothing else.
#[must_use]
pub fn typed() -> String {
    field().map(|field| field.value()).unwrap_or_default()
}

/// Empties the field, for a browser that would keep it with the page.
pub fn forget() {
    if let Some(field) = field() {
        field.set_value("");
    }
}

/// Takes the user back to the field.
pub fn focus() {
    dom::focus(dom::find(FIELD));
}

const FIELD: &str = "#webhook";

fn field() -> Option<HtmlInputElement> {
    dom::find(FIELD)?.dyn_into().ok()
}

/// Why an address cannot be used.
#[must_use]
pub fn unusable(lang: Lang, error: WebhookError) -> Phrase {
    let words = &lang.texts().connect;
    match error {
        WebhookError::Bad => words.bad.into(),
        WebhookError::Insecure => words.insecure.into(),
    }
}

/// Why a portal cannot be connected to.
#[must_use]
pub fn why(lang: Lang, portal: &str, failure: &Failure) -> Phrase {
    let texts = lang.texts();
    let template = match failure.cause {
        Cause::Unreachable | Cause::TimedOut => texts.connect.unreachable,
        Cause::SessionEnded
        | Cause::Disconnected
        | Cause::MissingScope
        | Cause::Misuse
        | Cause::Unreadable
        | Cause::Unknown => texts.connect.refused,
        // The portal is there, knows the webhook or not, and cannot serve it: it says so as it would in the editor.
        _ => return explain(texts, failure, Subject { intent: text::Intent::Load, name: "", was: "" }),
    };
    fill(template, &[("portal", portal)])
}
