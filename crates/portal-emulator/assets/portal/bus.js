/** Events of the portal page, by name, with any number of arguments. */
export class Bus {
  #handlers = new Map();

  on(event, handler) {
    if (!this.#handlers.has(event)) this.#handlers.set(event, new Set());
    this.#handlers.get(event).add(handler);
  }

  off(event, handler) {
    this.#handlers.get(event)?.delete(handler);
  }

  fire(event, ...args) {
    [...(this.#handlers.get(event) ?? [])].forEach((handler) => handler(...args));
  }
}
