//! A program in parts does what it did whole, wherever it is parted.

use std::collections::HashSet;

use proptest::prelude::*;
use wasmi::{Caller, Engine, Extern, Func, Instance, Store};

use crate::profile::Profile;
use crate::split::{Parts, split};
use crate::{glue, parse, points};

/// Branches out of blocks and loops, under conditions and by tables, early returns, values in locals and in memory,
/// functions in the table, a host's function, calls of each other.
const PROGRAM: &str = r#"
(module
  (import "./app_bg.js" "__wbg_host_0123456789abcdef" (func $host (param i32) (result i32)))
  (memory (export "memory") 1)
  (table 4 4 funcref)
  (elem (i32.const 1) $double $sum)
  (global $count (mut i32) (i32.const 0))
  (type $unary (func (param i32) (result i32)))
  (func $double (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
  (func $sum (param i32) (result i32) (local $all i32)
    (block $out
      (loop $again
        (br_if $out (i32.eqz (local.get 0)))
        (local.set $all (i32.add (local.get $all) (local.get 0)))
        (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
        (if (i32.gt_s (local.get $all) (i32.const 40))
          (then (global.set $count (i32.add (global.get $count) (i32.const 1)))
                (local.set $all (i32.sub (local.get $all) (i32.const 7)))
                (br_if $again (local.get 0))
                (local.set $all (call $host (local.get $all)))
                (br $out)))
        (br $again)))
    (local.get $all))
  (func $choose (param i32 i32) (result i32) (local $last i32)
    (block $three (block $two (block $one
      (if (i32.gt_u (local.get 0) (i32.const 9)) (then
        (local.set $last (i32.add (local.get $last) (call $sum (local.get 1))))
        (i32.store (i32.const 16) (local.get $last))
        (br_table $one $two $three (i32.and (local.get 0) (i32.const 3)))))
      (return (i32.add (call $double (local.get 1)) (i32.const 100))))
      (local.set $last (i32.add (local.get $last) (i32.load (i32.const 16))))
      (br_if $three (i32.and (local.get 1) (i32.const 1)))
      (local.set $last (i32.xor (local.get $last) (i32.const 85)))
      (i32.store (i32.const 20) (i32.add (local.get $last) (i32.load (i32.const 20)))))
      (local.set $last (i32.add (local.get $last) (i32.const 1000)))
      (if (i32.eq (local.get 1) (i32.const 12))
        (then (global.set $count (i32.add (global.get $count) (i32.const 5)))
              (local.set $last (i32.sub (local.get $last) (global.get $count)))
              (return (i32.mul (local.get $last) (i32.const 3))))
        (else (local.set $last (i32.add (local.get $last) (local.get 0)))
              (local.set $last (i32.mul (local.get $last) (i32.const 3)))
              (i32.store (i32.const 24) (local.get $last)))))
    (i32.add (local.get $last)
      (call_indirect (type $unary) (local.get 1)
        (i32.add (i32.const 1) (i32.and (local.get 0) (i32.const 1))))))
  (func $kept (param i32) (result i32) (local $before i32)
    ;; What one turn writes, another one reads, and nobody else.
    (loop $again
      (if (i32.eq (i32.and (local.get 0) (i32.const 3)) (i32.const 2))
        (then (i32.store (i32.const 28) (i32.add (i32.load (i32.const 28)) (local.get $before)))
              (local.set $before (i32.add (local.get $before) (i32.mul (local.get 0) (i32.const 11))))
              (i32.store (i32.const 32) (i32.const 1))))
      (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
      (br_if $again (i32.gt_s (local.get 0) (i32.const 0))))
    (i32.load (i32.const 28)))
  (func (export "run") (param i32 i32) (result i32)
    (i32.add (call $kept (local.get 1))
      (i32.add (call $choose (local.get 0) (local.get 1)) (i32.add (call $sum (local.get 0)) (global.get $count)))))
)"#;

const CALLS: [(i32, i32); 12] = [
    (0, 0),
    (1, 4),
    (3, 9),
    (9, 12),
    (10, 1),
    (11, 12),
    (12, 12),
    (13, 7),
    (14, 20),
    (15, 31),
    (100, 12),
    (17, 2),
];

fn program() -> Vec<u8> {
    let module = wat::parse_str(PROGRAM).expect("a program");
    // As in a build, where the numbers of functions are those of the same writer.
    parse(&module).expect("a program").emit_wasm()
}

fn points_of(program: &[u8]) -> usize {
    let module = parse(program).expect("a program");
    let count = |id| points::count(module.funcs.get(id).kind.unwrap_local());
    points::functions(&module).into_iter().map(count).sum()
}

/// Who runs a program.
#[derive(Default)]
struct Page {
    first: Option<Instance>,
    /// How often the rest was brought.
    brought: u32,
}

/// What all calls give, each in the state that those before it have left.
fn results(store: &mut Store<Page>, instance: Instance) -> Vec<i32> {
    let run = instance.get_typed_func::<(i32, i32), i32>(&*store, "run").expect("the export");
    CALLS.iter().map(|call| run.call(&mut *store, *call).expect("no trap")).collect()
}

fn host(store: &mut Store<Page>) -> Extern {
    Func::wrap(store, |value: i32| value.wrapping_mul(3) + 1).into()
}

fn whole(program: &[u8]) -> Vec<i32> {
    let engine = Engine::default();
    let mut store = Store::new(&engine, Page::default());
    let host = host(&mut store);
    let module = wasmi::Module::new(&engine, program).expect("valid");
    let instance = Instance::new(&mut store, &module, &[host]).expect("an instance");
    results(&mut store, instance)
}

/// The same in parts, and how often the rest was brought.
fn in_parts(parts: &Parts) -> (Vec<i32>, u32) {
    let engine = Engine::default();
    let mut store = Store::new(&engine, Page::default());
    let host = host(&mut store);
    let first = wasmi::Module::new(&engine, &parts.first).expect("the first part is valid");
    let rest = wasmi::Module::new(&engine, &parts.rest).expect("the rest is valid");
    let load = Func::wrap(&mut store, move |mut caller: Caller<'_, Page>| {
        caller.data_mut().brought += 1;
        let first = caller.data().first.expect("the first part is there");
        let given = |import: wasmi::ImportType<'_>| match import.module() {
            glue::FIRST => first.get_export(&caller, import.name()).expect("the first part exports it"),
            _ => host,
        };
        let imports: Vec<Extern> = rest.imports().map(given).collect();
        Instance::new(&mut caller, &rest, &imports).expect("the rest arrives");
    });
    let given =
        |import: wasmi::ImportType<'_>| if import.module() == glue::MODULE { load.into() } else { host };
    let imports: Vec<Extern> = first.imports().map(given).collect();
    let instance = Instance::new(&mut store, &first, &imports).expect("an instance");
    store.data_mut().first = Some(instance);
    (results(&mut store, instance), store.data().brought)
}

fn parted(program: &[u8], executed: &HashSet<usize>) -> Parts {
    let profile = Profile::of(&parse(program).expect("a program"), executed);
    // As it is kept between two builds.
    let profile = Profile::parse(&profile.to_string()).expect("a profile");
    split(|| parse(program), &profile).expect("two parts")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn parts_do_what_the_whole_does(executed in prop::collection::vec(any::<bool>(), 60)) {
        let program = program();
        prop_assert!(points_of(&program) <= executed.len());
        let executed = executed.iter().enumerate().filter(|(_, run)| **run).map(|(point, _)| point).collect();
        let (results, brought) = in_parts(&parted(&program, &executed));
        prop_assert_eq!(results, whole(&program));
        prop_assert!(brought <= 1);
    }
}

#[test]
fn what_is_not_needed_is_not_brought() {
    let program = program();
    let all = (0..points_of(&program)).collect();
    let parts = parted(&program, &all);
    assert_eq!((parts.moved, parts.stubs), (0, 0));
    assert_eq!(in_parts(&parts), (whole(&program), 0));
}

#[test]
fn a_program_of_which_nothing_was_run_is_brought_at_once_by_its_exports() {
    let program = program();
    let parts = parted(&program, &HashSet::new());
    assert_eq!((parts.moved, parts.stubs), (5, 3), "one is exported, two are in the table");
    assert_eq!(in_parts(&parts), (whole(&program), 1));
}

#[test]
fn what_was_not_run_of_a_function_leaves_it() {
    let program = program();
    let module = parse(&program).expect("a program");
    // Only the way in of each function, and not what follows its first condition.
    let mut executed = HashSet::new();
    let mut number = 0;
    for id in points::functions(&module) {
        executed.insert(number);
        number += points::count(module.funcs.get(id).kind.unwrap_local());
    }
    let parts = parted(&program, &executed);
    assert!(parts.moved > 0 && parts.functions > 5, "{} of {}", parts.moved, parts.functions);
    assert_eq!(in_parts(&parts), (whole(&program), 1));
}

#[test]
fn a_profile_does_not_follow_a_function_into_another_shape() {
    let program = program();
    let profile = Profile::of(&parse(&program).expect("a program"), &HashSet::from([0]));
    let known = |program: &str| {
        let module = parse(&wat::parse_str(program).expect("a program")).expect("a program");
        profile.apply(&module).len()
    };
    let all = known(PROGRAM);
    assert!(all > 0);
    assert_eq!(
        known(&PROGRAM.replace("(i32.const 85)", "(i32.const 8)")),
        all,
        "other numbers, the same shape"
    );
}

#[test]
fn names_between_program_and_glue_are_shortened_together() {
    let program = program();
    let parts = parted(&program, &HashSet::new());
    let new = &parts.renamed["__wbg_host_0123456789abcdef"];
    let js = "{ __wbg_host_0123456789abcdef: f, __wbg_host_0123456789abcdefg: g }";
    assert_eq!(glue::renamed(js, &parts.renamed), format!("{{ {new}: f, __wbg_host_0123456789abcdefg: g }}"));
    assert!(glue::joining("no glue", &parts.renamed).is_err());
}
