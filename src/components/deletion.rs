//! How a row is deleted: its records are counted, the user is asked if there are any, and they are moved first.

use super::delete_dialog::{self, Question, Reply, Way};
use super::dialog;
use super::overlay::Overlay;
use super::relocation_dialog;
use super::status_editor::Screen;
use crate::locale::phrase;
use statuses::relocation::Stage;
use statuses::text::fill;
use statuses::{
    Action, Cause, Change, Check, Color, Count, Event, Holder, Job, MutationId, News, Progress, Row, Status,
    StatusId,
};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Goes on with a deletion as soon as its records are counted, or moved.
#[hook]
pub(super) fn use_deletion(screen: &Screen) {
    let verdict = screen.census.verdict().cloned();
    // One question at a time.
    let free = screen.overlay.is_none() && screen.census.job().is_none();
    use_effect_with((verdict, free), {
        let screen = screen.clone();
        move |(verdict, free)| {
            if let Some(check) = verdict {
                screen.decide(check, *free);
            }
        }
    });
    let refused = screen.editor.pending().iter().filter(|it| is_refusal(&it.progress));
    let refused: Vec<_> = refused.map(|it| it.target).collect();
    use_effect_with(refused, {
        let clerk = screen.clerk.clone();
        move |ids| clerk.dispatch(News::Refused(ids.clone()))
    });
    let cleared = screen.census.job().filter(|job| job.relocation.stage() == Stage::Cleared).cloned();
    use_effect_with(cleared, {
        let screen = screen.clone();
        move |job| {
            if let Some(job) = job {
                screen.finish(job);
            }
        }
    });
}

impl Screen {
    /// Wants a row deleted, unless that cannot be now. What holds it is counted first.
    pub(super) fn ask_deletion(&self, id: StatusId, replaces: Option<MutationId>) {
        self.look_into(id, replaces, false);
    }

    /// The same after the portal has refused because of records: if none are to be seen, that is explained.
    pub(super) fn ask_what_helps(&self, id: StatusId) {
        self.look_into(id, None, true);
    }

    fn look_into(&self, id: StatusId, replaces: Option<MutationId>, explains: bool) {
        let row = self.editor.row(id).filter(|row| !row.state.is_leaving());
        let Some(row) = row else { return };
        if !self.may_rearrange() {
            return self.tell_to_wait();
        }
        let mut status = row.status;
        if let Some(keystone) = self.editor.directory().keystone(&status) {
            return self.open(Overlay::Protected(status, keystone));
        }
        if id.is_provisional() {
            // Nothing can hold what the portal does not know.
            return self.change(id, Change::Delete { forced: false });
        }
        // The portal has just said that it is a system row, whatever the list says.
        if replaces.is_some() {
            Rc::make_mut(&mut status).system = true;
        }
        self.clerk.dispatch(News::CheckWanted(Check { status, replaces, explains }));
    }

    /// Deletes a row that nothing holds; asks about any other one, if nothing else is being asked.
    fn decide(&self, check: &Check, free: bool) {
        // Not while records are moved, or about to be: it could be to this value.
        if !free {
            return;
        }
        let id = check.status.id;
        let count = self.census.usage().of(id).cloned().unwrap_or(Count::Unknowable);
        let empty = count.total() == Some(0);
        let asks = check.status.system || self.preferences.ask_first;
        if check.status.entity != self.editor.directory().entity && empty && !asks {
            // The user has turned to another directory meanwhile.
            self.clerk.dispatch(News::VerdictTaken);
            let delete = Action::Edited { target: id, change: Change::Delete { forced: false } };
            return self.dispatcher.tell(Event::In(check.status.entity.clone(), delete));
        }
        let row = self.editor.row(id).filter(|row| !row.state.is_leaving() && self.may_rearrange());
        let Some(row) = row else { return self.clerk.dispatch(News::VerdictTaken) };
        self.clerk.dispatch(News::VerdictTaken);
        // Whoever wants it deleted once more has perhaps seen to what stood in the way.
        if empty && check.explains && row.state.is_held_by_records() {
            return self.open(Overlay::Hidden(row.status));
        }
        if empty && !asks {
            return self.change(id, Change::Delete { forced: false });
        }
        self.open(Overlay::Delete(self.question(check, count)));
    }

    fn question(&self, check: &Check, count: Count) -> Question {
        let targets = self.targets(check.status.id);
        let target = self.nearest(&check.status, &targets);
        let way = if target.is_some() { Way::Move } else { Way::Show };
        let (status, replaces) = (Rc::clone(&check.status), check.replaces);
        Question { status, replaces, count, way, targets: targets.into(), target, understood: false }
    }

    /// The other values of the list, with the colours in which they are shown.
    fn targets(&self, id: StatusId) -> Vec<(Rc<Status>, Option<Color>)> {
        let directory = self.editor.directory();
        let stays =
            |row: &Row| row.status.id != id && !row.status.id.is_provisional() && !row.state.is_leaving();
        let sections = self.editor.sections();
        let rows = sections.iter().flat_map(|section| section.rows.iter().enumerate());
        let rows = rows.filter(|(_, row)| stays(row));
        rows.map(|(nth, row)| (Rc::clone(&row.status), directory.shown_color(&row.status, nth))).collect()
    }

    /// The value before it in its group, or else the next one, or any.
    fn nearest(&self, status: &Status, targets: &[(Rc<Status>, Option<Color>)]) -> Option<StatusId> {
        let place = |id| self.editor.placed(id).map_or(0, |(at, _)| at);
        let own = place(status.id);
        let kin = targets.iter().map(|(target, _)| target).filter(|target| target.group == status.group);
        let near = kin.min_by_key(|target| {
            let at = place(target.id);
            (own.abs_diff(at), at > own)
        });
        near.or_else(|| targets.first().map(|(target, _)| target)).map(|target| target.id)
    }

    pub(super) fn view_deletion(&self, question: &Question, onclose: Callback<()>) -> Html {
        let onreply = {
            let (screen, question) = (self.clone(), question.clone());
            Callback::from(move |reply| screen.answer(&question, reply))
        };
        delete_dialog::view(self.lang, self.editor.directory(), question, &onreply, onclose)
    }

    fn answer(&self, question: &Question, reply: Reply) {
        let status = &question.status;
        match reply {
            Reply::Changed(question) => self.open(Overlay::Delete(question)),
            Reply::Show(holder) => self.show_records(status, holder),
            Reply::CheckAgain => {
                self.overlay.set(None);
                let (status, replaces) = (Rc::clone(status), question.replaces);
                self.clerk.dispatch(News::CheckWanted(Check { status, replaces, explains: false }));
            }
            Reply::Confirmed => {
                self.overlay.set(None);
                let in_use = question.count.total().is_some_and(|total| total > 0);
                match (question.way, &question.count) {
                    (Way::Show, Count::Known(counts)) if in_use => {
                        let first = counts.iter().position(|count| *count > 0);
                        self.show_records(status, first.unwrap_or(0));
                    }
                    (Way::Move, Count::Known(counts)) if in_use => self.move_records(question, counts),
                    _ => {
                        match question.replaces {
                            Some(mutation) => self.dispatcher.dispatch(Action::Forced(mutation)),
                            None => self.change(status.id, Change::Delete { forced: status.system }),
                        }
                        // What could not be counted is deleted whatever holds it.
                        let known = question.count.total().unwrap_or(u32::MAX);
                        self.dispatcher.dispatch(Action::Accepted(status.id, known));
                    }
                }
            }
        }
    }

    fn move_records(&self, question: &Question, counted: &Rc<[u32]>) {
        // As the list is now: the value that was chosen may be gone, or about to go.
        let targets = self.targets(question.status.id);
        let to = targets.into_iter().map(|(target, _)| target);
        if let Some(to) = to.into_iter().find(|target| Some(target.id) == question.target) {
            let (from, counted) = (Rc::clone(&question.status), Rc::clone(counted));
            return self.clerk.dispatch(News::MoveWanted { from, to, counted });
        }
        let (status, replaces) = (Rc::clone(&question.status), question.replaces);
        let check = Check { status, replaces, explains: false };
        self.open(Overlay::Delete(self.question(&check, question.count.clone())));
    }

    pub(super) fn view_job(&self, job: &Rc<Job>) -> Html {
        let onnews = {
            let clerk = self.clerk.clone();
            Callback::from(move |news| clerk.dispatch(news))
        };
        let onshow = {
            let (screen, job) = (self.clone(), Rc::clone(job));
            Callback::from(move |()| screen.show_records(&job.from, job.relocation.lagging()))
        };
        relocation_dialog::view(self.lang, job, &onnews, &onshow)
    }

    /// Nothing holds the value any more: it goes as any other one.
    fn finish(&self, job: &Job) {
        // Not only taken off the page: then the focus would be nowhere.
        dialog::close();
        self.clerk.dispatch(News::JobClosed);
        self.change(job.from.id, Change::Delete { forced: job.from.system });
    }

    /// Opens the portal's own list of the records that hold a value.
    pub(super) fn show_records(&self, status: &Status, holder: usize) {
        let Some(path) = Holder::of(&status.entity).get(holder).map(|holder| holder.path(&status.code))
        else {
            return;
        };
        let (gateway, overlay) = (self.gateway.clone(), self.overlay.clone());
        spawn_local(async move {
            if let Err(address) = gateway.show(&path).await {
                overlay.set(Some(Overlay::Address(address.into())));
            }
        });
    }

    /// Says that a row is being looked into: that may take a moment, and nothing else is to be seen of it.
    pub(super) fn view_checking(&self) -> Html {
        let texts = self.lang.texts();
        let checked = self.census.checked();
        let checked = checked.map(|check| phrase(&fill(texts.checking_use, &[("name", &check.status.name)])));
        html! { <span class="visually-hidden" role="status">{checked}</span> }
    }
}

/// Whether it was not made because of records.
fn is_refusal(progress: &Progress) -> bool {
    matches!(progress, Progress::Failed(failure) if matches!(failure.cause, Cause::HasItems | Cause::InUse))
}
