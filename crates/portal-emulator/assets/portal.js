'use strict';

// The parent side of the placement frame. Section numbers are those of the project's notes on the frame protocol.

const config = JSON.parse(document.getElementById('portal-config').textContent);

/** Settings of the user: answered at once, saved after five seconds; a cookie holds them in between (§4). */
class UserOptions {
  #waiting = new Map();
  #timer = 0;

  save(name, key, value) {
    this.#waiting.set(JSON.stringify([name, key]), [name, key, value]);
    document.cookie = `BITRIX_SM_LAST_SETTINGS=${encodeURIComponent(this.#form())}; Path=/; SameSite=Lax`;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), 5000);
  }

  #form() {
    const form = new URLSearchParams({ sessid: config.sessid });
    [...this.#waiting.values()].forEach(([name, key, value], index) => {
      form.append(`p[${index}][c]`, 'app_options');
      form.append(`p[${index}][n]`, name);
      form.append(`p[${index}][v][${key}]`, value);
    });
    return form.toString();
  }

  async #flush() {
    const saved = [...this.#waiting.keys()];
    const response = await fetch('/bitrix/admin/user_options.php', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: this.#form(),
    });
    if (!response.ok) return;
    saved.forEach((entry) => this.#waiting.delete(entry));
    if (this.#waiting.size === 0) document.cookie = 'BITRIX_SM_LAST_SETTINGS=; Path=/; Max-Age=0';
  }
}

/** Asks the portal's server on behalf of the frame (§6). A failure of the server is met with silence. */
async function ask(action, entries = []) {
  const form = new URLSearchParams([
    ['sessid', config.sessid],
    ['site', 's1'],
    ['PARAMS[template]', ''],
    ['PARAMS[params][ID]', String(config.appId)],
    ['action', action],
    ...entries,
  ]);
  const response = await fetch('/bitrix/components/bitrix/app.layout/lazyload.ajax.php', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  if (!response.ok) throw new Error(`${action} was answered with ${response.status}`);
  return response.json();
}

/** A stand-in for the portal's alert(), which would stop everything on the page. */
function notify(text) {
  const notice = document.getElementById('notice');
  notice.textContent = text;
  notice.hidden = false;
}

/**
 * The commands a frame can send (§4): a method per command, called with the layout as `this`, the parameters
 * and a callback that sends the reply. A command that never replies does not call it. Whatever is not a property
 * of this object is unknown; inherited members are found, as in the real portal.
 */
class MessageInterface {
  events = [];

  getInitData(params, reply) {
    const p = this.params;
    reply({
      LANG: p.language,
      DOMAIN: location.host,
      PROTOCOL: p.protocol,
      PATH: p.path,
      AUTH_ID: p.authId,
      AUTH_EXPIRES: p.authExpires,
      REFRESH_ID: p.refreshId,
      MEMBER_ID: p.memberId,
      FIRST_RUN: p.firstRun,
      IS_ADMIN: p.isAdmin,
      INSTALL: p.install,
      USER_OPTIONS: p.userOptions,
      APP_OPTIONS: p.appOptions,
      PLACEMENT: p.placement,
      PLACEMENT_OPTIONS: p.placementOptions,
    });
    p.firstRun = false;
  }

  getInterface(params, reply) {
    const base = MessageInterface.prototype;
    const command = Object.keys(this.messageInterface).filter((name) => name !== 'events' && !(name in base));
    reply({ command, event: this.messageInterface.events });
  }

  async refreshAuth(params, reply) {
    const tokens = await ask('access_refresh');
    if (!tokens.access_token) {
      notify('Unable to get new token! Reload page, please!');
      return;
    }
    this.params.authId = tokens.access_token;
    this.params.authExpires = tokens.expires_in;
    this.params.refreshId = tokens.refresh_token;
    reply({ AUTH_ID: tokens.access_token, AUTH_EXPIRES: tokens.expires_in, REFRESH_ID: tokens.refresh_token });
  }

  resizeWindow(params, reply) {
    const width = params.width === '100%' ? '100%' : `${parseInt(params.width, 10) || 100}px`;
    const height = parseInt(params.height, 10);
    this.layout.style.width = width;
    if (height) this.layout.style.height = `${height}px`;
    const box = this.layout.getBoundingClientRect();
    reply({ width: Math.round(box.width), height: Math.round(box.height) });
  }

  setTitle(params, reply) {
    document.getElementById('pagetitle').textContent = String(params.title);
    reply(params);
  }

  setScroll(params, reply) {
    if (typeof params.scroll !== 'undefined' && params.scroll >= 0) {
      window.scrollTo(window.scrollX, parseInt(params.scroll, 10));
    }
    reply(params);
  }

  setUserOption(params, reply) {
    this.params.userOptions[params.name] = params.value;
    this.userOptions.save(`options_${config.clientId}`, params.name, params.value);
    reply(params);
  }

  setAppOption(params, reply) {
    if (!this.params.isAdmin) return;
    this.optionQueue.push({ params, reply });
    clearTimeout(this.optionTimer);
    this.optionTimer = setTimeout(() => this.flushOptions(), 10);
  }

  setInstall(params, reply) {
    this.userOptions.save(`params_${config.clientId}_${config.version}`, 'install', params.install ? 1 : 0);
    reply(params);
  }

  reloadWindow() {
    window.location.reload();
  }
}

/** One opened frame, and the listener for its messages (§1, §2). */
class AppLayout {
  constructor(settings) {
    this.settings = settings;
    this.params = settings.params;
    this.messageInterface = new MessageInterface();
    this.denied = new Set(settings.denied);
    this.userOptions = new UserOptions();
    this.optionQueue = [];
    // The listener is there before the frame: an early message must not be lost (§1.7).
    window.addEventListener('message', (event) => this.receive(event));
  }

  /** Puts the frame and the hidden form on the page and sends the frame on its way. */
  open(container) {
    const { sid, frameName, isDefault } = this.settings;
    this.layout = document.createElement('div');
    this.layout.id = `appframe_layout_${sid}`;
    this.layout.className = isDefault ? 'app-frame-layout app-frame-layout-default' : 'app-frame-layout';
    this.iframe = document.createElement('iframe');
    this.iframe.id = `appframe_${sid}`;
    this.iframe.name = frameName;
    this.iframe.setAttribute('frameborder', '0');
    this.iframe.className = 'app-frame app-loading';
    this.iframe.setAttribute('allow', 'geolocation *; microphone *; camera *; autoplay *;');
    this.iframe.title = 'Application';
    this.layout.append(this.iframe);
    container.append(this.layout);
    // Registered only now: the empty document that a new frame starts with has loaded already.
    this.iframe.addEventListener('load', () => this.iframe.classList.remove('app-loading'));
    const form = this.form();
    if (this.settings.static) this.iframe.src = form.getAttribute('action');
    else form.submit();
  }

  form() {
    const form = document.createElement('form');
    form.id = `appform_${this.settings.sid}`;
    form.method = 'post';
    form.setAttribute('action', this.settings.action);
    form.target = this.settings.frameName;
    form.hidden = true;
    this.settings.fields.forEach(([name, value]) => {
      const field = document.createElement('input');
      field.type = 'hidden';
      field.name = name;
      field.value = value;
      form.append(field);
    });
    document.body.append(form);
    return form;
  }

  close() {
    this.layout.remove();
  }

  /** Drops silently whatever is not for this frame; broken JSON throws, as in the real portal (§3). */
  receive(event) {
    const { appOrigin } = this.settings;
    const appPort = new URL(appOrigin).port;
    if (event.origin !== appOrigin && `${event.origin}:${appPort}` !== appOrigin) return;
    if (!event.data || (typeof event.data !== 'string' && typeof event.data !== 'object')) return;
    const message = typeof event.data === 'string' ? split(event.data) : event.data;
    if (message.appSid !== this.settings.sid) return;
    const command = this.messageInterface[message.method];
    if (!command || this.denied.has(message.method)) return;
    const done = command.call(this, message.params || [], (result) => this.reply(message.callback, result));
    // A server that fails is silence for the frame, and a line in this console for the developer.
    if (done instanceof Promise) done.catch((error) => console.warn(String(error)));
  }

  reply(callback, result) {
    if (!callback) return;
    const payload = typeof result === 'undefined' ? '' : JSON.stringify(result);
    this.iframe.contentWindow.postMessage(`${callback}:${payload}`, this.settings.appOrigin);
  }

  /** All options set within ten milliseconds go in one request and get the same answer (§4). */
  async flushOptions() {
    const queue = this.optionQueue.splice(0);
    const entries = queue.flatMap(({ params }, index) => [
      [`options[${index}][name]`, params.name],
      [`options[${index}][value]`, params.value],
    ]);
    const options = await ask('set_option', entries).catch((error) => console.warn(String(error)));
    if (!options) return;
    this.params.appOptions = options;
    queue.forEach(({ reply }) => reply(options));
  }
}

/** `method:JSON:callback:sid`; the JSON may contain colons, and may be missing with its colon (§2.1). */
function split(text) {
  const parts = text.split(':');
  const json = parts.slice(1, -2).join(':');
  return {
    method: parts[0],
    params: json ? JSON.parse(json) : [],
    callback: parts[parts.length - 2],
    appSid: parts[parts.length - 1],
  };
}

/** Shows the frame in the page, or in a slider over it. */
function show(layout) {
  if (!config.popup) {
    layout.open(document.getElementById('page-frame'));
    return;
  }
  const slider = document.getElementById('slider');
  document.getElementById('pagetitle').textContent = 'Sales tunnels';
  document.getElementById('tunnels').hidden = false;
  slider.hidden = false;
  const close = () => {
    if (slider.hidden) return;
    slider.hidden = true;
    layout.close();
    document.getElementById('open-slider').focus();
  };
  document.getElementById('close-slider').addEventListener('click', close);
  document.getElementById('open-slider').addEventListener('click', () => window.location.reload());
  document.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  slider.addEventListener('click', (event) => event.target === slider && close());
  layout.open(document.getElementById('slider-frame'));
}

const bar = document.getElementById('bar');
bar.addEventListener('change', () => bar.submit());
const fitBar = () => document.documentElement.style.setProperty('--bar-height', `${bar.offsetHeight}px`);
window.addEventListener('resize', fitBar);
fitBar();

show(new AppLayout(config));

if (config.reload) {
  new EventSource('/emulator/events').addEventListener('reload', () => window.location.reload());
}
