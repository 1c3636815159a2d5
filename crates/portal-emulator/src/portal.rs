//! The portal's state: everything that a request can read or change.

use std::{sync::Arc, time::Duration};

use serde_json::Value;
use tokio::sync::{broadcast, watch};

use crate::options::{Generation, Options, Profile, RequestLimit};

pub(crate) mod bindings;
mod contents;
pub(crate) mod faults;
pub(crate) mod generate;
pub(crate) mod identity;
pub(crate) mod journal;
pub(crate) mod knobs;
pub(crate) mod limits;
pub(crate) mod pipelines;
pub(crate) mod places;
pub(crate) mod random;
pub(crate) mod records;
pub(crate) mod seed;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod smart_types;
pub(crate) mod status;
pub(crate) mod statuses;
pub(crate) mod user;

use bindings::Bindings;
use faults::{
    Faults,
    kind::{Hook, Kind},
};
use identity::Identity;
use journal::Journal;
use knobs::Knobs;
use limits::Limits;
use pipelines::Pipelines;
use records::Records;
use seed::Seed;
use sessions::Sessions;
use settings::Settings;
use smart_types::SmartTypes;
use statuses::Statuses;

/// A portal in memory. A request locks it once and sees it whole.
#[derive(Debug)]
pub(crate) struct Portal {
    /// The dictionaries: stages, sources and the like.
    pub(crate) statuses: Statuses,
    /// The pipelines of deals, invoices and smart processes.
    pub(crate) pipelines: Pipelines,
    /// The smart processes.
    pub(crate) smart_types: SmartTypes,
    /// Deals, leads and all other records.
    pub(crate) records: Records,
    /// Access tokens and webhooks.
    pub(crate) sessions: Sessions,
    /// What the application stored about itself and its users.
    pub(crate) settings: Settings,
    /// Where the application has put itself.
    pub(crate) bindings: Bindings,
    /// Overrides set through the control API.
    pub(crate) knobs: Knobs,
    /// What is to go wrong.
    pub(crate) faults: Faults,
    /// How many requests and how much time callers have left.
    pub(crate) limits: Limits,
    /// The REST requests so far.
    pub(crate) journal: Journal,
    /// What the portal and the application are called.
    pub(crate) identity: Arc<Identity>,
    /// Which release the portal follows.
    pub(crate) generation: Generation,
    /// How long every REST request is on its way.
    pub(crate) latency: Duration,
    /// Whether connections are kept for another request. A browser that meets a broken one which it has used before
    /// quietly sends the request again, and nobody would notice the fault.
    pub(crate) keep_alive: watch::Sender<bool>,
    /// What open pages are told.
    pub(crate) events: broadcast::Sender<PageEvent>,
    start: Start,
}

/// What the portal pages are told while they are open.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PageEvent {
    /// The application has changed.
    Reload,
    /// Whether any fault waits for messages of the frame.
    Faults(bool),
    /// Something has happened in the portal that the application may listen for (frame-protocol §4).
    Fired(Value),
}

/// What a reset goes back to.
#[derive(Debug)]
struct Start {
    seed: Seed,
    profile: Profile,
    request_limit: RequestLimit,
    /// Whether the application needs no installation.
    installed: bool,
}

impl Portal {
    pub(crate) fn new(seed: Seed, options: &Options) -> Self {
        let installed = options.install.is_none();
        Self {
            statuses: Statuses::seeded(&seed),
            pipelines: Pipelines::default(),
            smart_types: SmartTypes::default(),
            records: Records::default(),
            sessions: Sessions::new(options.token_lifetime),
            settings: Settings::fresh(installed),
            bindings: Bindings::default(),
            knobs: Knobs::new(options.profile),
            faults: Faults::default(),
            limits: Limits::new(options.request_limit),
            journal: Journal::default(),
            identity: Arc::new(Identity::random()),
            generation: options.generation,
            latency: options.latency,
            keep_alive: watch::channel(true).0,
            events: broadcast::channel(32).0,
            start: Start { seed, profile: options.profile, request_limit: options.request_limit, installed },
        }
    }

    /// Goes back to the seed and the profile of the start; tokens stay valid.
    pub(crate) fn reset(&mut self) {
        self.statuses = Statuses::seeded(&self.start.seed);
        self.pipelines = Pipelines::default();
        self.smart_types = SmartTypes::default();
        self.records = Records::default();
        self.settings = Settings::fresh(self.start.installed);
        self.bindings = Bindings::default();
        self.knobs = Knobs::new(self.start.profile);
        self.faults = Faults::default();
        self.limits = Limits::new(self.start.request_limit);
        self.journal = Journal::default();
        self.announce_faults();
    }

    /// What goes wrong here and now.
    pub(crate) fn spring(&mut self, hook: Hook<'_>) -> Vec<Kind> {
        let sprung = self.faults.spring(hook);
        if !sprung.is_empty() {
            self.announce_faults();
        }
        sprung
    }

    /// Tells those whom it concerns that other faults wait than before.
    pub(crate) fn announce_faults(&self) {
        let keeps = !self.faults.break_connections();
        self.keep_alive.send_if_modified(|kept| std::mem::replace(kept, keeps) != keeps);
        self.tell(PageEvent::Faults(self.faults.wait_for_frame()));
    }

    /// Tells the open pages, of which there may be none.
    pub(crate) fn tell(&self, event: PageEvent) {
        let _ = self.events.send(event);
    }
}
