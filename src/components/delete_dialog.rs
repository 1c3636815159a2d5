//! "Delete this?", with what would become of the records that hold it (ux §6.2), and heavier for a system value
//! (ux §6.3).

use super::button::button;
use super::dialog::{Dialog, closing, dismiss};
use super::icon;
use crate::locale::phrase;
use statuses::directory::Kind;
use statuses::text::{self, Intent, Lang, Phrase, Subject, Texts, explain, fill};
use statuses::{Color, Count, Directory, Holder, MutationId, Status, StatusId};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// A deletion that is being asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The row to delete.
    pub status: Rc<Status>,
    /// A deletion of it that has failed.
    pub replaces: Option<MutationId>,
    /// How many records hold it, as they were counted a moment ago.
    pub count: Count,
    /// What is to become of them.
    pub way: Way,
    /// Where they may go, each in its colour.
    pub targets: Rc<[(Rc<Status>, Option<Color>)]>,
    /// Where they go.
    pub target: Option<StatusId>,
    /// The user has said that the loss of a system row is understood.
    pub understood: bool,
}

/// What is to become of the records that hold a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// They get another value, and this one is deleted.
    Move,
    /// The user looks at them, and nothing is deleted.
    Show,
    /// It is deleted, and they keep a code that says nothing. Only plain lists can do that.
    Leave,
}

/// What the user wants of an open question.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// It is to look like this.
    Changed(Question),
    /// What was chosen is to be done.
    Confirmed,
    /// The records are to be counted once more.
    CheckAgain,
    /// The records of this kind, by their place among the holders, are to be shown.
    Show(usize),
}

impl Question {
    /// Whether records hold it, as far as the user can see.
    fn is_in_use(&self) -> bool {
        self.count.total().is_some_and(|total| total > 0)
    }

    fn shows(&self) -> bool {
        self.is_in_use() && self.way == Way::Show
    }

    fn is_allowed(&self) -> bool {
        let nowhere = self.is_in_use() && self.way == Way::Move && self.target.is_none();
        !nowhere && (self.shows() || !self.status.system || self.understood)
    }

    fn targeted(&self) -> Option<&(Rc<Status>, Option<Color>)> {
        self.targets.iter().find(|(status, _)| Some(status.id) == self.target)
    }
}

/// The dialog. `onreply` is told what the user wants, `onclose` that it is closed.
pub fn view(
    lang: Lang,
    directory: &Directory,
    question: &Question,
    onreply: &Callback<Reply>,
    onclose: Callback<()>,
) -> Html {
    let (texts, status) = (lang.texts(), &question.status);
    let holders = Holder::of(&status.entity);
    let title = match &question.count {
        Count::Known(counts) if question.is_in_use() && !status.system => {
            used_by(texts, status, &holders, counts)
        }
        _ if status.system => fill(texts.force_title, &[("name", &status.name)]),
        _ => fill(texts.delete_title, &[("name", &status.name)]),
    };
    let body = html! {
        <>
            {use_of(texts, directory, question, &holders, onreply)}
            if status.system && !question.shows() { {heavy(texts, question, onreply)} }
        </>
    };
    html! {
        <Dialog key="delete" {lang} alert=true title={phrase(&title)} {onclose}
            buttons={buttons(texts, question, onreply)}>
            {body}
        </Dialog>
    }
}

fn buttons(texts: &'static Texts, question: &Question, onreply: &Callback<Reply>) -> Html {
    let allowed = question.is_allowed();
    let closing_with = |reply: Reply| {
        let onreply = onreply.clone();
        move |event: MouseEvent| {
            // First back to the row, so that whatever opens next returns the focus there.
            dismiss(event);
            onreply.emit(reply.clone());
        }
    };
    let confirm = closing_with(Reply::Confirmed);
    let onclick = Callback::from(move |event: MouseEvent| {
        if allowed {
            confirm(event);
        }
    });
    let (label, variant) = match (question.is_in_use(), question.way) {
        (true, Way::Move) => (texts.move_and_delete, "danger"),
        (true, Way::Show) => (texts.show, "primary"),
        (false, _) if question.count.total().is_none() => (texts.delete_unchecked, "danger"),
        _ => (texts.delete, "danger"),
    };
    let again = matches!(question.count, Count::Failed(_));
    html! {
        <>
            if again { {button("outline", texts.check_again.into(), closing_with(Reply::CheckAgain).into())} }
            <button class="button" type="button" data-variant={variant} {onclick}
                aria-disabled={(!allowed).then_some("true")}>{label}</button>
            {closing(texts.cancel, "outline")}
        </>
    }
}

/// "'X' is used by 87 deals".
fn used_by(texts: &Texts, status: &Status, holders: &[Holder], counts: &[u32]) -> Phrase {
    let records = text::used(texts, holders, counts).to_string();
    fill(texts.in_use_title, &[("name", &status.name), ("records", &records)])
}

/// What holds the value, and what can be done about that.
fn use_of(
    texts: &'static Texts,
    directory: &Directory,
    question: &Question,
    holders: &[Holder],
    onreply: &Callback<Reply>,
) -> Html {
    let status = &question.status;
    let unchecked = match directory.kind {
        Kind::Stages => fill(texts.delete_body_stages, &[]),
        Kind::Values => fill(texts.delete_body_values, &[("code", status.short_code())]),
    };
    let uncounted = |why: Phrase| {
        let words = fill(texts.e32_uncounted, &[("name", &status.name)]).and(why);
        html! { <><p>{phrase(&words)}</p><p>{phrase(&unchecked)}</p></> }
    };
    match &question.count {
        Count::Unknowable => uncounted(texts.e32_unknowable.into()),
        Count::Failed(failure) => {
            uncounted(explain(texts, failure, Subject { intent: Intent::Load, name: &status.name, was: "" }))
        }
        Count::Known(_) if !question.is_in_use() => html! { <p>{texts.records_none}</p> },
        Count::Known(counts) => {
            let parts = text::parts(texts, holders, counts);
            let own = status.system.then(|| used_by(texts, status, holders, counts));
            let effect = match directory.kind {
                Kind::Stages => texts.delete_body_stages,
                Kind::Values => texts.in_use_value,
            };
            html! {
                <>
                    if let Some(own) = own { <p><strong>{phrase(&own)}</strong></p> }
                    <p>{effect}if let Some(parts) = parts { {" "}{phrase(&parts)} }</p>
                    <div class="choices" role="radiogroup" aria-labelledby="dialog-title">
                        {moving(texts, directory, question, onreply)}
                        {showing(texts, question, holders, counts, onreply)}
                        if directory.kind == Kind::Values { {leaving(texts, question, holders, counts, onreply)} }
                    </div>
                </>
            }
        }
    }
}

fn choice(
    question: &Question,
    way: Way,
    (label, hint): (&'static str, Html),
    onreply: &Callback<Reply>,
    more: Html,
) -> Html {
    let chosen = question.way == way;
    let onchange = {
        let question = question.clone();
        onreply.reform(move |_: Event| Reply::Changed(Question { way, ..question.clone() }))
    };
    html! {
        <div class="choice" data-chosen={chosen.then_some("")}>
            <label class="choice__label">
                <input type="radio" name="way" checked={chosen} {onchange} />
                <span>{label}<small>{hint}</small></span>
            </label>
            {more}
        </div>
    }
}

fn moving(
    texts: &'static Texts,
    directory: &Directory,
    question: &Question,
    onreply: &Callback<Reply>,
) -> Html {
    let label = texts.move_then_delete[usize::from(directory.kind == Kind::Values)];
    let Some((target, color)) = question.targeted() else {
        return choice(question, Way::Move, (label, texts.move_nowhere.into()), onreply, html! {});
    };
    let rules = match directory.kind {
        Kind::Stages => fill(texts.rules_of_stage, &[("target", &target.name)]),
        Kind::Values => texts.rules_of_value.into(),
    };
    let onchange = {
        let question = question.clone();
        onreply.reform(move |event: Event| {
            let target = StatusId::parse(&event.target_unchecked_into::<HtmlSelectElement>().value());
            Reply::Changed(Question { target, way: Way::Move, ..question.clone() })
        })
    };
    let style = color.map(|color| format!("--status: {color}")).unwrap_or_default();
    let options = question.targets.iter().map(|(status, _)| {
        html! {
            <option key={status.id.get()} dir="auto" value={status.id.to_string()} selected={Some(status.id) == question.target}>
                {&*status.name}
            </option>
        }
    });
    let select = html! {
        <div class="choice__more field" ~style={style}>
            <span class="swatch" aria-hidden="true"></span>
            <select class="field__input" aria-label={texts.move_to} {onchange}>{ for options }</select>
        </div>
    };
    choice(question, Way::Move, (label, phrase(&rules)), onreply, select)
}

fn showing(
    texts: &'static Texts,
    question: &Question,
    holders: &[Holder],
    counts: &[u32],
    onreply: &Callback<Reply>,
) -> Html {
    let links = holders.iter().zip(counts).enumerate().filter(|(_, (_, count))| **count > 0);
    let links = links.map(|(at, (holder, count))| {
        let records = text::records(texts, Some(holder.records), *count).to_string();
        let label = phrase(&fill(texts.show_records, &[("records", &records)]));
        // In one piece: the button's gap is for icons.
        button("link", html! { <span>{label}</span> }, onreply.reform(move |_| Reply::Show(at)))
    });
    let links = (holders.len() > 1).then(|| html! { <div class="choice__more">{ for links }</div> });
    let hint = (texts.only_show, texts.only_show_hint.into());
    choice(question, Way::Show, hint, onreply, links.unwrap_or_default())
}

fn leaving(
    texts: &'static Texts,
    question: &Question,
    holders: &[Holder],
    counts: &[u32],
    onreply: &Callback<Reply>,
) -> Html {
    let records = text::used(texts, holders, counts).to_string();
    let hint = phrase(&fill(texts.leave_empty_hint, &[("records", &records)]));
    choice(question, Way::Leave, (texts.leave_empty, hint), onreply, html! {})
}

fn heavy(texts: &Texts, question: &Question, onreply: &Callback<Reply>) -> Html {
    let status = &question.status;
    let [restore, original, code] = texts.force_facts;
    // Some rows have no original name to lose.
    let original = if status.name_init.is_empty() { texts.force_no_original } else { original };
    let values = [("original", &*status.name_init), ("code", status.short_code())];
    let onchange = {
        let question = question.clone();
        onreply.reform(move |event: Event| {
            let understood = event.target_unchecked_into::<HtmlInputElement>().checked();
            Reply::Changed(Question { understood, ..question.clone() })
        })
    };
    html! {
        <>
            <p>{texts.force_intro}</p>
            <ul class="dialog__facts">
                { for [restore, original, code].into_iter().map(|fact| html! {
                    <li>{icon::small("warn")}<span>{phrase(&fill(fact, &values))}</span></li>
                }) }
            </ul>
            <label class="check">
                <input type="checkbox" checked={question.understood} {onchange} /><span>{texts.force_agree}</span>
            </label>
        </>
    }
}
