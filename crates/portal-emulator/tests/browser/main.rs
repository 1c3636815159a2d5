//! The portal page in Chromium, against the acceptance cases of frame-protocol §14. `S` of that table is `{S}` here.
//!
//! `cargo test -p portal-emulator --test browser -- --test-threads=2`, with `CHROMEDRIVER` and `CHROMIUM` if they are not on
//! the path.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod basics;
mod bench;
mod dialogs;
mod faults;
mod garbage;
mod handler;
mod install;
mod opening;
mod panel;
mod placement;
mod referee;
mod sliders;
mod storage;
mod tokens;
