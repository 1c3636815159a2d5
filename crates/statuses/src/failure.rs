//! What went wrong, why, and what can be done about it.

use std::rc::Rc;

/// A failed call: the cause for the program, the server's own words for "Details".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Why.
    pub cause: Cause,
    /// As it came over the wire.
    pub raw: Rc<Raw>,
}

/// The server's answer, untouched. Never holds a token: it has only what the server said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// Method that was called.
    pub method: &'static str,
    /// HTTP status; none if no answer came.
    pub status: Option<u16>,
    /// `error`; empty for most failures of `crm.status.*` (rest-behaviour §1.2).
    pub code: Box<str>,
    /// `error_description`, without the line breaks `<br>` that some messages end in.
    pub description: Box<str>,
}

/// The causes that people or the program treat differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No answer came: no network, connection reset.
    Unreachable,
    /// No answer in time: whether it was done is not known.
    TimedOut,
    /// No answer in time to a question: nothing was written.
    Unanswered,
    /// The token is not accepted and could not be renewed.
    SessionEnded,
    /// Too many requests, or the portal is overloaded.
    Busy,
    /// This method used up its time; others still work (rest-behaviour §6.7).
    MethodBusy,
    /// The user may not change CRM settings.
    AccessDenied,
    /// The app was installed without the CRM permission.
    MissingScope,
    /// The portal's plan has no REST API.
    Plan,
    /// The portal is gone or closed.
    PortalClosed,
    /// The app's connection to the portal is broken.
    Disconnected,
    /// The portal wants https.
    HttpsRequired,
    /// The portal failed inside.
    Internal,
    /// The portal said yes and stored something else.
    NotStored,
    /// The row does not exist any more.
    Gone,
    /// A system row, and the deletion was not forced.
    NeedsForced,
    /// Records are in it.
    HasItems,
    /// Records have come to hold it since its deletion was asked for, and the portal was not asked.
    InUse,
    /// Nobody could tell whether records hold it by now.
    Uncounted,
    /// Another row has the code.
    CodeTaken,
    /// The code is too long, or of other signs than the list allows (rest-behaviour §2.4).
    BadCode,
    /// The stage cannot stand there: in progress, then success, then failed (rest-behaviour §2.4).
    OutOfOrder,
    /// A pipeline has one success stage, and it has it.
    SecondSuccess,
    /// `Error on updating status.`: no reason given.
    UpdateFailed,
    /// `Error on deleting status.`: no reason given.
    DeleteFailed,
    /// The program asked for something the portal does not offer.
    Misuse,
    /// The answer could not be read.
    Unreadable,
    /// Anything else; the server's words are all there is.
    Unknown,
}

/// What a person may do about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Send the same again.
    Retry,
    /// Send it again under another code.
    Recode,
    /// Give the edit up and show what the portal holds.
    Revert,
    /// Make a row again that is gone.
    CreateAgain,
    /// Take a row off the list that is gone anyway.
    Remove,
    /// Go on with a forced deletion, after its own warning.
    Force,
    /// Move the records that are in the way.
    Relocate,
    /// Ask for a new token, then go on.
    Reconnect,
    /// See the server's own words.
    Details,
}

impl Raw {
    /// Everything in one line, for people who report it.
    #[must_use]
    pub fn report(&self) -> String {
        let status = self.status.map(|status| format!(" · HTTP {status}")).unwrap_or_default();
        let code = if self.code.is_empty() { String::new() } else { format!(" · {}", self.code) };
        let text =
            if self.description.is_empty() { String::new() } else { format!(" · {}", self.description) };
        format!("{}{status}{code}{text}", self.method)
    }
}

impl Failure {
    /// The portal refused: HTTP `status`, `error` and `error_description` as they came.
    #[must_use]
    pub fn refused(method: &'static str, status: u16, code: &str, description: &str) -> Self {
        let description = plain(description);
        let cause = Cause::of(status, code, &description);
        let raw = Raw { method, status: Some(status), code: code.into(), description: description.into() };
        Self { cause, raw: Rc::new(raw) }
    }

    /// Something that the portal did not say.
    #[must_use]
    pub fn because(cause: Cause, method: &'static str, description: &str) -> Self {
        let raw = Raw { method, description: description.into(), ..Raw::default() };
        Self { cause, raw: Rc::new(raw) }
    }

    /// An answer that is no REST answer: an HTML page of a front end, nothing, cut JSON.
    #[must_use]
    pub fn unreadable(method: &'static str, status: u16, why: &str) -> Self {
        let cause = match Cause::of(status, "", "") {
            Cause::Unknown => Cause::Unreadable,
            cause => cause,
        };
        let raw = Raw { method, status: Some(status), code: "".into(), description: why.into() };
        Self { cause, raw: Rc::new(raw) }
    }

    /// Whether a fresh token may help (rest-behaviour §8a: these two codes and no others).
    #[must_use]
    pub fn wants_new_token(&self) -> bool {
        matches!(self.raw.code.to_ascii_lowercase().as_str(), "expired_token" | "invalid_token")
    }

    /// Whether the same may well succeed a little later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.leaves_doubt()
            || matches!(self.cause, Cause::Busy | Cause::MethodBusy | Cause::SessionEnded | Cause::Unanswered)
    }

    /// The same of a reading, which leaves no doubt about what is stored.
    #[must_use]
    pub fn of_reading(&self) -> Self {
        match self.cause {
            Cause::TimedOut => Self { cause: Cause::Unanswered, raw: Rc::clone(&self.raw) },
            _ => self.clone(),
        }
    }

    /// Whether the request may have been carried out although no usable answer came.
    #[must_use]
    pub fn leaves_doubt(&self) -> bool {
        matches!(self.cause, Cause::Unreachable | Cause::TimedOut | Cause::Unreadable | Cause::Internal)
    }
}

impl Cause {
    /// Sorts an error by its code, else by its phrase, else by its HTTP status.
    ///
    /// Source and documentation disagree on where the phrase stands and on the status (rest-behaviour §9,
    /// §6.6), so code and description are both looked at and the status comes last.
    #[must_use]
    pub fn of(status: u16, code: &str, description: &str) -> Self {
        Self::by_code(code, description)
            .or_else(|| Self::by_phrase(code))
            .or_else(|| Self::by_phrase(description))
            .unwrap_or_else(|| Self::by_status(status))
    }

    fn by_code(code: &str, description: &str) -> Option<Self> {
        Some(match code.to_ascii_uppercase().as_str() {
            "EXPIRED_TOKEN" | "INVALID_TOKEN" | "NO_AUTH_FOUND" | "AUTHORIZATION_ERROR" => Self::SessionEnded,
            "QUERY_LIMIT_EXCEEDED" | "OVERLOAD_LIMIT" => Self::Busy,
            "OPERATION_TIME_LIMIT" => Self::MethodBusy,
            // Two things share this code: the plan, and a user's rights (ux §10.37).
            "ACCESS_DENIED" if Self::by_phrase(description) == Some(Self::AccessDenied) => Self::AccessDenied,
            "ACCESS_DENIED" => Self::Plan,
            "USER_ACCESS_ERROR" => Self::AccessDenied,
            "INSUFFICIENT_SCOPE" => Self::MissingScope,
            "INVALID_CREDENTIALS" | "APPLICATION_NOT_FOUND" => Self::Disconnected,
            "PORTAL_DELETED" => Self::PortalClosed,
            "INVALID_REQUEST" => Self::HttpsRequired,
            "INTERNAL_SERVER_ERROR" | "ERROR_UNEXPECTED_ANSWER" | "CONNECTION_ERROR" => Self::Internal,
            "ERROR_METHOD_NOT_FOUND"
            | "ERROR_MANIFEST_IS_NOT_AVAILABLE"
            | "ERROR_BATCH_LENGTH_EXCEEDED"
            | "ERROR_BATCH_METHOD_NOT_ALLOWED"
            | "ERROR_ARGUMENT" => Self::Misuse,
            _ => return None,
        })
    }

    fn by_phrase(text: &str) -> Option<Self> {
        const PHRASES: [(&str, Cause); 16] = [
            ("access denied", Cause::AccessDenied),
            ("status is not found", Cause::Gone),
            ("id is not defined or invalid", Cause::Misuse),
            ("invalid identifier", Cause::Misuse),
            ("crm system status can be deleted only", Cause::NeedsForced),
            ("there are active items", Cause::HasItems),
            ("cannot delete a stage containing items", Cause::HasItems),
            ("error on updating status", Cause::UpdateFailed),
            ("error on deleting status", Cause::DeleteFailed),
            ("sql query error", Cause::Internal),
            ("status id already exists", Cause::CodeTaken),
            ("maximum length of status id", Cause::BadCode),
            ("status id may include", Cause::BadCode),
            ("cannot create more stages after", Cause::OutOfOrder),
            ("cannot add semantics", Cause::OutOfOrder),
            ("only one success status", Cause::SecondSuccess),
        ];
        let text = text.to_ascii_lowercase();
        PHRASES.iter().find(|(phrase, _)| text.contains(phrase)).map(|(_, cause)| *cause)
    }

    fn by_status(status: u16) -> Self {
        match status {
            401 => Self::SessionEnded,
            429 => Self::MethodBusy,
            503 => Self::Busy,
            500..=599 => Self::Internal,
            _ => Self::Unknown,
        }
    }

    /// What may be done about a change that was not made, the best first.
    #[must_use]
    pub fn remedies(self) -> &'static [Remedy] {
        use Remedy::{CreateAgain, Details, Force, Recode, Reconnect, Relocate, Remove, Retry, Revert};
        match self {
            Self::SessionEnded => &[Reconnect, Revert, Details],
            Self::Gone => &[CreateAgain, Remove, Details],
            Self::NeedsForced => &[Force, Revert],
            Self::HasItems | Self::Uncounted => &[Relocate, Revert, Details],
            Self::InUse => &[Relocate, Revert],
            Self::CodeTaken | Self::BadCode => &[Recode, Revert, Details],
            // The same call would meet the same answer.
            Self::MissingScope | Self::Plan | Self::PortalClosed | Self::AccessDenied => &[Revert, Details],
            _ => &[Retry, Revert, Details],
        }
    }
}

/// The server's text without `<br>`: some messages end in it (rest-behaviour §1.2).
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<br") {
        out.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    out.push_str(rest);
    out.trim().to_owned()
}

#[cfg(test)]
mod tests;
