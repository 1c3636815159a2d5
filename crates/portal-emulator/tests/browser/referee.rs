//! The official SDK as the referee: it cannot tell this portal from a real one.
//!
//! `B24JSSDK` names its file `index.min.js`; `cargo xtask test` fetches it and says where it is.

use std::{fs, net::SocketAddr, path::PathBuf, sync::OnceLock};

use portal_emulator::{App, Generation, Options};
use serde_json::Value;

use crate::bench::Bench;

mod frame;
mod rest;
mod trouble;

/// An application that consists of the SDK and nothing else.
fn folder() -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(make_folder).clone()
}

fn make_folder() -> PathBuf {
    let sdk = std::env::var_os("B24JSSDK").expect("B24JSSDK: run these by `cargo xtask test --only portal`");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("referee-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/browser/sdk/index.html");
    fs::copy(page, folder.join("index.html")).unwrap();
    fs::copy(sdk, folder.join("b24jssdk.js")).unwrap();
    folder
}

/// A portal with the SDK in its frame.
struct Referee {
    bench: Bench,
}

impl Referee {
    async fn new(options: Options) -> Self {
        let app = App::Dist { address: SocketAddr::from(([127, 0, 0, 1], 0)), folder: folder() };
        Self { bench: Bench::with_app(Options { app, ..options }).await }
    }

    /// Opens the portal page and lets the SDK introduce itself.
    async fn open(options: Options, query: &str) -> Self {
        let referee = Self::new(options).await;
        referee.reopen(query).await;
        referee
    }

    async fn reopen(&self, query: &str) {
        self.bench.visit(query).await;
        self.bench.enter(0).await;
        self.sdk("window.b24 = await B24Js.initializeB24Frame()").await;
    }

    /// The REST requests so far, by method, without preflights.
    fn requests(&self) -> Vec<String> {
        let log = browser::http::get(&format!("{}/log", self.bench.emulator.control()));
        let entries = log.as_array().unwrap().iter().filter(|entry| entry["http_method"] != "OPTIONS");
        entries.map(|entry| format!("{} {}", entry["method"].as_str().unwrap(), entry["status"])).collect()
    }

    /// Runs a script with the SDK as `b24` in the frame; what is thrown comes back as `thrown`.
    async fn sdk(&self, script: &str) -> Value {
        self.bench.enter(0).await;
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const call = (method, params = {{}}) => b24.actions.v2.call.make({{ method, params }});
             const result = async (method, params) => {{
               const answer = await call(method, params);
               if (!answer.isSuccess) throw new Error(answer.getErrorMessages().join());
               return answer.getData().result;
             }};
             (async () => {{ {script} }})().then(
               (value) => done(value ?? null),
               (error) => done({{ thrown: String(error?.message ?? error), code: error?.code ?? null }}),
             );"
        );
        self.bench.browser.run_async(&script, Vec::new()).await
    }
}

async fn both_generations(check: impl AsyncFn(&Referee)) {
    for generation in [Generation::Y2024, Generation::Y2026] {
        let referee = Referee::open(Options { generation, ..Options::default() }, "lang=de").await;
        check(&referee).await;
        referee.bench.strike().await;
    }
}
