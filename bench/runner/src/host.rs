//! A static host: the files of a client, compressed beforehand as a real one keeps them, each as far away as it is
//! told.

use std::{
    collections::BTreeMap,
    io::Write,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::{
    Router,
    extract::State,
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use tokio::net::TcpListener;

/// A file, as it is and as it travels.
#[derive(Debug)]
struct File {
    raw: usize,
    gzip: usize,
    brotli: Vec<u8>,
}

/// The files of a client.
#[derive(Debug)]
pub(crate) struct Files(BTreeMap<String, File>);

/// What the files of a first load weigh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    /// How many files.
    pub(crate) files: usize,
    /// Bytes as they are.
    pub(crate) raw: usize,
    /// Bytes with gzip.
    pub(crate) gzip: usize,
    /// Bytes with brotli, which is what was transferred.
    pub(crate) brotli: usize,
}

impl Files {
    /// Reads and compresses a folder.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        collect(folder, folder, &mut files);
        assert!(files.contains_key("/index.html"), "there is no index.html in {}", folder.display());
        Self(files)
    }

    /// Adds a file that is in no folder.
    pub(crate) fn add(&mut self, path: &str, contents: &[u8]) {
        self.0.insert(path.to_owned(), compress(contents));
    }

    /// What these files weigh together, with brotli.
    pub(crate) fn brotli(&self, paths: &[String]) -> usize {
        self.weigh(paths.iter()).brotli
    }

    fn weigh<'a>(&self, paths: impl Iterator<Item = &'a String>) -> Weight {
        paths.filter_map(|path| self.0.get(path)).fold(Weight::default(), |sum, file| Weight {
            files: sum.files + 1,
            raw: sum.raw + file.raw,
            gzip: sum.gzip + file.gzip,
            brotli: sum.brotli + file.brotli.len(),
        })
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, File>) {
    for entry in std::fs::read_dir(folder).expect("the client's folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
            continue;
        }
        let contents = std::fs::read(&path).expect("a file");
        let below = path.strip_prefix(root).expect("a path below the folder");
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let name = format!("/{}", parts.join("/"));
        files.insert(name, compress(&contents));
    }
}

fn compress(contents: &[u8]) -> File {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(contents).expect("memory");
    let gzip = gzip.finish().expect("memory").len();
    let mut small = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*contents, &mut small, &best).expect("memory");
    File { raw: contents.len(), gzip, brotli: small }
}

/// A running host of one client.
#[derive(Clone, Debug)]
pub(crate) struct Host {
    files: Arc<Files>,
    /// When each was asked for first, in milliseconds since the epoch.
    asked: Arc<Mutex<BTreeMap<String, f64>>>,
    latency: Duration,
    address: String,
}

impl Host {
    /// Starts on a free port.
    pub(crate) async fn start(files: Arc<Files>, latency: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("its address"));
        let host = Self { files, asked: Arc::default(), latency, address };
        let router = Router::new().fallback(serve).with_state(host.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        host
    }

    /// Where it is.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Forgets what was asked for.
    pub(crate) fn forget(&self) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What was asked for since then, each file once, as far as it is `wanted` by the moment when it was asked for.
    pub(crate) fn weight(&self, wanted: impl Fn(f64) -> bool) -> Weight {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        self.files.weigh(asked.iter().filter(|(_, moment)| wanted(**moment)).map(|(path, _)| path))
    }
}

/// Answers every method with the file, as the portal opens the page by POST.
async fn serve(State(host): State<Host>, uri: Uri) -> Response {
    let path = if uri.path() == "/" { "/index.html" } else { uri.path() };
    let asked = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1000.0;
    if !host.latency.is_zero() {
        tokio::time::sleep(host.latency).await;
    }
    let Some(file) = host.files.0.get(path) else { return StatusCode::NOT_FOUND.into_response() };
    host.asked.lock().unwrap_or_else(PoisonError::into_inner).entry(path.to_owned()).or_insert(asked);
    let headers = [
        (header::CONTENT_TYPE, media_type(path)),
        (header::CONTENT_ENCODING, "br"),
        (header::VARY, "Accept-Encoding"),
    ];
    (headers, file.brotli.clone()).into_response()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "json" => "application/json",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_asked_for_is_weighed() {
        let text = b"stage ".repeat(100);
        let names = ["/a.js", "/b.js"].map(|name| (name.to_owned(), compress(&text)));
        let files = Files(names.into());
        let weight = files.weigh(["/a.js".to_owned(), "/gone.js".to_owned()].iter());
        assert_eq!((weight.files, weight.raw), (1, 600));
        assert!(weight.brotli > 0 && weight.brotli < weight.raw && weight.gzip < weight.raw, "{weight:?}");
    }
}
