use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{Method, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
    routing::any,
};
use hyper::server::conn::http1;
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use tokio::net::TcpListener;

use crate::bench::folder;

/// A request of a frame as the application's host got it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: Method,
    pub(crate) query: String,
    pub(crate) body: String,
}

/// A host of the test application that redirects, and remembers what the portal's frame asked for.
#[derive(Clone, Debug)]
pub(crate) struct Handler {
    pub(crate) origin: String,
    /// Where `/elsewhere` leads.
    other: Option<String>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Handler {
    pub(crate) async fn start(other: Option<&Self>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let handler = Self {
            origin: format!("http://{}", listener.local_addr().unwrap()),
            other: other.map(|other| other.origin.clone()),
            seen: Arc::default(),
        };
        let router = Router::new()
            .route("/page", any(page))
            .route("/to-itself", any(to_itself))
            .route("/elsewhere", any(elsewhere))
            .with_state(handler.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let service = TowerToHyperService::new(router.clone());
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        handler
    }

    /// The requests of frames; the emulator looks at the page, too.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().iter().filter(|seen| seen.query.contains("APP_SID=")).cloned().collect()
    }

    fn remember(&self, method: Method, uri: &Uri, body: &Bytes) {
        let query = uri.query().unwrap_or_default().to_owned();
        let body = String::from_utf8_lossy(body).into_owned();
        self.seen.lock().unwrap().push(Seen { method, query, body });
    }
}

async fn page(State(handler): State<Handler>, method: Method, uri: Uri, body: Bytes) -> Html<String> {
    handler.remember(method, &uri, &body);
    Html(std::fs::read_to_string(folder().join("index.html")).unwrap())
}

async fn to_itself(State(handler): State<Handler>, method: Method, uri: Uri, body: Bytes) -> Response {
    if method == Method::POST {
        handler.remember(method, &uri, &body);
        return (StatusCode::SEE_OTHER, [(header::LOCATION, uri.to_string())]).into_response();
    }
    page(State(handler), method, uri, body).await.into_response()
}

async fn elsewhere(State(handler): State<Handler>, uri: Uri) -> Response {
    let other = handler.other.unwrap_or_default();
    let address = format!("{other}/page?{}", uri.query().unwrap_or_default());
    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, address)]).into_response()
}
