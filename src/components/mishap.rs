//! A change that was not made: what happened and what can be done, under the row it belongs to.

use super::button::button;
use super::icon;
use crate::locale::phrase;
use statuses::text::{Intent, Phrase, Subject, Texts, explain, fill, remedy, summary};
use statuses::{Cause, Change, Mishap, Remedy, Status, StoredColor};
use yew::prelude::*;

/// Says it aloud once, and offers the ways forward. `status` is the row as the user wants it; where it must
/// not be changed any more, nothing is offered that would change it.
pub fn note(
    texts: &'static Texts,
    mishap: &Mishap,
    status: &Status,
    editable: bool,
    onremedy: &Callback<Remedy>,
) -> Html {
    let intent = Intent::from(&mishap.change);
    let ways = mishap.failure.cause.remedies().iter().copied();
    let ways =
        ways.filter(|way| editable || matches!(way, Remedy::Revert | Remedy::Remove | Remedy::Details));
    html! {
        <div class="status-row__note" role="gridcell" aria-colspan="5">
            {icon::small("warn")}
            <p role="alert"><strong>{summary(texts, mishap)}</strong>{" "}{phrase(&words(texts, mishap, status))}</p>
            <span class="status-row__note-actions">
                { for ways.map(|way| {
                    button("link", remedy(texts, way, intent).into(), onremedy.reform(move |_| way))
                }) }
            </span>
        </div>
    }
}

fn words(texts: &Texts, mishap: &Mishap, status: &Status) -> Phrase {
    let (name, intent) = (&*status.name, Intent::from(&mishap.change));
    match &mishap.change {
        Change::Recolor(_) if mishap.failure.cause == Cause::NotStored => {
            let was = match &mishap.base.color {
                StoredColor::Color(color) => color.to_string(),
                StoredColor::Unknown(text) => text.to_string(),
                StoredColor::Default => texts.default_color.to_owned(),
            };
            fill(texts.e09_color_not_stored, &[("name", name), ("was", &was)])
        }
        _ => explain(texts, &mishap.failure, Subject { intent, name, was: &mishap.base.name }),
    }
}
