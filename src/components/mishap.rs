//! A change that was not made: what happened and what can be done, under the row it belongs to.

use super::icon;
use crate::locale::{phrase, use_texts};
use statuses::text::{Intent, Subject, explain, remedy, summary};
use statuses::{Change, Mishap, Remedy, Status};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`MishapNote`].
#[derive(PartialEq, Properties)]
pub struct MishapNoteProps {
    /// What happened.
    pub mishap: Rc<Mishap>,
    /// The row as the user wants it.
    pub status: Rc<Status>,
    /// The user chose a way forward.
    pub onremedy: Callback<Remedy>,
}

/// Says it aloud once, and offers the ways forward.
#[component]
pub fn MishapNote(props: &MishapNoteProps) -> Html {
    let texts = use_texts();
    let mishap = &props.mishap;
    let intent = Intent::from(&mishap.change);
    let was = match &mishap.change {
        Change::Recolor(_) => color_text(&mishap.base),
        _ => mishap.base.name.to_string(),
    };
    let subject = Subject { intent, name: &props.status.name, was: &was };
    html! {
        <div class="status-row__note" role="alert">
            {icon::small("warn")}
            <p><strong>{summary(texts, mishap)}</strong>{" "}{phrase(&explain(texts, &mishap.failure, subject))}</p>
            <span class="status-row__note-actions">
                { for mishap.failure.cause.remedies().iter().map(|way| {
                    let onclick = props.onremedy.reform({ let way = *way; move |_: MouseEvent| way });
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
        statuses::StoredColor::Color(color) => color.to_string(),
        statuses::StoredColor::Unknown(text) => text.to_string(),
        statuses::StoredColor::Default => "#".to_owned(),
    }
}
