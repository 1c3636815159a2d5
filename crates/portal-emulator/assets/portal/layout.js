import { Interface } from './interface.js';
import { AppOptions } from './options.js';
import { Replies } from './replies.js';
import { Server } from './server.js';
import { decode } from './wire.js';

/** One opened frame, and the listener for its messages (frame-protocol §1, §2). */
export class AppLayout {
  #heard = [];
  #listener = (event) => this.#receive(event);

  constructor(settings, page) {
    this.settings = settings;
    this.page = page;
    this.params = settings.params;
    this.denied = settings.denied;
    this.interface = new Interface(settings);
    this.server = new Server(settings);
    this.userOptions = page.userOptions;
    this.appOptions = new AppOptions(this.server);
    this.replies = new Replies(() => this.iframe?.contentWindow, settings.appOrigin, page.faults);
    // The listener is there before the frame: an early message must not be lost (§1.7).
    window.addEventListener('message', this.#listener);
  }

  /** Puts the frame and the hidden form on the page and sends the frame on its way. */
  open(container) {
    const { sid, frameName, isDefault } = this.settings;
    this.element = document.createElement('div');
    this.element.id = `appframe_layout_${sid}`;
    this.element.className = isDefault ? 'app-frame-layout app-frame-layout-default' : 'app-frame-layout';
    this.iframe = document.createElement('iframe');
    this.iframe.id = `appframe_${sid}`;
    this.iframe.name = frameName;
    this.iframe.setAttribute('frameborder', '0');
    this.iframe.className = 'app-frame app-loading';
    this.iframe.setAttribute('allow', 'geolocation *; microphone *; camera *; autoplay *;');
    this.iframe.title = this.settings.caption;
    this.element.append(this.iframe);
    container.append(this.element);
    // Registered only now: the empty document that a new frame starts with has loaded already.
    this.iframe.addEventListener('load', () => this.iframe.classList.remove('app-loading'));
    this.#makeForm();
    if (this.settings.static) this.iframe.src = this.form.getAttribute('action');
    else this.form.submit();
  }

  #makeForm() {
    this.form = document.createElement('form');
    this.form.id = `appform_${this.settings.sid}`;
    this.form.method = 'post';
    this.form.setAttribute('action', this.settings.action);
    this.form.target = this.settings.frameName;
    this.form.hidden = true;
    this.settings.fields.forEach(([name, value]) => {
      const field = document.createElement('input');
      field.type = 'hidden';
      field.name = name;
      field.value = value;
      this.form.append(field);
    });
    document.body.append(this.form);
  }

  /** Hears an event of the page for as long as the frame is there. */
  listen(event, handler) {
    this.page.bus.on(event, handler);
    this.#heard.push([event, handler]);
  }

  destroy() {
    window.removeEventListener('message', this.#listener);
    this.#heard.forEach(([event, handler]) => this.page.bus.off(event, handler));
    this.element?.remove();
    this.form?.remove();
  }

  /** Drops silently whatever is not for this frame; broken JSON throws, as in the real portal (§3). */
  #receive(event) {
    const { appOrigin, appPort, sid } = this.settings;
    // A browser leaves the usual port out of an origin, the registered address may have it.
    if (event.origin !== appOrigin && `${event.origin}:${appPort}` !== appOrigin) return;
    const message = decode(event.data);
    // Loose, as in the portal: a list of one sid is that sid.
    if (!message || message.sid != sid) return;
    const { method, callback } = message;
    const command = this.interface.command(method);
    if (!command || this.denied.includes(method)) return;
    const reply = callback ? (result) => this.replies.send(method, callback, result) : () => {};
    const done = command.apply(this, [message.params, reply]);
    // A server that fails is silence for the frame, and a line in this console for the developer.
    if (done instanceof Promise) done.catch((error) => console.warn(String(error)));
  }
}
