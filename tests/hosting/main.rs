//! What is given away, served as it would be: real web servers with the configurations of the package, the handlers of
//! other hosts, and the archive, each of which shows the widget inside the emulated portal. `cargo xtask test --only
//! package` makes the package and tells these tests where it is, and which portal may show it.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test that meets what it does not expect has failed")]

mod answer;
mod package;
mod scratch;
mod server;

mod answers;
mod archive;
mod frames;
mod handlers;
