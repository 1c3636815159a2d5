//! Stagecraft: the status and stage editor for Bitrix24, as a widget in a placement, and as a component.
//!
//! This crate is everything that touches the browser; what can be said without one is in [`statuses`].
//!
//! ```text
//! portal page ─postMessage─▶ Frame ─▶ Session (token) ─▶ Rest: Gateway ◀─ Webhook (no portal page)
//!                                                          ▲      │ answers
//!                                              effects     │      ▼
//! person ─▶ components ─Action─▶ Model (Editor: base + pending) ─▶ view
//! ```
//!
//! # In another application
//!
//! [`StatusEditor`] edits whatever a [`Gateway`] reads and writes: implement that for your own way to the portal, and
//! hand it over. The page needs the styles of [`assets::STYLE`] (or `static/app.css`) and, once in its body, the icons
//! of [`assets::ICONS`]. A page has one editor at a time: it finds its own elements by their ids, and listens to the
//! keys of the whole page.
//!
//! ```no_run
//! use stagecraft::gateway::GatewayHandle;
//! use stagecraft::statuses::Opening;
//! use stagecraft::statuses::text::{Lang, Language};
//! use stagecraft::{Gateway, StatusEditor};
//! use yew::prelude::*;
//!
//! fn editor(gateway: impl Gateway + 'static, lang: Lang) -> Html {
//!     let gateway = GatewayHandle::new(gateway);
//!     html! { <StatusEditor {lang} {gateway} opening={Opening::default()} portal="crm.example.com" /> }
//! }
//! ```
//!
//! A language is [read](statuses::text::Lang::read) from a table of the build's folder `lang-…`, or, with the feature
//! `languages`, part of the program ([`Lang::built_in`](statuses::text::Lang)). `examples/embed` is an application of
//! this kind.

#![expect(
    missing_debug_implementations,
    reason = "properties hold callbacks and markup, which have no Debug"
)]

pub mod ahead;
pub mod app;
pub mod assets;
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
pub mod policy;
pub mod session;
pub mod start;
pub mod unsaved;

pub use components::status_editor::{StatusEditor, StatusEditorProps};
pub use gateway::Gateway;
pub use statuses;
