//! A program that notes which of its code is run.

use walrus::ir::{Call, Const, Instr, InstrLocId, Value};
use walrus::{Module, ValType};

use crate::{glue, points};

/// Has every point of a program call the glue with its number; how many there are.
pub(crate) fn instrument(module: &mut Module) -> usize {
    let functions = points::functions(module);
    let kind = module.types.add(&[ValType::I32], &[]);
    let (note, _) = module.add_import_func(glue::MODULE, glue::NOTE, kind);
    let mut number = 0;
    for id in functions {
        points::put(module.funcs.get_mut(id).kind.unwrap_local_mut(), |instrs| {
            let value = Value::I32(number);
            instrs.push((Instr::Const(Const { value }), InstrLocId::default()));
            instrs.push((Instr::Call(Call { func: note }), InstrLocId::default()));
            number += 1;
        });
    }
    usize::try_from(number).unwrap_or_default()
}
