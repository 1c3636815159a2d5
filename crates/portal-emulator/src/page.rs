//! The portal page, and what it asks of its server (frame-protocol §1, §6).

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use hyper::Method;

use crate::{http_client::ask, php, shared::Shared};

mod ajax;
mod frame_faults;
mod launch;
mod placement;
pub(crate) mod session;
mod view;

use launch::Launch;
use view::{Opening, View};

const STYLE: &str = include_str!("../assets/portal.css");
const SCRIPT: &str = include_str!("../assets/portal.js");

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/", get(show))
        .route("/assets/portal.css", get(async || asset("text/css; charset=utf-8", STYLE)))
        .route("/assets/portal.js", get(async || asset("text/javascript; charset=utf-8", SCRIPT)))
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT))
        .route("/bitrix/components/bitrix/app.layout/lazyload.ajax.php", post(ajax::lazyload))
        .route("/emulator/frame-faults", post(frame_faults::spring))
        .route("/bitrix/admin/user_options.php", post(ajax::user_options))
}

fn asset(media_type: &'static str, content: &'static str) -> Response {
    ([(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-cache")], content).into_response()
}

async fn show(State(shared): State<Arc<Shared>>, uri: Uri, headers: HeaderMap) -> Response {
    let domain = shared.origins.domain();
    let host = header_text(&headers, header::HOST);
    if host != domain {
        // Messages are checked by origin, so the page has to be seen under the one name it tells the frame.
        return Redirect::temporary(&format!("{}{uri}", shared.origins.portal)).into_response();
    }
    ajax::apply_cookie(&shared, header_text(&headers, header::COOKIE));
    let query = php::parse_str(uri.query().unwrap_or_default());
    let referer = header_text(&headers, header::REFERER).strip_prefix(shared.origins.portal.as_str());
    let view = View::read(&query, referer);
    let is_static = match view.opening {
        Opening::Get => true,
        Opening::Post => false,
        Opening::Auto => launch::is_static(&shared.origins.app) || refuses_post(&shared).await,
    };
    let launch = Launch::prepare(&shared, &view, is_static);
    let mut response = Html(view.render(&launch)).into_response();
    let page_headers = response.headers_mut();
    page_headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    page_headers.insert(header::SET_COOKIE, HeaderValue::from_static(ajax::CLEARED_COOKIE));
    response
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Asks an external application whether it takes the POST that a portal opens it with.
async fn refuses_post(shared: &Shared) -> bool {
    if !shared.origins.app_is_external {
        return false;
    }
    match ask(Method::POST, &shared.origins.app).await {
        Ok((status @ (404 | 405), _)) => {
            shared.log(&format!(
                "{} answers POST with {status}: opened by GET here, but a real portal would show that error",
                shared.origins.app
            ));
            true
        }
        Ok(_) => false,
        Err(error) => {
            shared.log(&format!("{} does not answer: {error}", shared.origins.app));
            false
        }
    }
}
