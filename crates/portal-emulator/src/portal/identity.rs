use crate::secret::{self, Secret};

/// What the portal and the application are called on the wire, for as long as the emulator runs.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) member_id: String,
    pub(crate) client_id: String,
    pub(crate) application_token: Secret,
}

impl Identity {
    /// What the application is called where it has given no title.
    pub(crate) const APP_NAME: &str = "Application";
    /// The portal's own language; a page may be shown in another.
    pub(crate) const LANGUAGE: &str = "en";

    pub(crate) fn random() -> Self {
        Self {
            member_id: secret::hex(16),
            client_id: format!("local.{}", secret::hex(7)),
            application_token: Secret::random(16),
        }
    }
}
