use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{
    clock::Moment,
    page::pages::Pages,
    portal::{Portal, identity::Identity},
};

/// What the origins have in common.
#[derive(Debug)]
pub(crate) struct Shared {
    portal: Mutex<Portal>,
    pages: Mutex<Pages>,
    pub(crate) origins: Origins,
    /// The portal has it, too; here it is read without locking.
    pub(crate) identity: Arc<Identity>,
    log: bool,
}

/// Where everything is found.
#[derive(Clone, Debug)]
pub(crate) struct Origins {
    /// `http://127.0.0.1:PORT`.
    pub(crate) portal: String,
    /// The address of the application, as registered.
    pub(crate) app: String,
    /// Whether the application is served by somebody else.
    pub(crate) app_is_external: bool,
    /// The address of the application's installer, if it has one.
    pub(crate) install: Option<String>,
    /// `http://127.0.0.1:PORT`.
    pub(crate) control: String,
}

impl Origins {
    /// `127.0.0.1:PORT`, the portal's `DOMAIN` (frame-protocol §1.2).
    pub(crate) fn domain(&self) -> &str {
        self.portal.trim_start_matches("http://")
    }
}

impl Shared {
    pub(crate) fn new(portal: Portal, origins: Origins, log: bool) -> Self {
        Self {
            identity: Arc::clone(&portal.identity),
            portal: Mutex::new(portal),
            pages: Mutex::default(),
            origins,
            log,
        }
    }

    /// The portal, locked. A request that panicked leaves it usable.
    pub(crate) fn portal(&self) -> MutexGuard<'_, Portal> {
        self.portal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The pages shown so far, by their `sessid`.
    pub(crate) fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a line to standard error. Nothing secret may be in it.
    pub(crate) fn log(&self, line: &str) {
        if self.log {
            eprintln!("{} {line}", Moment::now().iso_millis());
        }
    }
}
