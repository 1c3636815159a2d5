//! A Chromium for one test: its own `ChromeDriver`, its own session, and what tests do with a page.
//!
//! Every method panics when it does not meet what it expects: a test has failed then. The programs are
//! `chromedriver` and Chromium as installed, or those that `CHROMEDRIVER` and `CHROMIUM` name.

#![expect(clippy::expect_used, reason = "a test that meets what it does not expect has failed")]
#![expect(clippy::missing_panics_doc, reason = "every method may, see above")]

use base64::prelude::{BASE64_STANDARD, Engine as _};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use serde_json::{Value, json};
use std::future::Future;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

mod driver;
pub mod http;
pub mod key;
mod pointer;

use driver::Driver;

pub use fantoccini::{Client, Locator};
pub use pointer::Pointer;

/// Long enough for a debug machine with two busy cores; a test that waits this long has failed.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Ends when the page has had its turn several times, and nothing in it is on its way to its place.
const SETTLE: &str = "
    const done = arguments[arguments.length - 1];
    const moves = it => {
      const {duration, endTime} = it.effect?.getComputedTiming() ?? {};
      return it instanceof CSSAnimation && it.playState === 'running' && duration > 0 && endTime < 1000;
    };
    let [turns, most] = [4, 200];
    const turn = () => {
      most -= 1;
      turns = document.getAnimations().some(moves) ? 1 : turns - 1;
      if (turns < 0 || most < 0) done();
      else setTimeout(turn, 5);
    };
    turn();";

/// A browser with one window. Dropping it ends its driver.
#[derive(Debug)]
pub struct Browser {
    /// The session, for what this crate has no method for.
    pub client: Client,
    driver: Driver,
    /// Where the mouse is.
    mouse: Mutex<[f64; 2]>,
}

impl Browser {
    /// Starts a driver on a free port and opens a window.
    pub async fn start() -> Self {
        let driver = Driver::start().await;
        let client = driver.connect().await;
        Self { client, driver, mouse: Mutex::default() }
    }

    /// Ends the session in an orderly way; a test that panics leaves that to the operating system.
    pub async fn close(&self) {
        self.client.clone().close().await.ok();
    }

    /// Opens an address in the window.
    pub async fn goto(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// The first element of a selector, as soon as there is one.
    pub async fn find(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {css}: {error}\n{}", self.text("body").await),
        }
    }

    /// Whether there is such an element now.
    pub async fn has(&self, css: &str) -> bool {
        self.client.find(Locator::Css(css)).await.is_ok()
    }

    /// What an element shows now; empty if there is none.
    pub async fn text(&self, css: &str) -> String {
        match self.client.find(Locator::Css(css)).await {
            Ok(element) => element.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// An attribute of the first element of a selector.
    pub async fn attr(&self, css: &str, name: &str) -> Option<String> {
        self.find(css).await.attr(name).await.expect("an attribute")
    }

    /// Gives the page its turn: what comes of a click or a key may come in a task of its own, as the focus of what has
    /// opened, `close` and `toggle` do, and what appears takes a moment to be where it stays. A page that goes away
    /// meanwhile needs none.
    pub async fn settle(&self) {
        let _ = self.client.execute_async(SETTLE, Vec::new()).await;
    }

    /// The first element of a selector once the page is at rest, for it may be drawn anew before that.
    pub(crate) async fn find_settled(&self, css: &str) -> Element {
        self.find(css).await;
        self.settle().await;
        self.find(css).await
    }

    /// Clicks the first element of a selector, as soon as there is one.
    pub async fn click(&self, css: &str) {
        self.find_settled(css).await.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
        self.settle().await;
    }

    /// Clicks the button or menu entry with this text, inside the elements of an `XPath` condition.
    pub async fn press(&self, within: &str, label: &str) {
        let path = format!("//*[{within}]//button[contains(normalize-space(), \"{label}\")]");
        let find = async || {
            let button = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
            button.unwrap_or_else(|_| panic!("no button {label:?}"))
        };
        find().await;
        self.settle().await;
        find().await.click().await.expect("a click");
        self.settle().await;
    }

    /// Types into whatever has the focus. Keys are those of [`key`].
    pub async fn keys(&self, keys: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.perform(actions).await;
    }

    /// Presses a key while others are held.
    pub async fn chord(&self, held: &[&str], pressed: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        let keys = |of: &str| of.chars().next().expect("a key");
        for key in held.iter().copied().chain([pressed]) {
            actions = actions.then(KeyAction::Down { value: keys(key) });
        }
        for key in [pressed].into_iter().chain(held.iter().rev().copied()) {
            actions = actions.then(KeyAction::Up { value: keys(key) });
        }
        self.perform(actions).await;
    }

    /// Presses keys once the focus is where it is to be.
    async fn perform(&self, actions: KeyActions) {
        self.settle().await;
        self.client.perform_actions(actions).await.expect("keys");
        self.settle().await;
    }

    /// Replaces the text of a field, as a person does.
    pub async fn retype(&self, css: &str, text: &str) {
        let field = self.find_settled(css).await;
        field.send_keys("\u{e009}a\u{e000}").await.expect("select all");
        field.send_keys(text).await.expect("typing");
        self.settle().await;
    }

    /// Waits until something holds, else fails with what the page shows.
    pub async fn until<F: Future<Output = bool>>(&self, what: &str, holds: impl Fn() -> F) {
        let start = Instant::now();
        while !holds().await {
            assert!(start.elapsed() < PATIENCE, "never: {what}\n{}", self.text("body").await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until an element shows a text.
    pub async fn until_text(&self, css: &str, part: &str) {
        self.until(&format!("{part:?} in {css}"), || async { self.text(css).await.contains(part) }).await;
    }

    /// Runs a script in the frame that was entered last, or in the page.
    pub async fn run(&self, script: &str) -> Value {
        self.run_with(script, Vec::new()).await
    }

    /// Runs a script with `arguments`.
    pub async fn run_with(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script that calls the function that is its last argument with its result.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        let outcome = self.client.execute_async(script, arguments).await;
        outcome.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// A script that runs in every page and frame before their own ones.
    pub async fn run_first(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await;
    }

    /// Goes into a frame; the page around it is left by [`Browser::leave`].
    pub async fn enter(&self, css: &str) {
        self.find(css).await.enter_frame().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Goes back to the page in the window, out of all frames, also out of one that is gone.
    pub async fn leave(&self) {
        let window = self.client.window().await.expect("a window");
        self.client.switch_to_window(window).await.expect("the page");
    }

    /// A command of the browser's own protocol, and its answer: emulation that `WebDriver` does not know.
    pub async fn devtools(&self, cmd: &'static str, params: Value) -> Value {
        http::ask(&self.url("goog/cdp/execute").await, &json!({"cmd": cmd, "params": params}))["value"].take()
    }

    /// Warnings and errors since the last time, those of the browser itself included: files that do not load,
    /// refusals by a policy, exceptions.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = http::ask(&self.url("se/log").await, &json!({"type": "browser"}));
        let entries = entries["value"].as_array().cloned().unwrap_or_default();
        entries.iter().map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// An address of the session at the driver.
    async fn url(&self, path: &str) -> String {
        let session = self.client.session_id().await.expect("a session").expect("a session");
        format!("{}/session/{session}/{path}", self.driver.url())
    }

    /// Makes the window's page this large.
    pub async fn widen(&self, width: u32, height: u32) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}),
        )
        .await;
        let wide = async || {
            let metrics = self.devtools("Page.getLayoutMetrics", json!({})).await;
            metrics["cssLayoutViewport"]["clientWidth"] == width
        };
        self.until("the page is as wide", wide).await;
        self.settle().await;
    }

    /// What the system prefers.
    pub async fn dark(&self, dark: bool) {
        self.prefer(&[("prefers-color-scheme", if dark { "dark" } else { "light" })]).await;
    }

    /// Media features as the system would have them; those that are not named are the browser's own.
    pub async fn prefer(&self, features: &[(&str, &str)]) {
        let features: Vec<_> =
            features.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({"features": features})).await;
    }

    /// Keeps a small picture of the window, as WebP.
    pub async fn small_picture(&self, file: &Path) {
        self.settle().await;
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        let picture = self.devtools("Page.captureScreenshot", json!({"format": "webp", "quality": 80})).await;
        let data = picture["data"].as_str().expect("a picture");
        std::fs::write(file, BASE64_STANDARD.decode(data).expect("Base64")).expect("a file");
    }

    /// A screen of this size that is touched, as a phone's is: the pointer is coarse and never hovers.
    pub async fn touch(&self, width: u32, height: u32) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": true}),
        )
        .await;
        self.devtools("Emulation.setTouchEmulationEnabled", json!({"enabled": true})).await;
    }

    /// Keeps a picture of the window for people to look at.
    pub async fn picture(&self, file: &Path) {
        self.settle().await;
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        let png = self.client.screenshot().await.expect("a picture");
        std::fs::write(file, png).expect("a file");
    }
}
