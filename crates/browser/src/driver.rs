use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use serde_json::json;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::PATIENCE;

/// So often it is started before something must be wrong with it.
const ATTEMPTS: u32 = 5;

/// A `ChromeDriver` of its own, so that tests do not meet.
#[derive(Debug)]
pub(crate) struct Driver {
    url: String,
    _process: Child,
    /// Held: a program whose output is closed ends when it has something to say.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Driver {
    /// On a port that it chooses itself: one that is found free here may be somebody else's a moment later.
    ///
    /// It looks for the port under its older address, and ends if somebody has it under the newer one.
    pub(crate) async fn start() -> Self {
        let mut said = Vec::new();
        for _ in 0..ATTEMPTS {
            match Self::try_start().await {
                Ok(driver) => return driver,
                Err(lines) => said.extend(lines),
            }
        }
        panic!("chromedriver ended {ATTEMPTS} times:\n{}", said.join("\n"));
    }

    /// The error is what it said before it ended.
    async fn try_start() -> Result<Self, Vec<String>> {
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver starts");
        let mut output = BufReader::new(process.stdout.take().expect("its output")).lines();
        let port = timeout(PATIENCE, port(&mut output)).await.expect("chromedriver says where it is")?;
        Ok(Self { url: format!("http://127.0.0.1:{port}"), _process: process, _output: output })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A window of a fresh Chromium.
    pub(crate) async fn connect(&self) -> Client {
        let capabilities = capabilities();
        let start = Instant::now();
        loop {
            let connector = hyper_util::client::legacy::connect::HttpConnector::new();
            match ClientBuilder::new(connector).capabilities(capabilities.clone()).connect(&self.url).await {
                Ok(client) => return client,
                Err(error) => assert!(start.elapsed() < PATIENCE, "no browser: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

/// From the line `ChromeDriver was started successfully on port 12345.`; else all that it said.
async fn port(output: &mut Lines<BufReader<ChildStdout>>) -> Result<u16, Vec<String>> {
    let mut said = Vec::new();
    while let Some(line) = output.next_line().await.expect("its output") {
        let port =
            line.split_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.').trim());
        if let Some(port) = port.and_then(|port| port.parse().ok()) {
            return Ok(port);
        }
        said.push(line);
    }
    Err(said)
}

fn capabilities() -> Capabilities {
    let mut chrome = json!({"args": [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
        "--force-device-scale-factor=1", "--lang=en-US", "--window-size=1280,900", "--hide-scrollbars",
    ]});
    if let Ok(binary) = std::env::var("CHROMIUM") {
        chrome["binary"] = binary.into();
    }
    let mut capabilities = Capabilities::new();
    capabilities.insert("goog:chromeOptions".to_owned(), chrome);
    capabilities
}
