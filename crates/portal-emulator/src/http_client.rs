use std::{io, time::Duration};

use axum::body::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::{Method, Request, client::conn::http1, header};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, time::timeout};

/// Why the application could not be asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AskError {
    #[error("only http:// addresses can be asked")]
    Scheme,
    #[error("no answer in time")]
    Timeout,
    #[error(transparent)]
    Connect(#[from] io::Error),
    #[error(transparent)]
    Http(#[from] hyper::Error),
    #[error(transparent)]
    Request(#[from] hyper::http::Error),
}

/// Sends a request without a body to an `http://` address; gives the status and the body of the answer.
pub(crate) async fn ask(method: Method, url: &str) -> Result<(u16, Bytes), AskError> {
    timeout(Duration::from_secs(3), exchange(method, url)).await.map_err(|_| AskError::Timeout)?
}

async fn exchange(method: Method, url: &str) -> Result<(u16, Bytes), AskError> {
    let rest = url.strip_prefix("http://").ok_or(AskError::Scheme)?;
    let rest = rest.split('#').next().unwrap_or_default();
    let at = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(at);
    let slash = if path.starts_with('/') { "" } else { "/" };
    let has_port = authority.rsplit(':').next().is_some_and(|port| port.parse::<u16>().is_ok());
    let address = if has_port { authority.to_owned() } else { format!("{authority}:80") };

    let stream = TcpStream::connect(address).await?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let request = Request::builder()
        .method(method)
        .uri(format!("{slash}{path}"))
        .header(header::HOST, authority)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_LENGTH, "0")
        .body(Empty::<Bytes>::new())?;
    let response = sender.send_request(request).await?;
    let status = response.status().as_u16();
    Ok((status, response.into_body().collect().await?.to_bytes()))
}
