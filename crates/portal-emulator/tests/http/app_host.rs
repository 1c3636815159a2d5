use std::{fs, net::SocketAddr, path::PathBuf};

use portal_emulator::{App, Emulator, Options};

use crate::client::{get, send};

/// A folder of its own for a test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("portal-emulator-{name}-{}", std::process::id()));
    fs::create_dir_all(folder.join("sub")).unwrap();
    for (file, content) in [
        ("index.html", "<p>app"),
        ("app.js", "1"),
        ("app_bg.wasm", "\0asm"),
        ("style.css", "p{}"),
        ("sub/index.html", "<p>sub"),
        ("a b.txt", "blank"),
    ] {
        fs::write(folder.join(file), content).unwrap();
    }
    folder
}

async fn start(name: &str) -> Emulator {
    let address = SocketAddr::from(([127, 0, 0, 1], 0));
    let app = App::Dist { address, folder: folder(name) };
    Emulator::start(Options { app, ..Options::default() }).await.unwrap()
}

#[tokio::test]
async fn files_have_their_types() {
    let emulator = start("types").await;
    let types = [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?DOMAIN=x", "text/html; charset=utf-8"),
        ("/app.js", "text/javascript; charset=utf-8"),
        ("/app_bg.wasm", "application/wasm"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/a%20b.txt", "text/plain; charset=utf-8"),
    ];
    for (path, expected) in types {
        let reply = get(&format!("{}{path}", emulator.app())).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(expected)), "{path}");
        let is_html = expected.starts_with("text/html");
        assert_eq!(reply.header("cache-control"), is_html.then_some("no-cache"), "{path}");
    }
    assert_eq!(get(&format!("{}/sub/", emulator.app())).await.text(), "<p>sub");
    assert_eq!(get(&format!("{}/missing.js", emulator.app())).await.status, 404);
}

#[tokio::test]
async fn a_post_gets_the_file_and_other_methods_do_not() {
    let emulator = start("post").await;
    let url = format!("{}/?DOMAIN=x", emulator.app());
    let posted =
        send("POST", &url, &[("content-type", "application/x-www-form-urlencoded")], "AUTH_ID=1").await;
    assert_eq!((posted.status, posted.text().as_str()), (200, "<p>app"));
    let head = send("HEAD", &url, &[], "").await;
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, Some("6"), 0));
    assert_eq!(send("PUT", &url, &[], "").await.status, 405);
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let emulator = start("escape").await;
    for path in ["/../Cargo.toml", "/sub/../../x", "/%2e%2e/x", "/..%2fx", "/sub/..%5c..%5cx", "/%00"] {
        assert_eq!(get(&format!("{}{path}", emulator.app())).await.status, 403, "{path}");
    }
    #[cfg(unix)]
    {
        let folder = folder("escape");
        let _ = std::os::unix::fs::symlink("/etc/hostname", folder.join("link.txt"));
        assert_eq!(get(&format!("{}/link.txt", emulator.app())).await.status, 404);
    }
}
