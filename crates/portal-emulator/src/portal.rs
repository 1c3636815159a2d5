//! The portal's state: everything that a request can read or change.

use crate::options::{Generation, Options, Profile};

pub(crate) mod fault;
pub(crate) mod items;
pub(crate) mod journal;
pub(crate) mod knobs;
pub(crate) mod pipelines;
pub(crate) mod seed;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod status;
pub(crate) mod statuses;
pub(crate) mod user;

use items::Items;
use journal::Journal;
use knobs::Knobs;
use pipelines::Pipelines;
use seed::Seed;
use sessions::Sessions;
use settings::Settings;
use statuses::Statuses;

/// A portal in memory. A request locks it once and sees it whole.
#[derive(Debug)]
pub(crate) struct Portal {
    /// The dictionaries: stages, sources and the like.
    pub(crate) statuses: Statuses,
    /// The deal pipelines.
    pub(crate) pipelines: Pipelines,
    /// Deals, leads and other items, as far as they occupy stages.
    pub(crate) items: Items,
    /// Access tokens and webhooks.
    pub(crate) sessions: Sessions,
    /// What the application stored about itself and its users.
    pub(crate) settings: Settings,
    /// Overrides set through the control API.
    pub(crate) knobs: Knobs,
    /// The REST requests so far.
    pub(crate) journal: Journal,
    /// Which release the portal follows.
    pub(crate) generation: Generation,
    start: Start,
}

/// What a reset goes back to.
#[derive(Debug)]
struct Start {
    seed: Seed,
    profile: Profile,
    /// Whether the application needs no installation.
    installed: bool,
}

impl Portal {
    pub(crate) fn new(seed: Seed, options: &Options) -> Self {
        let installed = options.install.is_none();
        Self {
            statuses: Statuses::seeded(&seed),
            pipelines: Pipelines::default(),
            items: Items::default(),
            sessions: Sessions::new(options.token_lifetime),
            settings: Settings::fresh(installed),
            knobs: Knobs::new(options.profile),
            journal: Journal::default(),
            generation: options.generation,
            start: Start { seed, profile: options.profile, installed },
        }
    }

    /// Goes back to the seed and the profile of the start; tokens stay valid.
    pub(crate) fn reset(&mut self) {
        self.statuses = Statuses::seeded(&self.start.seed);
        self.pipelines = Pipelines::default();
        self.items = Items::default();
        self.settings = Settings::fresh(self.start.installed);
        self.knobs = Knobs::new(self.start.profile);
        self.journal = Journal::default();
    }

    /// Adds a deal pipeline with the stages that every new one gets, and returns its id.
    pub(crate) fn add_pipeline(&mut self, id: Option<u64>, name: Option<String>) -> u64 {
        let pipeline = self.pipelines.add(id, name);
        let (id, name) = (pipeline.id, pipeline.name.clone());
        self.statuses.add_pipeline(id, &name, &self.start.seed);
        id
    }
}
