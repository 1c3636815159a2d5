//! Records on their way from one value to another: how far they have come, and how it ended if not all came.

use super::button::button;
use super::dialog::{Dialog, closing};
use crate::locale::phrase;
use statuses::relocation::{Refusal, Relocation, Stage};
use statuses::text::{Intent, Lang, Subject, Texts, explain, fill};
use statuses::{Job, News};
use yew::prelude::*;

/// Refusals that are told one by one.
const TOLD: usize = 5;

/// The dialog of a job. `onnews` is told what the user wants of it, `onshow` that the records that are left are to be
/// shown.
pub fn view(lang: Lang, job: &Job, onnews: &Callback<News>, onshow: &Callback<()>) -> Html {
    match job.relocation.stage() {
        Stage::Stopped => view_stopped(lang, job, onnews, onshow),
        _ => view_moving(lang, job, onnews),
    }
}

fn view_moving(lang: Lang, job: &Job, onnews: &Callback<News>) -> Html {
    let (texts, relocation) = (lang.texts(), &job.relocation);
    let (moved, total) = (relocation.moved(), relocation.total());
    let (name, target) = ([("name", &*job.from.name)], [("target", &*job.to.name)]);
    let (pause, wanted) = match relocation.stage() {
        Stage::Paused => (texts.resume, News::Resumed),
        _ => (texts.pause, News::Paused),
    };
    let news = |wanted: News| onnews.reform(move |_: MouseEvent| wanted.clone());
    let buttons = html! {
        <>
            <button class="button" type="button" data-variant="outline" data-autofocus="" onclick={news(wanted)}>
                {pause}
            </button>
            {button("outline", texts.stop.into(), news(News::Stopped))}
        </>
    };
    // Whoever closes it wants no more, and is told what has become of the records.
    let onclose = onnews.reform(|()| News::Stopped);
    html! {
        <Dialog key="moving" {lang} title={phrase(&fill(texts.moving_title, &target))} {onclose} {buttons}>
            <p class="moving__count">
                <strong>{phrase(&counted(texts, texts.moved_of, job))}</strong>{" "}{phrase(&fill(texts.moving_then, &name))}
            </p>
            <progress class="moving" max={total.max(1).to_string()} value={moved.to_string()}
                aria-labelledby="dialog-title"></progress>
            <p>{phrase(&fill(texts.moving_stop, &target))}</p>
            {state(texts, relocation)}
            <span class="visually-hidden" role="status">{quarter(moved, total)}</span>
        </Dialog>
    }
}

fn state(texts: &'static Texts, relocation: &Relocation) -> Html {
    if relocation.stage() == Stage::Paused {
        return html! { <p role="status">{texts.paused}</p> };
    }
    let Some(failure) = relocation.trouble() else { return html! {} };
    let words = explain(texts, failure, LOADING).and(texts.moving_again.into());
    html! { <p role="status">{phrase(&words)}</p> }
}

/// What is said of the progress: not every step, or nothing else could be heard (ux §6.2).
fn quarter(moved: u32, total: u32) -> Option<String> {
    let quarters = u64::from(moved) * 4 / u64::from(total.max(1));
    (quarters > 0).then(|| format!("{} %", quarters * 25))
}

fn view_stopped(lang: Lang, job: &Job, onnews: &Callback<News>, onshow: &Callback<()>) -> Html {
    let (texts, relocation) = (lang.texts(), &job.relocation);
    let buttons = html! {
        <>
            {button("primary", texts.go_on.into(), onnews.reform(|_| News::Resumed))}
            {button("outline", texts.show_rest.into(), onshow.reform(|_| ()))}
            {closing(texts.close, "outline")}
        </>
    };
    let onclose = onnews.reform(|()| News::JobClosed);
    let why = relocation.trouble().map(|failure| explain(texts, failure, LOADING));
    html! {
        <Dialog key="stopped" {lang} alert=true title={html! { {texts.e33_title} }} {onclose} {buttons}>
            <p>{phrase(&counted(texts, texts.e33_stopped, job))}</p>
            if let Some(why) = why { <p>{phrase(&why)}</p> }
            if !relocation.refused().is_empty() { {refusals(texts, relocation.refused())} }
        </Dialog>
    }
}

fn refusals(texts: &'static Texts, refused: &[Refusal]) -> Html {
    let told = refused.iter().take(TOLD).map(|refusal| {
        let said = &*refusal.failure.raw.description;
        let why = if said.is_empty() {
            explain(texts, &refusal.failure, LOADING).to_string()
        } else {
            said.to_owned()
        };
        let words = fill(texts.refusal, &[("id", &refusal.id.to_string()), ("why", &why)]);
        html! { <li>{phrase(&words)}</li> }
    });
    html! {
        <div>
            <p>{phrase(&texts.plural(texts.n_refused, refused.len()))}</p>
            <ul class="refusals">
                { for told }
                if refused.len() > TOLD { <li aria-hidden="true">{"…"}</li> }
            </ul>
        </div>
    }
}

fn counted(texts: &Texts, template: &'static str, job: &Job) -> statuses::text::Phrase {
    let number = |n: u32| texts.number(usize::try_from(n).unwrap_or(usize::MAX));
    let relocation = &job.relocation;
    let (moved, total, left) =
        (number(relocation.moved()), number(relocation.total()), number(relocation.remaining()));
    let values = [
        ("n", &*moved),
        ("total", &*total),
        ("left", &*left),
        ("name", &*job.from.name),
        ("target", &*job.to.name),
    ];
    fill(template, &values)
}

/// A failure of which no value is the subject.
const LOADING: Subject<'static> = Subject { intent: Intent::Load, name: "", was: "" };
