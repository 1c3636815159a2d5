use std::{fs, net::SocketAddr, time::Duration};

use portal_emulator::{App, Emulator, Options};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::timeout,
};

use crate::{app_host::folder, client::get};

#[tokio::test]
async fn a_rebuilt_application_reloads_the_page() {
    let folder = folder("reload");
    let address = SocketAddr::from(([127, 0, 0, 1], 0));
    let app = App::Dist { address, folder: folder.clone() };
    let elsewhere = Emulator::start(Options { app, ..Options::default() }).await.unwrap();
    let app = App::External(elsewhere.app().to_owned());
    let emulator = Emulator::start(Options { app, ..Options::default() }).await.unwrap();
    assert_eq!(emulator.app(), elsewhere.app());

    let domain = emulator.portal().strip_prefix("http://").unwrap();
    let mut events = TcpStream::connect(domain).await.unwrap();
    let request = format!("GET /emulator/events HTTP/1.1\r\nHost: {domain}\r\n\r\n");
    events.write_all(request.as_bytes()).await.unwrap();
    let mut seen = String::new();
    let mut buffer = [0; 1024];
    let mut builds = 0;
    // Without data it would be no event to a browser.
    while !seen.contains("event: reload\ndata: changed\n\n") {
        // What changes before it was looked at for the first time is no change: it changes once more.
        let Ok(length) = timeout(Duration::from_millis(900), events.read(&mut buffer)).await else {
            builds += 1;
            assert!(builds < 30, "never reloaded: {seen}");
            fs::write(folder.join("index.html"), format!("<p>new {builds}")).unwrap();
            continue;
        };
        let length = length.unwrap();
        assert_ne!(length, 0, "the stream ended: {seen}");
        seen.push_str(&String::from_utf8_lossy(&buffer[..length]));
    }
    let page = get(&format!("{}/", emulator.portal())).await.text();
    assert!(page.contains("\"reload\":true") && page.contains("\"static\":false"));
}

#[tokio::test]
async fn an_application_that_refuses_post_is_opened_by_get() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer).await;
            let _ =
                stream.write_all(b"HTTP/1.1 405 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").await;
        }
    });
    let emulator = Emulator::start(Options { app: App::External(url), ..Options::default() }).await.unwrap();
    let page = |query: &'static str| {
        let url = format!("{}/?{query}", emulator.portal());
        async move { get(&url).await.text() }
    };
    assert!(page("").await.contains("\"static\":true"));
    assert!(page("open=post").await.contains("\"static\":false"));
}

#[tokio::test]
async fn an_address_without_a_scheme_is_refused() {
    let app = App::External("localhost:8080".to_owned());
    let error = Emulator::start(Options { app, ..Options::default() }).await.unwrap_err();
    assert!(error.to_string().starts_with("`localhost:8080` is not an address"), "{error}");
}

#[tokio::test]
async fn a_stopped_emulator_frees_its_ports() {
    let first = Emulator::start(Options::default()).await.unwrap();
    let portal = first.portal().strip_prefix("http://").unwrap().parse().unwrap();
    get(&format!("http://{portal}/")).await;
    first.stop().await;
    Emulator::start(Options { portal, ..Options::default() }).await.unwrap();
}
