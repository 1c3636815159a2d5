//! A portal, a browser, and the widget between them.

use browser::Browser;
use browser::http::{get, post};
use portal_emulator::{App, Emulator, Options};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::ops::Deref;
use std::path::PathBuf;

pub(crate) use browser::{Pointer, key};

/// Everything a story needs. Dropping it ends browser and portal.
pub(crate) struct Stage {
    pub(crate) emulator: Emulator,
    browser: Browser,
}

/// The stage is also the window that one looks at.
impl Deref for Stage {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

/// Whether a request does nothing but count records.
fn counts(request: &Value) -> bool {
    let lists =
        ["lead", "deal", "quote", "contact", "company", "item"].map(|name| format!("crm.{name}.list?"));
    let counts = |command: &Value| {
        let command = command.as_str().unwrap_or_default();
        lists.iter().any(|list| command.starts_with(list)) && !command.contains("order")
    };
    let commands = request["params"]["cmd"].as_object();
    commands.is_some_and(|commands| !commands.is_empty() && commands.values().all(counts))
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
        Self { emulator, browser: Browser::start().await }
    }

    /// Opens the widget and waits until its rows are there, and the records that hold them counted; the browser is then
    /// inside the frame.
    pub(crate) async fn open(&self, visit: Visit) {
        self.visit(visit).await;
        self.find("[role=grid] [data-status-id]").await;
        self.until_counted().await;
        self.settle().await;
    }

    /// Waits until both parts of the program are there: nobody who is off the net can get the other one.
    pub(crate) async fn until_complete(&self) {
        let rest =
            "return performance.getEntriesByType('resource').some(it => /_rest\\.wasm$/.test(it.name))";
        self.until("complete", || async { self.run(rest).await == true }).await;
    }

    /// Waits until no row's records are being counted, so that what a story does next meets what it is meant for.
    pub(crate) async fn until_counted(&self) {
        let counting = "return [...document.querySelectorAll('[data-used=counting]')].some(it =>
            it.getBoundingClientRect().top < innerHeight)";
        self.until("counted", || async { self.run(counting).await == false }).await;
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
        self.leave().await;
        self.browser.enter("iframe.app-frame").await;
    }

    /// Lets the frame fill the window, as a portal does on a phone.
    pub(crate) async fn fill_window(&self) {
        self.client.clone().enter_parent_frame().await.expect("the portal page");
        self.run(
            "const frame = document.querySelector('iframe.app-frame');
             // Inside a transformed box `fixed` would be relative to that box.
             for (let box = frame.parentElement; box !== document.body; box = box.parentElement) {
               box.style.cssText += ';transform:none;filter:none;overflow:visible;z-index:9999';
             }
             frame.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;z-index:9999';",
        )
        .await;
        self.enter().await;
        self.settle().await;
    }

    /// Renames a row by click, typing and Enter.
    pub(crate) async fn rename(&self, id: u32, name: &str) {
        self.click(&format!("[data-status-id='{id}'] [data-cell=name]")).await;
        self.retype(&format!("[data-status-id='{id}'] input[name=NAME]"), name).await;
        self.keys(key::ENTER).await;
    }

    /// Waits until the widget says that a row is saved, or in another state.
    pub(crate) async fn until_state(&self, id: u32, state: &str) {
        self.find(&format!("[data-status-id='{id}'][data-state='{state}']")).await;
    }

    /// Keeps a picture of the whole window for people to look at.
    pub(crate) async fn picture(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/stagecraft/pictures");
        self.browser.picture(&folder.join(format!("{name}.png"))).await;
    }

    /// Keeps a small picture of the whole window: for the documentation, if that is being made.
    pub(crate) async fn document(&self, name: &str) {
        let keep = std::env::var_os("STAGECRAFT_WRITE_DOCS").is_some();
        let folder = if keep { "docs/pictures" } else { "target/stagecraft/pictures" };
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
        self.small_picture(&folder.join(format!("{name}.webp"))).await;
    }

    /// What the portal holds of a row; null if it is gone.
    pub(crate) fn stored(&self, id: u32) -> Value {
        let id = id.to_string();
        self.rows().into_iter().find(|row| row["ID"].as_str() == Some(&id)).unwrap_or_default()
    }

    /// Every row the portal holds.
    pub(crate) fn rows(&self) -> Vec<Value> {
        let state = get(&format!("{}/state", self.emulator.control()));
        state.as_array().or_else(|| state["status_rows"].as_array()).cloned().expect("rows")
    }

    /// Notes from now on what a screen reader would say.
    pub(crate) async fn listen(&self) {
        self.run(
            "window.said = [];
             const listen = region => new MutationObserver(() => said.push(region.textContent))
               .observe(region, {subtree: true, childList: true, characterData: true});
             document.querySelectorAll('.status-line :is([role=status], [role=alert])').forEach(listen);",
        )
        .await;
    }

    /// Waits until it has been said, since [`Self::listen`].
    pub(crate) async fn until_said(&self, words: &str) {
        let said = "return window.said.some(it => it.includes(arguments[0]))";
        self.until(&format!("{words:?} said"), || async {
            self.run_with(said, vec![json!(words)]).await == true
        })
        .await;
    }

    /// Gives an element the focus.
    pub(crate) async fn focus(&self, css: &str) {
        self.find(css).await;
        self.run_with("document.querySelector(arguments[0]).focus()", vec![json!(css)]).await;
        self.settle().await;
    }

    /// The row and the cell that have the focus: "103 name".
    pub(crate) async fn focused_cell(&self) -> String {
        let script = "const it = document.activeElement; return `${it.closest('[data-status-id]')?.dataset.statusId} ${it.dataset.cell}`";
        self.run(script).await.as_str().unwrap_or_default().to_owned()
    }

    /// Puts a text into the field of the dialog for many at once, as pasting does.
    pub(crate) async fn paste_list(&self, text: &str) {
        self.find("dialog textarea").await;
        self.run_with(
            "const field = document.querySelector('dialog textarea');
             field.value = arguments[0];
             field.dispatchEvent(new InputEvent('input', {bubbles: true}));",
            vec![json!(text)],
        )
        .await;
    }

    /// Opens the help by its button, wherever that is.
    pub(crate) async fn help(&self) {
        let narrow = "return document.querySelector('[data-tool=help]').offsetWidth === 0";
        if self.run(narrow).await == true {
            self.click("[data-tool=more]").await;
            self.click("[role=menu] [role=menuitem]:last-child").await;
        } else {
            self.click("[data-tool=help]").await;
        }
        self.find("dialog[open]").await;
    }

    /// Waits until the portal holds a name.
    pub(crate) async fn until_stored(&self, id: u32, name: &str) {
        self.until(&format!("{name} stored"), || async { self.stored(id)["NAME"] == name }).await;
    }

    /// The names that are shown, in order. Of a long list not all are in the page: it is read from its start to its end.
    pub(crate) async fn names(&self) -> String {
        let names = "
            const cells = () => [...document.querySelectorAll('[data-cell=name]')];
            const read = async () => {
              const box = document.querySelector('.widget__body');
              const names = new Map();
              for (let top = 0, end = 0; top <= end; top += box.clientHeight / 2) {
                box.scrollTop = top;
                for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
                for (const it of cells()) names.set(Number(it.closest('[role=row]').ariaRowIndex), it.textContent);
                end = box.scrollHeight - box.clientHeight / 2;
              }
              box.scrollTop = 0;
              return [...names].sort(([one], [other]) => one - other).map(([, name]) => name);
            };
            const all = document.querySelector('.room') ? read() : Promise.resolve(cells().map(it => it.textContent));
            all.then(names => arguments[0](names.join()));";
        self.run_async(names, Vec::new()).await.as_str().unwrap_or_default().to_owned()
    }

    /// The second administrator does something.
    pub(crate) fn colleague(&self, method: &str, params: &Value) {
        self.ops(&json!([{"op": "call", "method": method, "params": params, "user": "colleague"}]));
    }

    /// The REST requests so far, without those that only count records.
    pub(crate) fn log(&self) -> Vec<Value> {
        self.requests().into_iter().filter(|request| !counts(request)).collect()
    }

    /// The REST requests so far that count records.
    pub(crate) fn counts(&self) -> Vec<Value> {
        self.requests().into_iter().filter(counts).collect()
    }

    /// All REST requests so far.
    pub(crate) fn requests(&self) -> Vec<Value> {
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

    /// Ends the story in an orderly way; a story that panics leaves that to the operating system.
    pub(crate) async fn strike(self) {
        self.browser.close().await;
        self.emulator.stop().await;
    }
}
