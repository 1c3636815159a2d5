//! What is done about what the user wants of a row.

use super::overlay::Overlay;
use super::row_menu::Entry;
use super::status_editor::Screen;
use super::status_grid::selector;
use super::status_row::{Cell, Intent, Pick};
use crate::clipboard;
use crate::dom;
use statuses::{Access, Action, Change, Link, MutationId, Name, Notice, Remedy, Spot, StatusId};
use yew::platform::spawn_local;

impl Screen {
    /// Does what the user wants of a row, or opens what is needed for it.
    pub(super) fn follow(&self, id: StatusId, intent: Intent) {
        match intent {
            Intent::Rename(name) => self.change(id, Change::Rename(name)),
            Intent::Pick(pick) => self.pick(id, pick),
            Intent::OpenColors => self.open_colors(id),
            Intent::CopyColors(event) => self.copy_colors(id, &event),
            Intent::PasteColors(text) => self.paste_colors(id, &text),
            Intent::OpenMenu => self.open(Overlay::Menu(id)),
            Intent::Delete => self.ask_deletion(id, None),
            Intent::Remedy(Remedy::Relocate, _) => self.ask_what_helps(id),
            Intent::Move(steps) => self.move_row(id, steps),
            // Its place was counted among the rows that are shown.
            Intent::Drop(_) if self.is_filtered() => self.dispatcher.dispatch(Action::Told(Notice::NotMoved)),
            Intent::Drop(place) if self.may_rearrange() => {
                self.dispatcher.dispatch(Action::Dropped { target: id, place });
            }
            Intent::Drop(_) => self.dispatcher.dispatch(Action::Told(Notice::MovesWait)),
            Intent::Add => self.insert_below(id),
            Intent::CopyCode => {
                stay(id);
                self.copy_code(id);
            }
            Intent::CopyName => self.copy_name(id),
            Intent::Keep(mutation) => {
                stay(id);
                self.keep(id, mutation);
            }
            Intent::Tell(action) => self.dispatcher.dispatch(action),
            Intent::Act(action) => {
                if !matches!(action, Action::SavedSeen(_) | Action::Held(..)) {
                    stay(id);
                }
                self.dispatcher.dispatch(action);
            }
            Intent::Remedy(Remedy::Force, mishap) => self.ask_deletion(id, Some(mishap.mutation)),
            Intent::Remedy(Remedy::Details, mishap) => self.open(Overlay::Details(mishap.failure.clone())),
            Intent::Remedy(remedy, mishap) => {
                stay(id);
                self.dispatcher.dispatch(match remedy {
                    Remedy::Revert => Action::Reverted(mishap.mutation),
                    Remedy::CreateAgain => Action::CreatedAgain(id),
                    Remedy::Remove => Action::Removed(id),
                    Remedy::Recode => Action::Recoded(mishap.mutation),
                    _ => Action::Retried(mishap.mutation),
                });
            }
        }
    }

    /// Does what was chosen in the menu of a row.
    pub(super) fn choose(&self, id: StatusId, entry: Entry) {
        self.overlay.set(None);
        match entry {
            Entry::Rename => {
                if let Some(name) = dom::find(&selector(id, Cell::Name)) {
                    name.click();
                }
            }
            Entry::Recolor => self.open_colors(id),
            Entry::Select => self.pick(id, Pick::Toggle),
            Entry::Up => self.move_row(id, -1),
            Entry::Down => self.move_row(id, 1),
            Entry::Insert => self.insert_below(id),
            Entry::Show(holder) => {
                if let Some(row) = self.editor.row(id) {
                    self.show_records(&row.status, holder);
                }
            }
            Entry::MoveTo => self.open(Overlay::Position(id)),
            Entry::Delete => self.ask_deletion(id, None),
            Entry::Restore => self.restore_name(id),
            Entry::CopyCode => self.copy_code(id),
        }
    }

    /// Whether rows may be deleted and moved: not without a connection (ux §6.2).
    pub(super) fn may_rearrange(&self) -> bool {
        self.editor.link() != Link::Offline && self.editor.access() == Access::Edit
    }

    /// Says why nothing happens, if that is for want of a connection.
    pub(super) fn tell_to_wait(&self) {
        if self.editor.link() == Link::Offline {
            self.dispatcher.dispatch(Action::Told(Notice::MovesWait));
        }
    }

    pub(super) fn move_row(&self, target: StatusId, steps: isize) {
        let leaving = self.editor.row(target).is_none_or(|row| row.state.is_leaving());
        if leaving {
            return;
        }
        if !self.may_rearrange() {
            return self.tell_to_wait();
        }
        if self.is_filtered() {
            return self.dispatcher.dispatch(Action::Told(Notice::NotMoved));
        }
        self.dispatcher.dispatch(Action::Moved { target, steps });
    }

    /// Gives a row the name back that Bitrix24 gave it: a change like any other.
    fn restore_name(&self, id: StatusId) {
        let original = self.editor.row(id).and_then(|row| Name::parse(&row.status.name_init).ok());
        if let Some(name) = original {
            self.change(id, Change::Rename(name));
        }
    }

    fn copy_code(&self, id: StatusId) {
        let Some(row) = self.editor.row(id) else { return };
        self.copy(row.status.code.clone(), Action::CodeCopied(id));
    }

    fn copy_name(&self, id: StatusId) {
        let Some(row) = self.editor.row(id) else { return };
        let name = row.status.name.clone();
        self.copy(name.clone(), Action::Told(Notice::NameCopied { name }));
    }

    pub(super) fn copy(&self, text: Box<str>, done: Action) {
        let dispatcher = self.dispatcher.clone();
        spawn_local(async move {
            if clipboard::copy(&text).await {
                dispatcher.dispatch(done);
            }
        });
    }

    fn insert_below(&self, id: StatusId) {
        if let Some(row) = self.editor.row(id) {
            self.write_row(Spot { group: row.status.group, below: Some(id) });
        }
    }

    /// Calls a deletion off; it is a step like any other, so that it leaves the history, too.
    fn keep(&self, id: StatusId, mutation: MutationId) {
        let step = self.editor.history().steps().find(|step| step.deletes(id));
        self.dispatcher.dispatch(match step {
            Some(step) => Action::Undone(Some(step.number)),
            None => Action::Reverted(mutation),
        });
    }
}

/// Keeps the focus on a row whose note, which has it, is about to go.
fn stay(id: StatusId) {
    dom::focus(dom::find(&selector(id, Cell::Name)));
}
