// What the page asks of the portal's server on behalf of a frame (frame-protocol §6).

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/**
 * The fields of a form for a nested value: `a[b][0]=c`. Null, and what has no entries, has no field.
 * @returns {[string, string][]}
 */
export function fieldsOf(name, value) {
  if (value === null) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.keys(value).flatMap((key) => fieldsOf(`${name}[${key}]`, value[key]));
}

export function post(url, fields) {
  return fetch(url, { method: 'POST', headers: FORM, body: new URLSearchParams(fields).toString() });
}

/** The portal's server as one frame sees it. A failure is an exception here and silence for the frame. */
export class Server {
  #sessid;
  #appId;

  constructor({ sessid, appId }) {
    this.#sessid = sessid;
    this.#appId = appId;
  }

  async ask(action, fields = []) {
    const response = await post('/bitrix/components/bitrix/app.layout/lazyload.ajax.php', [
      ...this.#caller(),
      ['action', action],
      ...fields,
    ]);
    if (!response.ok) throw new Error(`${action} was answered with ${response.status}`);
    return response.json();
  }

  /** The settings of a new frame of the same application, for a slider. */
  async openApplication(options) {
    const response = await post(`/marketplace/app/${this.#appId}/?_r=${Math.random()}`, [
      ...this.#caller(),
      ...fieldsOf('PARAMS[params][PLACEMENT_OPTIONS]', options),
      ['PARAMS[params][POPUP]', '1'],
    ]);
    if (!response.ok) throw new Error(`the slider was answered with ${response.status}`);
    return response.json();
  }

  #caller() {
    return [
      ['sessid', this.#sessid],
      ['site', 's1'],
      ['PARAMS[template]', ''],
      ['PARAMS[params][ID]', String(this.#appId)],
    ];
  }
}
