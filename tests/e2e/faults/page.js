// Runs in the widget's frame before anything else: a clock that does not keep people waiting, a note of everything that
// is shown, and hands that do what a person does. The portal page keeps its own time.
if (window !== window.top) {
  const CONTROL = '{control}';
  const SECOND = 1000;

  // ---- Time. Where nothing is asked of the portal it flies; a question is given real time to be answered first.
  const FLYING = 200;
  // Whether questions may stay without an answer: then they are not given much time.
  const clock = () => JSON.parse(localStorage.clock ?? '{"grace": 20000, "rate": 60}');
  // How long the widget waits for a reply of the page, for an answer of the API, and for its program: such a timer is a
  // question.
  const QUESTIONS = [10 * SECOND, 20 * SECOND, 30 * SECOND, 45 * SECOND];
  // What comes later than this is routine, and nothing that anybody waits for.
  const HORIZON = 20 * SECOND;

  const real = performance.now.bind(performance);
  const start = Date.now();
  const every = window.setInterval.bind(window);
  const pause = (ms) => new Promise((resolve) => pauses.push({ until: real() + ms, resolve }));
  const pauses = [];
  const timers = new Map();
  let [elapsed, seen, issued] = [0, real(), 0];

  const questions = () => [...timers.values()].filter(({ delay }) => QUESTIONS.includes(delay));
  const rate = () => {
    const asked = questions().map(({ began }) => began);
    if (asked.length === 0) return FLYING;
    const { grace, rate } = clock();
    return real() - Math.max(...asked) < grace ? 1 : rate;
  };
  // One timer at a time, so that what it sets off comes before the next one.
  const tick = () => {
    const now = real();
    const to = elapsed + (now - seen) * rate();
    seen = now;
    const [id, next] = [...timers].sort(([, a], [, b]) => a.due - b.due)[0] ?? [];
    elapsed = next && next.due <= to ? Math.max(elapsed, next.due) : to;
    for (const { resolve } of pauses.filter(({ until }) => until <= now)) resolve();
    pauses.splice(0, Infinity, ...pauses.filter(({ until }) => until > now));
    if (!next || next.due > to) return;
    if (next.repeats) next.due = elapsed + next.delay;
    else timers.delete(id);
    next.run(...next.args);
  };
  every(tick, 4);
  const set = (repeats) => (run, delay = 0, ...args) => {
    issued += 1;
    timers.set(issued, { run, delay, args, repeats, began: real(), due: elapsed + delay });
    return issued;
  };
  window.setTimeout = set(false);
  window.setInterval = set(true);
  window.clearTimeout = window.clearInterval = (id) => timers.delete(id);
  Date.now = () => Math.floor(start + elapsed);
  performance.now = () => elapsed;

  // ---- What is shown.
  const all = (css, within = document) => [...within.querySelectorAll(css)];
  const flat = (text) =>
    text.replace(/\s+/g, ' ').replace(/\d+(?= s\b)/g, 'n').replace(/\d+ minutes?/g, 'n minutes').trim();
  const words = (element) => flat(element?.innerText ?? '');
  const label = (button) => flat(button.innerText);
  const wayOf = ({ innerText }) => !/^(Details|Copy|Copied|Couldn)/.test(innerText.trim());
  const ways = () =>
    all('.banner button, .blank button, .status-row__note button').filter(visible).filter(wayOf);
  const visible = (element) => element.getClientRects().length > 0;

  /** A message: its words without those of its buttons, and these. */
  const message = (element) => {
    const buttons = all('button', element);
    // Buttons come last. What the browser says of a file has addresses and lengths in it.
    const without = (text, part) => {
      const at = part ? text.lastIndexOf(part) : -1;
      return at < 0 ? text : text.slice(0, at) + text.slice(at + part.length);
    };
    const parts = [...buttons.map(label).reverse(), words(element.querySelector('#unstarted-details'))];
    const text = parts.reduce(without, words(element));
    return [flat(text), ...buttons.map((button) => `[${label(button)}]`)].join(' ');
  };
  const MESSAGES = ".banner, .blank, .status-row__note:not([data-kind=doom])";
  /** What tells of trouble: messages, and rows that wait or are looked after. */
  const trouble = () => [
    ...all(MESSAGES).filter(visible).map(message),
    ...all('[data-state=waiting] .status-row__state, [data-state=checking] .status-row__state')
      .map(words).filter(Boolean),
  ];
  const rows = () => all('[data-status-id]').map((row) => ({
    id: Number(row.dataset.statusId),
    state: row.dataset.state,
    name: row.querySelector('[data-cell=name]')?.innerText.trim() ?? '',
    color: row.style.getPropertyValue('--status').trim().toLowerCase(),
  }));
  const line = () => {
    const main = document.querySelector('.status-line__main');
    return main && visible(main) ? message(main) : '';
  };

  // ---- The note of it.
  let told = [];
  const wrong = [];
  /** What is shown as saved has to be so at this very moment. */
  const check = () => {
    const saved = rows().filter(({ state }) => state === 'saved');
    if (saved.length === 0) return;
    const request = new XMLHttpRequest();
    request.open('GET', `${CONTROL}/state`, false);
    request.send();
    const held = JSON.parse(request.responseText);
    for (const row of saved) {
      const stored = held.find(({ ID }) => Number(ID) === row.id);
      const named = stored?.NAME === row.name;
      const colored = !stored?.COLOR?.startsWith('#') || stored.COLOR.toLowerCase() === row.color;
      if (!named || !colored) wrong.push(`shown as saved: ${JSON.stringify(row)}, held: ${JSON.stringify(stored)}`);
    }
  };
  let before = '';
  const note = () => {
    for (const text of trouble()) if (!told.includes(text)) told.push(text);
    const states = rows().map(({ id, state }) => `${id} ${state}`).join();
    if (states !== before) check();
    before = states;
  };
  new MutationObserver(note).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  const { error } = console;
  console.error = (...args) => {
    wrong.push(`console: ${args.join(' ')}`);
    error.apply(console, args);
  };
  window.addEventListener('error', ({ message }) => wrong.push(`error: ${message}`));
  window.addEventListener('unhandledrejection', ({ reason }) => wrong.push(`rejection: ${reason}`));

  // ---- Hands.
  const until = async (what, find, most = 15000) => {
    for (const end = real() + most; real() < end; await pause(5)) {
      const found = find();
      if (found) return found;
    }
    throw new Error(`never: ${what} in ${document.body.innerText}`);
  };
  const one = (css) => until(css, () => document.querySelector(css));
  const named = (css, name) => until(`${css} ${name}`, () => all(css).find((it) => it.innerText.trim().startsWith(name)));
  const cell = (id, kind) => one(`[data-status-id='${id}'] [data-cell=${kind}]`);
  const press = (element, key, more = {}) =>
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  const type = (field, text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const hands = {
    async list() {},
    async rename(id, name) {
      (await cell(id, 'name')).click();
      const field = await one(`[data-status-id='${id}'] input[name=NAME]`);
      type(field, name);
      await pause(5);
      press(field, 'Enter');
    },
    async recolour(id, color) {
      (await cell(id, 'color')).click();
      (await one(`[role=option][data-color='${color}']`)).click();
      await pause(5);
      (await one('[popover] .icon-button')).click();
    },
    async reorder(id) {
      const at = await cell(id, 'name');
      at.focus();
      press(at, 'ArrowDown', { altKey: true });
    },
    async add(_, name) {
      (await one('.add button')).click();
      const field = await one('.add input');
      type(field, name);
      await pause(5);
      press(field, 'Enter');
      await pause(5);
      press(await one('.add input'), 'Escape');
    },
    async delete(id) {
      (await cell(id, 'menu')).click();
      const entry = await named('[role=menu] button', 'Delete');
      if (entry.getAttribute('aria-disabled') === 'true') {
        told.push(`${words(entry)} (in the menu)`);
        press(entry, 'Escape');
        return;
      }
      entry.click();
      // Its records are counted first; where that fails, the user is asked.
      const gone = () => !['idle', 'failed'].includes(rows().find((row) => row.id === id)?.state);
      const asked = () => all('dialog button').find((it) => it.innerText.trim().startsWith('Delete'));
      const found = await until('a deletion', () => asked() ?? gone(), 60000);
      if (found === true) return;
      told.push(`${words(document.querySelector('dialog p'))} [${label(found)}]`);
      found.click();
    },
    async refresh() {
      (await one('[data-tool=refresh]')).click();
    },
    /** The first way forward that is offered: the message for everything first. */
    async forward() {
      const [offered] = ways();
      if (offered) told.push(`[${label(offered)}]`);
      offered?.click();
    },
  };

  // ---- One thing after the other.
  const ready = () => all('[data-status-id], .blank').some(visible);
  const still = () =>
    questions().length === 0 && ![...timers.values()].some(({ due }) => due < elapsed + HORIZON);
  /** Waits until nothing more will happen by itself; what never begins is waited for only so long. */
  const settle = async () => {
    const began = real();
    for (let quiet = 0; quiet < 6; quiet += 1) {
      if (!still() || (!ready() && real() < began + 2500)) quiet = 0;
      if (real() > began + 25_000) throw new Error(`never still: ${JSON.stringify([...timers.values()])}`);
      await pause(5);
    }
  };
  window.stage = {
    /** Does something, waits for what comes of it, and tells. */
    async play(hand, ...args) {
      told = [];
      await hands[hand](...args);
      // What the hand did is under way only after the program had its turn.
      await pause(20);
      await settle();
      const now = trouble();
      return {
        said: told.filter((text) => !now.includes(text)),
        now,
        line: line(),
        rows: rows(),
        wrong: wrong.splice(0),
        editable: document.querySelector('[data-cell=menu]') !== null,
        forward: ways().length > 0,
      };
    },
    /** Takes the way forward, which may lead out of this page. */
    press() {
      const [offered] = ways();
      offered.click();
      return `[${label(offered)}]`;
    },
  };
}
