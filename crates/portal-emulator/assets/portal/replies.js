import { encode } from './wire.js';

/** What no request of the frame has asked for. */
const UNKNOWN = 'nobody0asked0for0this0callback00';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Sends replies to one frame, in the order in which they were given. Without armed faults each goes out at once; with
 * them the server is asked first what is to happen to it.
 */
export class Replies {
  #target;
  #origin;
  #faults;
  #queue = Promise.resolve();
  #waiting = 0;

  /** @param {() => Window | null | undefined} target the frame's window, as long as there is one */
  constructor(target, origin, faults) {
    this.#target = target;
    this.#origin = origin;
    this.#faults = faults;
  }

  send(command, callback, result) {
    const message = encode(callback, result);
    if (!this.#faults.armed && this.#waiting === 0) {
      this.#deliver(message);
      return;
    }
    this.#waiting += 1;
    this.#queue = this.#queue
      .then(() => this.#sendFaulty(command, String(callback), message))
      .catch((error) => console.warn(String(error)))
      .finally(() => {
        this.#waiting -= 1;
      });
  }

  async #sendFaulty(command, callback, message) {
    const faults = this.#faults.armed ? await this.#faults.next(command) : [];
    const has = (kind) => faults.some((fault) => fault.kind === kind);
    for (const fault of faults.filter(({ kind }) => kind === 'delay')) await pause(fault.ms ?? 0);
    if (has('no_answer')) return;
    const payload = message.slice(callback.length + 1);
    const id = has('unknown_id') ? UNKNOWN : callback;
    const sent = has('object') ? { callback: id, result: payload ? JSON.parse(payload) : null } : `${id}:${payload}`;
    for (let times = has('duplicate') ? 2 : 1; times > 0; times -= 1) {
      if (has('wrong_origin')) await this.#faults.sayAsStranger(sent, this.#target());
      else this.#deliver(sent);
    }
  }

  /** A frame that is gone hears nothing. */
  #deliver(message) {
    this.#target()?.postMessage(message, this.#origin);
  }
}
