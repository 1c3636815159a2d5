//! What stays behind of many edits and of turning to other directories.

use serde_json::{Value, json};

use crate::{plan::Plan, portal::Portal, visit::Visit};

/// How many rows are written in, in turns.
const ROWS: usize = 8;

/// Renames rows one after the other, each as a person does it, and waits until all is saved.
const EDIT: &str = "
    const [from, count] = arguments;
    for (let n = from; n < from + count; n += 1) {
      const row = () => bench.rows()[n % arguments[2]];
      row().querySelector('[data-cell=name]').click();
      for (let most = 200; !row().querySelector('input[name=NAME]'); most -= 1) {
        if (!most) throw new Error('no field');
        await bench.painted();
      }
      const field = row().querySelector('input[name=NAME]');
      field.value = `Edit ${n}`;
      field.dispatchEvent(new InputEvent('input', {bubbles: true}));
      await bench.painted();
      field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true}));
      await bench.painted();
    }
    const busy = () => document.querySelector('[data-state=saving], [data-state=pending], .status-line .spinner');
    for (let most = 6000; busy(); most -= 1) {
      if (!most) throw new Error('never saved');
      await bench.painted();
    }";

/// Turns to another directory and back, by the picker.
const TURN: &str = "
    const until = async (what, holds) => {
      for (let most = 600; !holds(); most -= 1) {
        if (!most) throw new Error(what);
        await bench.painted();
      }
    };
    for (let n = 0; n < arguments[0]; n += 1) {
      document.querySelector('#directory').click();
      await until('no list', () => document.querySelector('[role=option]'));
      const before = document.querySelector('#directory').textContent;
      document.querySelector('[role=option]:not([aria-selected=true])').click();
      await until('no other', () => document.querySelector('#directory').textContent !== before && bench.rows().length);
      await bench.painted();
    }";

/// Memory at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Trace {
    /// Bytes of the heap.
    pub(crate) heap: f64,
    /// Bytes of the program's memory.
    pub(crate) wasm: f64,
    /// Nodes that are alive.
    pub(crate) nodes: f64,
    /// Listeners that are alive.
    pub(crate) listeners: f64,
}

/// Memory before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Endurance {
    /// How many edits.
    pub(crate) edits: u32,
    /// How many turns.
    pub(crate) turns: u32,
    /// After the first ones, which fill what is kept on purpose.
    pub(crate) start: Trace,
    /// After the edits.
    pub(crate) edited: Trace,
    /// After a few turns more, which open every directory that will be.
    pub(crate) warm: Trace,
    /// After the turns.
    pub(crate) turned: Trace,
}

impl Endurance {
    /// Lets Stagecraft run for long in a portal.
    pub(crate) async fn of(portal: &Portal, plan: &Plan) -> Self {
        let (warm, edits, turns) = if plan.quick { (60, 100, 20) } else { (120, 1_000, 100) };
        let visit = Visit::pay(portal).await;
        visit.answer(EDIT, &[json!(0), json!(warm), json!(ROWS)]).await;
        let start = Trace::of(&visit).await;
        visit.answer(EDIT, &[json!(warm), json!(edits), json!(ROWS)]).await;
        let kept = portal
            .rows()
            .iter()
            .filter(|row| row["NAME"].as_str().is_some_and(|it| it.starts_with("Edit ")))
            .count();
        assert_eq!(kept, ROWS, "every row that was written in is saved");
        let edited = Trace::of(&visit).await;
        visit.answer(TURN, &[json!(10)]).await;
        let warm = Trace::of(&visit).await;
        visit.answer(TURN, &[json!(turns)]).await;
        let turned = Trace::of(&visit).await;
        visit.end().await;
        Self { edits, turns, start, edited, warm, turned }
    }

    /// All of it, for the results.
    pub(crate) fn to_json(self) -> Value {
        let Self { edits, turns, start, edited, warm, turned } = self;
        json!({"edits": edits, "turns": turns, "start": start.to_json(), "after_edits": edited.to_json(),
            "before_turns": warm.to_json(), "after_turns": turned.to_json()})
    }
}

impl Trace {
    async fn of(visit: &Visit<'_>) -> Self {
        let (heap, wasm) = visit.memory().await;
        let (nodes, listeners) = (visit.metric("Nodes").await, visit.metric("JSEventListeners").await);
        Self { heap, wasm, nodes, listeners }
    }

    fn to_json(self) -> Value {
        json!({"heap": self.heap, "wasm": self.wasm, "nodes": self.nodes, "listeners": self.listeners})
    }
}
