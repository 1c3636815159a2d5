//! What a person feels: from an event to the frame that shows it, and whether scrolling is smooth.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::{Value, json};

use crate::{client::Client, visit::Visit};

/// How many letters are typed, and how many steps the colour moves.
const STEPS: usize = 20;

/// How many frames are scrolled through.
const FRAMES: u32 = 60;

/// The times from each key to the next painted frame.
pub(crate) async fn types(visit: &Visit<'_>) -> Vec<f64> {
    let prepare = "
        bench.keys = [];
        addEventListener('keydown', async event => bench.keys.push(await bench.painted() - event.timeStamp), true);
        while (!bench.open()) await bench.painted();
        bench.field().focus();
        await bench.painted();";
    visit.answer(prepare, &[]).await;
    for letter in ('a'..='z').take(STEPS) {
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: letter })
            .then(KeyAction::Up { value: letter });
        visit.browser.client.perform_actions(actions).await.expect("a key");
    }
    let finish = "
        await bench.painted();
        const times = bench.keys.slice();
        if (!bench.field().value.includes('cdefgh')) throw new Error(`typed: ${bench.field().value}`);
        bench.field().dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, cancelable: true}));
        await bench.painted();
        return times;";
    numbers(&visit.answer(finish, &[]).await)
}

/// The times from each movement of a colour to the next painted frame.
pub(crate) async fn slides(visit: &Visit<'_>, client: Client) -> Vec<f64> {
    let open = match client {
        Client::Stagecraft => {
            "bench.rows()[0].querySelector('[data-cell=color]').click();
             while (!document.querySelector('#colours-custom')) await bench.painted();
             document.querySelector('#colours-custom').click();
             while (!document.querySelector('input[type=range]')) await bench.painted();
             const field = document.querySelector('input[type=range]');
             const value = step => String(Number(field.max) * (step + 1) / (steps + 1));"
        }
        Client::Peer | Client::Floor => {
            "const field = document.querySelector('input[type=color]');
             const value = step => `#${(0x204060 + step * 0x010203).toString(16).padStart(6, '0')}`;"
        }
    };
    let slide = "
        const times = [];
        for (let step = 0; step < steps; step += 1) {
          await bench.painted();
          field.value = value(step);
          const start = performance.now();
          field.dispatchEvent(new InputEvent('input', {bubbles: true}));
          times.push(await bench.painted() - start);
        }
        field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, cancelable: true}));
        await bench.painted();
        return times;";
    let script = format!("const steps = arguments[0];\n{open}\n{slide}");
    numbers(&visit.answer(&script, &[json!(STEPS)]).await)
}

/// The times between the frames while the list is scrolled through.
pub(crate) async fn scrolls(visit: &Visit<'_>) -> Vec<f64> {
    let script = "
        const box = bench.scroller();
        const step = Math.min(400, (box.scrollHeight - box.clientHeight) / arguments[0]);
        if (step < 1) return [];
        const times = [];
        let last = null;
        for (let frame = 0; frame < arguments[0]; frame += 1) {
          const now = await new Promise(requestAnimationFrame);
          if (last !== null) times.push(now - last);
          last = now;
          box.scrollTop += step;
        }
        box.scrollTop = 0;
        await bench.painted();
        return times;";
    numbers(&visit.answer(script, &[json!(FRAMES)]).await)
}

fn numbers(values: &Value) -> Vec<f64> {
    values.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}
