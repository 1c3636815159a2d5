//! The line at the foot: how all changes stand, and how many rows there are.

use super::button::button;
use super::icon;
use crate::dom;
use crate::locale::phrase;
use statuses::directory::Kind;
use statuses::text::{Phrase, Texts, fill};
use statuses::{Access, Editor, Notice, Phase};
use yew::prelude::*;

/// One line for everything.
pub fn view(texts: &'static Texts, editor: &Editor) -> Html {
    let count = match editor.directory().kind {
        Kind::Stages => texts.count_stages,
        Kind::Values => texts.count_values,
    };
    html! {
        <footer class="status-line">
            <span class="status-line__main">{summary(texts, editor)}</span>
            if *editor.phase() == Phase::Ready {
                <span class="status-line__aside">{phrase(&texts.plural(count, editor.tally().rows))}</span>
            }
            <span class="visually-hidden" role="status">
                { editor.notice().and_then(|notice| spoken(texts, notice)).as_ref().map(phrase) }
            </span>
        </footer>
    }
}

fn summary(texts: &'static Texts, editor: &Editor) -> Html {
    let tally = editor.tally();
    match editor.phase() {
        Phase::Failed(_) => html! { {texts.not_loaded} },
        Phase::Wanted | Phase::Loading { .. } => {
            let loading = fill(texts.loading, &[("directory", &editor.directory().name)]);
            let known = !editor.directory().name.is_empty();
            html! { <><span class="spinner"></span>if known { <span>{phrase(&loading)}</span> } else { {texts.connecting} }</> }
        }
        Phase::Ready if tally.failed > 0 => html! {
            <>
                <span class="danger">{icon::small("warn")}</span>
                <span>{phrase(&texts.plural(texts.n_failed, tally.failed))}</span>
                {button("link", texts.review.into(), Callback::from(|_| review()))}
            </>
        },
        Phase::Ready if tally.saving > 0 => html! {
            <><span class="spinner"></span><span>{phrase(&texts.plural(texts.n_saving, tally.saving))}</span></>
        },
        Phase::Ready if editor.access() == Access::View => {
            html! { <>{icon::small("lock")}{texts.view_only}</> }
        }
        Phase::Ready => {
            let said = editor.notice().and_then(|notice| written(texts, notice));
            let words = said.unwrap_or_else(|| texts.all_saved.into());
            html! { <><span class="ok">{icon::small("check")}</span><span>{phrase(&words)}</span></> }
        }
    }
}

/// What is read out. A row that was put back is a banner, which speaks for itself.
fn spoken(texts: &Texts, notice: &Notice) -> Option<Phrase> {
    Some(match notice {
        Notice::Renamed { name, .. } => fill(texts.renamed, &[("name", name)]),
        Notice::Recolored { name } => fill(texts.recolored, &[("name", name)]),
        Notice::Deleted { name } => fill(texts.deleted, &[("name", name)]),
        Notice::AlreadyDeleted { name } => fill(texts.e14_already_deleted, &[("name", name)]),
        Notice::CodeCopied { code } => fill(texts.code_copied, &[("code", code)]),
        _ => return None,
    })
}

/// What stays to be read, because no row says it.
fn written(texts: &Texts, notice: &Notice) -> Option<Phrase> {
    match notice {
        Notice::Renamed { .. } | Notice::Recolored { .. } => None,
        notice => spoken(texts, notice),
    }
}

/// Goes to the first row that needs a decision.
fn review() {
    dom::focus(dom::find("[data-state=failed] .status-row__note button"));
}
