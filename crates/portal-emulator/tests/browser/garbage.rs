//! What no application should send, and the page has to survive.

use serde_json::json;

use crate::bench::Bench;

/// Half of it carries the right id. Left out is what has an effect, as reloading the page has.
const GARBAGE: &str = r#"
    let state = 20240607;
    const random = (below) => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state >> 8) % below;
    };
    const words = ['setTitle', 'setScroll', 'events', '__proto__', 'constructor', 'toString', 'getInterface', '',
      'im:x', 'setUserOption', '0', 'null', '{', '}', '"', '\\', ':', '::', '\u0000', '\ud800', '😀', '%00', '[1,2]',
      '{"a":1}', '{"title":{"toString":1}}', '{"scroll":"x"}', 'undefined', app.sid, app.sid];
    const word = () => words[random(words.length)];
    const text = () => Array.from({ length: random(7) }, word).join(random(2) ? ':' : '');
    const thing = (depth) => {
      const kinds = [
        () => null, () => undefined, () => random(1e9) - 5e8, () => NaN, () => random(2) === 0, text,
        () => new Uint8Array(random(9)), () => new Float64Array(2).buffer, () => new Date(random(1e9)),
        () => 10n ** 20n, () => /x/g, () => new Map([[1, { a: text() }]]), () => new Error(text()),
        () => Array.from({ length: random(4) }, () => thing(depth - 1)),
        () => ({ method: word(), params: depth > 0 ? thing(depth - 1) : text(), callback: text(), appSid: word() }),
        () => Object.fromEntries(Array.from({ length: random(4) }, () => [word(), thing(depth - 1)])),
      ];
      return depth > 0 ? kinds[random(kinds.length)]() : text();
    };
    for (let count = 0; count < 1000; count += 1) {
      const whole = random(2) ? thing(3) : `${text()}:${word()}:${app.sid}`;
      parent.postMessage(whole, '*');
    }
    return app.heard.length;"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_pieces_of_garbage_do_not_stop_the_page() {
    let bench = Bench::new().await;
    bench.open("").await;
    bench.browser.run(GARBAGE).await;
    let data = bench.init_data().await;
    assert_eq!((&data["FIRST_RUN"], &data["PLACEMENT"]), (&json!(true), &json!("DEFAULT")));
    let address = bench.page("return location.href").await;
    assert_eq!(address, format!("{}/?", bench.emulator.portal()));
    bench.strike().await;
}
