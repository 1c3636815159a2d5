//! Opened outside a portal, the page connects to one by an incoming webhook.

use crate::accessibility::small;
use crate::stage::{Stage, key};
use browser::http::get;
use portal_emulator::Options;
use serde_json::{Value, json};
use std::net::{SocketAddr, TcpListener};

const FIELD: &str = "#webhook";
const ERROR: &str = "#webhook-error[role=alert]:not(:empty)";

/// Whether the page would ask before it goes away.
const ASKS: &str = "return !dispatchEvent(new Event('beforeunload', {cancelable: true}))";

impl Stage {
    /// Opens the application's own address, in no frame.
    pub(crate) async fn open_alone(&self) {
        self.goto(self.emulator.app()).await;
        self.find(FIELD).await;
    }

    /// The address of a user's webhook.
    pub(crate) fn webhook(&self, user: &str) -> String {
        let answer = get(&format!("{}/webhook?user={user}", self.emulator.control()));
        answer["url"].as_str().expect("an address").to_owned()
    }

    /// Types an address and presses Enter.
    pub(crate) async fn connect(&self, address: &str) {
        self.retype(FIELD, address).await;
        self.keys(key::ENTER).await;
    }

    /// Connects, and waits until the rows are there and their records counted.
    pub(crate) async fn connect_as(&self, user: &str) {
        self.open_alone().await;
        self.connect(&self.webhook(user)).await;
        self.find("[role=grid] [data-status-id]").await;
        self.until_counted().await;
        self.settle().await;
    }
}

async fn typed(stage: &Stage) -> Value {
    stage.run("return document.querySelector('#webhook').value").await
}

/// What is said about an address, and that nothing of it is lost.
async fn assert_told(stage: &Stage, address: &str, words: &str) {
    stage.connect(address).await;
    stage.until_text(ERROR, words).await;
    assert_eq!(typed(stage).await, address);
    assert_eq!(stage.attr(FIELD, "aria-invalid").await.as_deref(), Some("true"));
    let described = stage.attr(FIELD, "aria-describedby").await.unwrap_or_default();
    assert!(described.split(' ').any(|id| id == "webhook-error"), "{described}");
    assert_eq!(stage.run("return document.activeElement.id").await, "webhook");
    assert!(!stage.has("[role=grid]").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_opens_the_editor_and_edits_are_stored() {
    let stage = Stage::set().await;
    stage.open_alone().await;
    stage.click(FIELD).await;
    // As it is copied from the examples in Bitrix24.
    stage.keys(&format!(" {}profile.json", stage.webhook("admin"))).await;
    stage.press("contains(@class, 'connect')", "Connect").await;
    stage.find("[role=grid] [data-status-id]").await;
    stage.until_counted().await;
    assert_eq!(stage.log().len(), 1, "what showed that the webhook is good is what is shown");
    let portal = stage.emulator.portal().trim_start_matches("http://");
    let connected = format!("Connected to {portal} through a webhook. Your changes are real.");
    stage.until_text("#connected[role=status]", &connected).await;
    assert_eq!(stage.run("return document.activeElement.id").await, "connected", "it is what is read next");
    stage.rename(103, "From a laptop").await;
    stage.until_state(103, "saved").await;
    assert_eq!(stage.stored(103)["NAME"], "From a laptop");
    let requests = stage.requests();
    assert!(requests.iter().all(|request| request["token_in"] == "path" && request["status"] == 200));
    assert!(requests.iter().all(|request| request["params"]["auth"].is_null()));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_keyboard_alone_one_connects_edits_and_disconnects() {
    let stage = Stage::set().await;
    stage.open_alone().await;
    stage.keys(key::TAB).await;
    assert_eq!(stage.run("return document.activeElement.id").await, "webhook", "there is nothing before it");
    stage.keys(&stage.webhook("admin")).await;
    stage.keys(key::TAB).await;
    stage.keys(key::ENTER).await;
    stage.find("[role=grid] [data-status-id]").await;
    stage.until_counted().await;
    stage.focus("[data-status-id='103'] [data-cell=name]").await;
    stage.keys(key::F2).await;
    stage.find("input[name=NAME]").await;
    stage.retype("input[name=NAME]", "By keys").await;
    stage.keys(key::ENTER).await;
    stage.until_stored(103, "By keys").await;
    stage.until_state(103, "saved").await;
    stage.focus("#connected").await;
    stage.keys(key::TAB).await;
    assert_eq!(stage.run("return document.activeElement.textContent").await, "Disconnect");
    stage.keys(key::ENTER).await;
    stage.find(FIELD).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_address_of_a_webhook_is_told_and_asks_nobody() {
    let stage = Stage::set().await;
    stage.open_alone().await;
    stage.keys(key::TAB).await;
    stage.keys(key::ENTER).await;
    stage.until_text(ERROR, "This isn't the address of an incoming webhook").await;
    assert_told(&stage, "my portal", "This isn't the address of an incoming webhook").await;
    assert_told(&stage, &format!("{}/crm/deal/", stage.emulator.portal()), "This isn't the address").await;
    let insecure = "The address must begin with https";
    assert_told(&stage, "http://your.bitrix24.com/rest/1/abc123/", insecure).await;
    stage.keys("x").await;
    assert!(!stage.has(ERROR).await, "something else is being typed");
    assert_eq!(stage.attr(FIELD, "aria-invalid").await, None);
    assert!(stage.requests().is_empty());
    let asked =
        "return performance.getEntriesByType('resource').filter(it => !it.name.startsWith(location.origin))";
    assert_eq!(stage.run(asked).await, json!([]), "nor was anybody else");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portal_that_refuses_is_named_and_another_address_can_be_tried() {
    let stage = Stage::set().await;
    stage.open_alone().await;
    let webhook = stage.webhook("admin");
    let portal = stage.emulator.portal().trim_start_matches("http://").to_owned();
    let refused = format!("{portal} doesn't accept this webhook.");
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address");
    assert_told(
        &stage,
        &format!("http://{closed}/rest/1/abc123/"),
        &format!("There is no answer from {closed}."),
    )
    .await;
    assert_told(&stage, &format!("http://{portal}/rest/1/0123456789abcdef/"), &refused).await;
    assert_told(&stage, &webhook.replace("/rest/1/", "/rest/99/"), &refused).await;
    for (mode, words) in [
        ("bad_webhook", &*refused),
        ("no_scope", &refused),
        ("https", "This Bitrix24 accepts requests over https only"),
        ("OVERLOAD_LIMIT", "Bitrix24 is limiting requests right now"),
        ("PORTAL_DELETED", "This Bitrix24 account is no longer available"),
    ] {
        stage.ops(&json!([{"op": "auth", "mode": mode}]));
        assert_told(&stage, &webhook, words).await;
    }
    stage.ops(&json!([{"op": "auth", "mode": "ok"}]));
    assert_told(&stage, &stage.webhook("outsider"), "You don't have access to CRM").await;
    stage.connect(&webhook).await;
    stage.find("[role=grid] [data-status-id]").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_portal_is_asked_the_button_waits() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "fault", "kind": "delay", "ms": 4000, "method": "*", "count": 1}]));
    stage.open_alone().await;
    stage.connect(&stage.webhook("admin")).await;
    stage.find(".connect button[aria-disabled=true] .spinner").await;
    assert_eq!(stage.text(".connect [role=status]").await, "Connecting to Bitrix24…");
    stage.picture("connect-running").await;
    stage.keys(key::ENTER).await;
    stage.keys("x").await;
    stage.find("[role=grid] [data-status-id]").await;
    assert_eq!(stage.log().len(), 1, "nobody is asked twice");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_change_anything_can_look() {
    let stage = Stage::set().await;
    stage.connect_as("manager").await;
    stage.until_text("#connected", "Connected to").await;
    stage.until_text("aside.banner", "You can view, not change").await;
    assert_eq!(stage.attr("[role=grid]", "aria-readonly").await.as_deref(), Some("true"));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn disconnecting_forgets_and_asks_about_what_is_not_saved() {
    let stage = Stage::set().await;
    stage.connect_as("admin").await;
    assert_eq!(stage.run(ASKS).await, false, "there is nothing to lose");
    stage.ops(&json!([{"op": "fault", "kind": "refuse", "method": "crm.status.update"}]));
    stage.rename(103, "Not stored").await;
    stage.until_state(103, "failed").await;
    assert_eq!(stage.run(ASKS).await, true);
    stage.press("@data-status-id='103'", "Revert").await;
    stage.until("nothing to lose", || async { stage.run(ASKS).await == false }).await;
    let asked = stage.requests().len();
    stage.press("@id='connected'", "Disconnect").await;
    stage.find(FIELD).await;
    assert_eq!(typed(&stage).await, "");
    assert!(!stage.has("[role=grid]").await);
    stage.client.back().await.expect("the page before");
    stage.client.forward().await.expect("the page after");
    stage.find(FIELD).await;
    assert_eq!(typed(&stage).await, "");
    assert_eq!(stage.requests().len(), asked, "nobody is asked");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_portals_own_pages_open_in_a_tab_of_their_own() {
    let stage = Stage::set().await;
    stage.ops(&json!([{"op": "deals", "stage": "NEW", "count": 3}]));
    stage.connect_as("admin").await;
    stage.click("[data-status-id='101'] [data-cell=menu]").await;
    stage.press("@role='menu'", "Show 3 deals").await;
    let windows = async || stage.client.windows().await.expect("windows");
    stage.until("a tab", || async { windows().await.len() == 2 }).await;
    let own = stage.client.window().await.expect("a window");
    let tab = windows().await.into_iter().find(|it| *it != own).expect("the other one");
    stage.client.switch_to_window(tab).await.expect("the tab");
    let expected = format!("{}/crm/deal/list/?apply_filter=Y&STAGE_ID[]=NEW", stage.emulator.portal());
    let here = async || stage.run("return location.href").await.as_str().unwrap_or_default().to_owned();
    stage.until("the list", || async { here().await.starts_with(&expected) }).await;
    assert_eq!(stage.run("return [opener, document.referrer]").await, json!([null, ""]));
    stage.strike().await;
}

/// Its address is one that no policy of a page can name.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portal_on_this_machine_may_have_an_address_of_the_sixth_version() {
    let portal: SocketAddr = "[::1]:0".parse().expect("an address");
    if TcpListener::bind(portal).is_err() {
        return;
    }
    let stage = Stage::set_with(Options { portal, ..Options::default() }).await;
    stage.connect_as("admin").await;
    stage.rename(103, "Six").await;
    stage.until_state(103, "saved").await;
    stage.strike().await;
}

/// Whoever is asked for a secret must be able to see by which page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_somebody_elses_frame_no_address_is_asked_for() {
    let stage = Stage::set().await;
    stage.goto(&format!("{}/emulator/stranger", stage.emulator.control())).await;
    let frame = "const frame = document.createElement('iframe');
                 frame.className = 'app-frame';
                 frame.src = arguments[0];
                 document.body.append(frame);";
    stage.run_with(frame, vec![json!(stage.emulator.app())]).await;
    stage.enter().await;
    stage.until_text(".blank", "Open this page from Bitrix24").await;
    assert!(!stage.has(FIELD).await);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_fits_every_width_theme_and_finger() {
    let stage = Stage::set().await;
    for (width, dark, lang) in [
        (320u32, false, "en"),
        (640, true, "en"),
        (1280, false, "en"),
        (320, true, "ru"),
        (640, false, "ru"),
        (1280, true, "ru"),
        (320, false, "ar"),
    ] {
        stage.widen(width, 900).await;
        stage.dark(dark).await;
        stage.goto(&format!("{}?LANG={lang}", stage.emulator.app())).await;
        stage.find(FIELD).await;
        fits(&stage, &format!("connect-{width}-{lang}")).await;
        stage.connect("http://your.bitrix24.com/rest/1/abc123/").await;
        stage.find(ERROR).await;
        fits(&stage, &format!("connect-error-{width}-{lang}")).await;
        stage.connect(&stage.webhook("manager")).await;
        stage.find("[role=grid] [data-status-id]").await;
        stage.until_counted().await;
        fits(&stage, &format!("connected-{width}-{lang}")).await;
    }
    stage.touch(390, 900).await;
    stage.open_alone().await;
    assert_eq!(small(&stage, 44).await, [""; 0]);
    stage.connect(&stage.webhook("admin")).await;
    stage.find("#connected").await;
    assert_eq!(small(&stage, 44).await, [""; 0]);
    stage.strike().await;
}

async fn fits(stage: &Stage, name: &str) {
    stage.picture(name).await;
    assert_eq!(stage.run("return document.documentElement.scrollWidth - innerWidth").await, 0, "{name}");
    assert_eq!(small(stage, 24).await, [""; 0], "{name}");
}
