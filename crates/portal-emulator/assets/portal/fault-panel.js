import { Control } from './control.js';
import { FaultForm } from './fault-form.js';
import { FaultList } from './fault-list.js';

const INTERVAL = 1500;

/** The panel that arms and shows faults, switches the limits on and off, and plays the colleague. */
export class FaultPanel {
  #dialog;
  #control;
  #form;
  #list;
  #timer = 0;

  constructor(dialog, button, { control }) {
    this.#dialog = dialog;
    this.#control = new Control(control);
    this.#form = new FaultForm(dialog.querySelector('#fault-form'), (fault) =>
      this.#do('Added.', () => this.#control.post('/faults', fault)),
    );
    this.#list = new FaultList(dialog.querySelector('#fault-list'), (id) =>
      this.#do('Removed.', () => this.#control.delete(`/faults/${id}`)),
    );
    button.addEventListener('click', () => (dialog.open ? this.#close() : this.#open()));
    dialog.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      // The slider under the panel stays.
      event.preventDefault();
      this.#close();
    });
    dialog.addEventListener('close', () => {
      clearInterval(this.#timer);
      button.setAttribute('aria-expanded', 'false');
      button.focus();
    });
    dialog.addEventListener('click', (event) => this.#act(event.target.closest('[data-act]')?.dataset.act));
    dialog.addEventListener('change', (event) => {
      const { name, value, checked } = event.target;
      if (name === 'bucket') this.#limit({ bucket: value });
      if (name === 'operating') this.#limit({ operating_time: checked });
    });
  }

  /** Beside the frame, not instead of it: the effect of a fault is to be seen. */
  async #open() {
    this.#dialog.show();
    document.getElementById('open-faults').setAttribute('aria-expanded', 'true');
    await this.#do('', async () => this.#form.offer(await this.#control.get('/faults/kinds')));
    if (!this.#dialog.open) return;
    // It may have been closed and opened again meanwhile.
    clearInterval(this.#timer);
    // What cannot be read now was said when the panel was opened.
    this.#timer = setInterval(() => this.#refresh().catch(() => {}), INTERVAL);
  }

  #close() {
    this.#dialog.close();
  }

  #act(name) {
    const actions = {
      close: () => this.#close(),
      clear: () => this.#do('All removed.', () => this.#control.delete('/faults')),
      expire: () => this.#do('Every token has expired.', () => this.#control.post('/expire', {})),
      rename: () => this.#do('The colleague has renamed the first stage.', () => this.#rename()),
      colleague: () => this.#openAsColleague(),
    };
    actions[name]?.();
  }

  #limit(limits) {
    return this.#do('The limit has changed.', () => this.#control.post('/ops', { op: 'limit', ...limits }));
  }

  /** The first stage of the deals' own pipeline. */
  async #rename() {
    const rows = await this.#control.get('/state');
    const stages = rows.filter((row) => row.ENTITY_ID === 'DEAL_STAGE');
    const [first] = stages.sort((a, b) => Number(a.SORT) - Number(b.SORT) || Number(a.ID) - Number(b.ID));
    if (!first) throw new Error('There is no stage.');
    const NAME = `Renamed at ${new Date().toLocaleTimeString('en-GB')}`;
    const params = { id: Number(first.ID), fields: { NAME } };
    await this.#control.post('/ops', { op: 'call', user: 'colleague', method: 'crm.status.update', params });
  }

  #openAsColleague() {
    const url = new URL(window.location.href);
    url.searchParams.set('user', 'colleague');
    window.open(url, '_blank', 'noopener');
  }

  /** Does something, says so, and shows what is armed now. */
  async #do(done, action) {
    try {
      await action();
      await this.#refresh();
      this.#say(done);
    } catch (error) {
      this.#say(error.message);
    }
  }

  async #refresh() {
    const [faults, limits] = await Promise.all([this.#control.get('/faults'), this.#control.get('/limits')]);
    this.#list.show(faults.faults ?? []);
    const bucket = this.#dialog.querySelector(`[name=bucket][value="${CSS.escape(limits.bucket)}"]`);
    if (bucket) bucket.checked = true;
    this.#dialog.querySelector('[name=operating]').checked = limits.operating;
  }

  #say(text) {
    this.#dialog.querySelector('[role=status]').textContent = text;
  }
}
