//! What instructions take from the stack and leave on it.

use walrus::ir::*;
use walrus::{LocalFunction, Module, ModuleTypes, TypeId, ValType};

use super::Region;

/// How much lies on the stack, of what the sequence itself has put there, where a region begins. None if that cannot be
/// told.
pub(super) fn depth(module: &Module, function: &LocalFunction, region: Region) -> Option<usize> {
    let mut depth: usize = 0;
    for (instr, _) in &function.block(region.sequence).instrs[..region.from] {
        let (pops, pushes) = effect(module, function, instr)?;
        depth = depth.checked_sub(pops)? + pushes;
    }
    Some(depth)
}

/// How many values an instruction takes and gives. None for those after which nothing is reached, or that nobody has
/// thought of.
fn effect(module: &Module, function: &LocalFunction, instr: &Instr) -> Option<(usize, usize)> {
    let of_type = |ty: TypeId| (module.types.params(ty).len(), module.types.results(ty).len());
    let of_sequence = |id: InstrSeqId| {
        let (params, results) = arity(&module.types, function.block(id).ty);
        (params.len(), results.len())
    };
    Some(match instr {
        Instr::Block(Block { seq }) | Instr::Loop(Loop { seq }) => of_sequence(*seq),
        Instr::IfElse(IfElse { consequent, .. }) => {
            let (takes, gives) = of_sequence(*consequent);
            (takes + 1, gives)
        }
        Instr::Call(Call { func }) => of_type(module.funcs.get(*func).ty()),
        Instr::CallIndirect(CallIndirect { ty, .. }) => {
            let (takes, gives) = of_type(*ty);
            (takes + 1, gives)
        }
        Instr::LocalGet(_)
        | Instr::GlobalGet(_)
        | Instr::Const(_)
        | Instr::MemorySize(_)
        | Instr::TableSize(_)
        | Instr::RefNull(_) => (0, 1),
        Instr::LocalSet(_) | Instr::GlobalSet(_) | Instr::Drop(_) | Instr::BrIf(_) => (1, 0),
        Instr::LocalTee(_)
        | Instr::Unop(_)
        | Instr::Load(_)
        | Instr::MemoryGrow(_)
        | Instr::TableGet(_)
        | Instr::RefIsNull(_) => (1, 1),
        Instr::Binop(_) | Instr::TableGrow(_) => (2, 1),
        Instr::Select(_) => (3, 1),
        Instr::Store(_) | Instr::TableSet(_) => (2, 0),
        Instr::MemoryCopy(_) | Instr::MemoryFill(_) | Instr::TableFill(_) => (3, 0),
        _ => return None,
    })
}

/// What a sequence takes and yields.
pub(super) fn arity(types: &ModuleTypes, ty: InstrSeqType) -> (Vec<ValType>, Vec<ValType>) {
    match ty {
        InstrSeqType::Simple(result) => (Vec::new(), result.into_iter().collect()),
        InstrSeqType::MultiValue(ty) => (types.params(ty).to_vec(), types.results(ty).to_vec()),
    }
}

/// Whether all that an instruction does with locals and branches is known: it does nothing with them.
pub(super) fn is_known(instr: &Instr) -> bool {
    matches!(
        instr,
        Instr::Block(_)
            | Instr::Call(_)
            | Instr::CallIndirect(_)
            | Instr::GlobalGet(_)
            | Instr::GlobalSet(_)
            | Instr::Const(_)
            | Instr::Binop(_)
            | Instr::Unop(_)
            | Instr::Select(_)
            | Instr::Unreachable(_)
            | Instr::IfElse(_)
            | Instr::Drop(_)
            | Instr::MemorySize(_)
            | Instr::MemoryGrow(_)
            | Instr::MemoryCopy(_)
            | Instr::MemoryFill(_)
            | Instr::Load(_)
            | Instr::Store(_)
            | Instr::TableGet(_)
            | Instr::TableSet(_)
            | Instr::TableGrow(_)
            | Instr::TableSize(_)
            | Instr::TableFill(_)
            | Instr::RefNull(_)
            | Instr::RefIsNull(_)
    )
}
