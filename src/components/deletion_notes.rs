//! What can be said of a deletion that cannot be made: dialogs that only explain.

use super::copy_button::CopyButton;
use super::dialog::{Dialog, closing};
use crate::locale::phrase;
use statuses::directory::Keystone;
use statuses::text::{Lang, fill};
use statuses::{Directory, Status};
use yew::prelude::*;

/// Why a row cannot be deleted at all (ux §7, C03).
pub fn view_protected(lang: Lang, status: &Status, keystone: Keystone, onclose: Callback<()>) -> Html {
    let texts = lang.texts();
    let words = match keystone {
        Keystone::Start => texts.c03_keystone_start,
        Keystone::Success => texts.c03_keystone_success,
    };
    let name = [("name", &*status.name)];
    html! {
        <Dialog key="protected" {lang} title={phrase(&fill(texts.delete_title, &name))} {onclose}
            buttons={closing(texts.close, "primary")}>
            <p>{phrase(&fill(words, &name))}</p>
        </Dialog>
    }
}

/// The portal says that records hold a stage, and none of them is to be seen (ux §7, E28).
pub fn view_hidden(
    lang: Lang,
    directory: &Directory,
    portal: &str,
    status: &Status,
    onclose: Callback<()>,
) -> Html {
    let texts = lang.texts();
    let name = [("name", &*status.name)];
    let values = [("name", &*status.name), ("directory", directory.title()), ("portal", portal)];
    let request = AttrValue::from(fill(texts.hidden_request, &values).to_string());
    let buttons = html! {
        <>{closing(texts.close, "primary")}<CopyButton {lang} text={request} label={texts.ask_administrator} /></>
    };
    html! {
        <Dialog key="hidden" {lang} title={phrase(&fill(texts.delete_title, &name))} {onclose} {buttons}>
            <p>{phrase(&fill(texts.e28_hidden, &name))}</p>
            <p>{phrase(&fill(texts.e28_help, &name))}</p>
        </Dialog>
    }
}

/// The portal does not open its lists for us: this is the address.
pub fn view_address(lang: Lang, address: &AttrValue, onclose: Callback<()>) -> Html {
    let texts = lang.texts();
    let buttons = html! {
        <>{closing(texts.close, "primary")}<CopyButton {lang} text={address.clone()} label={texts.page.copy} /></>
    };
    html! {
        <Dialog key="address" {lang} title={html! { {texts.no_path_title} }} {onclose} {buttons}>
            <p>{texts.no_path}</p>
            <p class="details" dir="ltr">{address}</p>
        </Dialog>
    }
}
