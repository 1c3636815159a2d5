//! What goes in and out of a region.

use std::collections::HashSet;

use walrus::ir::*;
use walrus::{LocalFunction, LocalId, Module, ValType};

use super::stack::{arity, depth, is_known};
use super::{Region, inside};

/// A region is left where it is unless it is at least so many instructions longer than what calls it.
const GAIN: usize = 9;

/// What goes in and out of a region.
pub(super) struct Frame {
    /// Locals it needs the values of.
    pub(super) gets: Vec<LocalId>,
    /// Locals that are read elsewhere after it has written them.
    pub(super) sets: Vec<LocalId>,
    /// What the sequence yields.
    pub(super) yields: Vec<ValType>,
    /// Sequences around it that it branches to.
    pub(super) exits: Vec<InstrSeqId>,
    /// It returns from the function.
    pub(super) returns: bool,
    /// It may reach its own end.
    pub(super) ends: bool,
}

impl Frame {
    /// None if the region has to stay.
    pub(super) fn of(module: &Module, function: &LocalFunction, region: Region) -> Option<Self> {
        let sequence = function.block(region.sequence);
        let (params, yields) = arity(&module.types, sequence.ty);
        let is_entry = region.sequence == function.entry_block();
        // The entry's own parameters are locals.
        if (!params.is_empty() && !is_entry) || depth(module, function, region)? != 0 {
            return None;
        }
        let mut within = Uses::default();
        within.read_all(function, &sequence.instrs[region.from..])?;
        let mut without = Uses { skip: Some(region), ..Uses::default() };
        without.read_sequence(function, function.entry_block())?;
        let mut exits: Vec<_> = within.branches.difference(&within.own).copied().collect();
        exits.sort();
        let entry = function.entry_block();
        let mut returns = within.returns;
        // To branch to the outermost sequence is to return.
        if exits.contains(&entry) {
            exits.retain(|it| *it != entry);
            returns = true;
        }
        for exit in &exits {
            let ty = function.block(*exit).ty;
            let (takes, gives) = arity(&module.types, ty);
            let carried = if without.loops.contains(exit) { takes } else { gives };
            if !carried.is_empty() {
                return None;
            }
        }
        // What a branch under a condition would return stays on the stack.
        if within.conditional.contains(&entry) && !arity(&module.types, function.block(entry).ty).1.is_empty()
        {
            return None;
        }
        let mut exposed = HashSet::new();
        expose(function, &sequence.instrs[region.from..], &mut HashSet::new(), &mut exposed);
        // A loop around the region may come back to what it wrote.
        let is_read = |local: &&LocalId| without.reads.contains(*local) || exposed.contains(*local);
        let mut sets: Vec<_> = within.writes.iter().filter(is_read).copied().collect();
        sets.sort();
        let mut gets: Vec<_> = exposed.iter().chain(&sets).copied().collect();
        gets.sort();
        gets.dedup();
        let ends = !matches!(
            sequence.instrs.last(),
            Some((Instr::Unreachable(_) | Instr::Br(_) | Instr::Return(_) | Instr::BrTable(_), _))
        );
        let frame = Self { gets, sets, yields: if ends { yields } else { Vec::new() }, exits, returns, ends };
        let costs =
            frame.gets.len() + frame.sets.len() + 3 * frame.exits.len() + 4 * usize::from(frame.returns);
        (within.count >= costs + GAIN).then_some(frame)
    }
}

/// What instructions refer to.
#[derive(Default)]
struct Uses {
    reads: HashSet<LocalId>,
    writes: HashSet<LocalId>,
    branches: HashSet<InstrSeqId>,
    /// Those of them that leave what is on the stack where it is, under a condition or by a table.
    conditional: HashSet<InstrSeqId>,
    own: HashSet<InstrSeqId>,
    loops: HashSet<InstrSeqId>,
    returns: bool,
    count: usize,
    skip: Option<Region>,
}

impl Uses {
    fn read_sequence(&mut self, function: &LocalFunction, id: InstrSeqId) -> Option<()> {
        let instrs = &function.block(id).instrs;
        let end = self.skip.filter(|skip| skip.sequence == id).map_or(instrs.len(), |skip| skip.from);
        self.own.insert(id);
        self.read_all(function, &instrs[..end])
    }

    /// None if there is an instruction that nobody has thought of.
    fn read_all(&mut self, function: &LocalFunction, instrs: &[(Instr, InstrLocId)]) -> Option<()> {
        for (instr, _) in instrs {
            self.count += 1;
            match instr {
                Instr::LocalGet(LocalGet { local }) => {
                    self.reads.insert(*local);
                }
                Instr::LocalSet(LocalSet { local }) | Instr::LocalTee(LocalTee { local }) => {
                    self.writes.insert(*local);
                }
                Instr::Br(Br { block }) => {
                    self.branches.insert(*block);
                }
                Instr::BrIf(BrIf { block }) => {
                    self.branches.insert(*block);
                    self.conditional.insert(*block);
                }
                Instr::BrTable(BrTable { blocks, default }) => {
                    self.branches.extend(blocks.iter().chain([default]));
                    self.conditional.extend(blocks.iter().chain([default]));
                }
                Instr::Return(_) => self.returns = true,
                Instr::Loop(Loop { seq }) => {
                    self.loops.insert(*seq);
                }
                other => {
                    is_known(other).then_some(())?;
                }
            }
            for inner in inside(instr) {
                self.read_sequence(function, inner)?;
            }
        }
        Some(())
    }
}

/// Finds the locals that instructions may read before they have written them; `written` are those that certainly are,
/// and whether instructions branch is given back.
fn expose(
    function: &LocalFunction,
    instrs: &[(Instr, InstrLocId)],
    written: &mut HashSet<LocalId>,
    exposed: &mut HashSet<LocalId>,
) -> bool {
    let mut branches = false;
    for (instr, _) in instrs {
        match instr {
            Instr::LocalGet(LocalGet { local }) if !written.contains(local) => {
                exposed.insert(*local);
            }
            Instr::LocalSet(LocalSet { local }) | Instr::LocalTee(LocalTee { local }) => {
                written.insert(*local);
            }
            Instr::Br(_) | Instr::BrIf(_) | Instr::BrTable(_) | Instr::Return(_) => branches = true,
            Instr::Block(Block { seq }) | Instr::Loop(Loop { seq }) => {
                let mut inner = written.clone();
                if expose(function, &function.block(*seq).instrs, &mut inner, exposed) {
                    branches = true;
                } else {
                    *written = inner;
                }
            }
            Instr::IfElse(IfElse { consequent, alternative }) => {
                let (mut one, mut other) = (written.clone(), written.clone());
                let leaves = expose(function, &function.block(*consequent).instrs, &mut one, exposed);
                let leaves_too = expose(function, &function.block(*alternative).instrs, &mut other, exposed);
                branches |= leaves || leaves_too;
                *written = one.intersection(&other).copied().collect();
            }
            _ => {}
        }
    }
    branches
}
