// Loads the program, and takes its place when it does not start, or stops. Kept apart from the page so that its
// policy needs no inline script.
const { js, wasm, lang } = document.querySelector("script[data-wasm]").dataset;
const address = (file) => new URL(file, document.baseURI);

// The portal's codes of languages; what a browser calls otherwise (and some portals, too) stands behind a colon.
const LANGUAGES = "en ru de la:es br:pt fr it pl tr ua:uk kz:kk ar vn:vi id ms th ja sc:zh tc in:hi".split(" ");
const asked = new URLSearchParams(location.search).get("LANG") || navigator.language || "";
const codes = LANGUAGES.find((codes) => codes.split(":").includes(asked.split("-")[0].toLowerCase()));
const language = /^zh-(TW|HK|MO|Hant)/i.test(asked) ? "tc" : (codes ?? "en").split(":")[0];
// Before anything is painted, so that nothing changes sides.
if (language === "ar") document.documentElement.dir = "rtl";

// The conversation with the portal begins here, while the program is on its way: the handshake, and the one request for
// everything. Both are as in `src/session.rs` and `src/gateway/rest.rs`, which take them over, and do everything anew that
// did not go well. Nothing of it is to be found outside of this file: it has a token in it.
const OPENING =
  "halt=0&cmd%5Blist%5D=crm.status.list&cmd%5Bdirectories%5D=crm.status.entity.types&cmd%5Bpipelines%5D=crm.category.list%3FentityTypeId%3D2&cmd%5Brights%5D=crm.status.update%3Fid%3D2147483647";

// Where the portal is, as the name of this window has it; other ways to know are left to the program.
const portal = () => {
  const [, host, secure, sid] =
    /^([a-z\d.:[\]-]+)\|\s*(\d)\s*\|([^:|]+)(?:\||$)/i.exec(parent === window ? "" : window.name) ?? [];
  return host && { origin: `http${secure === "1" ? "s" : ""}://${host.replace(/:(80|443)$/, "").toLowerCase()}`, sid };
};

// What the portal page says, and when.
const greet = ({ origin, sid }) =>
  new Promise((resolve) => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const callback = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const hear = ({ source, origin: from, data }) => {
      if (source !== parent || from !== origin || typeof data !== "string" || !data.startsWith(`${callback}:`)) return;
      removeEventListener("message", hear);
      resolve([data.slice(callback.length + 1), Date.now()]);
    };
    addEventListener("message", hear);
    parent.postMessage(`getInitData::${callback}:${sid}`, origin);
  });

// The portal's answer: its status and its text, or the name of what went wrong; none if it was not asked.
const ask = async (origin, init) => {
  if (typeof init?.AUTH_ID !== "string" || !init.AUTH_ID || init.INSTALL === true) return null;
  const path = /^\/.*[^/]/.exec(init.PATH)?.[0] ?? "/rest";
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DOMException("", "TimeoutError")), 30_000);
  try {
    const answer = await fetch(`${origin}${path}/batch`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: `${OPENING}&auth=${encodeURIComponent(init.AUTH_ID)}`,
      signal: late.signal,
    });
    return [answer.status, await answer.text()];
  } catch (error) {
    return [error.name];
  } finally {
    clearTimeout(timer);
  }
};

// Which directory will be opened, as `Opening::choose` has it.
const OWNERS = { FUNNELS: "DEAL_STAGE", DEAL: "DEAL_STAGE", LEAD: "STATUS", QUOTE: "QUOTE_STATUS", SMART: "SMART_INVOICE_STAGE" };
const category = (id) => /_(\d+)$/.exec(id)?.[1] ?? "0";
const choose = ({ PLACEMENT, PLACEMENT_OPTIONS, USER_OPTIONS }, { directories, pipelines }) => {
  const ids = Object.values(directories).map(({ ID }) => ID);
  const sorts = new Map(Object.values(pipelines?.categories ?? {}).map(({ id, sort }) => [`${id}`, sort]));
  const rank = (id) => (id.startsWith("DEAL") ? +(sorts.get(category(id)) ?? 0) : 0);
  const of = (base) =>
    ids
      .filter((id) => id.replace(/_\d+$/, "") === base)
      .sort((one, other) => rank(one) - rank(other) || category(one) - category(other));
  const [, owner, type] = /^CRM_([A-Z]+)_(\d+)?/.exec(PLACEMENT?.toUpperCase()) ?? [];
  const own = of(type ? `DYNAMIC_${type}_STAGE` : OWNERS[owner]);
  const here = /\/category\/(\d+)/.exec(PLACEMENT_OPTIONS?.URI)?.[1];
  const last = (id) => id === USER_OPTIONS?.directory;
  return own.find((id) => category(id) === here) ?? own.find(last) ?? own[0] ?? ids.find(last) ?? of("DEAL_STAGE")[0];
};

// Where a row stands: in progress, success, failure (`wire::group`).
const group = ({ SEMANTICS, EXTRA }) => {
  const word = /^P?$/.test(SEMANTICS ?? "") ? EXTRA?.SEMANTICS || "process" : SEMANTICS;
  return word === "process" ? 0 : /^(S|success)$/.test(word) ? 1 : 2;
};

// The first rows, as soon as they are known, in the shape of the skeleton: to be seen, and no more. The program, which may
// still be on its way for a while, keeps them in its own skeleton until it has the list (`src/components/skeleton.rs`).
const sketch = (init, { list, ...others }) => {
  const entity = choose(init, others);
  const staged = /^(QUOTE_)?STATUS$|^DEAL_STAGE$|_STAGE_/.test(entity);
  const rows = Object.values(list)
    .filter(({ ENTITY_ID }) => ENTITY_ID === entity)
    .map((row) => [staged ? group(row) : 0, +row.SORT, +row.ID, row])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2])
    .slice(0, innerHeight >> 5);
  const options = `${init.USER_OPTIONS?.preferences ?? ""}`.split(" ");
  const theme = options.find((word) => /^(dark|light)$/.test(word));
  if (theme) document.documentElement.dataset.theme = theme;
  if (!rows.length) return;
  const shape = document.querySelector("#app .status-group");
  const cards = [0, 1, 2].map((at) => {
    const card = shape.cloneNode(true);
    const [head, line] = card.children;
    card.replaceChildren(head);
    for (const [, , , { NAME, COLOR }] of rows.filter(([group]) => group === at)) {
      const row = line.cloneNode(true);
      const [swatch, name] = row.children;
      if (/^#[\da-f]{6}$/i.test(COLOR)) {
        swatch.className = "swatch status-row__swatch";
        row.style.setProperty("--status", COLOR);
      }
      name.className = "status-row__name";
      const text = name.appendChild(document.createElement("span"));
      text.className = "status-row__text";
      text.appendChild(document.createElement("bdi")).textContent = NAME;
      card.append(row);
    }
    return card;
  });
  const block = document.createElement("div");
  block.className = "sketch";
  block.dataset.above = !staged ? "nothing" : options.includes("folded") ? "folded" : "preview";
  block.append(...cards.filter((card) => card.children[1]));
  shape.replaceWith(block);
  return block;
};

const begin = () => {
  const around = portal();
  if (!around) return;
  // As in `src/policy.rs`, before anything is sent.
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `connect-src 'self' ${around.origin.replace("[::1]", "*")}`;
  document.head.append(policy);
  const init = greet(around);
  const begun = { init, answer: Promise.resolve(null) };
  if (/install-/.test(js)) return begun;
  const told = init.then(([text]) => JSON.parse(text)).catch(() => null);
  begun.answer = told.then((told) => ask(around.origin, told));
  begun.drawn = Promise.all([told, begun.answer])
    .then(([told, [, text]]) => {
      // Later it is the program's.
      if (!started) begun.sketch = sketch(told, JSON.parse(text).result.result);
      // On the screen, not only on its way there.
      return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));
    })
    .catch(() => {});
  return begun;
};
let started = false;
const begun = begin();

const load = async (file) => {
  const answer = await fetch(address(file));
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return answer;
};
// All at once: the program is on its way while its glue and its language are read.
const table = load(`${lang}/${language}.txt`).then((answer) => answer.text());
const files = Promise.all([import(address(js)), load(wasm), table]);
// Looked at below.
files.catch(() => {});

// So far nothing has needed the page, which may not be there yet.
if (document.readyState === "loading") {
  await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
}
const part = (id) => document.getElementById(id);

// The few texts that must be there without the program: the page has them in English, a table in its first lines.
const TEXTS = ["unstarted", "reason", "stopped", "listed", "saved", "copy", "copied", "uncopied", "reload"];
const own = { copied: "Copied", uncopied: "Couldn't copy" };
const translate = (table) => {
  const lines = table.split("\n", TEXTS.length);
  TEXTS.forEach((name, at) => (own[name] = lines[at]));
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = own[element.dataset.text];
  }
};
for (const button of document.querySelectorAll("[data-reload]")) {
  // Not reload(): the portal opens its frame by POST, which a browser does not repeat without asking.
  button.addEventListener("click", () => location.replace(location.href));
}

// Shows a block in place of the program. What is left of the program may go on, but is not seen and sends nothing;
// errors it still makes change nothing.
let over = false;
const end = (block, error) => {
  if (over) return;
  over = true;
  window.fetch = () => new Promise(() => {});
  part(block).hidden = false;
  // Not only hidden: a dialog that is open in it would keep everything else inert.
  part("app").remove();
  if (block === "crash") {
    describe(error);
  } else {
    part("unstarted-details").textContent = error;
  }
  // A section, not a button: a key meant for the program must not press anything.
  if (document.hasFocus()) part(block).querySelector("section").focus();
};

const report = part("report");
const describe = (error) => {
  // The program has kept this list while it could.
  const lines = [...part("unsaved").children].map((line) => line.textContent);
  const text = part(lines.length ? "listed" : "saved");
  text.hidden = false;
  // Only Chromium repeats the message in the stack.
  const stack = (error?.stack ?? "").replace(`${error}\n`, "");
  report.value = [text.textContent, ...lines, "", error, stack, navigator.userAgent, new Date().toISOString()].join("\n");
};

const copy = async () => {
  try {
    await navigator.clipboard.writeText(report.value);
    return true;
  } catch {
    // The portal's frame may not be allowed to. What is selected can be copied all the same, at worst by hand.
    report.hidden = false;
    report.select();
    return document.execCommand("copy");
  }
};
const button = document.querySelector("[data-copy]");
button.addEventListener("click", async () => {
  const copied = await copy();
  report.hidden = copied;
  if (copied) button.focus();
  button.lastElementChild.textContent = copied ? own.copied : own.uncopied;
});

// Whatever nobody caught may have left the program half-changed: panics, exceptions of the browser, traps. Not what a
// browser extension does wrong in this page.
const stop = (error) => {
  const stack = error?.stack ?? "";
  if (/wasm/.test(stack) || !/extension:|masked-url:/.test(stack)) end("crash", error);
};
addEventListener("error", ({ error }) => {
  // Without an error it is a notice, like those of "ResizeObserver loop".
  if (error) stop(error);
});
addEventListener("unhandledrejection", ({ reason }) => stop(reason));

// A file that never comes is no error to the browser. Whoever has waited this long, in milliseconds, is told.
const LONGEST = 45_000;
const late = setTimeout(() => end("unstarted", `${wasm}: ${LONGEST / 1000} s`), LONGEST);

// What stands there may also be a page that says that it is not.
const isTable = (text) => !/^\s*</.test(text);

// The part of the program that only those need who do something: it comes at the first sign of them, or after this
// time in milliseconds. What is wanted before it has come is brought on the spot.
const QUIET = 1_500;
const SIGNS = ["pointermove", "pointerdown", "keydown", "focusin"];
const bring = (prepare) => {
  const now = () => {
    clearTimeout(timer);
    SIGNS.forEach((sign) => removeEventListener(sign, now, true));
    // Whoever wants it then tries once more.
    prepare().catch(() => {});
  };
  SIGNS.forEach((sign) => addEventListener(sign, now, { capture: true, passive: true }));
  const timer = setTimeout(now, QUIET);
};

// The program keeps the thread busy when it starts: so long, in milliseconds, it waits for the sketch to be painted.
const SIGHT = 300;

try {
  table.then((text) => isTable(text) && translate(text), () => {});
  const [{ default: init, start, prepare }, program, texts] = await files;
  await init({ module_or_path: program });
  await Promise.race([begun?.drawn, new Promise((resolve) => setTimeout(resolve, SIGHT))]);
  started = true;
  start(language, texts, address(`${lang}/`).href, begun);
  clearTimeout(late);
  if (prepare) bring(prepare);
} catch (error) {
  end("unstarted", error);
}
