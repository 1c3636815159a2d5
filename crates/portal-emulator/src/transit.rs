use std::future::pending;

use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

use crate::{
    portal::faults::kind::{Hook, Kind},
    server::Abort,
    shared::Shared,
};

/// What the front end says when the portal behind it does not.
const FRONT_END_PAGE: &str =
    "<html><head><title>Error</title></head><body><h1>Service error</h1></body></html>";

/// How a request ends on its way, before anybody has answered it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transit {
    /// The connection stays open in silence.
    Never,
    /// The connection is reset.
    Closed,
    /// A page of the front end with this status.
    Page(u16),
}

impl Transit {
    /// Lets a request meet the faults that wait for it. It comes through, late perhaps, with those that concern its
    /// answer, or it ends here.
    pub(crate) async fn pass(shared: &Shared, hook: Hook<'_>) -> Result<Vec<Kind>, Self> {
        let mut faults = shared.portal().spring(hook);
        for fault in &faults {
            match fault {
                Kind::Delay(time) => tokio::time::sleep(*time).await,
                Kind::NoAnswer => return Err(Self::Never),
                Kind::Reset => return Err(Self::Closed),
                Kind::Html(status) => return Err(Self::Page(*status)),
                _ => {}
            }
        }
        faults.retain(|fault| !matches!(fault, Kind::Delay(_)));
        Ok(faults)
    }

    /// What the client gets, if it ever gets anything.
    pub(crate) async fn end(self) -> Response {
        match self {
            Self::Never => pending().await,
            Self::Closed => Abort::response(),
            Self::Page(status) => {
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                (status, Html(FRONT_END_PAGE)).into_response()
            }
        }
    }
}
