use std::borrow::Cow;

use serde_json::{Value, json};

use super::system_error::SystemError;
use crate::options::Profile;

/// Why a call has no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RestError {
    /// A method refuses; the server gives no code (rest-behaviour §1.2).
    #[error("{0}")]
    Refused(Cow<'static, str>),
    /// A message of the server's core, which ends with `<br>` (rest-behaviour §1.2, §2.4).
    #[error("{0}<br>")]
    Core(Cow<'static, str>),
    /// A method refuses with a code of its own, as those outside `crm.status.*` do.
    #[error("{text}")]
    Coded {
        /// What stands in `error`.
        code: &'static str,
        /// The HTTP status of the answer.
        status: u16,
        /// What stands in `error_description`.
        text: Cow<'static, str>,
    },
    /// A method refuses an argument, which the answer names (rest-behaviour §6.6).
    #[error("{text}")]
    Argument {
        /// What stands in `argument`.
        name: &'static str,
        /// What stands in `error_description`.
        text: Cow<'static, str>,
    },
    /// The API as a whole refuses (rest-behaviour §6.6).
    #[error("{}", .0.text())]
    System(SystemError),
}

/// The phrases that the documentation prints in `error`, with what it prints beside them (rest-behaviour §9).
const DOCUMENTED: [(&str, &str, &str); 8] = [
    ("Access denied.", "Access denied.", "No rights to perform the operation."),
    ("ID is not defined or invalid.", "Invalid identifier.", "An invalid identifier was provided."),
    ("Status is not found.", "Status is not found.", "Element not found."),
    ("CRM Status is not found.", "Status is not found.", "Element not found."),
    (
        super::methods::FORCED_REQUIRED,
        super::methods::FORCED_REQUIRED,
        "A system element can only be deleted with the FORCED parameter.",
    ),
    (
        "There are active items in this status.",
        "There are active items in this status.",
        "There are related items, deletion is not possible.",
    ),
    ("Error on updating status.", "Error on updating status.", "Error while updating the element."),
    ("Error on deleting status.", "Error on deleting status.", "Error while deleting the element."),
];

impl RestError {
    pub(crate) const ACCESS_DENIED: Self = Self::Refused(Cow::Borrowed("Access denied."));
    pub(crate) const NO_ID: Self = Self::Refused(Cow::Borrowed("ID is not defined or invalid."));

    /// A refusal with a fixed text.
    pub(crate) const fn refused(text: &'static str) -> Self {
        Self::Refused(Cow::Borrowed(text))
    }

    /// A refusal with a code and HTTP status 400.
    pub(crate) fn coded(code: &'static str, text: impl Into<Cow<'static, str>>) -> Self {
        Self::Coded { code, status: 400, text: text.into() }
    }

    /// An argument that is missing or empty.
    pub(crate) fn no_argument(name: &'static str) -> Self {
        Self::Argument { name, text: format!("Argument '{name}' is null or empty").into() }
    }

    /// A method that this credential or this user may not call.
    pub(crate) fn forbidden(reason: &str) -> Self {
        let text = if reason.is_empty() {
            "Access denied!".into()
        } else {
            format!("Access denied! {reason}").into()
        };
        Self::Coded { code: "ACCESS_DENIED", status: 403, text }
    }

    /// The HTTP status of the answer.
    pub(crate) fn status(&self, profile: Profile) -> u16 {
        match self {
            Self::Refused(_) | Self::Core(_) | Self::Argument { .. } => 400,
            Self::Coded { status, .. } => *status,
            Self::System(error) => error.status(profile),
        }
    }

    /// The body of the answer, also of a failed batch command: no `result`, no `time`.
    pub(crate) fn body(&self, profile: Profile) -> Value {
        let (code, text) = match profile {
            Profile::Source => (self.source_code(), self.to_string()),
            Profile::Docs => self.documented(),
        };
        let argument = match self {
            Self::Argument { name, .. } => Some(*name),
            Self::System(SystemError::Argument) => Some("fields"),
            _ => None,
        };
        match argument {
            Some(name) => json!({"error": code, "error_description": text, "argument": name}),
            None => json!({"error": code, "error_description": text}),
        }
    }

    fn source_code(&self) -> &'static str {
        match self {
            Self::Refused(_) => "",
            Self::Core(_) => "ERROR_CORE",
            Self::Coded { code, .. } => code,
            Self::Argument { .. } => "ERROR_ARGUMENT",
            Self::System(error) => error.code(),
        }
    }

    /// The documentation knows some phrases as codes; for the rest it prints an empty code.
    fn documented(&self) -> (&'static str, String) {
        match self {
            Self::System(error) => (error.code(), error.text().to_owned()),
            Self::Core(text) => ("", text.to_string()),
            Self::Coded { code, text, .. } => (code, text.to_string()),
            Self::Argument { text, .. } => ("ERROR_ARGUMENT", text.to_string()),
            Self::Refused(text) => DOCUMENTED
                .into_iter()
                .find(|(phrase, ..)| phrase == text)
                .map_or_else(|| ("", text.to_string()), |(_, code, text)| (code, text.to_owned())),
        }
    }
}

impl From<SystemError> for RestError {
    fn from(error: SystemError) -> Self {
        Self::System(error)
    }
}
