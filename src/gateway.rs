//! What the editor needs of a portal, whoever answers.

pub mod rest;

use statuses::relocation::Reply as Answered;
use statuses::{Call, Failure, Loaded, Round, Seen, StatusId, Written};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// An answer that is still to come.
pub type Reply<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A portal. [`rest::Rest`] is a real one; tests bring their own.
pub trait Gateway {
    /// The rows of all directories, their descriptions, and what the user may do with them.
    fn load(&self) -> Reply<'_, Result<Loaded, Failure>>;

    /// These rows of a directory as they are now, or all if there are none.
    fn read<'a>(&'a self, entity: &'a str, rows: &'a [StatusId]) -> Reply<'a, Result<Seen, Failure>>;

    /// Writes, and reads every row back, because only that proves it.
    fn write<'a>(&'a self, round: &'a Round) -> Reply<'a, Result<Written, Failure>>;

    /// Makes calls in one batch, at most 50 of them: the result of each and, where it counts, its total.
    fn ask<'a>(&'a self, calls: &'a [Call]) -> Reply<'a, Result<Vec<Answered>, Failure>>;

    /// Opens a page of the portal above this one. Where the portal does not allow that, its address is given back.
    fn show<'a>(&'a self, path: &'a str) -> Reply<'a, Result<(), String>>;
}

/// A gateway as a property: equal means the same one.
#[derive(Clone)]
pub struct GatewayHandle(Rc<dyn Gateway>);

impl GatewayHandle {
    /// Shares a gateway.
    pub fn new(gateway: impl Gateway + 'static) -> Self {
        Self(Rc::new(gateway))
    }
}

impl std::ops::Deref for GatewayHandle {
    type Target = dyn Gateway;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl PartialEq for GatewayHandle {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::addr_eq(Rc::as_ptr(&self.0), Rc::as_ptr(&other.0))
    }
}

impl std::fmt::Debug for GatewayHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GatewayHandle")
    }
}
