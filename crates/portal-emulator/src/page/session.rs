use super::language::Language;
use crate::{portal::user::User, secret};

/// A frame that was opened: whose it is, and which access token it holds.
#[derive(Clone, Debug)]
pub(crate) struct PageSession {
    pub(crate) user: User,
    /// A slider that the frame opens speaks the same language and is opened by the same method.
    pub(crate) language: Language,
    pub(crate) is_static: bool,
    pub(crate) access_token: String,
}

/// What the portal and the application are called on the wire, for as long as the emulator runs.
#[derive(Clone, Debug)]
pub(crate) struct PageIdentity {
    pub(crate) member_id: String,
    pub(crate) client_id: String,
    pub(crate) application_token: String,
}

/// The application's version, part of the name under which `FIRST_RUN` is kept.
pub(crate) const APP_VERSION: u32 = 1;

impl PageIdentity {
    pub(crate) fn random() -> Self {
        Self {
            member_id: secret::hex(16),
            client_id: format!("local.{}", secret::hex(7)),
            application_token: secret::hex(16),
        }
    }
}
