// The parent side of the placement frame (frame-protocol).

import { Bar } from './bar.js';
import { Bus } from './bus.js';
import { INSTALLED } from './commands.js';
import { FaultPanel } from './fault-panel.js';
import { FrameFaults } from './frame-faults.js';
import { AppLayout } from './layout.js';
import { UserOptions } from './options.js';
import { Sliders } from './sliders.js';

/** The portal page: what its frames share. */
class PortalPage {
  constructor(config) {
    this.config = config;
    this.bus = new Bus();
    this.faults = new FrameFaults(config);
    this.people = config.people;
    this.userOptions = new UserOptions(config);
    this.sliders = new Sliders(document.getElementById('sliders'), document.querySelector('.portal'));
  }

  /** Shows the frame in the page, or in a slider over it. */
  start() {
    if (this.config.blocked) return;
    const layout = new AppLayout(this.config, this);
    if (!this.config.popup) {
      layout.open(document.getElementById('page-frame'));
      return;
    }
    const button = document.getElementById('open-slider');
    button.addEventListener('click', () => window.location.reload());
    const slider = this.sliders.open({ kind: 'application', id: 'slider', caption: this.config.caption });
    slider.opener = button;
    slider.layout = layout;
    layout.open(slider.content);
  }

  /** The same application once more, in a slider of its own (§4). */
  async openApplication({ server, look, options, onClose }) {
    const slider = this.sliders.open({ kind: 'application', look, onClose });
    // An installation that ends while the slider is open shows the application there, the page stays.
    const again = (finished, outcome) => {
      outcome.redirect = false;
      if (this.sliders.top !== slider) return;
      this.sliders.closeTop();
      this.openApplication({ server, look, options, onClose });
    };
    this.bus.on(INSTALLED, again);
    slider.onClose = () => {
      this.bus.off(INSTALLED, again);
      onClose();
    };
    const settings = await server.openApplication(options).catch((error) => ({ blocked: String(error) }));
    if (!this.sliders.has(slider)) return;
    if (settings.blocked) {
      slider.content.textContent = settings.blocked;
      return;
    }
    slider.layout = new AppLayout(settings, this);
    slider.layout.open(slider.content);
  }

  /** A page of the portal in a slider. */
  openPage({ url, onClose }) {
    const slider = this.sliders.open({ kind: 'page', look: { title: '' }, onClose });
    const frame = document.createElement('iframe');
    frame.className = 'slider__page';
    frame.title = 'Portal page';
    frame.src = url;
    slider.content.append(frame);
  }
}

const config = JSON.parse(document.getElementById('portal-config').textContent);
const page = new PortalPage(config);

// For tests and for the developer's console.
window.portal = {
  /** Fires an event of the placement at whoever has bound it. */
  fire: (event, ...args) => page.bus.fire(event, ...args),
  on: (event, handler) => page.bus.on(event, handler),
  /** Whether replies have to wait for what the server orders to happen to them. */
  get faultsArmed() {
    return page.faults.armed;
  },
};

new Bar(document.getElementById('bar'));
new FaultPanel(document.getElementById('faults'), document.getElementById('open-faults'), config);
page.start();

/** What the page is told from outside, all in one stream: a browser keeps few connections to one host. */
function listen() {
  const events = new EventSource('/emulator/events');
  page.faults.listen(events);
  events.addEventListener('fired', (message) => {
    const { event, args } = JSON.parse(message.data);
    page.bus.fire(event, ...args);
  });
  if (config.reload) events.addEventListener('reload', () => window.location.reload());
  // A page that the browser keeps to go back to would keep its connection, too.
  window.addEventListener('pagehide', () => events.close(), { once: true });
}

listen();
window.addEventListener('pageshow', ({ persisted }) => persisted && listen());
