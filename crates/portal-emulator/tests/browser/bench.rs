use std::{net::SocketAddr, path::PathBuf};

use browser::Browser;
use portal_emulator::{App, Emulator, Generation, Options};
use serde_json::{Value, json};

/// Collects what the portal page's own errors and requests are, and its stream of events.
const WATCH: &str = "
    window.errors = [];
    window.requests = [];
    window.EventSource = class extends EventSource {
      constructor(...args) {
        super(...args);
        window.stream = this;
      }
    };
    addEventListener('error', (event) => errors.push(String(event.message)));
    const send = window.fetch;
    window.fetch = (url, init) => {
      requests.push(`${url} ${init?.body ?? ''}`);
      return send(url, init);
    };";

/// A portal, a browser, and the test application between them.
pub(crate) struct Bench {
    pub(crate) emulator: Emulator,
    pub(crate) browser: Browser,
}

impl Bench {
    pub(crate) async fn new() -> Self {
        Self::with(Options::default()).await
    }

    pub(crate) async fn of(generation: Generation) -> Self {
        Self::with(Options { generation, ..Options::default() }).await
    }

    /// With the test application unless the options name another address.
    pub(crate) async fn with(options: Options) -> Self {
        let app = match options.app {
            App::Dist { .. } => {
                App::Dist { address: SocketAddr::from(([127, 0, 0, 1], 0)), folder: folder() }
            }
            external @ App::External(_) => external,
        };
        Self::with_app(Options { app, ..options }).await
    }

    /// With the application that the options name.
    pub(crate) async fn with_app(options: Options) -> Self {
        let emulator = Emulator::start(options).await.unwrap();
        let browser = Browser::start().await;
        browser.run_first(WATCH).await;
        Self { emulator, browser }
    }

    /// Opens the portal page and waits for the application.
    pub(crate) async fn open(&self, query: &str) {
        self.visit(query).await;
        self.enter(0).await;
        self.browser
            .until("the application", || async { self.browser.run("return 'app' in window").await == true })
            .await;
    }

    /// Opens the portal page.
    pub(crate) async fn visit(&self, query: &str) {
        self.browser.leave().await;
        self.browser.goto(&format!("{}/?{query}", self.emulator.portal())).await;
    }

    /// Goes into one of the application's frames.
    pub(crate) async fn enter(&self, index: usize) {
        self.browser.leave().await;
        let count = "return document.querySelectorAll('iframe.app-frame:not(.app-loading)').length";
        self.browser
            .until("a frame", || async { self.browser.run(count).await.as_u64() > Some(index as u64) })
            .await;
        let mark = format!(
            "document.querySelectorAll('iframe.app-frame').forEach((it, index) => {{ it.dataset.index = index }}); return {index}"
        );
        self.browser.run(&mark).await;
        self.browser.enter(&format!("iframe.app-frame[data-index='{index}']")).await;
    }

    /// What the first frame hears after it has said one thing.
    pub(crate) async fn ask(&self, message: impl Into<Value>) -> Vec<Value> {
        self.ask_all(&[message.into()], 0).await
    }

    /// The same for a command of which nothing is to be heard: what would come late has half a second to come.
    pub(crate) async fn ask_slowly(&self, message: &str) -> Vec<Value> {
        self.ask_all(&[json!(message)], 500).await
    }

    /// What the first frame hears after messages that the portal's server answers, once so much of it is there. What
    /// would be too much has half a second to come.
    pub(crate) async fn hear(&self, messages: &[Value], replies: usize) -> Vec<Value> {
        self.enter(0).await;
        let from = self.browser.run("return app.heard.length").await;
        self.browser.run_with("arguments[0].forEach((it) => app.say(it))", vec![json!(messages)]).await;
        let since = vec![from];
        let count = async || {
            let heard = self.browser.run_with("return app.since(arguments[0]).length", since.clone()).await;
            heard.as_u64() >= Some(replies as u64)
        };
        self.browser.until("the replies", count).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let heard = self.browser.run_with("return app.since(arguments[0])", since.clone()).await;
        heard.as_array().unwrap().clone()
    }

    /// Waits until the page listens to what happens in the portal: what happened before, nobody says again.
    pub(crate) async fn until_listening(&self) {
        let listens = || async { self.page("return stream.readyState").await == 1 };
        self.browser.until("the page listens", listens).await;
    }

    /// What the first frame hears after messages said at once.
    pub(crate) async fn ask_all(&self, messages: &[Value], settle: u32) -> Vec<Value> {
        self.ask_in(0, messages, settle).await
    }

    pub(crate) async fn ask_in(&self, frame: usize, messages: &[Value], settle: u32) -> Vec<Value> {
        self.enter(frame).await;
        let script = "const [messages, settle, done] = arguments; app.ask(messages, settle).then(done)";
        let heard = self.browser.run_async(script, vec![json!(messages), json!(settle)]).await;
        heard.as_array().unwrap().clone()
    }

    /// Everything that the first frame has heard from now on until the end of `meanwhile`.
    pub(crate) async fn heard_during(&self, meanwhile: impl Future<Output = ()>) -> Vec<Value> {
        self.enter(0).await;
        let from = self.browser.run("return app.heard.length").await;
        meanwhile.await;
        self.enter(0).await;
        let script = "const [from, done] = arguments; app.ask([], 0).then(() => done(app.since(from)))";
        self.browser.run_async(script, vec![from]).await.as_array().unwrap().clone()
    }

    /// Runs a script in the portal page.
    pub(crate) async fn page(&self, script: &str) -> Value {
        self.browser.leave().await;
        self.browser.run(script).await
    }

    pub(crate) async fn heading(&self) -> Value {
        self.page("return document.getElementById('pagetitle').textContent").await
    }

    /// What went wrong in the portal page since the last time.
    pub(crate) async fn errors(&self) -> String {
        self.page("return errors.splice(0).join()").await.as_str().unwrap().to_owned()
    }

    /// What the first frame's `getInitData` says.
    pub(crate) async fn init_data(&self) -> Value {
        let heard = self.ask("getInitData::init:{S}").await;
        let text = heard[0].as_str().unwrap().strip_prefix("init:").unwrap();
        serde_json::from_str(text).unwrap()
    }

    /// Changes the portal behind the page's back.
    pub(crate) fn ops(&self, ops: &Value) {
        browser::http::post(&format!("{}/ops", self.emulator.control()), ops);
    }

    /// Arms a fault through the control API.
    pub(crate) fn arm(&self, fault: &Value) {
        browser::http::post(&format!("{}/faults", self.emulator.control()), fault);
    }

    /// Waits until the page knows whether faults wait for its replies.
    pub(crate) async fn until_armed(&self, armed: bool) {
        let knows = || async { self.page("return portal.faultsArmed").await == armed };
        self.browser.until("the page knows of the faults", knows).await;
    }

    pub(crate) async fn strike(self) {
        self.browser.close().await;
        self.emulator.stop().await;
    }
}

/// The folder with the test application.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/browser/app")
}

/// A row of the table: exactly these messages were heard.
#[track_caller]
pub(crate) fn row(number: u8, heard: &[Value], expected: &[&str]) {
    assert_eq!(heard, expected, "row {number}");
}
