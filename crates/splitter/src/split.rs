//! The parting itself.
//!
//! Both parts share memory, table and globals, which the first one owns. In the first part a function that has gone is
//! replaced by a stub, if anything there may call it: it brings the rest if that has not come, then calls through the
//! table, where the rest puts its functions as it arrives.

use std::collections::{HashMap, HashSet};

use walrus::ir::{self, Visitor};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalId,
    GlobalKind, ImportKind, ImportedFunction, Module, TableId, TypeId, ValType, passes,
};

use crate::outline::outline;
use crate::profile::{Profile, Run};
use crate::weight::Weights;
use crate::{Outcome, glue, points};

/// A program in two parts.
#[derive(Debug)]
pub(crate) struct Parts {
    /// What comes first.
    pub(crate) first: Vec<u8>,
    /// What comes when it is wanted.
    pub(crate) rest: Vec<u8>,
    /// Names between program and glue, and what they are now.
    pub(crate) renamed: HashMap<String, String>,
    /// What they are made of.
    pub(crate) weights: Weights,
    /// How many functions there are.
    pub(crate) functions: usize,
    /// How many of them have gone.
    pub(crate) moved: usize,
    /// How many of those the first part may call.
    pub(crate) stubs: usize,
}

/// Parts a program by what was run of it. `parse` gives the same program each time.
pub(crate) fn split(parse: impl Fn() -> Outcome<Module>, profile: &Profile) -> Outcome<Parts> {
    let ((mut first, moved), (mut rest, _)) = (sorted_out(&parse, profile)?, sorted_out(&parse, profile)?);
    let functions = points::functions(&first);
    let table = first.tables.main_function_table()?.ok_or("the program has no table of functions")?;

    let slots = Slots::of(&first, table, &functions, &moved)?;
    let needed = needs_of_rest(&first, &functions, &moved);
    let twins = Twins::of(&first, &rest);
    let flag = lead_to(&mut first, table, &slots, &moved);
    let mut names = Short::default();
    let shared = export(&mut first, flag, &needed, &mut names);
    passes::gc::run(&mut first);

    let table = rest.tables.main_function_table()?.ok_or("the program has no table of functions")?;
    let (shared, slots) = (shared.of(&twins), slots.of_twins(&twins));
    borrow(&mut rest, &shared);
    fill(&mut rest, table, &slots, &shared);
    passes::gc::run(&mut rest);

    let weights = Weights::of(&first, &rest);
    let renamed = shorten(&mut [&mut first, &mut rest], &mut names);
    forget_names(&mut first);
    forget_names(&mut rest);
    Ok(Parts {
        first: first.emit_wasm(),
        rest: rest.emit_wasm(),
        renamed,
        weights,
        functions: functions.len(),
        moved: moved.len(),
        stubs: slots.by_function.len(),
    })
}

/// What is the same in two copies of a program, each of which has its own ids.
struct Twins {
    functions: HashMap<FunctionId, FunctionId>,
    globals: HashMap<GlobalId, GlobalId>,
    tables: HashMap<TableId, TableId>,
}

impl Twins {
    fn of(one: &Module, other: &Module) -> Self {
        let functions = one.funcs.iter().zip(other.funcs.iter()).map(|(one, other)| (one.id(), other.id()));
        let globals = one.globals.iter().zip(other.globals.iter()).map(|(one, other)| (one.id(), other.id()));
        let tables = one.tables.iter().zip(other.tables.iter()).map(|(one, other)| (one.id(), other.id()));
        Self { functions: functions.collect(), globals: globals.collect(), tables: tables.collect() }
    }
}

/// The program with what was not run in functions of its own, and all functions that were not run.
fn sorted_out(
    parse: &impl Fn() -> Outcome<Module>,
    profile: &Profile,
) -> Outcome<(Module, HashSet<FunctionId>)> {
    let mut module = parse()?;
    let runs = profile.apply(&module);
    let idle = runs.iter().filter(|(_, run)| **run == Run::Nothing).map(|(id, _)| *id);
    let mut moved: HashSet<FunctionId> = idle.collect();
    moved.extend(outline(&mut module, &runs));
    Ok((module, moved))
}

/// Takes out of a program what only people read, and names with hashes; what those are now.
pub(crate) fn strip(module: &mut Module) -> HashMap<String, String> {
    let mut names = Short::default();
    names.taken.extend(module.exports.iter().map(|export| export.name.clone()));
    forget_names(module);
    shorten(&mut [module], &mut names)
}

fn forget_names(module: &mut Module) {
    module.name = None;
    module.funcs.iter_mut().for_each(|it| it.name = None);
    module.tables.iter_mut().for_each(|it| it.name = None);
    module.memories.iter_mut().for_each(|it| it.name = None);
    for id in module.globals.iter().map(walrus::Global::id).collect::<Vec<_>>() {
        module.globals.get_mut(id).name = None;
    }
    for id in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
        module.data.get_mut(id).name = None;
    }
    for id in module.elements.iter().map(walrus::Element::id).collect::<Vec<_>>() {
        module.elements.get_mut(id).name = None;
    }
    for id in module.customs.iter().map(|(id, _)| id).collect::<Vec<_>>() {
        let _ = module.customs.delete(id);
    }
}

/// Where in the table the rest puts its functions.
struct Slots {
    /// For each function that the first part may call.
    by_function: HashMap<FunctionId, u32>,
    /// What stands in the table from the start: each function that has gone, at each of its places.
    in_table: Vec<(u32, FunctionId)>,
    /// How long the table has to be.
    len: u32,
}

impl Slots {
    fn of(
        module: &Module,
        table: TableId,
        functions: &[FunctionId],
        moved: &HashSet<FunctionId>,
    ) -> Outcome<Self> {
        let len = u32::try_from(module.tables.get(table).initial)?;
        let mut slots = Self { by_function: HashMap::new(), in_table: Vec::new(), len };
        for element in module.elements.iter() {
            let (ElementKind::Active { table: into, offset }, ElementItems::Functions(items)) =
                (&element.kind, &element.items)
            else {
                return Err("the program's table is filled in an unknown way".into());
            };
            let ConstExpr::Value(ir::Value::I32(start)) = offset else {
                return Err("the program's table is filled at an unknown place".into());
            };
            if *into != table {
                continue;
            }
            for (at, function) in (u32::try_from(*start)?..).zip(items) {
                if moved.contains(function) {
                    slots.in_table.push((at, *function));
                    slots.by_function.entry(*function).or_insert(at);
                }
            }
        }
        let mut called = Called::default();
        for id in functions.iter().filter(|id| !moved.contains(id)) {
            called.visit(module, *id);
        }
        let exported = module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(id),
            _ => None,
        });
        called.functions.extend(exported.chain(module.start));
        // In the order of the program, to be the same each time.
        for id in functions.iter().filter(|id| moved.contains(id) && called.functions.contains(id)) {
            slots.by_function.entry(*id).or_insert_with(|| {
                slots.len += 1;
                slots.len - 1
            });
        }
        Ok(slots)
    }

    fn of_twins(&self, twins: &Twins) -> Self {
        Self {
            by_function: self.by_function.iter().map(|(id, slot)| (twins.functions[id], *slot)).collect(),
            in_table: self.in_table.iter().map(|(slot, id)| (*slot, twins.functions[id])).collect(),
            len: self.len,
        }
    }
}

/// What functions refer to.
#[derive(Default)]
struct Called {
    functions: HashSet<FunctionId>,
    globals: HashSet<GlobalId>,
}

impl Called {
    fn visit(&mut self, module: &Module, id: FunctionId) {
        let function = module.funcs.get(id).kind.unwrap_local();
        ir::dfs_in_order(self, function, function.entry_block());
    }
}

impl Visitor<'_> for Called {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.functions.insert(*function);
    }

    fn visit_global_id(&mut self, global: &GlobalId) {
        self.globals.insert(*global);
    }
}

/// What the rest refers to and does not have, in the order of the program.
struct Needed {
    functions: Vec<FunctionId>,
    globals: Vec<GlobalId>,
}

fn needs_of_rest(module: &Module, functions: &[FunctionId], moved: &HashSet<FunctionId>) -> Needed {
    let mut called = Called::default();
    for id in moved {
        called.visit(module, *id);
    }
    Needed {
        functions: functions
            .iter()
            .copied()
            .filter(|id| !moved.contains(id) && called.functions.contains(id))
            .collect(),
        globals: module
            .globals
            .iter()
            .map(walrus::Global::id)
            .filter(|id| called.globals.contains(id))
            .collect(),
    }
}

/// Puts stubs in the place of what has gone; the global that says whether the rest is there.
fn lead_to(module: &mut Module, table: TableId, slots: &Slots, moved: &HashSet<FunctionId>) -> GlobalId {
    let zero = ConstExpr::Value(ir::Value::I32(0));
    let flag = module.globals.add_local(ValType::I32, true, false, zero);
    let nothing = module.types.add(&[], &[]);
    let (load, _) = module.add_import_func(glue::MODULE, glue::LOAD, nothing);
    let mut ensure = FunctionBuilder::new(&mut module.types, &[], &[]);
    ensure.func_body().global_get(flag).unop(ir::UnaryOp::I32Eqz).if_else(
        None,
        |missing| {
            missing.call(load);
        },
        |_| {},
    );
    let ensure = ensure.finish(Vec::new(), &mut module.funcs);
    for id in moved {
        let Some(slot) = slots.by_function.get(id) else { continue };
        let ty = module.funcs.get(*id).ty();
        let stub = stub(module, ty, ensure, table, *slot);
        module.funcs.get_mut(*id).kind = stub;
    }
    let table = module.tables.get_mut(table);
    table.initial = slots.len.into();
    table.maximum = table.maximum.map(|most| most.max(table.initial));
    flag
}

fn stub(module: &mut Module, ty: TypeId, ensure: FunctionId, table: TableId, slot: u32) -> FunctionKind {
    let (params, results) = (module.types.params(ty).to_vec(), module.types.results(ty).to_vec());
    let args: Vec<_> = params.iter().map(|param| module.locals.add(*param)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    let mut body = builder.func_body();
    body.call(ensure);
    for arg in &args {
        body.local_get(*arg);
    }
    body.i32_const(slot.cast_signed()).call_indirect(ty, table);
    FunctionKind::Local(builder.local_func(args))
}

/// Names of what the parts share.
struct Shared {
    memory: String,
    flag: String,
    functions: Vec<(FunctionId, String)>,
    globals: Vec<(GlobalId, String)>,
    tables: Vec<(TableId, String)>,
}

impl Shared {
    fn of(self, twins: &Twins) -> Self {
        let functions = self.functions.into_iter().map(|(id, name)| (twins.functions[&id], name)).collect();
        let globals = self.globals.into_iter().map(|(id, name)| (twins.globals[&id], name)).collect();
        let tables = self.tables.into_iter().map(|(id, name)| (twins.tables[&id], name)).collect();
        Self { functions, globals, tables, ..self }
    }
}

/// Has the first part export what the rest needs. Names of exports may not meet those that are there already.
fn export(module: &mut Module, flag: GlobalId, needed: &Needed, names: &mut Short) -> Shared {
    let tables: Vec<_> = module.tables.iter().map(walrus::Table::id).collect();
    names.taken.extend(module.exports.iter().map(|export| export.name.clone()));
    let mut give = |item: ExportItem| {
        let name = names.next();
        module.exports.add(&name, item);
        name
    };
    let functions: Vec<_> = needed.functions.iter().map(|id| (*id, give((*id).into()))).collect();
    let globals = needed.globals.iter().map(|id| (*id, give((*id).into()))).collect();
    // All of them: that of the references is known by no more than its instructions.
    let tables = tables.into_iter().map(|id| (id, give(id.into()))).collect();
    let flag = give(flag.into());
    let memory = module.memories.iter().next().map(walrus::Memory::id);
    let memory = memory.map(|memory| {
        let name = names.next();
        module.exports.add(&name, memory);
        name
    });
    Shared { memory: memory.unwrap_or_default(), flag, functions, globals, tables }
}

/// Has the rest import what the first part exports, and keep only functions of its own.
fn borrow(module: &mut Module, shared: &Shared) {
    module.start = None;
    for id in module.exports.iter().map(walrus::Export::id).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    for id in module.elements.iter().map(walrus::Element::id).collect::<Vec<_>>() {
        module.elements.delete(id);
    }
    for id in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
        module.data.delete(id);
    }
    for (id, name) in &shared.functions {
        let ty = module.funcs.get(*id).ty();
        let import = module.imports.add(glue::FIRST, name, ImportKind::Function(*id));
        module.funcs.get_mut(*id).kind = FunctionKind::Import(ImportedFunction { import, ty });
    }
    for (id, name) in &shared.globals {
        let import = module.imports.add(glue::FIRST, name, ImportKind::Global(*id));
        module.globals.get_mut(*id).kind = GlobalKind::Import(import);
    }
    for (id, name) in &shared.tables {
        let import = module.imports.add(glue::FIRST, name, ImportKind::Table(*id));
        let table = module.tables.get_mut(*id);
        table.import = Some(import);
        table.elem_segments.clear();
    }
    let memory = module.memories.iter().next().map(walrus::Memory::id);
    if let Some(memory) = memory {
        let import = module.imports.add(glue::FIRST, &shared.memory, ImportKind::Memory(memory));
        let memory = module.memories.get_mut(memory);
        memory.import = Some(import);
        memory.data_segments.clear();
    }
}

/// Has the rest put its functions into the table, and say that it is there.
fn fill(module: &mut Module, table: TableId, slots: &Slots, shared: &Shared) {
    let mut places = slots.in_table.clone();
    let own = slots.by_function.iter().map(|(id, slot)| (*slot, *id));
    places.extend(own.filter(|place| !slots.in_table.contains(place)));
    places.sort_unstable_by_key(|(at, _)| *at);
    for run in places.chunk_by(|(one, _), (next, _)| one + 1 == *next) {
        let offset = ConstExpr::Value(ir::Value::I32(run[0].0.cast_signed()));
        let items = run.iter().map(|(_, id)| *id).collect();
        let kind = ElementKind::Active { table, offset };
        let element = module.elements.add(kind, ElementItems::Functions(items));
        module.tables.get_mut(table).elem_segments.insert(element);
    }
    module.tables.get_mut(table).initial = slots.len.into();
    module.tables.get_mut(table).maximum =
        module.tables.get(table).maximum.map(|most| most.max(slots.len.into()));
    let (flag, _) = module.add_import_global(glue::FIRST, &shared.flag, ValType::I32, true, false);
    let mut start = FunctionBuilder::new(&mut module.types, &[], &[]);
    start.func_body().i32_const(1).global_set(flag);
    module.start = Some(start.finish(Vec::new(), &mut module.funcs));
}

/// Short names, none twice.
#[derive(Default)]
struct Short {
    taken: HashSet<String>,
    count: usize,
}

impl Short {
    fn next(&mut self) -> String {
        const SIGNS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        loop {
            let (mut rest, mut name) = (self.count, String::from("$"));
            self.count += 1;
            loop {
                name.push(char::from(SIGNS[rest % SIGNS.len()]));
                rest /= SIGNS.len();
                if rest == 0 {
                    break;
                }
            }
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// Gives short names to what the glue and the parts share; the long ones have hashes, which no compression shortens.
fn shorten(parts: &mut [&mut Module], names: &mut Short) -> HashMap<String, String> {
    let mut renamed = HashMap::new();
    let is_long = |name: &str| name.starts_with("__wb") || name.starts_with("__externref");
    for part in parts {
        for import in part.imports.iter_mut().filter(|import| is_long(&import.name)) {
            let new = renamed.entry(import.name.clone()).or_insert_with(|| names.next());
            import.name.clone_from(new);
        }
        for export in part.exports.iter_mut().filter(|export| is_long(&export.name)) {
            let new = renamed.entry(export.name.clone()).or_insert_with(|| names.next());
            export.name.clone_from(new);
        }
    }
    renamed
}
