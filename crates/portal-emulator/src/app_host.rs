//! The application's origin: a folder of files, as a static host serves it that has been told to answer the
//! portal's POST (frame-protocol §10).

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::State,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use crate::{
    php,
    portal::faults::kind::{Hook, Kind},
    shared::Shared,
    transit::Transit,
};

pub(crate) fn routes(folder: PathBuf, shared: Arc<Shared>) -> Router {
    Router::new().fallback(host).with_state(AppHost { folder: folder.into(), shared })
}

#[derive(Clone)]
struct AppHost {
    folder: Arc<Path>,
    shared: Arc<Shared>,
}

/// Serves a file, or does to it what was ordered.
async fn host(State(host): State<AppHost>, method: Method, uri: Uri) -> Response {
    let faults = match Transit::pass(&host.shared, Hook::File(uri.path())).await {
        Ok(faults) => faults,
        Err(transit) => return transit.end().await,
    };
    let mut response = serve(&host.folder, &method, &uri).await;
    if faults.contains(&Kind::WrongMime) {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    }
    if faults.contains(&Kind::Truncated) {
        let (mut parts, body) = response.into_parts();
        parts.headers.remove(header::CONTENT_LENGTH);
        let content = to_bytes(body, usize::MAX).await.unwrap_or_default();
        response = Response::from_parts(parts, Body::from(content.slice(..content.len() / 2)));
    }
    response
}

async fn serve(folder: &Path, method: &Method, uri: &Uri) -> Response {
    if ![Method::GET, Method::HEAD, Method::POST].contains(method) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD, POST")]).into_response();
    }
    let Some(relative) = relative_path(uri.path()) else {
        return (StatusCode::FORBIDDEN, "This path leaves the folder.\n").into_response();
    };
    if let Some((file, content)) = read(folder, &relative).await {
        return (HeaderMap::from_iter(file_headers(&file)), content).into_response();
    }
    let text = format!("There is no {} in {}.\n", uri.path(), folder.display());
    (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-cache")], text).into_response()
}

/// The path inside the folder, or nothing if it tries to leave it.
fn relative_path(path: &str) -> Option<PathBuf> {
    let decoded = php::decode_percent(path);
    let mut relative = PathBuf::new();
    for segment in decoded.split('/').filter(|segment| !segment.is_empty() && *segment != ".") {
        if segment == ".." || segment.contains(['\\', '\0', ':']) {
            return None;
        }
        relative.push(segment);
    }
    Some(relative)
}

/// The file, or the `index.html` of a directory. Links that lead out of the folder are not followed.
async fn read(folder: &Path, relative: &Path) -> Option<(PathBuf, Vec<u8>)> {
    let root = tokio::fs::canonicalize(folder).await.ok()?;
    let mut file = tokio::fs::canonicalize(root.join(relative)).await.ok()?;
    if file.is_dir() {
        file = tokio::fs::canonicalize(file.join("index.html")).await.ok()?;
    }
    if !file.starts_with(&root) {
        return None;
    }
    let content = tokio::fs::read(&file).await.ok()?;
    Some((file, content))
}

fn file_headers(file: &Path) -> Vec<(header::HeaderName, HeaderValue)> {
    let media_type = media_type(file);
    let mut headers = vec![(header::CONTENT_TYPE, HeaderValue::from_static(media_type))];
    if media_type.starts_with("text/html") {
        // A stale page would ask for files that the next build has renamed.
        headers.push((header::CACHE_CONTROL, HeaderValue::from_static("no-cache")));
    }
    headers
}

fn media_type(file: &Path) -> &'static str {
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "txt" | "md" => "text/plain; charset=utf-8",
        "xml" => "text/xml; charset=utf-8",
        _ => "application/octet-stream",
    }
}
