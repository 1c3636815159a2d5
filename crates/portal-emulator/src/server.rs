use std::{error::Error, io, net::SocketAddr, panic::AssertUnwindSafe, pin::Pin, time::Duration};

use axum::{
    Router,
    body::Body,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use hyper::{
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::{JoinHandle, JoinSet},
};

/// A response extension that makes the server close the connection instead of answering.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Abort;

impl Abort {
    pub(crate) fn response() -> Response {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(Self);
        response
    }
}

/// One origin. Dropping it closes its connections, streams included.
#[derive(Debug)]
pub(crate) struct Server {
    task: JoinHandle<()>,
}

impl Server {
    /// Starts to listen. While `keep_alive` is false, every connection ends after one request, and those that wait
    /// for another one end at once.
    pub(crate) fn start(listener: TcpListener, router: Router, keep_alive: watch::Receiver<bool>) -> Self {
        Self { task: tokio::spawn(accept(listener, router, keep_alive)) }
    }

    /// Stops and waits until the port is free again.
    pub(crate) async fn stop(mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The address of a listener as a browser reaches it.
pub(crate) fn origin_of(listener: &TcpListener) -> io::Result<String> {
    let mut address = listener.local_addr()?;
    if address.ip().is_unspecified() {
        address = SocketAddr::from(([127, 0, 0, 1], address.port()));
    }
    Ok(format!("http://{address}"))
}

async fn accept(listener: TcpListener, router: Router, keep_alive: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve(stream, router.clone(), keep_alive.clone()));
                }
                // Out of file descriptors, most likely: some will be free again soon.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(stream: TcpStream, router: Router, mut keep_alive: watch::Receiver<bool>) {
    let _ = stream.set_nodelay(true);
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |request| {
        let response = AssertUnwindSafe(router.call(request)).catch_unwind();
        async move {
            // A handler that panics has failed at one request; the state it shares with others stays usable.
            let response = match response.await {
                Ok(Ok(response)) => response,
                Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            };
            match response.extensions().get::<Abort>() {
                Some(Abort) => Err(io::Error::from(io::ErrorKind::ConnectionAborted)),
                None => Ok(response),
            }
        }
    });
    let keeps = *keep_alive.borrow_and_update();
    let mut connection =
        http1::Builder::new().keep_alive(keeps).serve_connection(TokioIo::new(stream), service);
    let ended = tokio::select! {
        ended = &mut connection => Some(ended),
        () = async { drop(keep_alive.wait_for(|keeps| !keeps).await) }, if keeps => None,
    };
    let ended = if let Some(ended) = ended {
        ended
    } else {
        Pin::new(&mut connection).graceful_shutdown();
        (&mut connection).await
    };
    // A connection that ends badly is the client's affair, unless it was to end so: then it is reset.
    if ended.is_err_and(|error| is_abort(&error)) {
        let _ = connection.into_parts().io.into_inner().set_zero_linger();
    }
}

fn is_abort(error: &hyper::Error) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::ConnectionAborted)
}
