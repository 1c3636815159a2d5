//! Reloading the portal page when an external application has been rebuilt.

use std::{
    convert::Infallible,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
    time::Duration,
};

use axum::{
    Router,
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
    routing::get,
};
use futures_util::{Stream, stream};
use hyper::Method;
use tokio::sync::broadcast::error::RecvError;

use crate::{http_client::ask, shared::Shared};

const INTERVAL: Duration = Duration::from_millis(700);

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/dev/reload", get(events))
}

/// Looks at the application's page again and again. While a build runs there may be nothing to see.
pub(crate) async fn watch(shared: Arc<Shared>) {
    let mut seen = None;
    loop {
        if let Ok((200, body)) = ask(Method::GET, &shared.origins.app).await {
            let mut hasher = DefaultHasher::new();
            body.hash(&mut hasher);
            let now = Some(hasher.finish());
            if seen.is_some() && seen != now {
                shared.log("the application has changed, the portal page reloads");
                // Nobody may be listening.
                let _ = shared.reload.send(());
            }
            seen = now;
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

async fn events(State(shared): State<Arc<Shared>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = stream::unfold(shared.reload.subscribe(), |mut changes| async move {
        match changes.recv().await {
            Ok(()) | Err(RecvError::Lagged(_)) => {
                // An event without data is none to a browser.
                Some((Ok(Event::default().event("reload").data("changed")), changes))
            }
            Err(RecvError::Closed) => None,
        }
    });
    Sse::new(changes).keep_alive(KeepAlive::default())
}
