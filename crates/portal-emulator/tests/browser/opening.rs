//! Rows 39 to 42: how the frame is sent to the application.

use hyper::Method;
use portal_emulator::{App, Generation, Options};
use serde_json::json;

use crate::{
    bench::{Bench, row},
    handler::Handler,
};

async fn bench(handler: &Handler, path: &str, generation: Generation) -> Bench {
    let app = App::External(format!("{}{path}", handler.origin));
    Bench::with(Options { app, generation, ..Options::default() }).await
}

/// Row 1 in short.
async fn greets(bench: &Bench, number: u8) {
    let data = bench.init_data().await;
    assert_eq!(data["FIRST_RUN"], true, "row {number}");
}

fn names(body: &str) -> Vec<&str> {
    body.split('&').map(|pair| pair.split('=').next().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_39_a_static_application_is_opened_by_get() {
    let handler = Handler::start(None).await;
    let bench = bench(&handler, "/page", Generation::Y2026).await;
    bench.open("open=get").await;
    greets(&bench, 39).await;
    let seen = handler.seen();
    assert_eq!((seen.len(), &seen[0].method, seen[0].body.as_str()), (1, &Method::GET, ""), "row 39");
    let domain = bench.emulator.portal().strip_prefix("http://").unwrap();
    bench.enter(0).await;
    let name = bench.browser.run("return window.name").await;
    let sid = name.as_str().unwrap().strip_prefix(&format!("{domain}|0|")).unwrap();
    assert_eq!(seen[0].query, format!("DOMAIN={domain}&PROTOCOL=0&LANG=en&APP_SID={sid}"), "row 39");
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_40_an_ordinary_application_is_opened_by_post() {
    let older = ["AUTH_ID", "AUTH_EXPIRES", "REFRESH_ID", "member_id", "status", "PLACEMENT"];
    let newer = [
        "AUTH_ID",
        "AUTH_EXPIRES",
        "REFRESH_ID",
        "SERVER_ENDPOINT",
        "APPLICATION_TOKEN",
        "APPLICATION_SCOPE",
        "member_id",
        "status",
        "PLACEMENT",
    ];
    for (generation, fields) in [(Generation::Y2024, &older[..]), (Generation::Y2026, &newer[..])] {
        let handler = Handler::start(None).await;
        let bench = bench(&handler, "/page", generation).await;
        bench.open("open=post").await;
        greets(&bench, 40).await;
        let seen = handler.seen();
        assert_eq!((seen.len(), &seen[0].method), (1, &Method::POST), "row 40");
        assert_eq!(names(&seen[0].body), fields, "row 40");
        bench.open("open=post&a=1").await;
        let seen = handler.seen().pop().unwrap();
        assert_eq!(names(&seen.body).last(), Some(&"PLACEMENT_OPTIONS"), "row 40");
        bench.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_frame_has_what_a_portal_gives_it() {
    let bench = Bench::new().await;
    bench.open("").await;
    let frame = bench
        .page(
            "const frame = document.querySelector('iframe.app-frame');
             return [frame.id, frame.name, frame.getAttribute('frameborder'), frame.className,
                     frame.getAttribute('allow'), frame.getAttribute('sandbox'),
                     frame.parentElement.id, frame.parentElement.className];",
        )
        .await;
    let name = frame[1].as_str().unwrap();
    let sid = name.rsplit('|').next().unwrap();
    let expected = json!([
        format!("appframe_{sid}"),
        name,
        "0",
        "app-frame",
        "geolocation *; microphone *; camera *; autoplay *;",
        null,
        format!("appframe_layout_{sid}"),
        "app-frame-layout app-frame-layout-default",
    ]);
    assert_eq!(frame, expected);
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_41_a_redirect_to_itself_works() {
    let handler = Handler::start(None).await;
    let bench = bench(&handler, "/to-itself", Generation::Y2026).await;
    bench.open("open=post").await;
    greets(&bench, 41).await;
    let seen = handler.seen();
    let methods: Vec<_> = seen.iter().map(|seen| &seen.method).collect();
    assert_eq!(methods, [&Method::POST, &Method::GET], "row 41");
    assert_eq!(seen[0].query, seen[1].query, "row 41");
    bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_42_a_redirect_to_another_origin_is_silence() {
    let other = Handler::start(None).await;
    let handler = Handler::start(Some(&other)).await;
    let bench = bench(&handler, "/elsewhere", Generation::Y2026).await;
    bench.open("open=post").await;
    bench.browser.run("app.say('getInitData::c:{S}')").await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let heard = bench.browser.run("return app.heard.map(({data}) => data)").await;
    row(42, heard.as_array().unwrap(), &[]);
    let seen = other.seen();
    assert_eq!((seen.len(), &seen[0].method), (1, &Method::POST), "row 42");
    assert!(seen[0].body.starts_with("AUTH_ID="), "row 42: the tokens are sent once more");
    bench.strike().await;
}
