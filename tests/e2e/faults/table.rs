//! The table of an operation, and its place in `docs/faults.md`.

use super::cell::Cell;
use super::fault::{Fault, Place};
use super::operation::Operation;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Mutex;

/// Where it is written.
const FILE: &str = "docs/faults.md";
const AGAIN: &str = "STAGECRAFT_WRITE_DOCS=1 cargo xtask test --only e2e -- faults";

/// The operations are played side by side.
static WRITING: Mutex<()> = Mutex::new(());

/// What the user sees, for one operation.
pub(super) struct Table {
    operation: Operation,
    /// Faults that look the same share a line.
    lines: Vec<(Vec<String>, Cell)>,
    missing: Vec<(Vec<String>, &'static str)>,
    /// What the file says.
    kept: String,
}

impl Table {
    pub(super) fn of(operation: Operation) -> Self {
        let kept = std::fs::read_to_string(file()).unwrap_or_default();
        let kept = section_of(&kept, operation).to_owned();
        Self { operation, lines: Vec::new(), missing: Vec::new(), kept }
    }

    /// Whether this is in the file.
    pub(super) fn knows(&self, cell: &Cell) -> bool {
        let Cell { once, lasting, forward } = cell;
        self.kept.contains(&format!("| {once} | {lasting} | {forward} |"))
    }

    pub(super) fn add(&mut self, fault: &Fault, cell: Cell) {
        match self.lines.iter_mut().find(|(_, known)| *known == cell) {
            Some((faults, _)) => faults.push(name(fault)),
            None => self.lines.push((vec![name(fault)], cell)),
        }
    }

    pub(super) fn misses(&mut self, fault: &Fault, reason: &'static str) {
        match self.missing.iter_mut().find(|(_, known)| *known == reason) {
            Some((faults, _)) => faults.push(name(fault)),
            None => self.missing.push((vec![name(fault)], reason)),
        }
    }

    /// Compares with the file, or writes it.
    pub(super) fn keep(&self) {
        let file = file();
        let _guard = WRITING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let kept = std::fs::read_to_string(&file).unwrap_or_default();
        let section = |operation: Operation| {
            if operation == self.operation { self.text() } else { section_of(&kept, operation).to_owned() }
        };
        let text = Operation::ALL.map(section).concat();
        let text = format!("{}{text}", include_str!("head.md"));
        if writes() {
            std::fs::write(&file, text).expect("a file");
        } else if !is_whole() {
            let new: Vec<_> = self.lines.iter().filter(|(_, cell)| !self.knows(cell)).collect();
            assert!(new.is_empty(), "{FILE} is out of date; to write it: {AGAIN}\n--- seen now\n{new:#?}");
        } else if section_of(&kept, self.operation) != self.text() {
            let (now, then) = (self.text(), section_of(&kept, self.operation));
            let new = now.lines().filter(|line| !then.contains(line)).collect::<Vec<_>>().join("\n");
            let old = then.lines().filter(|line| !now.contains(line)).collect::<Vec<_>>().join("\n");
            panic!("{FILE} is out of date; to write it: {AGAIN}\n--- it says\n{old}\n--- seen now\n{new}");
        }
    }

    fn text(&self) -> String {
        let mut text = format!("## {}\n\n", self.operation.title());
        text += "| What goes wrong | Once | Lasting | Over, and the way forward is taken |\n|--|--|--|--|\n";
        for (faults, cell) in &self.lines {
            let Cell { once, lasting, forward } = cell;
            let faults = faults.join("<br>");
            writeln!(text, "| {faults} | {once} | {lasting} | {forward} |").expect("a text");
        }
        for (faults, reason) in &self.missing {
            write!(text, "\nLeft out, since {reason}: {}.\n", faults.join("; ")).expect("a text");
        }
        text + "\n"
    }
}

/// Whether every cell is played.
pub(super) fn is_whole() -> bool {
    writes() || std::env::var_os("STAGECRAFT_ALL_FAULTS").is_some()
}

/// Whether the file is to be written.
fn writes() -> bool {
    std::env::var_os("STAGECRAFT_WRITE_DOCS").is_some()
}

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(FILE)
}

fn name(fault: &Fault) -> String {
    let place = match fault.place {
        Place::Method | Place::Browser => "",
        Place::Command => "Portal page: ",
        Place::File => "Program file: ",
    };
    format!("{place}{}", fault.title)
}

/// The part of the file about an operation.
fn section_of(kept: &str, operation: Operation) -> &str {
    let heading = format!("## {}\n", operation.title());
    let Some(start) = kept.find(&heading) else { return "" };
    let rest = &kept[start..];
    rest[1..].find("\n## ").map_or(rest, |end| &rest[..end + 2])
}
