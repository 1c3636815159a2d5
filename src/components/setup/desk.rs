//! What the installer knows, and what it asks of the portal.

use super::Site;
use crate::gateway::GatewayHandle;
use crate::locale;
use statuses::setup::{Obstacle, Row, Setup, Titles};
use statuses::text::Lang;
use statuses::{Call, Failure};
use std::rc::Rc;
use std::time::Duration;
use yew::platform::spawn_local;
use yew::platform::time::sleep;
use yew::prelude::*;

/// How many commands a batch may have (rest-behaviour §7), less one that reads back.
const TOGETHER: usize = 49;

/// How long the portal page may take to load itself anew after an installation.
const FINISHING: Duration = Duration::from_secs(10);

/// How far the conversation with the portal has come.
#[derive(Clone, PartialEq)]
pub(super) enum State {
    /// What there is, is being asked.
    Asking,
    /// The portal does not tell.
    Failed(Failure),
    /// Told.
    Ready(Ready),
    /// The portal has been told that the installation is done.
    Finishing,
    /// It does not act on it.
    Unfinished,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Busy {
    Adding,
    Removing,
}

/// The placements, and what came of the last change.
#[derive(Clone, PartialEq)]
pub(super) struct Ready {
    pub(super) setup: Setup,
    /// What is under way, in which placements.
    pub(super) busy: Option<(Busy, Rc<[Box<str>]>)>,
    /// What the portal refused.
    pub(super) obstacles: Vec<(Box<str>, Obstacle)>,
    /// Why it did not answer.
    pub(super) failure: Option<Failure>,
    pub(super) added: usize,
    pub(super) removed: usize,
    /// The placements that the installer is to leave out.
    pub(super) skipped: Vec<Box<str>>,
}

impl Ready {
    fn new(setup: Setup) -> Self {
        Self {
            setup,
            busy: None,
            obstacles: Vec::new(),
            failure: None,
            added: 0,
            removed: 0,
            skipped: Vec::new(),
        }
    }

    pub(super) fn wanting(mut self, code: &str, wanted: bool) -> Self {
        self.skipped.retain(|skipped| **skipped != *code);
        if !wanted {
            self.skipped.push(code.into());
        }
        self
    }

    pub(super) fn busy_with(&self, row: &Row) -> Option<Busy> {
        let (busy, codes) = self.busy.as_ref()?;
        codes.contains(&row.placement.code).then_some(*busy)
    }

    pub(super) fn obstacle(&self, row: &Row) -> Option<&Obstacle> {
        self.obstacles.iter().find(|(code, _)| *code == row.placement.code).map(|(_, obstacle)| obstacle)
    }

    fn codes(&self, keep: impl Fn(&Row) -> bool) -> Vec<Box<str>> {
        let rows = self.setup.rows().iter().filter(|row| keep(row));
        rows.map(|row| row.placement.code.clone()).collect()
    }

    /// Where it could be added.
    pub(super) fn free(&self) -> Vec<Box<str>> {
        self.codes(|row| row.offered && !row.here)
    }

    /// Where it is to be added.
    pub(super) fn wanted(&self) -> Vec<Box<str>> {
        self.codes(|row| row.offered && !row.here && !self.skipped.contains(&row.placement.code))
    }

    /// Where it is, under whatever address.
    pub(super) fn there(&self) -> Vec<Box<str>> {
        self.codes(|row| row.here || !row.older.is_empty())
    }
}

/// The portal, and whom to tell.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) lang: Lang,
    pub(super) gateway: GatewayHandle,
    pub(super) site: Site,
    pub(super) state: UseStateSetter<State>,
    pub(super) oninstalled: Option<Callback<()>>,
    pub(super) onback: Callback<()>,
}

impl Desk {
    /// Asks how things are.
    pub(super) fn ask(&self) {
        self.state.set(State::Asking);
        let desk = self.clone();
        spawn_local(async move {
            let answers = desk.gateway.ask(&Setup::questions()).await;
            let setup = answers.and_then(|answers| Setup::read(&desk.site.handler, answers));
            desk.state.set(setup.map_or_else(State::Failed, |setup| State::Ready(Ready::new(setup))));
        });
    }

    /// Adds these placements, or takes them away. An installer that has added all is done.
    pub(super) fn change(&self, ready: Ready, codes: &[Box<str>], busy: Busy) {
        let mut ready = Ready { skipped: ready.skipped, ..Ready::new(ready.setup) };
        ready.busy = Some((busy, codes.into()));
        self.state.set(State::Ready(ready.clone()));
        let (desk, codes) = (self.clone(), codes.to_vec());
        spawn_local(async move {
            let outcome = match busy {
                Busy::Adding => desk.add(&mut ready, &codes).await,
                Busy::Removing => desk.remove(&mut ready, &codes).await,
            };
            ready.busy = None;
            ready.failure = outcome.err();
            if desk.oninstalled.is_some() && ready.failure.is_none() && ready.obstacles.is_empty() {
                desk.finish();
            } else {
                desk.state.set(State::Ready(ready));
            }
        });
    }

    async fn add(&self, ready: &mut Ready, codes: &[Box<str>]) -> Result<(), Failure> {
        // Those of its own language, for want of the others.
        let titles = locale::titles(&self.site.titles).await;
        let titles = titles.unwrap_or_else(|| Titles::of(self.lang.texts()));
        let rows = ready.setup.rows().iter().filter(|row| codes.contains(&row.placement.code));
        let calls: Vec<_> =
            rows.map(|row| (row.placement.code.clone(), ready.setup.add(&row.placement, &titles))).collect();
        let refused = self.send(ready, calls).await?;
        ready.obstacles =
            refused.into_iter().filter_map(|(code, why)| Some((code, Obstacle::of(why)?))).collect();
        let here = ready.codes(|row| row.here);
        ready.added = codes.iter().filter(|code| here.contains(code)).count();
        let tidy = ready.setup.tidy().into_iter().map(|call| (Box::default(), call)).collect();
        self.send(ready, tidy).await.map(drop)
    }

    async fn remove(&self, ready: &mut Ready, codes: &[Box<str>]) -> Result<(), Failure> {
        let rows = ready.setup.rows().iter().filter(|row| codes.contains(&row.placement.code));
        let calls = rows.flat_map(|row| {
            let calls = ready.setup.remove(row).into_iter();
            calls.map(|call| (row.placement.code.clone(), call))
        });
        let refused = self.send(ready, calls.collect()).await?;
        ready.obstacles =
            refused.into_iter().map(|(code, why)| (code, Obstacle::Other(Rc::new(why)))).collect();
        let there = ready.there();
        ready.removed = codes.iter().filter(|code| !there.contains(code)).count();
        Ok(())
    }

    /// Sends calls, and reads back what holds after them. What was refused is given back.
    async fn send(
        &self,
        ready: &mut Ready,
        calls: Vec<(Box<str>, Call)>,
    ) -> Result<Vec<(Box<str>, Failure)>, Failure> {
        let mut refused = Vec::new();
        for calls in calls.chunks(TOGETHER) {
            let commands: Vec<_> =
                calls.iter().map(|(_, call)| call.clone()).chain([Setup::bound()]).collect();
            let mut answers = self.gateway.ask(&commands).await?;
            let bound = answers.pop().map(|answer| answer.result).transpose()?.unwrap_or_default();
            ready.setup.reread(&bound);
            let results = answers.into_iter().map(|answer| answer.result);
            refused.extend(
                calls
                    .iter()
                    .zip(results)
                    .filter_map(|((code, _), result)| Some((code.clone(), result.err()?))),
            );
        }
        Ok(refused)
    }

    /// Ends the installation. The portal page goes away then; it says nothing if it does not (frame-protocol §7).
    pub(super) fn finish(&self) {
        let Some(oninstalled) = &self.oninstalled else { return };
        self.state.set(State::Finishing);
        oninstalled.emit(());
        let desk = self.clone();
        spawn_local(async move {
            sleep(FINISHING).await;
            let info = desk.gateway.ask(&[Call::new("app.info", statuses::form::Params::new())]).await;
            let info = info.ok().and_then(|mut answers| answers.pop()?.result.ok()).unwrap_or_default();
            let installed = *info.get("INSTALLED") == statuses::json::Json::Bool(true);
            if installed {
                desk.onback.emit(());
            } else {
                desk.state.set(State::Unfinished);
            }
        });
    }
}
