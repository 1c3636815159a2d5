//! Installing the application, adding it to the portal's menus and taking it out of them.

use crate::stage::{Stage, Visit, key};
use browser::http::{ask, post};
use portal_emulator::{Generation, Options};
use serde_json::{Value, json};

const OLDER: &str = "https://old.example.com/index.html";

/// A portal in which the application is not installed.
async fn fresh(generation: Generation) -> Stage {
    Stage::set_with(Options { install: Some("install.html".to_owned()), generation, ..Options::default() })
        .await
}

/// A call of the application, as the administrator.
fn call(stage: &Stage, method: &str, params: &Value) -> Value {
    let token = ask(&format!("{}/token", stage.emulator.control()), &json!({"user": "admin"}));
    let mut params = params.clone();
    params["auth"] = token["access_token"].clone();
    ask(&format!("{}/rest/{method}", stage.emulator.portal()), &params)["result"].take()
}

/// The codes of the placements that open an address of ours, sorted.
fn bound(stage: &Stage) -> Vec<String> {
    let rows = call(stage, "placement.get", &json!({}));
    let own = handler(stage);
    let rows = rows.as_array().expect("a list").iter().filter(|row| row["handler"] == own.as_str());
    let mut codes: Vec<_> =
        rows.map(|row| row["placement"].as_str().unwrap_or_default().to_owned()).collect();
    codes.sort();
    codes
}

fn handler(stage: &Stage) -> String {
    format!("{}/index.html", stage.emulator.app())
}

fn bind(stage: &Stage, code: &str, handler: &str) {
    call(stage, "placement.bind", &json!({"PLACEMENT": code, "HANDLER": handler}));
}

fn row(code: &str) -> String {
    format!("[data-placement='{code}']")
}

/// Waits until the portal takes the application for installed.
async fn until_installed(stage: &Stage) {
    stage.leave().await;
    stage.until("installed", || async { call(stage, "app.info", &json!({}))["INSTALLED"] == true }).await;
}

/// Lets the portal refuse to add so many placements, or all.
fn refuse(stage: &Stage, count: &Value) {
    let fault = json!({"kind": "refuse", "method": "placement.bind", "count": count});
    post(&format!("{}/faults", stage.emulator.control()), &fault);
}

const ALL: [&str; 6] = [
    "CRM_DYNAMIC_130_FUNNELS_TOOLBAR",
    "CRM_FUNNELS_TOOLBAR",
    "CRM_LEAD_LIST_TOOLBAR",
    "CRM_QUOTE_LIST_TOOLBAR",
    "CRM_SMART_INVOICE_FUNNELS_TOOLBAR",
    "LEFT_MENU",
];

fn with_a_process(stage: &Stage) {
    stage.ops(&json!([{"op": "type", "entityTypeId": 130, "title": "Repairs"}]));
}

async fn installs(generation: Generation) {
    let stage = fresh(generation).await;
    with_a_process(&stage);
    stage.visit(Visit::default()).await;
    stage.until_text("h1", "Install Stagecraft").await;
    stage.until_text(&row("CRM_DYNAMIC_130_FUNNELS_TOOLBAR"), "Repairs: button above the pipelines").await;
    stage.picture("install-1280").await;
    assert!(bound(&stage).is_empty(), "nothing happens before it is wanted");
    // One of them is not wanted.
    stage.click(&format!("{} input", row("LEFT_MENU"))).await;
    stage.press("@class='setup__actions'", "Install").await;
    // The portal page loads itself anew, and has the editor in it.
    stage.leave().await;
    stage
        .until("the page is loaded anew", || async {
            stage
                .run("return location.search")
                .await
                .as_str()
                .is_some_and(|it| it.contains("install_finished=Y"))
        })
        .await;
    stage.enter().await;
    stage.find("[role=grid] [data-status-id]").await;
    assert_eq!(bound(&stage), ALL[..5]);
    assert_eq!(call(&stage, "app.info", &json!({}))["INSTALLED"], true);
    let rows = call(&stage, "placement.get", &json!({}));
    let titles = rows[0]["langAll"].as_object().expect("titles").clone();
    assert_eq!(titles.len(), 20, "a title in every language");
    assert_eq!(titles["ru"]["TITLE"], "Стадии и справочники");
    // The button in the portal opens it.
    stage.visit(Visit { placement: "CRM_SMART_INVOICE_FUNNELS_TOOLBAR", ..Visit::default() }).await;
    stage.find("[role=grid] [data-status-id]").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_installed_in_a_portal_of_today() {
    installs(Generation::Y2026).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_installed_in_an_older_portal() {
    installs(Generation::Y2024).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn installing_again_takes_over_what_is_there() {
    let stage = fresh(Generation::Y2026).await;
    bind(&stage, "CRM_FUNNELS_TOOLBAR", &handler(&stage));
    bind(&stage, "CRM_LEAD_LIST_TOOLBAR", OLDER);
    stage.visit(Visit::default()).await;
    stage.until_text(&row("CRM_FUNNELS_TOOLBAR"), "Added").await;
    stage.until_text(&row("CRM_LEAD_LIST_TOOLBAR"), OLDER).await;
    // Meanwhile a colleague has added one, which the portal refuses to do twice.
    bind(&stage, "LEFT_MENU", &handler(&stage));
    stage.press("@class='setup__actions'", "Install").await;
    until_installed(&stage).await;
    assert_eq!(
        bound(&stage),
        [
            "CRM_FUNNELS_TOOLBAR",
            "CRM_LEAD_LIST_TOOLBAR",
            "CRM_QUOTE_LIST_TOOLBAR",
            "CRM_SMART_INVOICE_FUNNELS_TOOLBAR",
            "LEFT_MENU"
        ]
    );
    let older = call(&stage, "placement.get", &json!({}));
    assert!(!older.to_string().contains(OLDER), "nothing opens the old address any more");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_could_not_be_added_is_named_and_can_be_tried_again_or_left() {
    let stage = fresh(Generation::Y2026).await;
    stage.visit(Visit::default()).await;
    stage.find(&row("CRM_FUNNELS_TOOLBAR")).await;
    refuse(&stage, &json!(2));
    stage.press("@class='setup__actions'", "Install").await;
    stage.until_text("[role=alert]", "2 places could not be added.").await;
    stage.until_text("[role=status]", "3 places added").await;
    assert_eq!(
        stage.run("return document.querySelectorAll('.place__state[data-kind=danger]').length").await,
        2
    );
    stage.picture("install-partly").await;
    // The connection breaks in the second try; nobody knows what was stored, so it is looked up.
    let fault = json!({"kind": "answer_lost", "method": "placement.bind"});
    post(&format!("{}/faults", stage.emulator.control()), &fault);
    stage.press("@class='setup__actions'", "Install").await;
    stage.until_text("[role=alert]", "No connection to Bitrix24.").await;
    assert_eq!(call(&stage, "app.info", &json!({}))["INSTALLED"], false);
    stage.press("@class='setup__actions'", "Install").await;
    until_installed(&stage).await;
    assert_eq!(bound(&stage).len(), 5);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_installation_can_end_without_what_is_refused() {
    let stage = fresh(Generation::Y2026).await;
    stage.visit(Visit::default()).await;
    stage.find(&row("CRM_FUNNELS_TOOLBAR")).await;
    refuse(&stage, &json!("all"));
    stage.press("@class='setup__actions'", "Install").await;
    stage.until_text("[role=alert]", "5 places could not be added.").await;
    stage.press("@class='setup__actions'", "Finish without them").await;
    until_installed(&stage).await;
    assert!(bound(&stage).is_empty());
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_editors_own_address_will_do_for_the_installation() {
    let stage =
        Stage::set_with(Options { install: Some("index.html".to_owned()), ..Options::default() }).await;
    stage.visit(Visit::default()).await;
    stage.until_text("h1", "Install Stagecraft").await;
    stage.press("@class='setup__actions'", "Install").await;
    until_installed(&stage).await;
    assert_eq!(bound(&stage).len(), 5);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portal_that_does_not_react_is_not_waited_for() {
    let stage = fresh(Generation::Y2026).await;
    stage.visit(Visit::default()).await;
    stage.find(&row("CRM_FUNNELS_TOOLBAR")).await;
    post(
        &format!("{}/faults", stage.emulator.control()),
        &json!({"kind": "no_answer", "command": "setInstallFinish"}),
    );
    stage.press("@class='setup__actions'", "Install").await;
    stage.until_text("[role=status]", "Finishing the installation.").await;
    stage.until_text("[role=alert]", "Bitrix24 hasn't confirmed").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn places_are_added_and_removed_later_by_keyboard_alone() {
    let stage = Stage::set().await;
    stage.open(Visit::default()).await;
    stage.help().await;
    stage.focus(".help__more button").await;
    stage.keys(key::ENTER).await;
    stage.until_text("h1", "Where Stagecraft opens").await;
    let menu = format!("{} button", row("LEFT_MENU"));
    stage.focus(&menu).await;
    stage.keys(key::ENTER).await;
    stage.until_text(&row("LEFT_MENU"), "Added").await;
    assert_eq!(bound(&stage), ["LEFT_MENU"]);
    stage.until_text("[role=status]", "1 place added").await;
    let focused = "return document.activeElement.getAttribute('aria-label')";
    assert_eq!(stage.run(focused).await, "Remove: Main menu of Bitrix24", "the focus stays on the row");
    stage.keys(key::ENTER).await;
    stage.until_text(&row("LEFT_MENU"), "Not added").await;
    assert!(bound(&stage).is_empty());
    stage.press("@class='setup__actions'", "Add everywhere").await;
    stage.until_text("[role=status]", "5 places added").await;
    stage.press("@class='setup__actions'", "Remove everywhere").await;
    stage.until_text("[role=status]", "5 places removed").await;
    assert!(bound(&stage).is_empty());
    stage.press("@class='setup__actions'", "Open the editor").await;
    stage.find("[role=grid] [data-status-id]").await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_an_administrator_decides_where_it_opens() {
    let stage = Stage::set().await;
    let installer = format!("{}/install.html", stage.emulator.app());
    bind(&stage, "LEFT_MENU", &installer);
    stage.visit(Visit { placement: "LEFT_MENU", user: "manager", ..Visit::default() }).await;
    stage.until_text(".setup", "An administrator has to do this").await;
    assert_eq!(stage.requests().len(), 1, "the installer asks nobody: this one is the story's own");
    stage.press("@class='setup__actions'", "Open the editor").await;
    stage.find("[role=grid] [data-status-id]").await;
    stage.help().await;
    assert!(!stage.has(".help__more").await);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_installer_fits_every_width_theme_and_language() {
    let stage = fresh(Generation::Y2026).await;
    with_a_process(&stage);
    for (lang, dark) in [("en", false), ("ru", true), ("ar", false)] {
        stage.dark(dark).await;
        stage.widen(1_280, 900).await;
        stage.visit(Visit { lang, ..Visit::default() }).await;
        stage.find(&row("LEFT_MENU")).await;
        for width in [1_280, 640, 320] {
            stage.widen(width, 900).await;
            stage.fill_window().await;
            let wide = "return document.documentElement.scrollWidth - innerWidth";
            assert_eq!(stage.run(wide).await, 0, "{lang} at {width}");
            stage.picture(&format!("install-{lang}-{width}")).await;
        }
    }
    stage.strike().await;
}
