// Commands that open and close sliders (frame-protocol §4).

const LABEL_COLORS = {
  aqua: '#06bab1',
  green: '#a5de00',
  orange: '#ffa801',
  brown: '#b57051',
  pink: '#f968b6',
  blue: '#2eceff',
  grey: '#a1a6ac',
  violet: '#6b52cc',
};

const OLD_PATHS =
  /^\/(crm\/(deal|lead|contact|company|type)|marketplace|company\/personal\/user\/\d+|workgroups\/group\/\d+)\//;

/** Takes out what is meant for the slider; the rest are the options of the new frame. */
function separate(params) {
  const look = {};
  let options = { ...params };
  Object.keys(options)
    .filter((key) => key.startsWith('bx24_'))
    .forEach((key) => {
      look[key.slice('bx24_'.length)] = options[key];
      delete options[key];
    });
  if (Object.hasOwn(options, 'options') && Object.hasOwn(options, 'params')) options = options.params;
  return { look: lookOf(look), options };
}

/** Only values of the right type count. */
function lookOf({ width, leftBoundary, title, label }) {
  const look = {};
  if (typeof width === 'number') look.width = width;
  if (typeof leftBoundary === 'number') look.leftBoundary = leftBoundary;
  if (typeof title === 'string') look.title = title;
  if (label && typeof label === 'object') {
    const background = Object.hasOwn(LABEL_COLORS, label.bgColor) ? LABEL_COLORS[label.bgColor] : '';
    look.label = { text: String(label.text ?? ''), color: String(label.color ?? ''), background };
  }
  return look;
}

/** The path that a frame may open, or nothing: a list in the older release, the portal's origin in the newer one. */
function allowedPath(wish, generation) {
  if (typeof wish !== 'string') return undefined;
  if (generation < 2026) return OLD_PATHS.test(wish) ? wish : undefined;
  try {
    const path = decodeURIComponent(wish);
    const url = new URL(path, window.location.origin);
    return path.startsWith('/') && url.origin === window.location.origin ? path : undefined;
  } catch {
    return undefined;
  }
}

export const sliderCommands = {
  openApplication(params, reply) {
    const { look, options } = separate(params);
    this.page.openApplication({ server: this.server, look, options, onClose: () => reply() });
  },

  /** Closes the slider on top if it is of this application; what the portal would answer gets lost. */
  closeApplication() {
    if (this.page.sliders.top?.kind === 'application') this.page.sliders.closeTop();
  },

  openPath(params, reply) {
    const path = allowedPath(params.path, this.settings.generation);
    if (!path) {
      reply({ result: 'error', errorCode: 'PATH_NOT_AVAILABLE' });
      return;
    }
    const from = `from=rest_placement&from_app=${this.settings.clientId}`;
    const url = `${path}${path.includes('?') ? '&' : '?'}${from}`;
    this.page.openPage({ url, onClose: () => reply({ result: 'close' }) });
  },
};
