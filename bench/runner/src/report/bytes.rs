//! What the first load is made of: a page of its own, from what the build has weighed.

use std::path::Path;

use serde_json::Value;

use super::table::table;
use crate::stats::plain;

/// Crates with a smaller share are summed up.
const LEAST: u64 = 100;

/// Writes the page, from the folder in which the build leaves its figures.
pub(crate) fn write(figures: &Path, out: &Path) {
    let read = |name: &str| std::fs::read_to_string(figures.join(name)).expect("what the build has weighed");
    let sizes = serde_json::from_str(&read("sizes.json")).expect("JSON");
    std::fs::write(out.join("bytes.md"), page(&sizes, &read("weights.tsv"))).expect("a file for the results");
}

fn page(sizes: &Value, weights: &str) -> String {
    format!(
        "# What the first load is made of\n\n\
         `cargo xtask bench --bytes` writes this page from what the build has weighed. The budget is in\n\
         [`bench/budget.json`](../../bench/budget.json); a build above it fails.\n\n\
         ## Files\n\nBytes. A page loads one language, here the heaviest; *later* comes when somebody does something, or after\n\
         a while.\n\n{}\n## The program by crate\n\n\
         Instructions of WebAssembly, by the crate that a function was written in (so what Yew's generic code makes of our\n\
         components is Yew's), of the first part and of the one that comes later.\n\n{}",
        files(sizes),
        crates(weights)
    )
}

fn files(sizes: &Value) -> String {
    const KINDS: [&str; 3] = ["raw", "gzip", "brotli"];
    let all = |key: &str| sizes[key].as_object().into_iter().flatten();
    let heaviest = all("languages").max_by_key(|(_, it)| bytes(it, "brotli"));
    let language = heaviest.map(|(code, it)| (format!("texts, `{code}`"), it));
    let mut rows: Vec<_> = all("files").map(|(name, it)| (named(name), it)).chain(language).collect();
    rows.sort_by_key(|(_, it)| std::cmp::Reverse(bytes(it, "brotli")));
    let line = |name: String, it: &Value| (name, KINDS.map(|kind| bytes(it, kind)));
    let sum = KINDS.map(|kind| rows.iter().map(|(_, it)| bytes(it, kind)).sum());
    let lines = rows.into_iter().map(|(name, it)| line(name, it)).chain([("**together**".to_owned(), sum)]);
    let later = all("later").map(|(name, it)| line(format!("later: {}", named(name)), it));
    let cells = lines.chain(later).map(|(name, bytes)| [vec![name], bytes.map(count).into()].concat());
    table(&["", "raw", "gzip", "brotli"], cells)
}

fn crates(weights: &str) -> String {
    let all: Vec<_> = weights.lines().filter_map(read_weight).collect();
    let add = |sum: [u64; 2], (_, it): &(&str, [u64; 2])| [sum[0] + it[0], sum[1] + it[1]];
    let whole = all.iter().fold([0, 0], add);
    let (shown, small): (Vec<_>, Vec<_>) =
        all.iter().copied().partition(|(_, it)| (it[0] + it[1]) * LEAST >= whole[0] + whole[1]);
    let share = |part: usize, it: u64| {
        let share = (it * 1000).checked_div(whole[part]).unwrap_or_default();
        format!("{}.{} %", share / 10, share % 10)
    };
    let line =
        |name: String, it: [u64; 2]| vec![name, count(it[0]), share(0, it[0]), count(it[1]), share(1, it[1])];
    let others = line(format!("{} others", small.len()), small.iter().fold([0, 0], add));
    let lines = shown.into_iter().map(|(name, it)| line(format!("`{name}`"), it));
    let lines = lines.chain([others, line("**together**".to_owned(), whole)]);
    table(&["", "first", "share", "later", "share"], lines)
}

fn read_weight(line: &str) -> Option<(&str, [u64; 2])> {
    let mut cells = line.split('\t');
    Some((cells.next()?, [cells.next()?.parse().ok()?, cells.next()?.parse().ok()?]))
}

#[expect(clippy::cast_precision_loss, reason = "sizes of files are exact")]
fn count(number: u64) -> String {
    plain(number as f64)
}

/// A file by what it is: its name has a hash in it.
fn named(file: &str) -> String {
    match file.rsplit('.').next().unwrap_or_default() {
        "wasm" if file.ends_with("_rest.wasm") => "the rest of the program",
        "wasm" => "the program",
        "js" if file.starts_with("boot-") => "the loader",
        "js" => "the program's glue",
        "css" => "styles",
        _ => "the page",
    }
    .to_owned()
}

fn bytes(weight: &Value, kind: &str) -> u64 {
    weight[kind].as_u64().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_page_adds_up() {
        let weight = |bytes: u64| json!({"raw": bytes * 3, "gzip": bytes * 2, "brotli": bytes});
        let sizes = json!({
            "files": {"a_bg.wasm": weight(1000), "boot-1.js": weight(20)},
            "languages": {"en": weight(5), "ua": weight(7)},
            "later": {"a_rest.wasm": weight(900)},
        });
        let page = page(&sizes, "stagecraft\t6000\t3000\nyew\t3999\t7000\ntiny\t1\t0\n");
        for line in [
            "| the program | 3,000 | 2,000 | 1,000 |",
            "| texts, `ua` | 21 | 14 | 7 |",
            "| **together** | 3,081 | 2,054 | 1,027 |",
            "| later: the rest of the program | 2,700 | 1,800 | 900 |",
            "| `stagecraft` | 6,000 | 60.0 % | 3,000 | 30.0 % |",
            "| 1 others | 1 | 0.0 % | 0 | 0.0 % |",
        ] {
            assert!(page.contains(line), "{line} in {page}");
        }
    }
}
