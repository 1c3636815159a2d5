//! The portal page, and what it asks of its server (frame-protocol §1, §6).

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use crate::{php, shared::Shared};

mod ajax;
mod assets;
mod fields;
mod frame_faults;
mod html;
mod language;
mod launch;
mod opening;
pub(crate) mod pages;
mod placement;
mod plain;
mod scene;
mod script_value;
pub(crate) mod session;
mod target;
mod view;

use launch::Launch;
use scene::Scene;
use target::Target;
use view::View;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/", get(show))
        .route("/bitrix/components/bitrix/app.layout/lazyload.ajax.php", post(ajax::lazyload))
        .route("/bitrix/admin/user_options.php", post(ajax::user_options))
        .route(&format!("/marketplace/app/{}/", launch::APP_ID), post(ajax::open_application))
        .merge(assets::routes())
        .merge(plain::routes())
        .merge(frame_faults::routes())
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
    let mut response = Html(page(&shared, &view).await).into_response();
    let page_headers = response.headers_mut();
    page_headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    page_headers.insert(header::SET_COOKIE, HeaderValue::from_static(ajax::CLEARED_COOKIE));
    response
}

async fn page(shared: &Shared, view: &View) -> String {
    let Some(target) = Target::of_view(shared, view) else {
        return view.render(&Scene::not_installed(), &page_config(shared, json!({"blocked": true})));
    };
    let is_static = view.opening.is_get(shared, &target).await;
    let scene = Scene::of(view.placement, &target.caption);
    let generation = shared.portal().generation;
    let settings = Launch::of_view(view, generation, target, is_static).settings(shared);
    view.render(&scene, &page_config(shared, settings))
}

/// The settings of the frame, and what the page needs besides.
fn page_config(shared: &Shared, mut settings: Value) -> Value {
    settings["control"] = json!(shared.origins.control);
    settings["reload"] = json!(shared.origins.app_is_external);
    settings["frameFaults"] = frame_faults::armed(shared);
    settings["people"] = view::people();
    settings
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
