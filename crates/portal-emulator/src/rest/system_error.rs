use crate::options::Profile;

/// An error of the API as a whole, not of one method (rest-behaviour §6.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SystemError {
    NoAuthFound,
    ExpiredToken,
    InvalidToken,
    InvalidCredentials,
    InsufficientScope,
    InsufficientTokenScope,
    UserAccess,
    Authorization,
    ApplicationNotFound,
    Connection,
    CommercialPlan,
    AccessDenied,
    HttpsRequired,
    Overload,
    PortalDeleted,
    MethodNotFound,
    QueryLimit,
    OperationTimeLimit,
    Internal,
    UnexpectedAnswer,
    Sql,
    Manifest,
    BatchLength,
    BatchMethod,
    Argument,
    WrongEncoding,
}

/// A line of the table: code, status by the server's code, status by the documentation, text.
type Row = (&'static str, u16, u16, &'static str);

impl SystemError {
    const ALL: [Self; 26] = [
        Self::NoAuthFound,
        Self::ExpiredToken,
        Self::InvalidToken,
        Self::InvalidCredentials,
        Self::InsufficientScope,
        Self::InsufficientTokenScope,
        Self::UserAccess,
        Self::Authorization,
        Self::ApplicationNotFound,
        Self::Connection,
        Self::CommercialPlan,
        Self::AccessDenied,
        Self::HttpsRequired,
        Self::Overload,
        Self::PortalDeleted,
        Self::MethodNotFound,
        Self::QueryLimit,
        Self::OperationTimeLimit,
        Self::Internal,
        Self::UnexpectedAnswer,
        Self::Sql,
        Self::Manifest,
        Self::BatchLength,
        Self::BatchMethod,
        Self::Argument,
        Self::WrongEncoding,
    ];

    /// The error with this code, whatever the case of its letters. `ACCESS_DENIED` is that of the commercial plans;
    /// the other one goes by the name of its exception.
    pub(crate) fn by_code(code: &str) -> Option<Self> {
        if code.eq_ignore_ascii_case("AccessException") {
            return Some(Self::AccessDenied);
        }
        Self::ALL.into_iter().find(|error| error.code().eq_ignore_ascii_case(code))
    }

    /// Every code once, in the order of the table.
    pub(crate) fn codes() -> Vec<&'static str> {
        let mut codes = Vec::new();
        for code in Self::ALL.map(Self::code) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    }

    pub(crate) fn code(self) -> &'static str {
        self.row().0
    }

    pub(crate) fn text(self) -> &'static str {
        self.row().3
    }

    pub(crate) fn status(self, profile: Profile) -> u16 {
        match profile {
            Profile::Source => self.row().1,
            Profile::Docs => self.row().2,
        }
    }

    fn row(self) -> Row {
        match self {
            Self::NoAuthFound => ("NO_AUTH_FOUND", 401, 401, "Wrong authorization data"),
            Self::ExpiredToken => ("expired_token", 401, 401, "The access token provided has expired"),
            Self::InvalidToken => ("invalid_token", 401, 401, "Unable to get application by token"),
            Self::InvalidCredentials => ("INVALID_CREDENTIALS", 401, 403, "Invalid request credentials"),
            Self::InsufficientScope => (
                "insufficient_scope",
                401,
                403,
                "The request requires higher privileges than provided by the webhook token",
            ),
            Self::InsufficientTokenScope => (
                "insufficient_scope",
                401,
                403,
                "The request requires higher privileges than provided by the access token",
            ),
            Self::UserAccess => {
                ("user_access_error", 401, 403, "The user does not have access to the application.")
            }
            Self::Authorization => ("authorization_error", 401, 401, "Unable to authorize user"),
            Self::ApplicationNotFound => ("APPLICATION_NOT_FOUND", 401, 401, "Application not found"),
            Self::Connection => ("CONNECTION_ERROR", 401, 401, "Error connecting to authorization server"),
            Self::CommercialPlan => {
                ("ACCESS_DENIED", 401, 403, "REST is available only on commercial plans.")
            }
            Self::AccessDenied => ("ACCESS_DENIED", 403, 403, "Access denied! Application context required"),
            Self::HttpsRequired => ("INVALID_REQUEST", 401, 400, "Https required."),
            Self::Overload => ("OVERLOAD_LIMIT", 401, 503, "REST API is blocked due to overload."),
            Self::PortalDeleted => ("PORTAL_DELETED", 403, 500, "Portal was deleted"),
            Self::MethodNotFound => ("ERROR_METHOD_NOT_FOUND", 404, 404, "Method not found!"),
            Self::QueryLimit => ("QUERY_LIMIT_EXCEEDED", 503, 503, "Too many requests"),
            Self::OperationTimeLimit => {
                ("OPERATION_TIME_LIMIT", 429, 429, "Method is blocked due to operation time limit.")
            }
            Self::Internal => ("INTERNAL_SERVER_ERROR", 500, 500, "Internal server error"),
            Self::UnexpectedAnswer => {
                ("ERROR_UNEXPECTED_ANSWER", 500, 500, "Server returned an unexpected response.")
            }
            Self::Sql => ("ERROR_CORE", 500, 500, "SQL query error!"),
            Self::Manifest => ("ERROR_MANIFEST_IS_NOT_AVAILABLE", 404, 404, "Manifest is not available"),
            Self::BatchLength => ("ERROR_BATCH_LENGTH_EXCEEDED", 400, 400, "Max batch length exceeded"),
            Self::BatchMethod => {
                ("ERROR_BATCH_METHOD_NOT_ALLOWED", 405, 405, "Method is not allowed for batch usage")
            }
            Self::Argument => ("ERROR_ARGUMENT", 400, 400, "Argument 'fields' is null or empty"),
            Self::WrongEncoding => ("WRONG_ENCODING", 200, 200, "Wrong request encoding"),
        }
    }
}
