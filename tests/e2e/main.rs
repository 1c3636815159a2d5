//! Whole stories in Chromium: the widget from `dist/`, in a frame of another origin, inside the emulated
//! portal. `cargo xtask test` builds what is needed and tells these tests where it is.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test that meets what it does not expect has failed")]

mod stage;

mod accessibility;
mod add;
mod chaos;
mod choose;
mod color;
mod conflict;
mod connect;
mod crash;
mod delete;
mod directories;
mod faults;
mod hard_data;
mod install;
mod keyboard;
mod languages;
mod look;
mod many;
mod narrow;
mod offline;
mod order;
mod paste;
mod pictures;
mod preview;
mod recolor;
mod relocate;
mod rename;
mod reorder;
mod rights;
mod search;
mod security;
mod session;
mod sketch;
mod startup;
mod states;
mod trial;
mod undo;
mod usage;
mod wire;
