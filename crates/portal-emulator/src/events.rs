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
    Sse::new(follow(shared).map(|event| Ok(print(event)))).keep_alive(KeepAlive::default())
}

/// What one page is told.
fn follow(shared: Arc<Shared>) -> impl Stream<Item = PageEvent> {
    let (events, armed) = {
        let portal = shared.portal();
        (portal.events.subscribe(), portal.faults.wait_for_frame())
    };
    // The page was made a moment ago: what has changed since is said first.
    let first = stream::once(async move { PageEvent::Faults(armed) });
    let next = stream::unfold((events, shared), |(mut events, shared)| async move {
        let event = match events.recv().await {
            Ok(event) => event,
            // What a slow page has missed may have been about the faults: it hears how things are now.
            Err(RecvError::Lagged(_)) => PageEvent::Faults(shared.portal().faults.wait_for_frame()),
            Err(RecvError::Closed) => return None,
        };
        Some((event, (events, shared)))
    });
    first.chain(next)
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

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use super::*;
    use crate::{
        options::Options,
        portal::{
            Portal,
            faults::{
                Fault,
                kind::{DESCRIPTIONS, Kind, Target},
                scope::{Names, Scope},
            },
            seed::Seed,
        },
        shared::Origins,
    };

    fn shared() -> Arc<Shared> {
        let portal = Portal::new(Seed::built_in().unwrap(), &Options::default());
        let origin = String::new;
        let origins = Origins {
            portal: origin(),
            app: origin(),
            app_is_external: false,
            install: None,
            control: origin(),
        };
        Arc::new(Shared::new(portal, origins, false))
    }

    #[tokio::test]
    async fn a_page_that_missed_something_hears_of_the_faults() {
        let shared = shared();
        let mut events = pin!(follow(Arc::clone(&shared)));
        assert_eq!(events.next().await, Some(PageEvent::Faults(false)));
        let scope = Scope { target: Target::Command, names: Names::All };
        let (kind, description) = (Kind::Duplicate, &DESCRIPTIONS[0]);
        let fault = Fault { id: 0, description, kind, scope, left: None, probability: 1.0, hits: 0 };
        shared.portal().faults.add(fault);
        shared.portal().announce_faults();
        for number in 0..100 {
            shared.portal().tell(PageEvent::Fired(json!(number)));
        }
        assert_eq!(events.next().await, Some(PageEvent::Faults(true)));
        assert!(matches!(events.next().await, Some(PageEvent::Fired(_))), "then what is still known");
    }
}
