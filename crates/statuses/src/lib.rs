//! The statuses of a Bitrix24 CRM, without a browser.
//!
//! Everything that can be said without DOM, clock, network or randomness lives here and is tested on the
//! host: the domain ([`Status`], [`Directory`], [`Color`], [`Name`]), the state of the portal's directories, of
//! the editor of each and its optimistic updates ([`Workspace`], [`Editor`], [`Store`]), the REST calls and their answers ([`Call`], [`envelope`],
//! [`wire`]), what went wrong and what can be done about it ([`Failure`]), the frame's messages
//! ([`frame`]), the address of a webhook ([`Webhook`]) and every text a person reads ([`text`]).

pub mod call;
pub mod census;
pub mod clock;
pub mod code;
pub mod color;
pub mod directory;
pub mod editor;
pub mod entities;
pub mod envelope;
pub mod failure;
pub mod filter;
pub mod form;
pub mod frame;
pub mod history;
pub mod inventory;
pub mod json;
mod key;
mod known;
pub mod lift;
pub mod name;
pub mod opening;
pub mod paste;
pub mod piece;
pub mod preferences;
pub mod relocation;
pub mod selection;
pub mod setup;
pub mod status;
pub mod store;
pub mod sync;
pub mod text;
mod tree;
pub mod usage;
pub mod webhook;
pub mod wire;
pub mod workspace;

pub use call::Call;
pub use census::{Census, Check, Errand, Job, News};
pub use color::{Color, StoredColor};
pub use directory::Directory;

pub use clock::{Clock, Millis};
pub use editor::{Access, Action, Editor, Hand, Notice, Section, Spot, Standing, Tally, Written};
pub use failure::{Cause, Failure, Remedy};
pub use filter::{Filter, Only};
pub use history::{History, Part, Step};
pub use inventory::{Addition, Inventory};
pub use lift::{Lift, Side};
pub use name::{Name, NameError};
pub use opening::Opening;
pub use preferences::{Preferences, Theme};
pub use relocation::{Relocation, Reply};
pub use selection::Selection;
pub use setup::Setup;
pub use status::{Group, Index, Status, StatusId};
pub use store::{
    Act, Answer, Change, Choice, Clash, Draft, Lineup, Mishap, Mutation, MutationId, Place, Progress, Read,
    Round, Row, RowState, Seen, Store, Value, Write,
};
pub use sync::{Link, Request, Ticket, Trouble};
pub use usage::{Count, Holder, Survey, Usage};
pub use webhook::{Webhook, WebhookError};
pub use workspace::{Effect, Event, Loaded, Phase, Workspace};
