import { commands } from './commands.js';

/** What every placement but `DEFAULT` has besides. */
const placementCommands = Object.assign(Object.create(commands), {
  /** Events come under the callback id of this call, with their first argument only. */
  placementBindEvent(params, reply) {
    if (params.event && this.interface.knowsEvent(params.event)) {
      this.listen(params.event, (...args) => reply(...args));
    }
  },
});

/**
 * What a frame may ask for: the commands of the base, and those of its placement. Whatever is no property of the table
 * is unknown; inherited members are found, as in the real portal (frame-protocol §3).
 */
export class Interface {
  #table;

  constructor({ isDefault, commands: own = [], events = [] }) {
    this.#table = Object.create(isDefault ? commands : placementCommands);
    this.#table.events = [...events];
    own.forEach((name) => {
      this.#table[name] = (params, reply) => reply();
    });
  }

  command(name) {
    return this.#table[name];
  }

  knowsEvent(event) {
    return this.#table.events.includes(event);
  }

  /** Only what the placement adds. */
  describe(denied) {
    const command = [];
    for (const name in this.#table) {
      if (name !== 'events' && !placementCommands[name] && !denied.includes(name)) command.push(name);
    }
    return { command, event: [...this.#table.events] };
  }
}
