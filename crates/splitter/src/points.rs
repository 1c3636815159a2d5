//! The places of a function at which it shows whether code is run: the beginning of every sequence of instructions,
//! and what follows every conditional branch.

use std::mem;

use walrus::ir::{Instr, InstrLocId, InstrSeq, InstrSeqId, Visitor, dfs_in_order};
use walrus::{FunctionId, LocalFunction, Module};

/// The functions with code, in the order in which their points are counted.
pub(crate) fn functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter_local().map(|(id, _)| id).collect()
}

/// The sequences of a function, in the order in which their points are counted.
pub(crate) fn sequences(function: &LocalFunction) -> Vec<InstrSeqId> {
    struct Sequences(Vec<InstrSeqId>);
    impl<'a> Visitor<'a> for Sequences {
        fn start_instr_seq(&mut self, sequence: &'a InstrSeq) {
            self.0.push(sequence.id());
        }
    }
    let mut found = Sequences(Vec::new());
    dfs_in_order(&mut found, function, function.entry_block());
    found.0
}

/// Whether a point follows an instruction.
pub(crate) fn is_before_point(instr: &Instr) -> bool {
    matches!(instr, Instr::BrIf(_))
}

/// How many points a function has.
pub(crate) fn count(function: &LocalFunction) -> usize {
    let in_sequence = |id| {
        let sequence = function.block(id);
        1 + sequence.instrs.iter().filter(|(instr, _)| is_before_point(instr)).count()
    };
    sequences(function).into_iter().map(in_sequence).sum()
}

/// Puts instructions at every point.
pub(crate) fn put(function: &mut LocalFunction, mut at_point: impl FnMut(&mut Vec<(Instr, InstrLocId)>)) {
    for id in sequences(function) {
        let old = mem::take(&mut function.block_mut(id).instrs);
        let mut new = Vec::with_capacity(old.len() + 2);
        at_point(&mut new);
        for (instr, location) in old {
            let point = is_before_point(&instr);
            new.push((instr, location));
            if point {
                at_point(&mut new);
            }
        }
        function.block_mut(id).instrs = new;
    }
}
