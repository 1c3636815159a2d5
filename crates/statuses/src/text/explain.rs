//! A failure in the user's words (ux §7): what happened to which thing of theirs.

use super::{Phrase, Template, Texts, color, fill};
use crate::failure::{Cause, Failure, Remedy};
use crate::store::{Change, Mishap};

/// What was being done when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// A name or colour was being saved.
    Save,
    /// A row was being deleted.
    Delete,
    /// A list was being read.
    Load,
}

impl From<&Change> for Intent {
    fn from(change: &Change) -> Self {
        match change {
            Change::Rename(_) | Change::Recolor(_) | Change::Move(_) | Change::Add(_) => Self::Save,
            Change::Delete { .. } => Self::Delete,
        }
    }
}

/// The user's thing a failure is about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What was being done.
    pub intent: Intent,
    /// What the row is called, as the user sees it.
    pub name: &'a str,
    /// What the portal still holds of it: the name, or the colour.
    pub was: &'a str,
}

/// Says what happened. The server's own words follow only where there are no better ones.
#[must_use]
pub fn explain(texts: &Texts, failure: &Failure, subject: Subject<'_>) -> Phrase {
    let phrase =
        fill(template(texts, failure.cause, subject.intent), &[("name", subject.name), ("was", subject.was)]);
    with_answer(texts, phrase, failure)
}

/// The sentence with the server's own words after it, where there is nothing better to say, or where they tell a
/// limit.
fn with_answer(texts: &Texts, phrase: Phrase, failure: &Failure) -> Phrase {
    let said = &*failure.raw.description;
    if matches!(failure.cause, Cause::Unknown | Cause::BadCode) && !said.is_empty() {
        return phrase.and(fill(texts.server_said, &[("text", said)]));
    }
    phrase
}

fn template(texts: &Texts, cause: Cause, intent: Intent) -> Template {
    let at = intent as usize;
    match (cause, intent) {
        (Cause::Unreachable, _) => texts.e01_unreachable[at],
        (Cause::TimedOut, _) => texts.e03_timed_out[at],
        (Cause::Unanswered, _) => texts.e03_unanswered[at],
        (Cause::SessionEnded, _) => texts.e04_session_ended[at],
        (Cause::Busy, _) => texts.e05_busy[at],
        (Cause::MethodBusy, _) => texts.e05_method_busy,
        (Cause::AccessDenied, Intent::Load) => texts.e06_shut_out,
        (Cause::AccessDenied, _) => texts.e06_not_done,
        (Cause::MissingScope, _) => texts.e07_missing_scope,
        (Cause::Plan, _) => texts.e08_plan,
        (Cause::PortalClosed, _) => texts.e11_portal_closed,
        (Cause::Disconnected, _) => texts.e12_disconnected,
        (Cause::HttpsRequired, _) => texts.https_required,
        (Cause::Internal, _) => texts.e10_internal[at],
        (Cause::NotStored, Intent::Delete) => texts.e09_not_deleted,
        (Cause::NotStored, _) => texts.e09_not_stored,
        (Cause::Gone, Intent::Delete) => texts.e14_already_deleted,
        (Cause::Gone, _) => texts.e13_gone,
        (Cause::NeedsForced, _) => texts.e29_needs_forced,
        (Cause::HasItems, _) => texts.e27_has_items,
        (Cause::InUse, _) => texts.e27_in_use_by_now,
        (Cause::Uncounted, _) => texts.e32_uncounted,
        (Cause::CodeTaken, _) => texts.e24_code_taken,
        (Cause::BadCode, _) => texts.e22_refused,
        (Cause::OutOfOrder, _) => texts.e25_out_of_order,
        (Cause::SecondSuccess, _) => texts.e26_second_success,
        (Cause::UpdateFailed, _) => texts.update_failed,
        (Cause::DeleteFailed, _) => texts.e30_delete_failed,
        (Cause::Misuse, Intent::Save | Intent::Delete) => texts.misuse,
        (Cause::Misuse | Cause::Unreadable | Cause::Unknown, _) => texts.e40_unknown[at],
    }
}

/// Says what happened to a change, of the row that is shown as `name`.
#[must_use]
pub fn explain_mishap(texts: &Texts, mishap: &Mishap, name: &str) -> Phrase {
    let stored = mishap.failure.cause != Cause::NotStored;
    match &mishap.change {
        Change::Recolor(_) if !stored => {
            let was = color(texts, &mishap.base.color);
            fill(texts.e09_color_not_stored, &[("name", name), ("was", &was)])
        }
        Change::Move(_) if !stored => texts.e09_order_not_stored.into(),
        Change::Add(_) if !stored => fill(texts.e09_not_added, &[("name", name)]),
        Change::Add(_) if mishap.failure.cause == Cause::Unknown => {
            with_answer(texts, fill(texts.e37_refused, &[("name", name)]), &mishap.failure)
        }
        change => {
            // That the order was not saved is said before: here is why.
            let why = mishap.is_move() && mishap.failure.cause != Cause::SessionEnded;
            let intent = if why { Intent::Load } else { Intent::from(change) };
            explain(texts, &mishap.failure, Subject { intent, name, was: &mishap.base.name })
        }
    }
}

/// The same in two words, for the row.
#[must_use]
pub fn summary(texts: &Texts, mishap: &Mishap) -> Template {
    match mishap.change {
        Change::Delete { .. } => texts.not_deleted,
        Change::Add(_) => texts.not_added,
        Change::Move(_) => texts.e34_order,
        _ => texts.not_saved,
    }
}

/// The verb of a button.
#[must_use]
pub fn remedy(texts: &Texts, remedy: Remedy, change: &Change) -> Template {
    match remedy {
        Remedy::Retry => texts.retry,
        Remedy::Recode => texts.suggest,
        Remedy::Revert => match change {
            Change::Delete { .. } => texts.keep,
            Change::Add(_) => texts.remove,
            _ => texts.revert,
        },
        Remedy::CreateAgain => texts.create_it_again,
        Remedy::Remove => texts.remove,
        Remedy::Force => texts.force,
        Remedy::Relocate => texts.move_them,
        Remedy::Reconnect => texts.reconnect,
        Remedy::Details => texts.details,
    }
}
