//! What a build weighs.

use std::{
    fmt::{self, Display},
    io,
};

use serde_json::{Value, json};

use crate::{failure::Failure, languages};

use super::{
    compress::{brotli, gzip},
    files::{Files, extension},
    installer,
};

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
        Ok(Self { raw: contents.len(), gzip: gzip(contents)?.len(), brotli: brotli(contents)?.len() })
    }

    fn to_json(self) -> Value {
        json!({ "raw": self.raw, "gzip": self.gzip, "brotli": self.brotli })
    }
}

/// The files of the editor with their weights, the heaviest first. Of the languages, a page loads one.
#[derive(Debug)]
pub(crate) struct Sizes {
    /// What comes when it is wanted.
    later: Vec<(String, Weight)>,
    rows: Vec<(String, Weight)>,
    /// By the portal's codes, the heaviest first.
    languages: Vec<(String, Weight)>,
}

impl Sizes {
    /// Weighs what a browser loads.
    pub(crate) fn of(files: &Files) -> Result<Self, Failure> {
        let (mut rows, mut languages, mut later) = (Vec::new(), Vec::new(), Vec::new());
        for name in files.names() {
            let language = language(name).map(str::to_owned);
            let is_editor = WEIGHED.contains(&extension(name)) && !name.starts_with(installer::PREFIX);
            if language.is_none() && !is_editor {
                continue;
            }
            let weight =
                Weight::of(&files.read(name)?).map_err(Failure::of(format!("compressing {name}")))?;
            match language {
                Some(code) => languages.push((code, weight)),
                None if name.ends_with("_rest.wasm") => later.push((name.to_owned(), weight)),
                None => rows.push((name.to_owned(), weight)),
            }
        }
        for rows in [&mut rows, &mut languages] {
            rows.sort_by_key(|(_, weight)| std::cmp::Reverse(weight.brotli));
        }
        Ok(Self { later, rows, languages })
    }

    /// The first load in a language.
    fn total_in(&self, language: Weight) -> Weight {
        self.rows.iter().fold(language, |sum, (_, weight)| Weight {
            raw: sum.raw + weight.raw,
            gzip: sum.gzip + weight.gzip,
            brotli: sum.brotli + weight.brotli,
        })
    }

    /// The first load in the heaviest language.
    fn total(&self) -> Weight {
        self.total_in(self.languages.first().map(|(_, weight)| *weight).unwrap_or_default())
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
        let all = |rows: &[(String, Weight)]| -> serde_json::Map<_, _> {
            rows.iter().map(|(name, weight)| (name.clone(), weight.to_json())).collect()
        };
        let report = json!({
            "files": all(&self.rows),
            "languages": all(&self.languages),
            "later": all(&self.later),
            "total": self.total().to_json(),
            "budget_brotli": budget,
        });
        format!("{report:#}\n")
    }
}

impl Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total =
            |(code, weight): &(String, Weight)| (format!("first load, {code}"), self.total_in(*weight));
        let totals: Vec<_> = self.languages.iter().rev().map(total).collect();
        let later = |(name, weight): &(String, Weight)| (format!("later: {name}"), *weight);
        let later: Vec<_> = self.later.iter().map(later).collect();
        let rows = || self.rows.iter().chain(&totals).chain(&later);
        let width = rows().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        writeln!(f, "{:width$}  {:>9}  {:>9}  {:>9}", "file", "raw", "gzip -9", "brotli 11")?;
        for (name, weight) in rows() {
            writeln!(f, "{name:width$}  {:>9}  {:>9}  {:>9}", weight.raw, weight.gzip, weight.brotli)?;
        }
        Ok(())
    }
}

/// The language a file has the texts of.
fn language(name: &str) -> Option<&str> {
    let code = name.strip_prefix(languages::FOLDER)?.split_once('/')?.1.strip_suffix(".txt")?;
    (code.len() == 2).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes() -> Sizes {
        let row = |name: &str, raw, gzip, brotli| (name.to_owned(), Weight { raw, gzip, brotli });
        Sizes {
            later: vec![row("app_rest.wasm", 90, 50, 40)],
            rows: vec![row("app_bg.wasm", 160_000, 70_000, 60_000), row("index.html", 900, 500, 400)],
            languages: vec![row("th", 70, 30, 20), row("en", 40, 20, 10)],
        }
    }

    #[test]
    fn the_table_lines_up_and_ends_with_the_total() {
        let table = sizes().to_string();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[3], "first load, en           160940      70520      60410");
        assert_eq!(lines[4], "first load, th           160970      70530      60420");
        assert_eq!(lines[5], "later: app_rest.wasm         90         50         40");
        assert!(lines.iter().all(|line| line.len() == lines[0].len()), "{table}");
    }

    #[test]
    fn the_budget_is_held_or_the_culprits_are_named() {
        assert!(sizes().within(60_420).is_ok());
        let complaint = sizes().within(60_000).unwrap_err().to_string();
        assert!(
            complaint.contains("420 bytes over") && complaint.contains("app_bg.wasm (60000 bytes)"),
            "{complaint}"
        );
    }

    #[test]
    fn tables_of_languages_are_told_from_other_files() {
        assert_eq!(language("lang-1f0c3d5e7a9b2c4d/th.txt"), Some("th"));
        assert_eq!(language("lang-1f0c3d5e7a9b2c4d/titles.txt"), None);
        assert_eq!(language("robots.txt"), None);
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
        assert_eq!(report["total"]["brotli"], 60_420);
        assert_eq!(report["languages"]["en"]["raw"], 40);
        assert_eq!(report["budget_brotli"], 7);
    }
}
