//! A change that was not made: what happened and what can be done, under the row it belongs to.

use super::icon;
use crate::locale::phrase;
use statuses::text::{Intent, Subject, Texts, explain, remedy, summary};
use statuses::{Change, Mishap, Remedy, Status, StoredColor};
use yew::prelude::*;

/// Says it aloud once, and offers the ways forward. `status` is the row as the user wants it.
pub fn note(texts: &'static Texts, mishap: &Mishap, status: &Status, onremedy: &Callback<Remedy>) -> Html {
    let intent = Intent::from(&mishap.change);
    let was = match &mishap.change {
        Change::Recolor(_) => color_text(&mishap.base),
        _ => mishap.base.name.to_string(),
    };
    let subject = Subject { intent, name: &status.name, was: &was };
    html! {
        <div class="status-row__note" role="alert">
            {icon::small("warn")}
            <p><strong>{summary(texts, mishap)}</strong>{" "}{phrase(&explain(texts, &mishap.failure, subject))}</p>
            <span class="status-row__note-actions">
                { for mishap.failure.cause.remedies().iter().map(|way| {
                    let onclick = onremedy.reform({ let way = *way; move |_: MouseEvent| way });
                    html! {
                        <button class="button" type="button" data-variant="link" {onclick}>
                            {remedy(texts, *way, intent)}
                        </button>
                    }
                }) }
            </span>
        </div>
    }
}

fn color_text(status: &Status) -> String {
    match &status.color {
        StoredColor::Color(color) => color.to_string(),
        StoredColor::Unknown(text) => text.to_string(),
        StoredColor::Default => "#".to_owned(),
    }
}
