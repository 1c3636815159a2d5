use crate::portal::user::User;

/// A page that was shown: whose it is, and which access token its frame holds.
#[derive(Clone, Debug)]
pub(crate) struct PageSession {
    pub(crate) user: User,
    pub(crate) access_token: String,
}

/// The application's version, part of the name under which `FIRST_RUN` is kept.
pub(crate) const APP_VERSION: u32 = 1;
