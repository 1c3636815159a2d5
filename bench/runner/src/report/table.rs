//! The page with the figures.

use std::fmt::Write;

use crate::{
    client::{Client, Condition},
    endurance::{Endurance, Trace},
    plan::SIZES,
    results::{Results, Sample},
    stats::{median, p95, plain, ratio},
};

const FEW: u32 = 10;
const USUAL: u32 = 100;
const MANY: u32 = 10_000;

/// The whole page, in Markdown.
pub(crate) fn page(results: &Results) -> String {
    let slowdown = results.slowdown.map_or_else(|| "not measured".to_owned(), |times| format!("{times:.1}×"));
    let mut page = format!(
        "# Measured side by side\n\n\
         `cargo xtask bench` writes this page: one run, in which Stagecraft, a small peer on the stack that Bitrix24\n\
         recommends (Vue, its UI kit and its SDK, [`bench/peer`](../../bench/peer)) and the floor (a page without framework\n\
         and SDK, [`bench/floor`](../../bench/floor)) open the same directory in the same emulated portal, in turns, each time\n\
         in a browser that was just started. All files are served compressed with brotli. *Slow* is a processor at a quarter\n\
         of its speed (in the frame as measured: {slowdown}), and 40 ms more for every file, request and preflight.\n\
         Milliseconds depend on the machine; the ratios are what to look at. Machine: {}.\n\n",
        results.machine
    );
    page += &ratios(results);
    page += "\n![First row, plain](first-row-plain.svg)\n\n![First row, slow](first-row-slow.svg)\n\n![First load](bytes.svg)\n";
    page += &bytes(results);
    page += &times(results);
    page += &hands(results);
    page += &memory(results);
    page += &results.endurance.map(endurance).unwrap_or_default();
    page += METHOD;
    page
}

const METHOD: &str = "\n## How\n\n\
    Each is opened five times; three times where 10,000 values meet the slow condition; once if it took more than 15 s, so that\n\
    its median and p95 are one figure then. Times begin with the navigation of the frame. *First row* is the end of the first frame that shows a row;\n\
    in Stagecraft it is one that can only be looked at, drawn by the page while the program is on its way. *Usable* is the\n\
    end of the first frame after all rows are there (in a virtual list: those in view, and room for the rest) and the first\n\
    name has opened for writing. *Key* and *colour* are the times from an event to the end of the next frame, so up to 16.7\n\
    ms of each are the wait for the screen: keys are pressed in the name of the first row, and the colour is moved by the\n\
    slider of Stagecraft's colours or in the field of the others, which do less then. *Scroll* is the time between frames\n\
    while the list moves. Long tasks are those of 50 ms and more. The heap is that of the whole process after a collection,\n\
    with some of the portal's page in it; the memory of the WebAssembly program is beside it. What was measured in every\n\
    single visit is in [results.json](results.json).\n\n\
    Beside it: [what the first load is made of](bytes.md), [ways to decode an answer](decode.md), and [what an edit costs in\n\
    lists of any length](reducer.md).\n";

/// One line: what is compared, with which median over which.
fn ratios(results: &Results) -> String {
    let brotli = |client, condition| results.median(client, condition, USUAL, |it| size(it.weight.brotli));
    let pooled = |figures: fn(&Sample) -> &[f64], size| {
        median(&results.cell(Client::Stagecraft, Condition::Plain, size)?.pooled(figures))
    };
    let (ours, peer, floor) = (Client::Stagecraft, Client::Peer, Client::Floor);
    let (plainly, slowly) = (Condition::Plain, Condition::Slow);
    let both = |figure: fn(&Sample) -> f64, other, size| {
        [plainly, slowly].map(|condition| {
            let of = |client| results.median(client, condition, size, figure);
            ratio(of(ours), of(other))
        })
    };
    let against = |other, size| both(|it| it.first, other, size);
    let usable = |other, size| both(|it| it.usable, other, size);
    let lines = [
        (
            "Bytes of the first load, brotli, Stagecraft ÷ official stack",
            [ratio(brotli(ours, plainly), brotli(peer, plainly)), String::new()],
            "≤ 0.4×",
        ),
        ("First row, 100 values, Stagecraft ÷ official stack", against(peer, USUAL), "slow ≤ 0.3×"),
        ("First row, 100 values, Stagecraft ÷ floor", against(floor, USUAL), "slow ≤ 1.5×"),
        ("Usable, 100 values, Stagecraft ÷ official stack", usable(peer, USUAL), ""),
        (
            "First row, 10,000 values, Stagecraft ÷ official stack's virtual table",
            against(peer, MANY),
            "≤ 0.5×",
        ),
        ("Usable, 10,000 values, Stagecraft ÷ official stack's virtual table", usable(peer, MANY), ""),
        (
            "Key to frame, Stagecraft, 10,000 values ÷ 10",
            [ratio(pooled(|it| &it.keys, MANY), pooled(|it| &it.keys, FEW)), String::new()],
            "≤ 1×",
        ),
        (
            "Colour to frame, Stagecraft, 10,000 values ÷ 10",
            [ratio(pooled(|it| &it.colors, MANY), pooled(|it| &it.colors, FEW)), String::new()],
            "≤ 1×",
        ),
    ];
    let rows =
        lines.map(|(what, [plain, slow], wanted)| vec![what.to_owned(), plain, slow, wanted.to_owned()]);
    format!("## Ratios\n\n{}", table(&["", "plain", "slow", "wanted"], rows))
}

fn bytes(results: &Results) -> String {
    let rows = Client::ALL.iter().filter_map(|client| {
        let sample = results.cell(*client, Condition::Plain, USUAL)?.samples.last()?;
        let (weight, traffic) = (sample.weight, sample.traffic);
        let bytes = [
            weight.files,
            weight.raw,
            weight.gzip,
            weight.brotli,
            sample.later.brotli,
            traffic.requests,
            traffic.preflights,
        ];
        Some(std::iter::once(client.title().to_owned()).chain(bytes.map(|it| plain(size(it)))).collect())
    });
    let heads = [
        "",
        "files",
        "raw",
        "gzip",
        "brotli (transferred)",
        "later, brotli",
        "REST requests to the first row",
        "preflights",
    ];
    format!(
        "\n## First load\n\nBytes of what is fetched until all rows are there, 100 values; *later* is what comes when somebody\n\
         does something, or after a while. What is in them is in [bytes.md](bytes.md).\n\n{}",
        table(&heads, rows)
    )
}

fn times(results: &Results) -> String {
    let mut rows = Vec::new();
    for size in SIZES {
        for client in Client::ALL {
            if results.cell(client, Condition::Plain, size).is_none() {
                continue;
            }
            let mut row = vec![plain(f64::from(size)), client.title().to_owned()];
            for condition in Condition::ALL {
                let cell = results.cell(client, condition, size);
                let both =
                    |figure: fn(&Sample) -> f64| cell.map_or_else(dash, |cell| spread(&cell.all(figure)));
                row.extend([both(|it| it.first), both(|it| it.usable)]);
                let one = |figure: fn(&Sample) -> f64| {
                    results.median(client, condition, size, figure).map_or_else(dash, plain)
                };
                row.push(format!("{} / {}", one(|it| it.long_tasks), one(|it| it.blocked)));
            }
            rows.push(row);
        }
    }
    let heads = [
        "values",
        "",
        "first row",
        "usable",
        "long tasks / longest",
        "first row, slow",
        "usable, slow",
        "long tasks / longest, slow",
    ];
    format!("\n## Times\n\nMilliseconds: median (p95).\n\n{}", table(&heads, rows))
}

fn hands(results: &Results) -> String {
    let mut rows = Vec::new();
    for size in SIZES {
        for client in Client::ALL {
            let Some(cell) = results.cell(client, Condition::Plain, size) else { continue };
            let figures: [fn(&Sample) -> &[f64]; 3] = [|it| &it.keys, |it| &it.colors, |it| &it.frames];
            let spreads = figures.map(|figure| spread(&cell.pooled(figure)));
            rows.push(
                [plain(f64::from(size)), client.title().to_owned()].into_iter().chain(spreads).collect(),
            );
        }
    }
    let heads = ["values", "", "key to frame", "colour to frame", "scroll"];
    format!("\n## Under the hands\n\nMilliseconds, plain: median (p95).\n\n{}", table(&heads, rows))
}

fn memory(results: &Results) -> String {
    let mut rows = Vec::new();
    for size in SIZES {
        for client in Client::ALL {
            if results.cell(client, Condition::Plain, size).is_none() {
                continue;
            }
            let figure = |of: fn(&Sample) -> f64| {
                results.median(client, Condition::Plain, size, of).map_or_else(dash, megabytes)
            };
            rows.push(vec![
                plain(f64::from(size)),
                client.title().to_owned(),
                figure(|it| it.heap),
                figure(|it| it.wasm),
            ]);
        }
    }
    format!(
        "\n## Memory\n\nMB after the load.\n\n{}",
        table(&["values", "", "JavaScript heap", "WebAssembly"], rows)
    )
}

fn endurance(it: Endurance) -> String {
    let row = |what: String, trace: Trace| {
        vec![what, kilobytes(trace.heap), kilobytes(trace.wasm), plain(trace.nodes), plain(trace.listeners)]
    };
    let growth = |what: String, from: Trace, to: Trace| {
        let difference = Trace {
            heap: to.heap - from.heap,
            wasm: to.wasm - from.wasm,
            nodes: to.nodes - from.nodes,
            listeners: to.listeners - from.listeners,
        };
        row(what, difference)
    };
    let (edits, turns) = (plain(f64::from(it.edits)), plain(f64::from(it.turns)));
    let rows = [
        row("before".to_owned(), it.start),
        row(format!("after {edits} edits"), it.edited),
        growth(format!("growth over {edits} edits"), it.start, it.edited),
        row("a few turns later".to_owned(), it.warm),
        row(format!("after {turns} turns to other directories"), it.turned),
        growth(format!("growth over {turns} turns"), it.warm, it.turned),
    ];
    let heads = ["", "heap, KB", "WebAssembly, KB", "nodes", "listeners"];
    format!(
        "\n## Endurance\n\nStagecraft, 100 values; every edit is a name written into its field. Then nothing is left to be saved, and the portal\n\
         holds written names in all rows that were edited. *Before* comes after enough edits to fill the history, which is kept on\n\
         purpose.\n\n{}",
        table(&heads, rows)
    )
}

/// A table with the first column to the left and figures to the right.
pub(super) fn table(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = format!("| {} |\n|---{}|\n", heads.join(" | "), "|--:".repeat(heads.len() - 1));
    for row in rows {
        writeln!(text, "| {} |", row.join(" | ")).expect("memory");
    }
    text
}

fn spread(values: &[f64]) -> String {
    match (median(values), p95(values)) {
        (Some(median), Some(p95)) => format!("{} ({})", plain(median), plain(p95)),
        _ => dash(),
    }
}

fn dash() -> String {
    "–".to_owned()
}

fn megabytes(bytes: f64) -> String {
    plain(bytes / 1e6)
}

fn kilobytes(bytes: f64) -> String {
    plain(bytes / 1e3)
}

#[expect(clippy::cast_precision_loss, reason = "sizes of files are exact")]
fn size(bytes: usize) -> f64 {
    bytes as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{host::Weight, results::Cell};

    fn results() -> Results {
        let cells = Client::ALL.into_iter().flat_map(|client| {
            Condition::ALL.map(|condition| {
                let times = f64::from(1 + client as u32) * f64::from(condition.slowdown());
                let weight =
                    Weight { files: 1, raw: 4_000, gzip: 2_000, brotli: 1_000 * (1 + client as usize) };
                let sample =
                    Sample { first: 100.0 * times, usable: 200.0 * times, weight, ..Sample::default() };
                Cell { client, condition, size: USUAL, samples: vec![sample] }
            })
        });
        Results { cells: cells.collect(), ..Results::default() }
    }

    #[test]
    fn ratios_come_first_and_are_those_of_medians() {
        let page = page(&results());
        let first = page.find("\n## ").unwrap();
        assert!(page[first..].starts_with("\n## Ratios"), "{page}");
        assert!(page.contains("Stagecraft ÷ official stack | 0.50× |  | ≤ 0.4× |"), "{page}");
        assert!(page.contains("| First row, 100 values, Stagecraft ÷ floor | 0.33× | 0.33× |"), "{page}");
        assert!(page.contains("virtual table | – | – |"), "what was not measured has no ratio: {page}");
    }

    #[test]
    fn every_row_has_as_many_cells_as_its_head() {
        let trace = Trace { heap: 1.0, ..Trace::default() };
        let endurance =
            Endurance { edits: 1, turns: 1, start: trace, edited: trace, warm: trace, turned: trace };
        let page = page(&Results { endurance: Some(endurance), ..results() });
        for block in page.split("\n\n").filter(|block| block.starts_with('|')) {
            let cells: Vec<_> = block.lines().map(|line| line.matches('|').count()).collect();
            assert!(cells.len() > 2 && cells.iter().all(|count| *count == cells[0]), "{block}");
        }
    }

    #[test]
    fn a_time_is_shown_with_its_spread() {
        assert_eq!(spread(&[1.0, 2.0, 300.0]), "2 (300)");
        assert_eq!(spread(&[]), "–");
    }
}
