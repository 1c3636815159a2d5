//! A portal, a browser, and the widget between them.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use portal_emulator::{App, Emulator, Options};
use serde_json::{Value, json};
use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

/// Long enough for a debug machine with two busy cores; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// Everything a story needs. Dropping it ends browser and portal.
pub(crate) struct Stage {
    pub(crate) emulator: Emulator,
    pub(crate) client: Client,
    driver_url: String,
    _driver: Child,
}

/// How the portal page is opened.
#[derive(Clone, Copy)]
pub(crate) struct Visit {
    pub(crate) placement: &'static str,
    pub(crate) user: &'static str,
    pub(crate) lang: &'static str,
}

impl Default for Visit {
    fn default() -> Self {
        Self { placement: "CRM_FUNNELS_TOOLBAR", user: "admin", lang: "en" }
    }
}

impl Stage {
    /// A fresh portal with its seed, and a fresh browser.
    pub(crate) async fn set() -> Self {
        Self::set_with(Options::default()).await
    }

    pub(crate) async fn set_with(options: Options) -> Self {
        let free = SocketAddr::from(([127, 0, 0, 1], 0));
        let folder =
            PathBuf::from(std::env::var_os("STAGECRAFT_DIST").expect("run these by `cargo xtask test`"));
        let options = Options { app: App::Dist { address: free, folder }, ..options };
        let emulator = Emulator::start(options).await.expect("the emulator starts");
        let (driver, driver_url) = start_driver();
        let client = connect(&driver_url).await;
        Self { emulator, client, driver_url, _driver: driver }
    }

    /// Opens the widget and waits until its rows are there; the browser is then inside the frame.
    pub(crate) async fn open(&self, visit: Visit) {
        self.visit(visit).await;
        self.find("[role=grid] [data-status-id]").await;
    }

    /// Opens the portal page and goes into the frame.
    pub(crate) async fn visit(&self, visit: Visit) {
        let Visit { placement, user, lang } = visit;
        let url = format!("{}/?placement={placement}&user={user}&lang={lang}", self.emulator.portal());
        self.client.goto(&url).await.expect("the portal page opens");
        self.enter().await;
    }

    /// Goes into the widget's frame, which has another origin.
    pub(crate) async fn enter(&self) {
        self.client.clone().enter_parent_frame().await.ok();
        self.find("iframe.app-frame").await.enter_frame().await.expect("the frame opens");
    }

    /// The first element of a selector, as soon as there is one.
    pub(crate) async fn find(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {css}: {error}\n{}", self.text("body").await),
        }
    }

    /// Whether there is such an element now.
    pub(crate) async fn has(&self, css: &str) -> bool {
        self.client.find(Locator::Css(css)).await.is_ok()
    }

    /// What an element shows now; empty if there is none.
    pub(crate) async fn text(&self, css: &str) -> String {
        match self.client.find(Locator::Css(css)).await {
            Ok(element) => element.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// An attribute of the first element of a selector.
    pub(crate) async fn attr(&self, css: &str, name: &str) -> Option<String> {
        self.find(css).await.attr(name).await.expect("an attribute")
    }

    pub(crate) async fn click(&self, css: &str) {
        self.find(css).await.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Clicks the button or menu entry with this text.
    pub(crate) async fn press(&self, within: &str, label: &str) {
        let path = format!("//*[{within}]//button[contains(normalize-space(), \"{label}\")]");
        let button = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
        button.unwrap_or_else(|_| panic!("no button {label:?}")).click().await.expect("a click");
    }

    /// Types into whatever has the focus. Keys are those of `WebDriver`, e.g. `\u{e007}` for Enter.
    pub(crate) async fn keys(&self, keys: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await.expect("keys");
    }

    /// Replaces the text of a field, as a person does.
    pub(crate) async fn retype(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.send_keys("\u{e009}a\u{e000}").await.expect("select all");
        field.send_keys(text).await.expect("typing");
    }

    /// Renames a row by click, typing and Enter.
    pub(crate) async fn rename(&self, id: u32, name: &str) {
        self.click(&format!("[data-status-id='{id}'] [data-cell=name]")).await;
        self.retype(&format!("[data-status-id='{id}'] input[name=NAME]"), name).await;
        self.keys(key::ENTER).await;
    }

    /// Waits until something holds, else fails with what the page shows.
    pub(crate) async fn until<F: Future<Output = bool>>(&self, what: &str, holds: impl Fn() -> F) {
        let start = Instant::now();
        while !holds().await {
            assert!(start.elapsed() < PATIENCE, "never: {what}\n{}", self.text("body").await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until an element shows a text.
    pub(crate) async fn until_text(&self, css: &str, part: &str) {
        self.until(&format!("{part:?} in {css}"), || async { self.text(css).await.contains(part) }).await;
    }

    /// Waits until the widget says that a row is saved, or in another state.
    pub(crate) async fn until_state(&self, id: u32, state: &str) {
        self.find(&format!("[data-status-id='{id}'][data-state='{state}']")).await;
    }

    /// Runs a script in the frame.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// A command of the browser's own protocol: emulation that `WebDriver` does not know.
    pub(crate) async fn devtools(&self, cmd: &'static str, params: Value) {
        let session = self.client.session_id().await.expect("a session").expect("a session");
        let url = format!("{}/session/{session}/goog/cdp/execute", self.driver_url);
        post(&url, &json!({"cmd": cmd, "params": params}));
    }

    /// Makes the frame this wide: the window, less what the portal page keeps for itself.
    pub(crate) async fn widen(&self, width: u32, height: u32) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}),
        )
        .await;
    }

    pub(crate) async fn dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        let features = json!([{"name": "prefers-color-scheme", "value": value}]);
        self.devtools("Emulation.setEmulatedMedia", json!({"features": features})).await;
    }

    /// Keeps a picture of the whole window for people to look at.
    pub(crate) async fn picture(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/stagecraft/pictures");
        std::fs::create_dir_all(&folder).expect("a folder");
        let png = self.client.screenshot().await.expect("a picture");
        std::fs::write(folder.join(format!("{name}.png")), png).expect("a file");
    }

    /// What the portal holds of a row; null if it is gone.
    pub(crate) fn stored(&self, id: u32) -> Value {
        let state = get(&format!("{}/state", self.emulator.control()));
        let rows = state.as_array().or_else(|| state["status_rows"].as_array()).expect("rows");
        let id = id.to_string();
        rows.iter().find(|row| row["ID"].as_str() == Some(&id)).cloned().unwrap_or_default()
    }

    /// The REST requests so far.
    pub(crate) fn log(&self) -> Vec<Value> {
        get(&format!("{}/log", self.emulator.control())).as_array().cloned().expect("a list")
    }

    /// Changes the portal behind the widget's back.
    pub(crate) fn ops(&self, ops: &Value) {
        post(&format!("{}/ops", self.emulator.control()), ops);
    }

    /// Every access token issued so far is expired from now on.
    pub(crate) fn expire_tokens(&self) {
        post(&format!("{}/expire", self.emulator.control()), &json!({}));
    }
}

/// Ends the story in an orderly way; a story that panics leaves that to the operating system.
impl Stage {
    pub(crate) async fn strike(self) {
        self.client.close().await.ok();
        self.emulator.stop().await;
    }
}

fn get(url: &str) -> Value {
    ureq::get(url).call().expect("an answer").body_mut().read_json().expect("JSON")
}

fn post(url: &str, body: &Value) {
    ureq::post(url).send_json(body).unwrap_or_else(|error| panic!("{url} {body}: {error}"));
}

/// A `ChromeDriver` of its own, so that stories do not meet.
fn start_driver() -> (Child, String) {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port();
    let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let driver = Command::new(program)
        .arg(format!("--port={port}"))
        .arg("--silent")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("chromedriver starts");
    (driver, format!("http://127.0.0.1:{port}"))
}

async fn connect(driver: &str) -> Client {
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
    let start = Instant::now();
    loop {
        let connector = hyper_util::client::legacy::connect::HttpConnector::new();
        match ClientBuilder::new(connector).capabilities(capabilities.clone()).connect(driver).await {
            Ok(client) => return client,
            Err(error) => assert!(start.elapsed() < PATIENCE, "no browser: {error}"),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Keys as `WebDriver` names them.
pub(crate) mod key {
    pub(crate) const ENTER: &str = "\u{e007}";
    pub(crate) const ESCAPE: &str = "\u{e00c}";
    pub(crate) const TAB: &str = "\u{e004}";
    pub(crate) const DELETE: &str = "\u{e017}";
    pub(crate) const UP: &str = "\u{e013}";
    pub(crate) const DOWN: &str = "\u{e015}";
    pub(crate) const LEFT: &str = "\u{e012}";
    pub(crate) const RIGHT: &str = "\u{e014}";
    pub(crate) const HOME: &str = "\u{e011}";
    pub(crate) const END: &str = "\u{e010}";
    pub(crate) const F2: &str = "\u{e032}";
}
