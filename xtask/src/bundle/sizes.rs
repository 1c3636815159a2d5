//! What a build weighs.

use std::{
    fmt::{self, Display},
    io::{self, Write},
};

use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};

use crate::failure::Failure;

use super::files::{Files, extension};

/// The kinds of files a browser loads to show the widget.
const WEIGHED: [&str; 5] = ["wasm", "js", "css", "html", "svg"];

/// Bytes as they are and as they travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Weight {
    fn of(contents: &[u8]) -> io::Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(contents)?;
        let mut brotli = Vec::new();
        let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
        brotli::BrotliCompress(&mut &*contents, &mut brotli, &best)?;
        Ok(Self { raw: contents.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
    }

    fn to_json(self) -> Value {
        json!({ "raw": self.raw, "gzip": self.gzip, "brotli": self.brotli })
    }
}

/// The files of a build with their weights, the heaviest first.
#[derive(Debug)]
pub(crate) struct Sizes {
    rows: Vec<(String, Weight)>,
}

impl Sizes {
    /// Weighs what a browser loads.
    pub(crate) fn of(files: &Files) -> Result<Self, Failure> {
        let mut rows = Vec::new();
        for name in files.names().filter(|name| WEIGHED.contains(&extension(name))) {
            let weight =
                Weight::of(&files.read(name)?).map_err(Failure::of(format!("compressing {name}")))?;
            rows.push((name.to_owned(), weight));
        }
        rows.sort_by_key(|(_, weight)| std::cmp::Reverse(weight.brotli));
        Ok(Self { rows })
    }

    fn total(&self) -> Weight {
        self.rows.iter().fold(Weight::default(), |sum, (_, weight)| Weight {
            raw: sum.raw + weight.raw,
            gzip: sum.gzip + weight.gzip,
            brotli: sum.brotli + weight.brotli,
        })
    }

    /// Fails if the build is heavier than its budget.
    pub(crate) fn within(&self, budget: usize) -> Result<(), Failure> {
        let over = self.total().brotli.saturating_sub(budget);
        if over == 0 {
            return Ok(());
        }
        let largest: Vec<String> = self
            .rows
            .iter()
            .take(3)
            .map(|(name, weight)| format!("{name} ({} bytes)", weight.brotli))
            .collect();
        Err(Failure::new(format!(
            "the build is {over} bytes over its budget of {budget} bytes (brotli); the largest files: {}",
            largest.join(", ")
        )))
    }

    /// The same for programs.
    pub(crate) fn to_json(&self, budget: usize) -> String {
        let files: serde_json::Map<_, _> =
            self.rows.iter().map(|(name, weight)| (name.clone(), weight.to_json())).collect();
        let report = json!({ "files": files, "total": self.total().to_json(), "budget_brotli": budget });
        format!("{report:#}\n")
    }
}

impl Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = ("total".to_owned(), self.total());
        let width = self.rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0).max("total".len());
        writeln!(f, "{:width$}  {:>9}  {:>9}  {:>9}", "file", "raw", "gzip -9", "brotli 11")?;
        for (name, weight) in self.rows.iter().chain([&total]) {
            writeln!(f, "{name:width$}  {:>9}  {:>9}  {:>9}", weight.raw, weight.gzip, weight.brotli)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes() -> Sizes {
        let row = |name: &str, raw, gzip, brotli| (name.to_owned(), Weight { raw, gzip, brotli });
        Sizes { rows: vec![row("app_bg.wasm", 160_000, 70_000, 60_000), row("index.html", 900, 500, 400)] }
    }

    #[test]
    fn the_table_lines_up_and_ends_with_the_total() {
        let table = sizes().to_string();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[3], "total           160900      70500      60400");
        assert!(lines.iter().all(|line| line.len() == lines[0].len()), "{table}");
    }

    #[test]
    fn the_budget_is_held_or_the_culprits_are_named() {
        assert!(sizes().within(60_400).is_ok());
        let complaint = sizes().within(60_000).unwrap_err().to_string();
        assert!(
            complaint.contains("400 bytes over") && complaint.contains("app_bg.wasm (60000 bytes)"),
            "{complaint}"
        );
    }

    #[test]
    fn compression_is_measured() {
        let weight = Weight::of(&[b'a'; 10_000]).unwrap();
        assert_eq!(weight.raw, 10_000);
        assert!(weight.gzip < 100 && weight.brotli < weight.gzip, "{weight:?}");
    }

    #[test]
    fn the_report_can_be_read_by_programs() {
        let report: Value = serde_json::from_str(&sizes().to_json(7)).unwrap();
        assert_eq!(report["files"]["index.html"]["gzip"], 500);
        assert_eq!(report["total"]["brotli"], 60_400);
        assert_eq!(report["budget_brotli"], 7);
    }
}
