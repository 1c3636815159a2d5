//! The archive for Bitrix24's cloud.

use crate::frames::{ROWS, open_and_see, portal};
use crate::package;
use crate::scratch::Scratch;
use browser::Browser;
use portal_emulator::App;
use std::fs::{self, File};
use std::io::Read;
use std::net::SocketAddr;
use std::path::PathBuf;
use zip::{DateTime, ZipArchive};

/// The archive of the package.
fn path() -> PathBuf {
    let files =
        fs::read_dir(package::folder()).expect("the package").map(|entry| entry.expect("an entry").path());
    let archives: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "zip")).collect();
    assert_eq!(archives.len(), 1, "one archive: {archives:?}");
    archives[0].clone()
}

/// Names and contents in the order of the archive.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(File::open(path()).expect("the archive")).expect("an archive");
    let count = archive.len();
    let read = |at: usize| {
        let mut file = archive.by_index(at).expect("a file");
        assert_eq!(file.last_modified(), Some(DateTime::DEFAULT), "no time");
        assert!(file.extra_data().is_none_or(|data| data.is_empty()), "nothing of the system");
        let mut contents = Vec::new();
        file.read_to_end(&mut contents).expect("its contents");
        (file.name().expect("a plain name").into_owned(), contents)
    };
    (0..count).map(read).collect()
}

#[test]
fn it_holds_the_site_and_both_its_pages() {
    let files = files();
    let names: Vec<&String> = files.iter().map(|(name, _)| name).collect();
    assert_eq!(names, package::names().iter().collect::<Vec<_>>(), "the same files, sorted");
    for (name, contents) in &files {
        assert!(*contents == package::site(name), "{name}");
        assert!(!name.starts_with('/') && !name.contains("..") && !name.contains('\\'), "{name}");
    }
    for page in ["index.html", "install.html"] {
        assert!(names.iter().any(|name| *name == page), "{page} is in the root");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_widget_opens_from_it_as_in_the_cloud() {
    let scratch = Scratch::new();
    for (name, contents) in files() {
        scratch.write(&name, contents);
    }
    let browser = Browser::start().await;
    let free = SocketAddr::from(([127, 0, 0, 1], 0));
    let emulator = portal(free, App::Dist { address: free, folder: scratch.path().to_owned() }).await;
    // The cloud serves such an application from a host of its own, and opens it by GET.
    open_and_see(&browser, &emulator, "get", ROWS).await;
    browser.close().await;
    emulator.stop().await;
}
