//! The server's own words, for those who can do something with them.

use super::copy_button::CopyButton;
use super::dialog::{Dialog, close};
use crate::locale::use_texts;
use statuses::Failure;
use statuses::text::Texts;
use yew::prelude::*;

/// Properties of [`DetailsDialog`].
#[derive(PartialEq, Properties)]
pub struct DetailsDialogProps {
    /// What went wrong.
    pub failure: Failure,
    /// The dialog is closed.
    pub onclose: Callback<()>,
}

/// Shows and copies what the portal answered.
#[component]
pub fn DetailsDialog(props: &DetailsDialogProps) -> Html {
    let texts = use_texts();
    let node = use_node_ref();
    let lines = lines(texts, &props.failure);
    let report: Vec<_> = lines.iter().map(|(label, value)| format!("{label}: {value}")).collect();
    let dismiss = {
        let node = node.clone();
        move |_: MouseEvent| close(&node)
    };
    let buttons = html! {
        <>
            <button class="button" type="button" data-variant="primary" onclick={dismiss} autofocus=true>
                {texts.close}
            </button>
            <CopyButton text={report.join("\n")} label={texts.copy} />
        </>
    };
    html! {
        <Dialog {node} title={html! { {texts.details_title} }} onclose={props.onclose.clone()} {buttons}>
            <dl class="details">
                { for lines.into_iter().map(|(label, value)| html! {
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
