//! Stagecraft: the status and stage editor for Bitrix24, as a widget in a placement.
//!
//! This crate is everything that touches the browser; what can be said without one is in [`statuses`].
//!
//! ```text
//! portal page ─postMessage─▶ Frame ─▶ Session (token) ─▶ Rest: Gateway
//!                                                          ▲      │ answers
//!                                              effects     │      ▼
//! person ─▶ components ─Action─▶ Model (Editor: base + pending) ─▶ view
//! ```

#![expect(
    missing_debug_implementations,
    reason = "properties hold callbacks and markup, which have no Debug"
)]

pub mod app;
pub mod clipboard;
pub mod components;
pub mod dom;
pub mod frame;
pub mod gate;
pub mod gateway;
pub mod hooks;
pub mod installer;
pub mod locale;
pub mod model;
pub mod session;
pub mod start;
pub mod unsaved;
