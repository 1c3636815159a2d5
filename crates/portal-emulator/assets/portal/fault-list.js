/** The armed faults, each with a button that removes it. */
export class FaultList {
  #list;
  #remove;
  #shown = '';

  /**
   * @param {HTMLElement} list
   * @param {(id: number) => void} remove
   */
  constructor(list, remove) {
    this.#list = list;
    this.#remove = remove;
  }

  /** Draws anew only what has changed: a list that is drawn all the time cannot be walked by keyboard. */
  show(faults) {
    const now = JSON.stringify(faults);
    if (now === this.#shown) return;
    this.#shown = now;
    const held = document.activeElement?.dataset?.fault;
    this.#list.replaceChildren(...faults.map((fault) => this.#line(fault)));
    if (held) this.#list.querySelector(`[data-fault="${CSS.escape(held)}"]`)?.focus();
  }

  #line(fault) {
    const line = document.createElement('li');
    const text = document.createElement('span');
    text.textContent = describe(fault);
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Remove';
    button.dataset.fault = fault.id;
    button.setAttribute('aria-label', `Remove: ${text.textContent}`);
    button.addEventListener('click', () => this.#remove(fault.id));
    line.append(text, button);
    return line;
  }
}

function describe({ kind, for: target, method, command, file, ms, status, count, probability, hits }) {
  const where = method ?? command ?? file ?? `every ${target}`;
  const details = [
    typeof ms === 'number' && `${ms} ms`,
    typeof status === 'number' && `HTTP ${status}`,
    typeof count === 'number' ? `${count} left` : 'until removed',
    typeof probability === 'number' && probability < 1 && `${Math.round(probability * 100)} %`,
    `hit ${hits ?? 0} ×`,
  ];
  return `${kind} · ${where} · ${details.filter(Boolean).join(' · ')}`;
}
