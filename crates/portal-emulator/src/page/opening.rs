use hyper::Method;

use super::target::{Target, is_static};
use crate::{http_client::ask, shared::Shared};

/// How the frame is opened (frame-protocol §1.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Opening {
    /// By POST unless the address is a static application's or does not take it.
    #[default]
    Auto,
    Post,
    Get,
}

impl Opening {
    pub(super) const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Auto, "auto", "POST if the app takes it"),
        (Self::Post, "post", "POST"),
        (Self::Get, "get", "GET"),
    ];

    pub(super) fn parse(name: &str) -> Self {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map_or(Self::Auto, |row| row.0)
    }

    /// Whether this address is opened by GET.
    pub(super) async fn is_get(self, shared: &Shared, target: &Target) -> bool {
        match self {
            Self::Get => true,
            Self::Post => false,
            Self::Auto => is_static(&target.url) || refuses_post(shared, target).await,
        }
    }
}

/// Asks whoever serves the address whether they take the POST that a portal opens it with; the app host does.
async fn refuses_post(shared: &Shared, target: &Target) -> bool {
    if !shared.origins.app_is_external && target.origin() == shared.origins.app {
        return false;
    }
    let url = &target.url;
    match ask(Method::POST, url).await {
        Ok((status @ (404 | 405), _)) => {
            shared.log(&format!(
                "{url} answers POST with {status}: opened by GET here, but a real portal would show that error"
            ));
            true
        }
        Ok(_) => false,
        Err(error) => {
            shared.log(&format!("{url} does not answer: {error}"));
            false
        }
    }
}
