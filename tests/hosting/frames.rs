//! The widget inside the emulated portal, from each server.

use crate::package;
use crate::server::{Kind, Server};
use browser::Browser;
use portal_emulator::{App, Emulator, Options};
use std::net::SocketAddr;

/// Any row of the editor.
pub(crate) const ROWS: &str = "[role=grid] [data-status-id]";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_widget_opens_from_nginx() {
    opens_from(Kind::Nginx).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_widget_opens_from_caddy() {
    opens_from(Kind::Caddy).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_widget_opens_from_apache() {
    opens_from(Kind::Apache).await;
}

/// By either method, in either address of the editor's page, and in that of the installer.
async fn opens_from(kind: Kind) {
    let (server, browser) = (Server::start(kind), Browser::start().await);
    for path in ["/", "/index.html"] {
        let emulator = portal(package::portal(), App::External(format!("{}{path}", server.origin()))).await;
        for open in ["post", "get"] {
            open_and_see(&browser, &emulator, open, ROWS).await;
        }
        end(&browser, emulator).await;
    }
    let install = Some(format!("{}/install.html", server.origin()));
    let app = App::External(format!("{}/index.html", server.origin()));
    let options = Options { portal: package::portal(), app, install, ..Options::default() };
    let emulator = Emulator::start(options).await.expect("the emulator starts");
    for open in ["post", "get"] {
        open_and_see(&browser, &emulator, open, "[data-placement=CRM_FUNNELS_TOOLBAR]").await;
    }
    end(&browser, emulator).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_portal_may_not_show_it() {
    let (server, browser) = (Server::start(Kind::Nginx), Browser::start().await);
    let free = SocketAddr::from(([127, 0, 0, 1], 0));
    let emulator = portal(free, App::External(format!("{}/", server.origin()))).await;
    browser.goto(&format!("{}/?placement=CRM_FUNNELS_TOOLBAR&open=post", emulator.portal())).await;
    browser.find("iframe.app-frame").await;
    let refused = || async { browser.complaints().await.iter().any(|it| it.contains("frame-ancestors")) };
    browser.until("a refusal", refused).await;
    browser.enter("iframe.app-frame").await;
    assert!(!browser.has("#app").await, "the page is not there");
    browser.close().await;
    emulator.stop().await;
}

/// Ends a portal that no page is left of.
async fn end(browser: &Browser, emulator: Emulator) {
    browser.leave().await;
    browser.goto("about:blank").await;
    emulator.stop().await;
}

/// A portal that listens here and shows this.
pub(crate) async fn portal(address: SocketAddr, app: App) -> Emulator {
    let options = Options { portal: address, app, ..Options::default() };
    Emulator::start(options).await.expect("the emulator starts")
}

/// Opens the application in the portal by this method and waits for an element; the browser has nothing to complain
/// about.
pub(crate) async fn open_and_see(browser: &Browser, emulator: &Emulator, open: &str, css: &str) {
    browser.leave().await;
    // A page of a portal that has ended since complains about that.
    browser.complaints().await;
    browser.goto(&format!("{}/?placement=CRM_FUNNELS_TOOLBAR&open={open}", emulator.portal())).await;
    browser.enter("iframe.app-frame").await;
    browser.find(css).await;
    assert_eq!(browser.complaints().await, [""; 0], "{} by {open}", emulator.app());
}
