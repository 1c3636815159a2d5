const PLACES = {
  method: 'REST method',
  command: 'Frame command',
  file: 'File of the application',
};

const EXAMPLES = {
  method: ['batch', 'crm.status.list', 'crm.status.update', 'crm.status.add', 'crm.status.delete'],
  command: ['getInitData', 'refreshAuth', 'resizeWindow', 'setTitle', 'setUserOption', 'getInterface', 'openPath'],
  file: ['index.html', '.wasm', '.js', '.css'],
};

/** The form of the panel: what may be chosen follows the kind of the fault. */
export class FaultForm {
  #form;
  #kinds = [];

  /**
   * @param {HTMLFormElement} form
   * @param {(fault: object) => void} add
   */
  constructor(form, add) {
    this.#form = form;
    form.addEventListener('change', () => this.#fit());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      add(this.#fault());
    });
  }

  /** @param {{kind: string, where: string[], default: ?string, needs: string[], title: string}[]} kinds */
  offer(kinds) {
    this.#kinds = kinds;
    this.#form.elements.kind.replaceChildren(...kinds.map(({ kind, title }) => new Option(title ?? kind, kind)));
    this.#form.elements.add.disabled = kinds.length === 0;
    this.#fit();
  }

  get #kind() {
    const { value } = this.#form.elements.kind;
    return this.#kinds.find(({ kind }) => kind === value) ?? { where: [], needs: [] };
  }

  #isMostly(place) {
    return place === this.#kind.where?.[0];
  }

  #fit() {
    const { where, name, often, code } = this.#form.elements;
    const places = this.#kind.where ?? [];
    const kept = where.value;
    where.replaceChildren(...places.map((place) => new Option(PLACES[place] ?? place, place)));
    if (places.includes(kept)) where.value = kept;
    // A blank name means the kind's default only where the kind is mostly about that place.
    name.placeholder = (this.#isMostly(where.value) && this.#kind.default) || 'all';
    const names = (EXAMPLES[where.value] ?? []).map((name) => new Option(name, name));
    this.#form.querySelector('datalist').replaceChildren(...names);
    const codes = this.#kind.codes ?? [];
    if (codes.length !== code.options.length) code.replaceChildren(...codes.map((known) => new Option(known, known)));
    ['ms', 'status', 'code'].forEach((field) => this.#show(field, (this.#kind.needs ?? []).includes(field)));
    this.#show('count', often.value === 'count');
    this.#show('probability', often.value === 'probability');
  }

  /** A field that is not asked for is not checked either. */
  #show(field, shown) {
    const input = this.#form.elements[field];
    input.disabled = !shown;
    input.closest('label').hidden = !shown;
  }

  #fault() {
    const { kind, where, name, ms, status, code, often, count, probability } = this.#form.elements;
    const fault = { kind: kind.value, count: often.value === 'count' ? Number(count.value) : 'all' };
    // Without a name the kind itself knows what it is about, as long as it is the place it is mostly about.
    const all = this.#isMostly(where.value) ? '' : '*';
    if (name.value.trim() || all) fault[where.value] = name.value.trim() || all;
    if (!ms.disabled) fault.ms = Number(ms.value);
    if (!status.disabled) fault.status = Number(status.value);
    if (!code.disabled) fault.code = code.value;
    if (often.value === 'probability') fault.probability = Number(probability.value) / 100;
    return fault;
  }
}
