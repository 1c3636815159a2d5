use std::sync::Arc;

use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use crate::shared::Shared;

const STYLES: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! asset {
    ($name:literal, $media_type:expr) => {
        ($name, $media_type, include_str!(concat!("../../assets/", $name)))
    };
}

/// The files of the page, by their paths under `/assets/`.
const FILES: [(&str, &str, &str); 23] = [
    asset!("portal.css", STYLES),
    asset!("scene.css", STYLES),
    asset!("panel.css", STYLES),
    asset!("portal/main.js", SCRIPT),
    asset!("portal/bar.js", SCRIPT),
    asset!("portal/bus.js", SCRIPT),
    asset!("portal/commands.js", SCRIPT),
    asset!("portal/commands-dialogs.js", SCRIPT),
    asset!("portal/commands-sliders.js", SCRIPT),
    asset!("portal/control.js", SCRIPT),
    asset!("portal/dialogs.js", SCRIPT),
    asset!("portal/fault-form.js", SCRIPT),
    asset!("portal/fault-list.js", SCRIPT),
    asset!("portal/fault-panel.js", SCRIPT),
    asset!("portal/frame-faults.js", SCRIPT),
    asset!("portal/interface.js", SCRIPT),
    asset!("portal/layout.js", SCRIPT),
    asset!("portal/notice.js", SCRIPT),
    asset!("portal/options.js", SCRIPT),
    asset!("portal/replies.js", SCRIPT),
    asset!("portal/server.js", SCRIPT),
    asset!("portal/sliders.js", SCRIPT),
    asset!("portal/wire.js", SCRIPT),
];

pub(super) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/assets/{*path}", get(serve))
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT))
}

async fn serve(Path(path): Path<String>) -> Response {
    match FILES.iter().find(|(name, ..)| *name == path) {
        Some((_, media_type, content)) => {
            ([(header::CONTENT_TYPE, *media_type), (header::CACHE_CONTROL, "no-cache")], *content)
                .into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
