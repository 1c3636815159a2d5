//! Changes in the user's words: what was done, what is still to be saved, what clashes.

use super::{Phrase, Plural, Texts, fill};
use crate::color::StoredColor;
use crate::editor::Editor;
use crate::history::Step;
use crate::store::{Change, Clash, Mutation, Value};
use crate::workspace::Workspace;

/// A step of the history, in the past tense.
#[must_use]
pub fn step(texts: &Texts, step: &Step) -> Phrase {
    let Some(part) = step.single() else { return texts.plural(many(texts, step), step.parts.len()) };
    let name = ("name", &*part.name);
    match &part.done {
        Change::Rename(new) => fill(texts.step_renamed, &[("was", &*part.name), ("name", new.as_str())]),
        Change::Recolor(new) => fill(texts.step_recolored, &[name, ("color", &color(texts, new))]),
        Change::Move(_) => fill(texts.step_moved, &[name]),
        Change::Add(_) => fill(texts.step_added, &[name]),
        Change::Delete { .. } => fill(texts.step_deleted, &[name]),
    }
}

/// The sentence for a step that did the same to many rows, or different things.
fn many(texts: &Texts, step: &Step) -> Plural {
    let first = step.parts.first().map(|part| &part.done);
    let alike = first.filter(|first| step.parts.iter().all(|part| part.done.is_kin(first)));
    match alike {
        Some(Change::Rename(_)) => texts.n_step_renamed,
        Some(Change::Recolor(_)) => texts.n_step_recolored,
        Some(Change::Move(_)) => texts.n_step_moved,
        Some(Change::Add(_)) => texts.n_step_added,
        Some(Change::Delete { .. }) => texts.n_step_deleted,
        None => texts.n_step_changed,
    }
}

/// What the portal does not hold yet, one line for each change, for people to keep. Changes of a directory that is not
/// on the screen begin with its name.
#[must_use]
pub fn unsaved(texts: &Texts, workspace: &Workspace) -> Vec<String> {
    let here = lines(texts, workspace.editor());
    let elsewhere = workspace.others().flat_map(|editor| {
        let title = fill(texts.of_directory, &[("directory", editor.directory().title())]);
        lines(texts, editor).map(move |line| title.clone().and(line))
    });
    here.chain(elsewhere).map(|line| line.isolated()).collect()
}

fn lines<'a>(texts: &'a Texts, editor: &'a Editor) -> impl Iterator<Item = Phrase> + 'a {
    let unfinished = editor.unfinished().iter().map(|(id, text)| {
        let row = editor.row(*id);
        let was = row.as_ref().map_or("", |row| &*row.status.name);
        fill(texts.to_rename, &[("was", was), ("name", text)])
    });
    editor.pending().iter().map(|mutation| line(texts, editor, mutation)).chain(unfinished)
}

fn line(texts: &Texts, editor: &Editor, mutation: &Mutation) -> Phrase {
    // By the name the portal knows, because that is where it will be looked for.
    let was = editor.confirmed(mutation.target).cloned();
    let was = was.or_else(|| editor.row(mutation.target).map(|row| row.status));
    let was = was.as_ref().map_or("", |row| &*row.name);
    let name = ("name", was);
    match &mutation.change {
        Change::Rename(new) => fill(texts.to_rename, &[("was", was), ("name", new.as_str())]),
        Change::Recolor(new) => fill(texts.to_recolor, &[name, ("color", &color(texts, new))]),
        Change::Move(_) => fill(texts.to_move, &[name]),
        Change::Add(draft) => fill(texts.to_add, &[("name", draft.name.as_str())]),
        Change::Delete { .. } => fill(texts.to_delete, &[name]),
    }
}

/// Two people want different things of one field of the row that is shown as `name` (ux §7, E15 and E38).
#[must_use]
pub fn clash(texts: &Texts, clash: &Clash, name: &str) -> Phrase {
    let theirs = value(texts, &clash.theirs);
    let mine = clash.change.value().map(|mine| value(texts, &mine)).unwrap_or_default();
    let template = match (&clash.change, &clash.theirs) {
        (Change::Delete { .. }, _) => texts.clash_delete,
        (_, Value::Name(_)) if clash.undo => texts.e38_name,
        (_, Value::Color(_)) if clash.undo => texts.e38_color,
        (_, Value::Name(_)) => texts.clash_name,
        (_, Value::Color(_)) => texts.clash_color,
    };
    fill(template, &[("name", name), ("theirs", &theirs), ("mine", &mine)])
}

/// A colour as people write it.
#[must_use]
pub fn color(texts: &Texts, color: &StoredColor) -> String {
    match color {
        StoredColor::Color(color) => color.to_string(),
        StoredColor::Unknown(text) => text.to_string(),
        StoredColor::Default => texts.default_color.to_owned(),
    }
}

fn value(texts: &Texts, value: &Value) -> String {
    match value {
        Value::Name(name) => name.to_string(),
        Value::Color(stored) => color(texts, stored),
    }
}
