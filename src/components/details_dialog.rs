//! The server's own words, for those who can do something with them.

use super::copy_button::CopyButton;
use super::dialog::{Dialog, closing};
use statuses::Failure;
use statuses::text::Lang;
use yew::prelude::*;

/// Shows and copies what the portal answered: method, HTTP status, error code, text.
pub fn view(lang: Lang, failure: &Failure, onclose: Callback<()>) -> Html {
    let texts = lang.texts();
    let report = AttrValue::from(failure.raw.report());
    let buttons = html! {
        <>{closing(texts.close, "primary")}<CopyButton {lang} text={report.clone()} label={texts.page.copy} /></>
    };
    html! {
        <Dialog {lang} title={html! { {texts.details_title} }} {onclose} {buttons}>
            <p class="details" dir="ltr">{report}</p>
        </Dialog>
    }
}
