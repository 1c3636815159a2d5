//! The line at the foot: how all changes stand, and how many rows there are. It also speaks.

use super::banners::what;
use super::button::button;
use super::icon;
use super::status_editor::Screen;
use super::status_grid::bring;
use crate::dom;
use crate::locale::phrase;
use statuses::directory::Kind;
use statuses::store::SECOND_THOUGHT;
use statuses::text::{self, Phrase, Plural, Texts, fill};
use statuses::{Access, Action, Change, Editor, Event, Hand, Link, Notice, Phase, Progress, Step};
use std::rc::Rc;
use yew::prelude::*;

impl Screen {
    /// One line for everything.
    pub(super) fn view_status_line(&self) -> Html {
        let (texts, editor) = (self.lang.texts(), &self.editor);
        let count = match editor.directory().kind {
            Kind::Stages => texts.count_stages,
            Kind::Values => texts.count_values,
        };
        let notice = editor.notice().map(|notice| &**notice);
        // One open question is said by its own row, more of them here, and at once.
        let alarm = notice.filter(
            |notice| matches!(notice, Notice::Open { count } if *count > 1 || editor.tally().open() > 1),
        );
        let said = notice.filter(|_| alarm.is_none()).and_then(|notice| spoken(texts, notice));
        html! {
            <footer class="status-line" tabindex="-1">
                <span class="status-line__main">{self.view_summary()}</span>
                if *self.workspace.phase() == Phase::Ready {
                    <span class="status-line__aside">
                        {phrase(&self.found().unwrap_or_else(|| texts.plural(count, editor.tally().rows)))}
                    </span>
                }
                <span class="visually-hidden" role="status" aria-atomic="false">
                    <span>{ said.as_ref().map(phrase) }</span>
                    <span>{ circumstance(texts, editor).as_ref().map(phrase) }</span>
                    <span>{ self.found_spoken().as_ref().map(phrase) }</span>
                </span>
                <span class="visually-hidden" role="alert">
                    { alarm.and_then(|notice| spoken(texts, notice)).as_ref().map(phrase) }
                </span>
            </footer>
        }
    }

    fn view_summary(&self) -> Html {
        let (texts, editor) = (self.lang.texts(), &self.editor);
        let tally = editor.tally();
        let delayed = |progress: &Progress| matches!(progress, Progress::Delayed { .. });
        let doomed = editor.pending().iter().filter(|it| delayed(&it.progress)).count();
        let moving = tally.saving - doomed;
        let count = |forms: Plural, n| html! { <span>{phrase(&texts.plural(forms, n))}</span> };
        if let Some(words) = editor.notice().and_then(|notice| in_hand(texts, notice)) {
            return html! { <span>{phrase(&words)}</span> };
        }
        match self.workspace.phase() {
            Phase::Failed(_) => html! { {texts.not_loaded} },
            Phase::Wanted | Phase::Loading { .. } => {
                html! { <><span class="spinner"></span>{texts.connecting}</> }
            }
            Phase::Ready if tally.open() > 0 => html! {
                <>
                    <span class={if tally.failed > 0 { "danger" } else { "warn" }}>{icon::small("warn")}</span>
                    if tally.failed > 0 { {count(texts.n_failed, tally.failed)} }
                    if tally.failed > 0 && tally.conflicts > 0 { <span aria-hidden="true">{"·"}</span> }
                    if tally.conflicts > 0 { {count(texts.n_conflicts, tally.conflicts)} }
                    {button("link", texts.review.into(), self.reviewing())}
                </>
            },
            Phase::Ready if moving > 0 => match editor.link() {
                Link::Offline => html! { <>{icon::small("wait")}{count(texts.n_offline, moving)}</> },
                Link::Ended => html! { <>{icon::small("wait")}{count(texts.n_waiting, moving)}</> },
                Link::Up if editor.trouble().is_some() => {
                    html! { <>{icon::small("wait")}{count(texts.n_waiting, moving)}</> }
                }
                Link::Up => html! { <><span class="spinner"></span>{count(texts.n_saving, moving)}</> },
            },
            Phase::Ready => self.view_elsewhere().unwrap_or_else(|| self.view_quiet(doomed)),
        }
    }

    /// Goes to the first row that needs a decision.
    fn reviewing(&self) -> Callback<MouseEvent> {
        let editor = Rc::clone(&self.editor);
        Callback::from(move |_| {
            let open = editor.pending().iter().filter(|it| it.is_failed() || it.is_in_conflict());
            let first = open.filter_map(|it| Some((editor.find(it.target)?, it.target))).min();
            if let Some((_, id)) = first {
                let note = format!("[data-status-id=\"{id}\"] .status-row__note button");
                bring(id, move || dom::find(&note)?.focus().ok());
            }
        })
    }

    /// What needs the user in another directory.
    fn view_elsewhere(&self) -> Option<Html> {
        let texts = self.lang.texts();
        let other = self.workspace.others().find(|other| other.tally().left() > 0)?;
        let directory = other.directory();
        let words = fill(texts.unsaved_elsewhere, &[("directory", directory.title())]);
        let (dispatcher, entity) = (self.dispatcher.clone(), directory.entity.clone());
        let review = Callback::from(move |_| dispatcher.tell(Event::Opened(entity.clone())));
        Some(html! {
            <>
                <span class="danger">{icon::small("warn")}</span><span>{phrase(&words)}</span>
                {button("link", texts.review.into(), review)}
            </>
        })
    }

    /// Nothing is wrong and nothing under way: what was done last, and that it can be taken back.
    fn view_quiet(&self, doomed: usize) -> Html {
        let (texts, editor) = (self.lang.texts(), &self.editor);
        let notice = editor.notice().map(|notice| &**notice);
        let said = notice.and_then(|notice| written(texts, notice, doomed));
        let undo = notice.filter(|_| said.is_some()).and_then(|notice| step_of(editor, notice));
        let undo = undo.map(|number| self.act("link", texts.undo, Action::Undone(Some(number))));
        if doomed > 0 {
            let words = said.unwrap_or_else(|| texts.plural(texts.n_doomed, doomed));
            return html! { <>{icon::small("trash")}<span>{phrase(&words)}</span>{undo}</> };
        }
        if editor.access() == Access::View {
            return html! { <>{icon::small("lock")}{texts.view_only}</> };
        }
        let words = said.unwrap_or_else(|| texts.all_saved.into());
        html! { <><span class="ok">{icon::small("check")}</span><span>{phrase(&words)}</span>{undo}</> }
    }
}

/// What is read out. A row that was put back is a banner, which speaks for itself.
fn spoken(texts: &Texts, notice: &Notice) -> Option<Phrase> {
    Some(match notice {
        Notice::Renamed { was, name } => fill(texts.step_renamed, &[("was", was), ("name", name)]),
        Notice::Doomed { name } => doomed_in(texts, name).and(texts.doomed_keys.into()),
        notice => return told(texts, notice),
    })
}

/// What stays to be read.
fn written(texts: &Texts, notice: &Notice, doomed: usize) -> Option<Phrase> {
    match notice {
        Notice::Renamed { was, name } => Some(fill(texts.renamed, &[("was", was), ("name", name)])),
        Notice::Doomed { name } => (doomed > 0).then(|| doomed_in(texts, name)),
        // As long as there is no right a banner says it; who has got it back should not have to remember.
        Notice::PutBack { name, was, .. } => {
            let template = if name == was { texts.as_it_was } else { texts.put_back };
            Some(fill(template, &[("name", name), ("was", was)]))
        }
        Notice::Placed { .. } | Notice::Handled { .. } | Notice::Open { .. } | Notice::Online { .. } => None,
        notice => told(texts, notice),
    }
}

fn told(texts: &Texts, notice: &Notice) -> Option<Phrase> {
    let named = |template, name: &str| fill(template, &[("name", name)]);
    Some(match notice {
        Notice::Recolored { name } => named(texts.recolored, name),
        Notice::Moved { name } => named(texts.moved, name),
        Notice::Added { name } => named(texts.added, name),
        Notice::Deleted { name } => named(texts.deleted, name),
        Notice::AlreadyDeleted { name } => named(texts.e14_already_deleted, name),
        Notice::Undone { name } => named(texts.undone, name),
        Notice::Redone { name } => named(texts.redone, name),
        Notice::Done(step) => text::step(texts, step),
        Notice::TakenBack(step) => fill(texts.undone_step, &[("step", &text::step(texts, step).to_string())]),
        Notice::Repeated(step) => fill(texts.redone_step, &[("step", &text::step(texts, step).to_string())]),
        Notice::Placed { name, at, of } => standing(texts.placed, name, *at, *of),
        Notice::Handled { hand, name, at, of } => standing(texts.hand[*hand as usize], name, *at, *of),
        Notice::KeepsGroup(group) => texts.keeps_group[*group as usize].into(),
        Notice::MovesWait => texts.not_offline.into(),
        Notice::Saved { count } => texts.plural(texts.n_saved, *count),
        Notice::Open { count } => texts.plural(texts.n_open, *count),
        Notice::Elsewhere { count } => texts.plural(texts.n_elsewhere, *count),
        Notice::Refreshed => texts.refreshed.into(),
        Notice::Online { count: 0 } => texts.online.into(),
        Notice::Online { count } => texts.plural(texts.n_online, *count),
        Notice::CodeCopied { code } => fill(texts.code_copied, &[("code", code)]),
        Notice::NameCopied { name } => named(texts.name_copied, name),
        Notice::ColorsCopied(colors) => match &**colors {
            [color] => fill(texts.colors.copied, &[("color", &color.to_string())]),
            colors => texts.plural(texts.colors.n_copied, colors.len()),
        },
        Notice::NoColors => texts.colors.not_pasted.into(),
        Notice::NotMoved => texts.not_filtered.into(),
        Notice::Renamed { .. } | Notice::Doomed { .. } | Notice::PutBack { .. } => return None,
    })
}

/// A sentence about the place of a row.
pub(super) fn standing(template: &'static str, name: &str, at: usize, of: usize) -> Phrase {
    fill(template, &[("name", name), ("n", &at.to_string()), ("count", &of.to_string())])
}

/// What is to be read as long as a row is in the hand.
fn in_hand(texts: &Texts, notice: &Notice) -> Option<Phrase> {
    match notice {
        Notice::Handled { hand: Hand::Grabbed | Hand::Over, name, at, of } => {
            Some(standing(texts.in_hand, name, *at, *of))
        }
        Notice::KeepsGroup(_) => told(texts, notice),
        _ => None,
    }
}

fn doomed_in(texts: &Texts, name: &str) -> Phrase {
    fill(texts.doomed, &[("name", name), ("n", &(SECOND_THOUGHT / 1000).to_string())])
}

/// What is wrong with the connection, said once however often it is tried.
fn circumstance(texts: &Texts, editor: &Editor) -> Option<Phrase> {
    match (editor.link(), editor.trouble()) {
        (Link::Offline, _) => Some(texts.e02_title.into()),
        (Link::Up, Some(trouble)) => Some(what(texts, trouble)),
        _ => None,
    }
}

/// The step of the user's own that a notice tells of.
fn step_of(editor: &Editor, notice: &Notice) -> Option<u32> {
    if let Notice::Done(step) = notice {
        return editor.history().steps().find(|it| it.number == step.number).map(|step| step.number);
    }
    let is = |done: &Change, called: &str| match (notice, done) {
        (Notice::Renamed { name, .. }, Change::Rename(new)) => *new.as_str() == **name,
        (Notice::Added { name }, Change::Add(draft)) => *draft.name.as_str() == **name,
        (Notice::Recolored { name }, Change::Recolor(_))
        | (Notice::Moved { name }, Change::Move(_))
        | (Notice::Doomed { name }, Change::Delete { .. }) => *called == **name,
        _ => false,
    };
    let told = |step: &&Rc<Step>| step.single().is_some_and(|part| is(&part.done, &part.name));
    editor.history().steps().find(told).map(|step| step.number)
}
