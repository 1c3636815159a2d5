use super::{language::Language, opening::Opening};
use crate::{portal::user::User, secret::Secret};

/// A frame that was opened: whose it is, and which access token it holds.
#[derive(Clone, Debug)]
pub(crate) struct PageSession {
    pub(crate) user: User,
    /// A slider that the frame opens speaks the same language and is opened in the same way.
    pub(super) language: Language,
    pub(super) opening: Opening,
    pub(super) access_token: Secret,
    /// What the page puts into its cookie in place of the `sessid`: a cookie knows no ports, and the application's
    /// host on the same address gets it, too. It is good for storing options and for nothing else.
    pub(super) settings_key: Secret,
}

/// The application's version, part of the name under which `FIRST_RUN` is kept.
pub(crate) const APP_VERSION: u32 = 1;
