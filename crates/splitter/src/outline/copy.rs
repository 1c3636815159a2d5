//! The making of a copy of instructions in another function.

use std::collections::HashMap;

use walrus::ir::*;
use walrus::{FunctionBuilder, FunctionId, LocalId, Module, ValType};

/// A copy that is being made.
pub(super) struct Copy {
    pub(super) locals: HashMap<LocalId, LocalId>,
    pub(super) sequences: HashMap<InstrSeqId, InstrSeqId>,
    pub(super) exits: Vec<InstrSeqId>,
    pub(super) entry: InstrSeqId,
    pub(super) returns: bool,
    pub(super) way: LocalId,
    pub(super) returned: Vec<LocalId>,
    pub(super) out: Option<InstrSeqId>,
}

impl Copy {
    /// The local of the copy that stands for one.
    pub(super) fn local(&mut self, module: &mut Module, old: LocalId) -> LocalId {
        let ty = module.locals.get(old).ty();
        *self.locals.entry(old).or_insert_with(|| module.locals.add(ty))
    }

    /// Copies instructions to the end of a sequence.
    pub(super) fn instrs(
        &mut self,
        module: &mut Module,
        from: FunctionId,
        new: &mut FunctionBuilder,
        instrs: &[(Instr, InstrLocId)],
        into: InstrSeqId,
    ) {
        for (instr, _) in instrs {
            match instr {
                Instr::LocalGet(LocalGet { local }) => {
                    let local = self.local(module, *local);
                    new.instr_seq(into).local_get(local);
                }
                Instr::LocalSet(LocalSet { local }) => {
                    let local = self.local(module, *local);
                    new.instr_seq(into).local_set(local);
                }
                Instr::LocalTee(LocalTee { local }) => {
                    let local = self.local(module, *local);
                    new.instr_seq(into).local_tee(local);
                }
                Instr::Block(Block { seq }) => {
                    let seq = self.sequence(module, from, new, *seq);
                    new.instr_seq(into).instr(Block { seq });
                }
                Instr::Loop(Loop { seq }) => {
                    let seq = self.sequence(module, from, new, *seq);
                    new.instr_seq(into).instr(Loop { seq });
                }
                Instr::IfElse(IfElse { consequent, alternative }) => {
                    let consequent = self.sequence(module, from, new, *consequent);
                    let alternative = self.sequence(module, from, new, *alternative);
                    new.instr_seq(into).instr(IfElse { consequent, alternative });
                }
                Instr::Br(Br { block }) => match self.sequences.get(block) {
                    Some(own) => {
                        new.instr_seq(into).br(*own);
                    }
                    None => self.leave(new, into, *block),
                },
                Instr::BrIf(BrIf { block }) => {
                    if let Some(own) = self.sequences.get(block) {
                        new.instr_seq(into).br_if(*own);
                    } else {
                        let (consequent, alternative) =
                            (new.dangling_instr_seq(None).id(), new.dangling_instr_seq(None).id());
                        self.leave(new, consequent, *block);
                        new.instr_seq(into).instr(IfElse { consequent, alternative });
                    }
                }
                Instr::BrTable(BrTable { blocks, default }) => {
                    let by = module.locals.add(ValType::I32);
                    self.table(new, into, blocks, *default, by);
                }
                Instr::Return(_) => self.go_back(new, into),
                other => {
                    new.instr_seq(into).instr(other.clone());
                }
            }
        }
    }

    fn sequence(
        &mut self,
        module: &mut Module,
        from: FunctionId,
        new: &mut FunctionBuilder,
        old: InstrSeqId,
    ) -> InstrSeqId {
        let (ty, instrs) = {
            let block = module.funcs.get(from).kind.unwrap_local().block(old);
            (block.ty, block.instrs.clone())
        };
        let id = new.dangling_instr_seq(ty).id();
        self.sequences.insert(old, id);
        self.instrs(module, from, new, &instrs, id);
        id
    }

    /// Leaves the region for a sequence around it.
    fn leave(&self, new: &mut FunctionBuilder, into: InstrSeqId, exit: InstrSeqId) {
        if exit == self.entry {
            return self.go_back(new, into);
        }
        let number = self.exits.iter().position(|it| *it == exit).map_or(0, |at| at + 1);
        self.go(new, into, number);
    }

    /// Returns from the function the region was in: what that gives is on the stack.
    fn go_back(&self, new: &mut FunctionBuilder, into: InstrSeqId) {
        debug_assert!(self.returns);
        for local in self.returned.iter().rev() {
            new.instr_seq(into).local_set(*local);
        }
        self.go(new, into, self.exits.len() + 1);
    }

    /// A table of branches. For each way out there is a block that ends where that way is gone.
    fn table(
        &self,
        new: &mut FunctionBuilder,
        into: InstrSeqId,
        blocks: &[InstrSeqId],
        default: InstrSeqId,
        by: LocalId,
    ) {
        let mut ways: Vec<InstrSeqId> = blocks.iter().chain([&default]).copied().collect();
        ways.retain(|way| !self.sequences.contains_key(way));
        ways.sort();
        ways.dedup();
        let ends: Vec<InstrSeqId> = ways.iter().map(|_| new.dangling_instr_seq(None).id()).collect();
        let target = |it: &InstrSeqId| {
            let out = || ways.iter().position(|way| way == it).map(|at| ends[at]);
            self.sequences.get(it).copied().or_else(out).unwrap_or(into)
        };
        let (targets, default) = (blocks.iter().map(target).collect(), target(&default));
        let Some(innermost) = ends.first() else {
            new.instr_seq(into).br_table(targets, default);
            return;
        };
        // What is on the stack cannot be reached from within blocks.
        new.instr_seq(into).local_set(by);
        new.instr_seq(*innermost).local_get(by).br_table(targets, default);
        for (at, way) in ways.iter().enumerate() {
            let around = ends.get(at + 1).copied().unwrap_or(into);
            new.instr_seq(around).instr(Block { seq: ends[at] });
            self.leave(new, around, *way);
        }
    }

    fn go(&self, new: &mut FunctionBuilder, into: InstrSeqId, number: usize) {
        let Some(out) = self.out else { return };
        let number = i32::try_from(number).unwrap_or_default();
        new.instr_seq(into).i32_const(number).local_set(self.way).br(out);
    }
}
