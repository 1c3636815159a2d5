//! A Bitrix24 portal on loopback: the page that opens an application in a frame, the REST API behind it, and a
//! control API for tests and development.
//!
//! Three origins are listened on: the *portal* (page and `/rest`), the *app host* (a folder with the built
//! application, unless that runs elsewhere) and the *control API*. All state is in memory.
//!
//! The REST API follows the project's notes on `crm.status.*` ("rest-behaviour"), the page and its messages the
//! notes on the placement frame ("frame-protocol"); comments cite their sections.
//!
//! ```no_run
//! # async fn example() -> Result<(), portal_emulator::StartError> {
//! use portal_emulator::{Emulator, Options};
//!
//! let emulator = Emulator::start(Options::default()).await?;
//! println!("{} shows {}", emulator.portal(), emulator.app());
//! emulator.stop().await;
//! # Ok(())
//! # }
//! ```

pub mod php;

pub mod cli;

mod app_host;
mod clock;
mod control;
mod emulator;
mod events;
mod http_client;
mod options;
mod page;
mod portal;
mod rest;
mod secret;
mod server;
mod shared;
mod transit;

pub use emulator::{Emulator, StartError};
pub use options::{App, Generation, Options, Profile, RequestLimit};
