//! What the configurations promise, asked of the servers.

use crate::answer::Answer;
use crate::package;
use crate::server::{Kind, Server};

/// What a portal adds to the address.
const QUERY: &str = "?DOMAIN=portal.example.com&PROTOCOL=1&LANG=en&APP_SID=9c33468728e1d2c8c97562475edfd96b";

#[test]
fn nginx_keeps_its_promises() {
    promises(Kind::Nginx);
}

#[test]
fn caddy_keeps_its_promises() {
    promises(Kind::Caddy);
}

#[test]
fn apache_keeps_its_promises() {
    promises(Kind::Apache);
}

fn promises(kind: Kind) {
    let server = Server::start(kind);
    let origin = server.origin();
    pages_by_any_method(origin);
    every_file_as_it_is(origin);
    compressed_for_those_who_take_it(origin, kind);
    nothing_else(origin);
}

fn pages_by_any_method(origin: &str) {
    for (address, file) in
        [("/", "index.html"), ("/index.html", "index.html"), ("/install.html", "install.html")]
    {
        let page = package::site(file);
        for query in ["", QUERY] {
            let url = format!("{origin}{address}{query}");
            for answer in [Answer::get(&url, "identity"), Answer::post(&url, "identity")] {
                assert_eq!(answer.status, 200, "{url}: {answer:?}");
                assert!(answer.body == page, "{url} is the page");
                said_with_the_page(&answer, &url);
            }
            let head = Answer::head(&url);
            assert_eq!((head.status, head.body.len()), (200, 0), "{url}");
            said_with_the_page(&head, &url);
        }
    }
}

fn said_with_the_page(answer: &Answer, url: &str) {
    said_with_everything(answer, url);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{url}");
    assert_eq!(answer.header("cache-control"), "no-cache", "{url}");
}

fn said_with_everything(answer: &Answer, url: &str) {
    let policy = answer.header("content-security-policy");
    let (own, ancestors) = policy.split_once("; frame-ancestors 'self' ").expect("who may show it");
    let page = String::from_utf8(package::site("index.html")).expect("a text");
    assert!(page.contains(&format!("\"{own}\"")), "{url}: as strict as the page: {own}");
    let portals: Vec<&str> = ancestors.split(' ').collect();
    let portal = format!("http://{}", package::portal());
    assert!(portals.contains(&"https://*.bitrix24.com") && portals.contains(&portal.as_str()), "{policy}");
    assert!(portals.iter().all(|portal| portal.starts_with("http") && !portal.ends_with('*')), "{policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{url}");
    assert_eq!(answer.header("referrer-policy"), "no-referrer", "{url}");
    assert_eq!(answer.header("x-frame-options"), "", "{url}");
}

fn every_file_as_it_is(origin: &str) {
    for name in package::names() {
        let url = format!("{origin}/{name}");
        let answer = Answer::get(&url, "identity");
        assert_eq!(answer.status, 200, "{url}");
        assert!(answer.body == package::site(&name), "{url} is the file");
        said_with_everything(&answer, &url);
        let is_page = package::ending(&name) == "html";
        let kept = if is_page { "no-cache" } else { "public, max-age=31536000, immutable" };
        assert_eq!(answer.header("cache-control"), kept, "{url}");
        let media_type = match package::ending(&name) {
            "html" => "text/html; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "txt" => "text/plain; charset=utf-8",
            "svg" => "image/svg+xml",
            "wasm" => "application/wasm",
            _ => panic!("{name} is of a new kind"),
        };
        assert_eq!(answer.header("content-type"), media_type, "{url}");
        assert_eq!(answer.header("content-encoding"), "", "{url}");
    }
}

fn compressed_for_those_who_take_it(origin: &str, kind: Kind) {
    for ending in ["html", "js", "css", "wasm", "txt"] {
        let name = package::name_with(ending);
        let url = format!("{origin}/{name}");
        let plain = Answer::get(&url, "identity");
        assert_eq!(plain.header("vary"), "Accept-Encoding", "{url}");
        for (encodings, encoding, file) in
            [("gzip", "gzip", ".gz"), ("br", "br", ".br"), ("gzip, deflate, br", "br", ".br")]
        {
            // nginx reads the other files only with a module, as its configuration says.
            let (encoding, file) = match (kind, encodings) {
                (Kind::Nginx, "br") => ("", ""),
                (Kind::Nginx, _) => ("gzip", ".gz"),
                _ => (encoding, file),
            };
            let answer = Answer::get(&url, encodings);
            assert_eq!(answer.status, 200, "{url}");
            assert_eq!(answer.header("content-encoding"), encoding, "{url} for {encodings}");
            assert!(answer.body == package::site(&format!("{name}{file}")), "{url} for {encodings}");
            assert_eq!(answer.header("vary"), "Accept-Encoding", "{url} for {encodings}");
            for header in ["content-type", "cache-control"] {
                assert_eq!(answer.header(header), plain.header(header), "{url} for {encodings}");
            }
            said_with_everything(&answer, &url);
        }
    }
    // The page by POST, too.
    let answer = Answer::post(&format!("{origin}/{QUERY}"), "gzip");
    assert_eq!((answer.status, answer.header("content-encoding").as_str()), (200, "gzip"));
    assert!(answer.body == package::site("index.html.gz"));
    said_with_the_page(&answer, origin);
}

/// What is not there is not kept for a year, and nobody reads what is meant for other hosts.
fn nothing_else(origin: &str) {
    let gone = Answer::get(&format!("{origin}/gone-0123456789abcdef.js"), "identity");
    assert_eq!((gone.status, gone.header("cache-control").contains("immutable")), (404, false));
    for name in [".htaccess", "_headers", "_routes.json", ".assetsignore", "lang-0123456789abcdef/"] {
        let answer = Answer::get(&format!("{origin}/{name}"), "identity");
        assert!((400..500).contains(&answer.status), "{name}: {}", answer.status);
    }
}
