//! What the first load is made of: a page of the documentation, from what the build has weighed.

use std::{fmt::Write, fs};

use serde_json::Value;

use crate::{bundle::WEIGHTS, failure::Failure, workspace::Workspace};

/// Crates with a smaller share are summed up.
const LEAST: u64 = 100;

/// Writes the page.
pub(super) fn write(workspace: &Workspace) -> Result<(), Failure> {
    let read = |name: &str| {
        let file = workspace.output().join(name);
        fs::read_to_string(&file).map_err(Failure::of(format!("reading {}", file.display())))
    };
    let sizes: Value = serde_json::from_str(&read("sizes.json")?)
        .map_err(|error| Failure::new(format!("the sizes are no JSON: {error}")))?;
    let page = page(&sizes, &read(WEIGHTS)?);
    let file = workspace.root().join("docs/bench/bytes.md");
    fs::write(&file, page).map_err(Failure::of(format!("writing {}", file.display())))
}

fn page(sizes: &Value, weights: &str) -> String {
    let mut page = "# What the first load is made of\n\n\
        `cargo xtask bench --bytes` writes this page from what the build has weighed. The budget is in\n\
        [`bench/budget.json`](../../bench/budget.json); a build above it fails.\n\n\
        ## Files\n\nBytes. A page loads one language, here the heaviest; *later* comes when somebody does something, or after\n\
        a while.\n\n| | raw | gzip | brotli |\n|---|--:|--:|--:|\n"
        .to_owned();
    let heaviest =
        sizes["languages"].as_object().into_iter().flatten().max_by_key(|(_, it)| bytes(it, "brotli"));
    let language = heaviest.map(|(code, it)| (format!("texts, `{code}`"), it));
    let files = |key: &str| sizes[key].as_object().into_iter().flatten().map(|(name, it)| (named(name), it));
    let mut rows: Vec<_> = files("files").chain(language).collect();
    rows.sort_by_key(|(_, it)| std::cmp::Reverse(bytes(it, "brotli")));
    let sum = |kind: &str| rows.iter().map(|(_, it)| bytes(it, kind)).sum::<u64>();
    for (name, it) in &rows {
        line(&mut page, name, [bytes(it, "raw"), bytes(it, "gzip"), bytes(it, "brotli")]);
    }
    line(&mut page, "**together**", ["raw", "gzip", "brotli"].map(sum));
    for (name, it) in files("later") {
        line(
            &mut page,
            &format!("later: {name}"),
            [bytes(it, "raw"), bytes(it, "gzip"), bytes(it, "brotli")],
        );
    }
    page += "\n## The program by crate\n\n\
        Instructions of WebAssembly, by the crate that a function was written in (so what Yew's generic code makes of our\n\
        components is Yew's), of the first part and of the one that comes later.\n\n\
        | | first | share | later | share |\n|---|--:|--:|--:|--:|\n";
    let crates: Vec<_> = weights.lines().filter_map(read_weight).collect();
    let whole = crates.iter().fold([0, 0], |sum, (_, it)| [sum[0] + it[0], sum[1] + it[1]]);
    let (shown, small): (Vec<_>, Vec<_>) =
        crates.iter().partition(|(_, it)| (it[0] + it[1]) * LEAST >= whole[0] + whole[1]);
    for (name, it) in shown {
        crate_line(&mut page, &format!("`{name}`"), it, whole);
    }
    let others = small.iter().fold([0, 0], |sum, (_, it)| [sum[0] + it[0], sum[1] + it[1]]);
    crate_line(&mut page, &format!("{} others", small.len()), others, whole);
    crate_line(&mut page, "**together**", whole, whole);
    page
}

fn read_weight(line: &str) -> Option<(&str, [u64; 2])> {
    let mut cells = line.split('\t');
    Some((cells.next()?, [cells.next()?.parse().ok()?, cells.next()?.parse().ok()?]))
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

fn line(page: &mut String, name: &str, cells: [u64; 3]) {
    let _ =
        writeln!(page, "| {name} | {} | {} | {} |", grouped(cells[0]), grouped(cells[1]), grouped(cells[2]));
}

fn crate_line(page: &mut String, name: &str, it: [u64; 2], whole: [u64; 2]) {
    let share = |part: usize| (it[part] * 1000).checked_div(whole[part]).unwrap_or_default();
    let percent = |part: usize| format!("{}.{} %", share(part) / 10, share(part) % 10);
    let _ = writeln!(
        page,
        "| {name} | {} | {} | {} | {} |",
        grouped(it[0]),
        percent(0),
        grouped(it[1]),
        percent(1)
    );
}

/// A number with its thousands set apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
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
