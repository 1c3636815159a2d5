//! What the portal pages are told while they are open: that the application was rebuilt, that faults wait for the
//! frame, that something has happened in the portal.

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
use futures_util::{Stream, StreamExt, stream};
use hyper::Method;
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;

use crate::{http_client::ask, portal::PageEvent, shared::Shared};

const INTERVAL: Duration = Duration::from_millis(700);

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/emulator/events", get(events))
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
                shared.portal().tell(PageEvent::Reload);
            }
            seen = now;
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

async fn events(State(shared): State<Arc<Shared>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (events, armed) = {
        let portal = shared.portal();
        (portal.events.subscribe(), portal.faults.wait_for_frame())
    };
    // The page was made a moment ago: what has changed since is said first.
    let first = stream::once(async move { Ok(print(PageEvent::Faults(armed))) });
    let next = stream::unfold(events, |mut events| async move {
        loop {
            match events.recv().await {
                Ok(event) => return Some((Ok(print(event)), events)),
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(first.chain(next)).keep_alive(KeepAlive::default())
}

/// An event without data is none to a browser.
fn print(event: PageEvent) -> Event {
    let (name, data) = match event {
        PageEvent::Reload => ("reload", "changed".to_owned()),
        PageEvent::Faults(armed) => ("faults", json!({"frame": armed}).to_string()),
        PageEvent::Fired(event) => ("fired", event.to_string()),
    };
    Event::default().event(name).data(data)
}
