//! The ways to decode an answer of the portal, side by side: what each weighs, and how long it takes.

use std::{fmt::Write, path::Path, sync::Arc, time::Duration};

use browser::Browser;
use browser::http::{get, post};
use portal_emulator::{Emulator, Options, RequestLimit};
use serde_json::json;

use crate::{
    host::{Files, Host},
    stats::{median, p95, plain},
};

/// The variants, and what they are; the first decodes nothing.
const VARIANTS: [(&str, &str); 4] = [
    ("none", ""),
    ("own", "the widget's reader (`statuses::json`)"),
    ("text", "`serde_json` on the text"),
    ("browser", "the browser's parser, then `serde-wasm-bindgen`"),
];

/// How many rows the answer has, about.
const ROWS: u32 = 10_000;
/// How often each is loaded, and how often it decodes each time.
const LOADS: usize = 9;
const RUNS: usize = 15;

/// Loads a variant and decodes: the time of the first run, the median of the others, and what came of it.
const SCRIPT: &str = "
    const [name, runs, done] = arguments;
    (async () => {
      const text = await (await fetch('/answer.json')).text();
      const program = await import(`/${name}/decode.js`);
      await program.default();
      const times = [];
      let result;
      for (let run = 0; run < runs; run += 1) {
        const start = performance.now();
        result = program[name](text);
        times.push(performance.now() - start);
        await new Promise((resolve) => setTimeout(resolve));
      }
      const [first, ...others] = times;
      others.sort((one, other) => one - other);
      return [first, others[others.length >> 1], result];
    })().then(done, (error) => done(`failed: ${error}`));";

/// Measures, and writes the page.
pub(crate) async fn run(folder: &Path, out: &Path) {
    let answer = answer().await;
    let mut files = Files::read(folder);
    files.add("/answer.json", answer.as_bytes());
    let weight = |name: &str| {
        let paths = ["decode.js", "decode_bg.wasm"].map(|file| format!("/{name}/{file}"));
        files.brotli(&paths)
    };
    let weights = VARIANTS.map(|(name, _)| weight(name));
    let host = Host::start(Arc::new(files), Duration::ZERO).await;
    let browser = Browser::start().await;
    let mut times: [[Vec<f64>; 2]; VARIANTS.len()] = Default::default();
    let mut results = Vec::new();
    for _ in 0..LOADS {
        for ((name, _), [first, again]) in VARIANTS.iter().zip(&mut times).skip(1) {
            browser.goto(&format!("{}/", host.address())).await;
            let said = browser.run_async(SCRIPT, vec![json!(name), json!(RUNS)]).await;
            let number = |at: usize| said[at].as_f64().unwrap_or_else(|| panic!("{name}: {said}"));
            first.push(number(0));
            again.push(number(1));
            results.push(number(2));
        }
    }
    browser.close().await;
    assert!(results[0] > f64::from(ROWS), "the answer is read");
    assert!(results.windows(2).all(|pair| pair[0].total_cmp(&pair[1]).is_eq()), "all read the same");
    let page = page(&answer, weights, &times);
    println!("{page}");
    std::fs::write(out.join("decode.md"), page).expect("a file for the results");
}

/// What the portal answers to a list of everything.
async fn answer() -> String {
    let options = Options { request_limit: RequestLimit::Off, ..Options::default() };
    let emulator = Emulator::start(options).await.expect("the emulator starts");
    let order = json!([{"op": "generate", "entity": "DEAL_STAGE", "count": ROWS, "seed": 1}]);
    post(&format!("{}/ops", emulator.control()), &order);
    let webhook = get(&format!("{}/webhook?user=admin", emulator.control()));
    let url = format!("{}crm.status.list", webhook["url"].as_str().expect("an address"));
    let answer = get(&url).to_string();
    emulator.stop().await;
    answer
}

fn page(answer: &str, weights: [usize; VARIANTS.len()], times: &[[Vec<f64>; 2]; VARIANTS.len()]) -> String {
    #[expect(clippy::cast_precision_loss, reason = "sizes of files are exact")]
    let size = |bytes: usize| plain(bytes as f64);
    let mut page = format!(
        "# Decoding an answer\n\n\
         `cargo xtask bench --decode` writes this page. The answer to `crm.status.list` with {} rows ({} bytes) is decoded\n\
         to what the widget keeps, in three ways, each in a program of its own that is built as the widget is\n\
         ([`bench/decode`](../../bench/decode)). *Bytes* are what it adds to a program that decodes nothing, WebAssembly and\n\
         glue, with brotli. *First* is the first run after the program was loaded, which is what the widget does; *again* is\n\
         the median of the {} runs after it. Milliseconds, median (p95) of {LOADS} loads in turns; ratios to the first line.\n\n\
         | | bytes | ratio | first | ratio | again | ratio |\n|---|--:|--:|--:|--:|--:|--:|\n",
        plain(f64::from(ROWS)),
        size(answer.len()),
        RUNS - 1,
    );
    let own = [&times[1][0], &times[1][1]].map(|times| median(times).unwrap_or_default());
    let bytes = |at: usize| weights[at].saturating_sub(weights[0]);
    for (at, ((_, what), [first, again])) in VARIANTS.iter().zip(times).enumerate().skip(1) {
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        let heavier = bytes(at) as f64 / bytes(1) as f64;
        let _ = write!(page, "| {what} | {} | {heavier:.2}× ", size(bytes(at)));
        for (times, own) in [first, again].into_iter().zip(own) {
            let [middle, late] = [median(times), p95(times)].map(Option::unwrap_or_default);
            let _ = write!(page, "| {middle:.1} ({late:.1}) | {:.2}× ", middle / own);
        }
        page.push_str("|\n");
    }
    page += "\nThe widget keeps its own reader: it is the lightest by far, and what `serde_json` would save at ten thousand rows is less\n\
             than a frame or two, for more bytes than any dialog of the editor takes. Keys that all rows share\n\
             were tried: a fifth less time there, for 0.7 KB more everywhere.\n\nThe other two are given the better cards: they read types in which every number has to come as a string, as it does\n\
             at present, while the widget's reader takes what PHP may make of it. The widget reads more than this list with it,\n\
             the frame's messages among it, so that it stays in the program whatever reads the list.\n";
    page
}
