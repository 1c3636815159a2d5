use std::time::Duration;

use crate::rest::system_error::SystemError;

/// A way in which something goes wrong (frame-protocol §13.14, rest-behaviour §6.8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The answer comes late.
    Delay(Duration),
    /// The connection stays open without an answer; a frame gets no reply.
    NoAnswer,
    /// The connection is closed without an answer.
    Reset,
    /// The answer ends in the middle.
    Truncated,
    /// A page of the front end with this status.
    Html(u16),
    /// The portal as a whole refuses.
    System(SystemError),
    /// The method has used up its operating time.
    OperationTimeLimit,
    /// The method refuses without giving a reason.
    Refused,
    /// Whoever calls may no longer change settings.
    RightsRevoked,
    /// The method answers as ever, but nothing is stored.
    NotStored,
    /// The method runs, and then the connection is closed without an answer.
    AnswerLost,
    /// The server's script dies.
    Crash,
    /// The portal has no new token for the frame.
    EmptyToken,
    /// The frame gets its reply twice.
    Duplicate,
    /// The reply comes from a window of another origin.
    WrongOrigin,
    /// The reply is an object and not a text.
    Object,
    /// The reply has a callback id that nobody waits for.
    UnknownId,
    /// The file is sent as `text/plain`.
    WrongMime,
}

/// What a fault waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Requests to the REST API.
    Method,
    /// Messages of the frame.
    Command,
    /// Files of the application.
    File,
}

/// What is known about a kind: its name in the control API, what it can wait for, what else it wants to be told, and
/// how a person would say it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Description {
    pub(crate) name: &'static str,
    pub(crate) targets: &'static [Target],
    pub(crate) needs: &'static [&'static str],
    pub(crate) title: &'static str,
}

use Target::{Command, File, Method};

const fn describe(
    name: &'static str,
    targets: &'static [Target],
    needs: &'static [&'static str],
    title: &'static str,
) -> Description {
    Description { name, targets, needs, title }
}

/// Every kind, in the order in which a person is offered them.
pub(crate) const DESCRIPTIONS: [Description; 21] = [
    describe("delay", &[Method, Command, File], &["ms"], "The answer is late"),
    describe("no_answer", &[Method, Command, File], &[], "No answer at all"),
    describe("reset", &[Method, Command, File], &[], "Connection reset"),
    describe("truncated", &[Method, File], &[], "The answer ends in the middle"),
    describe("html", &[Method, Command, File], &["status"], "An HTML error page"),
    describe("query_limit", &[Method], &[], "Too many requests (503)"),
    describe("operation_time_limit", &[Method], &[], "Operating time used up (429)"),
    describe("expired_token", &[Method], &[], "The token has expired (401)"),
    describe("portal_deleted", &[Method], &[], "The portal is deleted"),
    describe("error", &[Method], &["code"], "Any other error of the API"),
    describe("rights_revoked", &[Method], &[], "The right to change settings is gone"),
    describe("refuse", &[Method], &[], "Refused without a reason"),
    describe("not_stored", &[Method], &[], "Answers true, but stores nothing"),
    describe("answer_lost", &[Method], &[], "Stored, but the answer is lost"),
    describe("crash", &[Method], &[], "The server's script dies"),
    describe("empty_token", &[Command], &[], "The portal has no new token"),
    describe("duplicate", &[Command], &[], "The reply comes twice"),
    describe("wrong_origin", &[Command], &[], "The reply comes from another origin"),
    describe("object", &[Command], &[], "The reply is an object"),
    describe("unknown_id", &[Command], &[], "The reply has an unknown callback id"),
    describe("wrong_mime", &[File], &[], "The file has a wrong MIME type"),
];

impl Description {
    /// The kind of this name; some go by more than one.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        let name = match name {
            "close" => "reset",
            "truncated_json" => "truncated",
            "QUERY_LIMIT_EXCEEDED" => "query_limit",
            "OPERATION_TIME_LIMIT" => "operation_time_limit",
            "PORTAL_DELETED" => "portal_deleted",
            other => other,
        };
        DESCRIPTIONS.iter().find(|description| description.name == name)
    }

    /// Whether the fault holds until it is taken back, unless it is told how often to occur.
    pub(crate) fn is_lasting(&self) -> bool {
        matches!(self.name, "rights_revoked" | "portal_deleted")
    }
}

/// Where in the course of things a fault gets its chance.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Hook<'a> {
    /// A request has come in that calls these methods: one, or those of a batch and `batch` itself.
    Request(&'a [String]),
    /// A method is about to run, by itself or in a batch.
    Call(&'a str),
    /// The portal page asks its server on behalf of a command of the frame.
    Server(&'a str),
    /// The portal page is about to reply to a command of the frame.
    Reply(&'a str),
    /// A file of the application is asked for, by this path.
    File(&'a str),
}

/// The commands for which the page needs its server (frame-protocol §6).
const SERVED_COMMANDS: [&str; 3] = ["refreshAuth", "setAppOption", "setInstallFinish"];

impl Kind {
    /// Whether this is where the kind has its effect.
    pub(crate) fn acts_at(&self, hook: Hook<'_>) -> bool {
        let in_transit = matches!(self, Self::Delay(_) | Self::NoAnswer | Self::Reset | Self::Html(_));
        match hook {
            Hook::Request(_) => {
                in_transit || matches!(self, Self::Truncated | Self::System(_) | Self::AnswerLost)
            }
            Hook::Call(_) => matches!(
                self,
                Self::OperationTimeLimit
                    | Self::Refused
                    | Self::RightsRevoked
                    | Self::NotStored
                    | Self::Crash
            ),
            Hook::Server("refreshAuth") => in_transit || *self == Self::EmptyToken,
            Hook::Server(command) => in_transit && SERVED_COMMANDS.contains(&command),
            Hook::Reply(command) if SERVED_COMMANDS.contains(&command) => self.is_of_replies(),
            Hook::Reply(_) => self.is_of_replies() || matches!(self, Self::Delay(_) | Self::NoAnswer),
            Hook::File(_) => in_transit || matches!(self, Self::Truncated | Self::WrongMime),
        }
    }

    /// Whether nothing else can go wrong after it.
    pub(crate) fn ends_it(&self) -> bool {
        !matches!(
            self,
            Self::Delay(_)
                | Self::Truncated
                | Self::NotStored
                | Self::WrongMime
                | Self::Duplicate
                | Self::WrongOrigin
                | Self::Object
                | Self::UnknownId
        )
    }

    /// The error that is the answer, if it is one.
    pub(crate) fn system_error(&self) -> Option<SystemError> {
        match self {
            Self::System(error) => Some(*error),
            _ => None,
        }
    }

    fn is_of_replies(&self) -> bool {
        matches!(self, Self::Duplicate | Self::WrongOrigin | Self::Object | Self::UnknownId)
    }
}
