//! What was not run of functions that were: it becomes functions of its own, which can go with the rest.
//!
//! A region is the tail of a sequence of instructions, from a point that was not reached to the end. It can go if nothing
//! lies on the stack where it begins. It gets the locals it reads, and gives back those it writes that are read
//! elsewhere, whatever the sequence yields, and, if it leaves the sequence by a branch, which one.

mod copy;
mod frame;
mod stack;

use std::collections::HashMap;

use walrus::ir::*;
use walrus::{FunctionBuilder, FunctionId, LocalFunction, LocalId, Module, ValType};

use copy::Copy;
use frame::Frame;

use crate::points;
use crate::profile::Run;

/// Takes out of every function what was not run; the functions that this has become.
pub(crate) fn outline(module: &mut Module, runs: &HashMap<FunctionId, Run>) -> Vec<FunctionId> {
    let mut made = Vec::new();
    for id in points::functions(module) {
        let Some(Run::Some { points, .. }) = runs.get(&id) else { continue };
        let results = module.types.results(module.funcs.get(id).ty()).to_vec();
        for region in regions(module, id, points) {
            made.extend(take_out(module, id, &results, region));
        }
    }
    made
}

/// A tail of a sequence.
#[derive(Clone, Copy, Debug)]
struct Region {
    sequence: InstrSeqId,
    from: usize,
}

/// The outermost tails that were not run, those behind before those in front, so that places stay right.
fn regions(module: &Module, id: FunctionId, run: &[bool]) -> Vec<Region> {
    let function = module.funcs.get(id).kind.unwrap_local();
    let mut idle = HashMap::new();
    let mut number = 0;
    for sequence in points::sequences(function) {
        let mut from = (!run[number]).then_some(0);
        number += 1;
        for (at, (instr, _)) in function.block(sequence).instrs.iter().enumerate() {
            if points::is_before_point(instr) {
                from = from.or((!run[number]).then_some(at + 1));
                number += 1;
            }
        }
        if let Some(from) = from {
            idle.insert(sequence, from);
        }
    }
    let mut found = Vec::new();
    look(module, function, function.entry_block(), &idle, &mut found);
    found
}

fn look(
    module: &Module,
    function: &LocalFunction,
    sequence: InstrSeqId,
    idle: &HashMap<InstrSeqId, usize>,
    found: &mut Vec<Region>,
) {
    let instrs = &function.block(sequence).instrs;
    // A block inside of what cannot go may go all the same.
    let mut end = instrs.len();
    if let Some(from) = idle.get(&sequence).copied() {
        let region = Region { sequence, from };
        if Frame::of(module, function, region).is_some() {
            found.push(region);
            end = from;
        }
    }
    for (instr, _) in &instrs[..end] {
        for inner in inside(instr) {
            look(module, function, inner, idle, found);
        }
    }
}

/// The sequences of an instruction.
fn inside(instr: &Instr) -> Vec<InstrSeqId> {
    match instr {
        Instr::Block(Block { seq }) | Instr::Loop(Loop { seq }) => vec![*seq],
        Instr::IfElse(IfElse { consequent, alternative }) => vec![*consequent, *alternative],
        _ => Vec::new(),
    }
}

/// Makes a region a function, and calls that in its place.
fn take_out(module: &mut Module, id: FunctionId, results: &[ValType], region: Region) -> Option<FunctionId> {
    let frame = Frame::of(module, module.funcs.get(id).kind.unwrap_local(), region)?;
    // Which way out is said by a number: none, an exit from 1, then a return.
    let leaves = !frame.exits.is_empty() || frame.returns;
    let returned: Vec<ValType> = if frame.returns { results.to_vec() } else { Vec::new() };
    let types_of = |module: &Module, locals: &[LocalId]| -> Vec<ValType> {
        locals.iter().map(|local| module.locals.get(*local).ty()).collect()
    };
    let params = types_of(module, &frame.gets);
    let mut gives = frame.yields.clone();
    gives.extend(&returned);
    gives.extend(leaves.then_some(ValType::I32));
    gives.extend(types_of(module, &frame.sets));

    let mut new = FunctionBuilder::new(&mut module.types, &params, &gives);
    let mut copy = Copy {
        locals: HashMap::new(),
        sequences: HashMap::new(),
        exits: frame.exits.clone(),
        entry: module.funcs.get(id).kind.unwrap_local().entry_block(),
        returns: frame.returns,
        way: module.locals.add(ValType::I32),
        returned: returned.iter().map(|ty| module.locals.add(*ty)).collect(),
        out: None,
    };
    let args: Vec<_> = frame.gets.iter().map(|local| copy.local(module, *local)).collect();
    let yielded: Vec<_> = frame.yields.iter().map(|ty| module.locals.add(*ty)).collect();
    let out = new.dangling_instr_seq(None).id();
    copy.out = Some(out);
    let sequence = region.sequence;
    let instrs = {
        let function = module.funcs.get_mut(id).kind.unwrap_local_mut();
        function.block_mut(sequence).instrs.split_off(region.from)
    };
    copy.instrs(module, id, &mut new, &instrs, out);
    if frame.ends {
        for local in yielded.iter().rev() {
            new.instr_seq(out).local_set(*local);
        }
    }
    let sets: Vec<_> = frame.sets.iter().map(|local| copy.local(module, *local)).collect();
    let body = new.func_body_id();
    new.instr_seq(body).instr(Block { seq: out });
    for local in yielded.iter().chain(&copy.returned).chain(leaves.then_some(&copy.way)).chain(&sets) {
        new.instr_seq(body).local_get(*local);
    }
    let new = new.finish(args, &mut module.funcs);
    let name = module.funcs.get(id).name.clone();
    module.funcs.get_mut(new).name = name;

    let back: Vec<_> = returned.iter().map(|ty| module.locals.add(*ty)).collect();
    let way = leaves.then(|| module.locals.add(ValType::I32));
    let function = module.funcs.get_mut(id).kind.unwrap_local_mut();
    let builder = function.builder_mut();
    let leave = frame.returns.then(|| {
        let leave = builder.dangling_instr_seq(None).id();
        for local in &back {
            builder.instr_seq(leave).local_get(*local);
        }
        builder.instr_seq(leave).return_();
        leave
    });
    let stay = builder.dangling_instr_seq(None).id();
    let mut place = builder.instr_seq(sequence);
    for local in &frame.gets {
        place.local_get(*local);
    }
    place.call(new);
    for local in frame.sets.iter().rev() {
        place.local_set(*local);
    }
    if let Some(way) = way {
        place.local_set(way);
        for local in back.iter().rev() {
            place.local_set(*local);
        }
        for (number, exit) in (1..).zip(&frame.exits) {
            place.local_get(way).i32_const(number).binop(BinaryOp::I32Eq).br_if(*exit);
        }
        if let Some(leave) = leave {
            let number = i32::try_from(frame.exits.len()).unwrap_or_default() + 1;
            place.local_get(way).i32_const(number).binop(BinaryOp::I32Eq);
            place.instr(IfElse { consequent: leave, alternative: stay });
        }
    }
    if !frame.ends {
        place.unreachable();
    }
    Some(new)
}
