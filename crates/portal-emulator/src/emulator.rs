use std::{io, net::SocketAddr, path::PathBuf, sync::Arc};

use tokio::{net::TcpListener, task::JoinHandle};

use crate::{
    app_host, control, events,
    options::{App, Options},
    page,
    portal::{Portal, seed::Seed},
    rest,
    server::{Server, origin_of},
    shared::{Origins, Shared},
};

/// Why an emulator does not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// An address cannot be listened on, usually because something else does.
    #[error("the {what} cannot listen on {address}: {source}")]
    Bind {
        /// Which origin it was for.
        what: &'static str,
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The seed file cannot be read.
    #[error("the seed {path} cannot be read: {source}")]
    SeedFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The seed is not in the expected format.
    #[error("the seed is not usable: {0}")]
    Seed(String),
    /// The application's address is not one that a frame could show.
    #[error("`{0}` is not an address of an application: it has to start with http:// or https://")]
    AppUrl(String),
}

/// A running portal. It stops when dropped.
#[derive(Debug)]
pub struct Emulator {
    origins: Origins,
    servers: Vec<Server>,
    watch: Option<JoinHandle<()>>,
}

impl Emulator {
    /// Starts the origins inside the current Tokio runtime.
    ///
    /// # Errors
    ///
    /// If an address is taken, or the seed or the application's address is not usable.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let seed = read_seed(options.seed.clone())?;
        let portal = listen("portal", options.portal).await?;
        let control = listen("control API", options.control).await?;
        let (app, files) = match &options.app {
            App::Dist { address, folder } => {
                let (listener, origin) = listen("app host", *address).await?;
                (origin, Some((listener, folder.clone())))
            }
            App::External(url) => (checked_url(url)?, None),
        };
        let app_is_external = files.is_none();
        let install = options.install.as_deref().map(|url| absolute(url, &app)).transpose()?;
        let origins = Origins { portal: portal.1, app, app_is_external, install, control: control.1 };
        let shared = Arc::new(Shared::new(Portal::new(seed, &options), origins.clone(), options.log));
        let keep_alive = shared.portal().keep_alive.subscribe();
        let mut servers = Vec::new();
        if let Some((listener, folder)) = files {
            if !folder.join("index.html").is_file() {
                shared.log(&format!("there is no index.html in {} yet", folder.display()));
            }
            servers.push(Server::start(
                listener,
                app_host::routes(folder, Arc::clone(&shared)),
                keep_alive.clone(),
            ));
        }
        let routes = rest::routes().merge(page::routes()).merge(events::routes());
        servers.push(Server::start(portal.0, routes.with_state(Arc::clone(&shared)), keep_alive.clone()));
        servers.push(Server::start(control.0, control::routes(Arc::clone(&shared)), keep_alive));
        let watch = app_is_external.then(|| tokio::spawn(events::watch(shared)));
        Ok(Self { origins, servers, watch })
    }

    /// The portal's origin, `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn portal(&self) -> &str {
        &self.origins.portal
    }

    /// The application's address: the origin of the app host, or the external address as given.
    #[must_use]
    pub fn app(&self) -> &str {
        &self.origins.app
    }

    /// The control API's origin.
    #[must_use]
    pub fn control(&self) -> &str {
        &self.origins.control
    }

    /// Stops and waits until the ports are free again.
    pub async fn stop(mut self) {
        for server in self.servers.drain(..) {
            server.stop().await;
        }
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        if let Some(watch) = &self.watch {
            watch.abort();
        }
    }
}

async fn listen(what: &'static str, address: SocketAddr) -> Result<(TcpListener, String), StartError> {
    let failed = |source| StartError::Bind { what, address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let origin = origin_of(&listener).map_err(failed)?;
    Ok((listener, origin))
}

fn read_seed(path: Option<PathBuf>) -> Result<Seed, StartError> {
    let Some(path) = path else { return Seed::built_in().map_err(StartError::Seed) };
    match std::fs::read_to_string(&path) {
        Ok(text) => Seed::parse(&text).map_err(StartError::Seed),
        Err(source) => Err(StartError::SeedFile { path, source }),
    }
}

fn checked_url(url: &str) -> Result<String, StartError> {
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
    match rest {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') => Ok(url.to_owned()),
        _ => Err(StartError::AppUrl(url.to_owned())),
    }
}

/// The address of the installer; a path belongs to the application's origin.
fn absolute(url: &str, app: &str) -> Result<String, StartError> {
    if url.contains("://") {
        return checked_url(url);
    }
    let after_scheme = app.find("://").map_or(0, |at| at + 3);
    let end = app[after_scheme..].find(['/', '?', '#']).map_or(app.len(), |at| after_scheme + at);
    Ok(format!("{}/{}", &app[..end], url.trim_start_matches('/')))
}
