//! The server's own words, for those who can do something with them.

use super::copy_button::CopyButton;
use super::dialog::{Dialog, closing};
use statuses::Failure;
use statuses::text::{Lang, Texts};
use yew::prelude::*;

/// Shows and copies what the portal answered.
pub fn view(lang: Lang, failure: &Failure, onclose: Callback<()>) -> Html {
    let texts = lang.texts();
    let buttons = html! {
        <>
            {closing(texts.close, "primary")}
            <CopyButton {lang} text={failure.raw.report()} label={texts.copy} />
        </>
    };
    html! {
        <Dialog {lang} title={html! { {texts.details_title} }} {onclose} {buttons}>
            <dl class="details">
                { for lines(texts, failure).into_iter().map(|(label, value)| html! {
                    <div><dt>{label}</dt><dd dir="auto">{value}</dd></div>
                }) }
            </dl>
        </Dialog>
    }
}

fn lines(texts: &Texts, failure: &Failure) -> [(&'static str, String); 4] {
    let raw = &failure.raw;
    let or_none = |text: &str| if text.is_empty() { texts.details_none.to_owned() } else { text.to_owned() };
    [
        (texts.details_method, raw.method.to_owned()),
        (texts.details_status, raw.status.map_or(texts.details_none.to_owned(), |status| status.to_string())),
        (texts.details_code, or_none(&raw.code)),
        (texts.details_text, or_none(&raw.description)),
    ]
}
