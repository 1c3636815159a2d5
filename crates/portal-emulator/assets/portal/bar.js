/** The emulator's own bar: a choice in it opens the page anew. */
export class Bar {
  constructor(form) {
    form.addEventListener('change', () => form.requestSubmit());
    const fit = () => document.documentElement.style.setProperty('--bar-height', `${form.offsetHeight}px`);
    new ResizeObserver(fit).observe(form);
    fit();
  }
}
