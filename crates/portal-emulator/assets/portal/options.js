// What a frame stores (frame-protocol §4).

import { fieldsOf, post } from './server.js';

const COOKIE = 'BITRIX_SM_LAST_SETTINGS';

/**
 * Settings of the user: answered at once, saved after five seconds; a cookie holds them in between. There is one cookie,
 * so the page and its sliders share one of these.
 */
export class UserOptions {
  #sessid;
  #key;
  #waiting = new Map();
  #timer = 0;

  constructor({ sessid, settingsKey }) {
    this.#sessid = sessid;
    this.#key = settingsKey;
  }

  save(name, key, value) {
    this.#waiting.set(JSON.stringify([name, key]), [name, key, value]);
    // The application's host on the same address gets the cookie, too: the key in it stores options, and no more.
    const fields = new URLSearchParams([['key', this.#key], ...this.#fields()]);
    document.cookie = `${COOKIE}=${encodeURIComponent(fields)}; Path=/; SameSite=Lax`;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), 5000);
  }

  #fields() {
    return [...this.#waiting.values()].flatMap(([name, key, value], index) => [
      [`p[${index}][c]`, 'app_options'],
      [`p[${index}][n]`, name],
      ...fieldsOf(`p[${index}][v][${key}]`, value),
    ]);
  }

  async #flush() {
    const sent = [...this.#waiting];
    const response = await post('/bitrix/admin/user_options.php', [['sessid', this.#sessid], ...this.#fields()]);
    if (!response.ok) return;
    // What was set once more in the meantime waits on.
    sent.forEach(([key, entry]) => this.#waiting.get(key) === entry && this.#waiting.delete(key));
    if (this.#waiting.size === 0) document.cookie = `${COOKIE}=; Path=/; Max-Age=0`;
  }
}

/** Options of the application: those set within ten milliseconds go in one request and get the same answer. */
export class AppOptions {
  #server;
  #queue = [];

  constructor(server) {
    this.#server = server;
  }

  set(name, value, reply) {
    this.#queue.push({ name, value, reply });
    setTimeout(() => this.#flush(), 10);
  }

  async #flush() {
    const queue = this.#queue.splice(0);
    if (queue.length === 0) return;
    const fields = queue.flatMap(({ name, value }, index) => [
      [`options[${index}][name]`, name],
      ...fieldsOf(`options[${index}][value]`, value),
    ]);
    const options = await this.#server.ask('set_option', fields).catch((error) => console.warn(String(error)));
    // What `getInitData` says of them stays as it was when the page was rendered.
    if (options) queue.forEach(({ reply }) => reply(options));
  }
}
