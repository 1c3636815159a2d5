//! What of a program was run, in a form that survives its next version.
//!
//! A line for each function of which something was not run: a hash of its name; and, if some of it was run, a hash of its
//! shape and which of its points were, in hexadecimal digits. A function that no line is about is believed to be needed:
//! one that is new, or whose shape has changed, stays whole.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Display, Write};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;

use walrus::{FunctionId, LocalFunction, Module};

use crate::{Outcome, points};

/// What was run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Profile {
    functions: HashMap<u64, Run>,
}

/// What of a function was run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// Nothing.
    Nothing,
    /// Some of its points, if it still has this shape.
    Some { shape: u64, points: Vec<bool> },
}

impl Profile {
    /// Reads a profile.
    pub(crate) fn parse(text: &str) -> Outcome<Self> {
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let functions =
            lines.map(|line| entry(line).ok_or_else(|| format!("no line of a profile: {line}").into()));
        Ok(Self { functions: functions.collect::<Outcome<_>>()? })
    }

    /// Makes a profile of the numbers of the points that were run.
    pub(crate) fn of(module: &Module, executed: &HashSet<usize>) -> Self {
        let mut names = Names::default();
        let (mut functions, mut number) = (HashMap::new(), 0);
        for id in points::functions(module) {
            let function = module.funcs.get(id).kind.unwrap_local();
            let count = points::count(function);
            let points: Vec<bool> = (number..number + count).map(|point| executed.contains(&point)).collect();
            number += count;
            let name = names.key(module, id);
            if !points.contains(&true) {
                functions.insert(name, Run::Nothing);
            } else if points.contains(&false) {
                functions.insert(name, Run::Some { shape: shape(function), points });
            }
        }
        Self { functions }
    }

    /// What of each function with code was run; nothing is said of those that are needed whole.
    pub(crate) fn apply(&self, module: &Module) -> HashMap<FunctionId, Run> {
        let mut names = Names::default();
        let known = points::functions(module).into_iter().filter_map(|id| {
            let run = self.functions.get(&names.key(module, id))?;
            let fits = match run {
                Run::Nothing => true,
                Run::Some { shape: was, points } => {
                    let function = module.funcs.get(id).kind.unwrap_local();
                    *was == shape(function) && points.len() == points::count(function)
                }
            };
            fits.then(|| (id, run.clone()))
        });
        known.collect()
    }
}

impl Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# What the first screen does not run, measured; `cargo xtask profile` measures anew.")?;
        let mut functions: Vec<_> = self.functions.iter().collect();
        functions.sort_by_key(|(name, _)| **name);
        for (name, run) in functions {
            match run {
                Run::Nothing => writeln!(f, "{name:016x}")?,
                Run::Some { shape, points } => {
                    writeln!(f, "{name:016x} {shape:016x} {} {}", points.len(), digits(points))?;
                }
            }
        }
        Ok(())
    }
}

fn entry(line: &str) -> Option<(u64, Run)> {
    let number = |word| u64::from_str_radix(word, 16).ok();
    let words: Vec<&str> = line.split(' ').collect();
    match words[..] {
        [name] => Some((number(name)?, Run::Nothing)),
        [name, shape, count, digits] => {
            let points = points_of(digits, count.parse().ok()?)?;
            Some((number(name)?, Run::Some { shape: number(shape)?, points }))
        }
        _ => None,
    }
}

/// Four points a digit.
fn digits(points: &[bool]) -> String {
    let mut digits = String::new();
    for four in points.chunks(4) {
        let digit = four.iter().enumerate().fold(0, |digit, (at, run)| digit | u8::from(*run) << at);
        let _ = write!(digits, "{digit:x}");
    }
    digits
}

fn points_of(digits: &str, count: usize) -> Option<Vec<bool>> {
    let mut points = Vec::with_capacity(count);
    for digit in digits.chars() {
        let digit = digit.to_digit(16)?;
        points.extend((0..4).map(|at| digit >> at & 1 == 1));
    }
    (points.len() < count + 4 && points.len() >= count).then(|| {
        points.truncate(count);
        points
    })
}

/// Names for functions that a change elsewhere does not change.
#[derive(Default)]
struct Names {
    seen: HashMap<String, u32>,
}

impl Names {
    /// A hash of the name without what the compiler adds for itself, and of how many have had that name before.
    fn key(&mut self, module: &Module, id: FunctionId) -> u64 {
        let name = plain(module.funcs.get(id).name.as_deref().unwrap_or_default());
        let seen = self.seen.entry(name.clone()).or_default();
        let nth = mem::replace(seen, *seen + 1);
        hash(&(name, nth))
    }
}

/// A name without the hashes of crates, `core[83a5c37d2ab5c1f4]::…`.
fn plain(name: &str) -> String {
    let mut parts = name.split('[');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((digits, rest)) if digits.len() > 8 && digits.bytes().all(|it| it.is_ascii_hexdigit()) => {
                plain.push_str(rest);
            }
            _ => {
                plain.push('[');
                plain.push_str(part);
            }
        }
    }
    plain
}

/// A hash of the kinds of instructions a function consists of. Addresses and constants do not count: they change with
/// anything.
fn shape(function: &LocalFunction) -> u64 {
    let mut hasher = DefaultHasher::new();
    for id in points::sequences(function) {
        let sequence = function.block(id);
        sequence.instrs.len().hash(&mut hasher);
        for (instr, _) in &sequence.instrs {
            mem::discriminant(instr).hash(&mut hasher);
        }
    }
    hasher.finish()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
