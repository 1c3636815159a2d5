//! The form that connects a page of its own, outside a portal, by an incoming webhook.

use super::blank::in_banner;
use crate::dom;
use crate::locale::phrase;
use statuses::text::{self, Lang, Phrase, Subject, Texts, explain, fill};
use statuses::{Cause, Failure, WebhookError};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// How far connecting has come. What was typed is nowhere but in its field.
#[derive(Debug)]
pub enum Attempt {
    /// Nobody has tried, or something else is being typed since.
    None,
    /// The portal is being asked.
    Running,
    /// It is no address that may be used.
    Unusable(WebhookError),
    /// The portal of this address has refused, or has not answered.
    Failed(AttrValue, Failure),
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
    let running = matches!(attempt, Attempt::Running);
    let error = trouble(texts, attempt);
    html! {
        <form class="card connect" {onsubmit} aria-labelledby="connect-title">
            <h2 id="connect-title" class="connect__title">{words.title}</h2>
            <p class="connect__text">{words.intro}</p>
            <label for="webhook">{words.field}</label>
            <span class="field">
                <input id="webhook" class="field__input field__input--secret" type="text" inputmode="url" autocomplete="off"
                    spellcheck="false" autocapitalize="off" dir="ltr" aria-describedby="webhook-error webhook-hint"
                    aria-invalid={error.is_some().then_some("true")} readonly={running} {oninput} />
            </span>
            <p id="webhook-error" class="field-error" role="alert">{error.as_ref().map(phrase)}</p>
            <p id="webhook-hint" class="connect__text">{words.hint}</p>
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

fn trouble(texts: &Texts, attempt: &Attempt) -> Option<Phrase> {
    match attempt {
        Attempt::None | Attempt::Running => None,
        Attempt::Unusable(WebhookError::Bad) => Some(texts.connect.bad.into()),
        Attempt::Unusable(WebhookError::Insecure) => Some(texts.connect.insecure.into()),
        Attempt::Failed(portal, failure) => Some(why(texts, portal, failure)),
    }
}

fn why(texts: &Texts, portal: &str, failure: &Failure) -> Phrase {
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
