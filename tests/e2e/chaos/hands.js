// The hands and eyes of the chaos test inside the widget's frame: what a person does and sees, each in one call.
// Everything is done by the events that a pointer and a keyboard make, and everything is read from the page.
(() => {
  if (self === top) return;

  // Time runs faster for the widget, and for it alone; waiting here is on the wall clock.
  const speed = SPEED;
  const { setTimeout: later, performance: clock } = window;
  if (speed !== 1) {
    const [now, tick] = [Date.now.bind(Date), clock.now.bind(clock)];
    const [start, zero] = [now(), tick()];
    Date.now = () => Math.floor(start + (now() - start) * speed);
    clock.now = () => zero + (tick() - zero) * speed;
    window.setTimeout = (run, wait = 0, ...rest) => later(run, wait / speed, ...rest);
  }
  const pause = (wait) => new Promise((done) => later(done, wait));
  const until = async (find, most = 400) => {
    for (let waited = 0; ; waited += 5) {
      const found = find();
      if (found || waited >= most) return found;
      await pause(5);
    }
  };

  const all = (css, root = document) => [...root.querySelectorAll(css)];
  const one = (css) => document.querySelector(css);
  const text = (element) => (element?.innerText ?? "").trim();
  const rows = () => all("[role=grid] [data-status-id]");
  const code = (row) => row.querySelector("code").title;
  const row = (wanted) => rows().find((it) => code(it) === wanted);
  const labelled = (css, label, root) => all(css, root).find((it) => text(it) === label && it.checkVisibility());
  // Buttons that stand for the whole page. Some blocks of it are there from the start, hidden.
  const ways = ".banner button, .blank button, #crash button, #unstarted button";
  const said = (css) => text(all(css).find((it) => it.checkVisibility()));

  const see = () => {
    const groups = all("[role=grid] [role=rowgroup]");
    return {
      rows: rows().map((it) => ({
        id: it.dataset.statusId,
        code: code(it),
        state: it.dataset.state,
        // A field is being written in: the name is under it.
        name: it.querySelector("[data-cell=name]")?.textContent ?? null,
        color: it.style.getPropertyValue("--status"),
        group: groups.indexOf(it.closest("[role=rowgroup]")),
        note: text(it.querySelector(".status-row__note p")),
        buttons: all(".status-row__note button", it).map(text),
      })),
      ready: !!one("[role=grid]"),
      readonly: !!one("[role=grid][aria-readonly]"),
      busy: !!one(".widget__body[aria-busy]"),
      arrived: all(".arrived button").length,
      banner: text(one(".banner")),
      ways: all(ways).filter((it) => it.checkVisibility()).map(text),
      line: text(one(".status-line__main")),
      blank: said(".blank"),
      crash: said("#crash"),
      report: one("#report")?.value ?? "",
      open: !!one("dialog[open], [popover]:popover-open"),
    };
  };

  const key = (element, name, more = {}) => {
    const keyCode = { Enter: 13, Escape: 27, ArrowUp: 38, ArrowDown: 40 }[name] ?? name.toUpperCase().charCodeAt(0);
    const event = { key: name, keyCode, which: keyCode, bubbles: true, cancelable: true, composed: true, ...more };
    element.dispatchEvent(new KeyboardEvent("keydown", event));
    element.dispatchEvent(new KeyboardEvent("keyup", event));
  };
  const type = (field, value) => {
    field.value = value;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: value }));
  };
  // Whatever is open is closed by the key for it.
  const tidy = async () => {
    if (see().open) key(document.activeElement ?? document.body, "Escape");
    one("dialog[open]")?.close();
    const field = one("input[name=NAME]");
    if (field) key(field, "Escape");
    await until(() => !see().open && !one("input[name=NAME]"));
  };

  const deeds = {
    look: async () => "",
    rename: async ({ code, name, how, linger }) => {
      const cell = row(code)?.querySelector("[data-cell=name]");
      if (!cell) return "no such row";
      cell.click();
      const field = await until(() => row(code)?.querySelector("input[name=NAME]"));
      if (!field) return "it cannot be written";
      type(field, name.slice(0, 2));
      if (linger) await pause(linger);
      if (!field.isConnected || field.value !== name.slice(0, 2)) return "the field was lost";
      type(field, name);
      if (how === "blur") {
        field.blur();
      } else {
        key(field, "Enter");
      }
      return (await until(() => !field.isConnected, 3000)) ? "" : "the field stays";
    },
    recolor: async ({ code, color }) => {
      const swatch = row(code)?.querySelector("button[data-cell=color]");
      if (!swatch || swatch.ariaDisabled === "true") return "it cannot be coloured";
      swatch.click();
      const field = await until(() => one("[popover]:popover-open input[name=COLOR]"));
      if (!field) return "no colours opened";
      type(field, color);
      await pause(5);
      if (!field.isConnected) return "the colours were lost";
      key(field, "Enter");
      return (await until(() => !see().open, 3000)) ? "" : "the colours stay";
    },
    move: async ({ code, up }) => {
      const cell = row(code)?.querySelector("[data-cell=name]");
      if (!cell) return "no such row";
      cell.focus();
      key(cell, up ? "ArrowUp" : "ArrowDown", { altKey: true });
      return "";
    },
    add: async ({ group, name }) => {
      const open = all("[role=grid] [role=rowgroup]")[group]?.querySelector(".add button");
      if (!open) return "nothing can be added here";
      open.click();
      const field = await until(() => one(".add input[name=NAME]"));
      if (!field) return "no field opened";
      type(field, name);
      key(field, "Enter");
      const there = await until(() => rows().some((it) => it.querySelector("[data-cell=name]")?.textContent === name), 3000);
      key(field, "Escape");
      await until(() => !one(".add input[name=NAME]"));
      return there ? "" : "the new row does not appear";
    },
    remove: async ({ code }) => {
      const menu = row(code)?.querySelector("button[data-cell=menu]");
      if (!menu || menu.ariaDisabled === "true") return "no menu";
      menu.click();
      const items = () => all("[popover]:popover-open [role=menuitem]");
      const item = await until(() => items().find((it) => text(it).startsWith("Delete")));
      if (!item || item.ariaDisabled === "true") return "not offered";
      item.click();
      // Its records are counted first. Nothing holds it here, but whether that is so cannot always be told.
      const leaving = () => !row(code) || ["doomed", "deleting", "gone"].includes(row(code).dataset.state);
      const dialog = await until(() => one("dialog[open]") ?? leaving(), Math.min(25000, 90000 / speed));
      if (!dialog) return "no question";
      if (dialog === true) return "";
      dialog.querySelector("input[type=checkbox]")?.click();
      const confirm = await until(() => {
        const button = all("dialog[open] button").find((it) => text(it).startsWith("Delete"));
        return button?.ariaDisabled === "true" ? null : button;
      });
      if (!confirm) return "not allowed";
      confirm.click();
      return (await until(() => !one("dialog[open]"), 3000)) ? "" : "the question stays";
    },
    answer: async ({ code, label }) => {
      const button = row(code) && labelled(".status-row__note button", label, row(code));
      if (!button) return "no such button";
      button.click();
      return "";
    },
    way: async ({ label }) => {
      const button = labelled(ways, label);
      if (!button) return "no such button";
      button.click();
      return "";
    },
    tool: async ({ name }) => {
      const tool = one(`[data-tool=${name}]`);
      if (!tool || tool.ariaDisabled === "true") return "nothing to be done";
      tool.click();
      return "";
    },
    keys: async ({ letter, shift }) => {
      document.activeElement?.blur();
      key(document.body, letter, { ctrlKey: true, shiftKey: !!shift, code: `Key${letter.toUpperCase()}` });
      return "";
    },
    history: async ({ nth }) => {
      const open = one("#history");
      if (!open || open.ariaDisabled === "true") return "nothing was done";
      open.click();
      const step = await until(() => all("[popover]:popover-open .history__step button")[nth]);
      if (!step) return "no such step";
      step.click();
      return "";
    },
    arrived: async () => {
      const pill = one(".arrived button");
      pill?.click();
      return pill ? "" : "nothing new";
    },
    rest: async () => {
      document.activeElement?.blur();
      return "";
    },
  };

  window.chaos = async (deed, details) => {
    const before = see();
    let failed;
    try {
      failed = await deeds[deed](details);
      if (failed) await tidy();
    } catch (error) {
      failed = `${error}`;
    }
    // As long as it takes to be on the screen; a busy machine takes longer.
    if (deed !== "look" && !failed) {
      const was = JSON.stringify(before);
      await until(() => JSON.stringify(see()) !== was, 300);
      await pause(20);
    }
    return { before, failed, after: see() };
  };
})();
