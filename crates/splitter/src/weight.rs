//! What a program is made of: the crates its functions come from.

use std::collections::BTreeMap;
use std::fmt;

use walrus::Module;

/// Where what has no name of a crate is counted: the glue's helpers, and what the linker makes.
const NOBODY: &str = "(nobody's)";

/// How many instructions of each crate stay in a program, and how many go.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Weights(BTreeMap<String, [u64; 2]>);

impl Weights {
    /// Of a program in two parts, by the names of their functions.
    pub(crate) fn of(first: &Module, rest: &Module) -> Self {
        let mut weights = Self::default();
        for (part, module) in [first, rest].into_iter().enumerate() {
            for function in module.funcs.iter() {
                let walrus::FunctionKind::Local(local) = &function.kind else { continue };
                let owner = function.name.as_deref().map_or(NOBODY.to_owned(), owner);
                weights.0.entry(owner).or_default()[part] += local.size();
            }
        }
        weights
    }
}

/// Lines of crate, instructions that stay, instructions that go, with tabs between; the heaviest first.
impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<_> = self.0.iter().collect();
        lines.sort_by_key(|(_, [stays, goes])| std::cmp::Reverse(stays + goes));
        lines.iter().try_for_each(|(owner, [stays, goes])| writeln!(f, "{owner}\t{stays}\t{goes}"))
    }
}

/// The crate of a function: the one that a method's type is of, or that a generic function was written in. In names as
/// wasm-bindgen leaves them, crates have a hash in brackets.
fn owner(name: &str) -> String {
    let root = name.split_once("::").map_or("", |(root, _)| root);
    let root = root.strip_suffix(']').and_then(|root| root.rsplit_once('[')).map_or(root, |(root, _)| root);
    let word = root.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next();
    word.filter(|word| !word.is_empty()).unwrap_or(NOBODY).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_belong_to_the_crate_that_wrote_them() {
        for (name, crate_) in [
            ("statuses::editor::find", "statuses"),
            ("<statuses[2ce2711f5f2d8a0a]::editor::Editor>::find", "statuses"),
            ("<&mut alloc[5ab4]::vec::Vec<stagecraft[1]::App> as core[2]::fmt::Debug>::fmt", "alloc"),
            ("__wbindgen_malloc", NOBODY),
        ] {
            assert_eq!(owner(name), crate_, "{name}");
        }
    }

    #[test]
    fn the_heaviest_comes_first() {
        let weights = Weights([("a".to_owned(), [1, 2]), ("b".to_owned(), [10, 0])].into());
        assert_eq!(weights.to_string(), "b\t10\t0\na\t1\t2\n");
    }
}
