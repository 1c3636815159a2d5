/** A panel over the page. */
class Slider {
  constructor({ kind, id, caption = 'Application', look = {}, onClose }) {
    this.kind = kind;
    this.onClose = onClose;
    this.opener = document.activeElement;
    this.element = document.createElement('div');
    this.element.className = 'slider';
    if (id) this.element.id = id;
    this.element.setAttribute('role', 'dialog');
    this.element.setAttribute('aria-modal', 'true');
    this.element.setAttribute('aria-label', look.title || caption);
    this.panel = document.createElement('div');
    this.panel.className = 'slider__panel';
    this.handle = document.createElement('div');
    this.handle.className = 'slider__handle';
    this.closeButton = document.createElement('button');
    this.closeButton.type = 'button';
    this.closeButton.className = 'slider__close';
    this.closeButton.setAttribute('aria-label', 'Close');
    this.closeButton.textContent = '×';
    this.handle.append(this.closeButton);
    this.panel.append(this.handle);
    this.#dress(look);
    this.content = document.createElement('div');
    this.content.className = 'slider__content';
    this.panel.append(this.content);
    this.element.append(this.panel);
  }

  /** What `bx24_width` and the like ask for (frame-protocol §4). */
  #dress({ width, leftBoundary, title, label }) {
    if (typeof width === 'number') this.panel.style.setProperty('--slider-width', `${width}px`);
    if (typeof leftBoundary === 'number') this.panel.style.setProperty('--slider-left', `${leftBoundary}px`);
    if (title) {
      const heading = document.createElement('h2');
      heading.className = 'slider__title';
      heading.textContent = title;
      this.panel.append(heading);
    }
    if (label?.text) {
      const badge = document.createElement('span');
      badge.className = 'slider__label';
      badge.textContent = label.text;
      if (label.color) badge.style.color = label.color;
      if (label.background) badge.style.background = label.background;
      this.handle.append(badge);
    }
  }
}

/**
 * The sliders over the page, one above the other; only the one on top can be closed, and what is behind it cannot be
 * reached. The emulator's own bar and panel are no part of that page.
 */
export class Sliders {
  #host;
  #page;
  #stack = [];

  /**
   * @param {HTMLElement} host
   * @param {HTMLElement} page what the sliders cover
   */
  constructor(host, page) {
    this.#host = host;
    this.#page = page;
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog:modal')) this.closeTop();
    });
  }

  get top() {
    return this.#stack.at(-1);
  }

  has(slider) {
    return this.#stack.includes(slider);
  }

  /**
   * @param {{kind: 'application' | 'page', id?: string, caption?: string, look?: object, onClose?: () => void}} settings
   */
  open(settings) {
    const slider = new Slider(settings);
    slider.closeButton.addEventListener('click', () => this.top === slider && this.closeTop());
    slider.element.addEventListener('click', (event) => {
      if (event.target === slider.element && this.top === slider) this.closeTop();
    });
    this.#stack.push(slider);
    this.#host.append(slider.element);
    this.#cover();
    // Before there is a frame in it: one that wants the focus takes it afterwards, and keeps it.
    slider.closeButton.focus();
    return slider;
  }

  closeTop() {
    const slider = this.#stack.pop();
    if (!slider) return;
    // The one who opened it hears of it before its content goes.
    slider.onClose?.();
    // Whoever is in the bar or in the panel meanwhile stays there.
    const { activeElement } = document;
    const isElsewhere = activeElement !== document.body && !slider.element.contains(activeElement);
    slider.layout?.destroy();
    slider.element.remove();
    this.#cover();
    if (!isElsewhere) slider.opener?.focus?.();
  }

  #cover() {
    this.#page.inert = this.#stack.length > 0;
    this.#stack.forEach((slider) => {
      slider.element.inert = slider !== this.top;
    });
  }
}
