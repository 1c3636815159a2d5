// The commands that every frame has (frame-protocol §4): a method per command, called with the layout as `this`, the
// parameters, and a function that sends the reply. A command that never replies does not call it.

import { dialogCommands } from './commands-dialogs.js';
import { sliderCommands } from './commands-sliders.js';
import { notify } from './notice.js';

/** The event that tells the page of a finished installation. */
export const INSTALLED = 'Rest:AppLayout:ApplicationInstall';

/** The address with the parameter in place of an earlier one. */
function withParameter(address, name, value) {
  const { origin, pathname, search, hash } = new URL(address);
  const others = search.slice(1).split('&').filter((pair) => pair && pair.split('=')[0] !== name);
  return `${origin}${pathname}?${[...others, `${name}=${value}`].join('&')}${hash}`;
}

export const commands = {
  events: [],

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
  },

  getInterface(params, reply) {
    reply(this.interface.describe(this.denied));
  },

  async refreshAuth(params, reply) {
    const tokens = await this.server.ask('access_refresh');
    if (!tokens.access_token) {
      notify('Unable to get new token! Reload page, please!');
      return;
    }
    this.params.authId = tokens.access_token;
    this.params.authExpires = tokens.expires_in;
    this.params.refreshId = tokens.refresh_token;
    reply({ AUTH_ID: tokens.access_token, AUTH_EXPIRES: tokens.expires_in, REFRESH_ID: tokens.refresh_token });
  },

  resizeWindow(params, reply) {
    const width = String(params.width) === '100%' ? '100%' : `${parseInt(params.width) || 100}px`;
    const height = parseInt(params.height);
    this.element.style.width = width;
    if (height) this.element.style.height = `${height}px`;
    const box = this.element.getBoundingClientRect();
    reply({ width: Math.round(box.width), height: Math.round(box.height) });
  },

  setTitle(params, reply) {
    document.getElementById('pagetitle').textContent = String(params.title);
    reply(params);
  },

  setScroll(params, reply) {
    if (params && typeof params.scroll !== 'undefined' && params.scroll >= 0) {
      window.scrollTo(window.scrollX, parseInt(params.scroll));
    }
    reply(params);
  },

  setUserOption(params, reply) {
    this.params.userOptions[params.name] = params.value;
    this.userOptions.save(`options_${this.settings.clientId}`, params.name, params.value);
    reply(params);
  },

  setAppOption(params, reply) {
    if (this.params.isAdmin) this.appOptions.set(params.name, params.value, reply);
  },

  setInstall(params, reply) {
    const { clientId, version } = this.settings;
    this.userOptions.save(`params_${clientId}_${version}`, 'install', params.install ? 1 : 0);
    reply(params);
  },

  /** The page leaves, unless a listener has something better to do; what the server says does not matter (§6). */
  async setInstallFinish(params) {
    const finished = params.value === false ? 'N' : 'Y';
    const answer = await this.server.ask('set_installed', [['v', finished]]);
    const outcome = { redirect: true };
    this.page.bus.fire(INSTALLED, finished, outcome);
    if (!outcome.redirect) return;
    window.location.href = withParameter(window.location.href, 'install_finished', answer.result ? 'Y' : 'N');
  },

  reloadWindow() {
    window.location.reload();
  },

  imCallTo(params) {
    console.info('imCallTo', params);
  },

  imPhoneTo(params) {
    console.info('imPhoneTo', params);
  },

  imOpenMessenger(params) {
    console.info('imOpenMessenger', params);
  },

  imOpenHistory(params) {
    console.info('imOpenHistory', params);
  },

  ...dialogCommands,
  ...sliderCommands,
};
