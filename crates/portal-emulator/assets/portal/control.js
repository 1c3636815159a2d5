/** The emulator's control API, which listens on an origin of its own. */
export class Control {
  #origin;

  constructor(origin) {
    this.#origin = origin;
  }

  get(path) {
    return this.#send('GET', path);
  }

  post(path, body) {
    return this.#send('POST', path, body);
  }

  delete(path) {
    return this.#send('DELETE', path);
  }

  async #send(method, path, body) {
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      // As plain text the request needs no preflight.
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(answer.error ?? `${method} ${path} was answered with ${response.status}`);
    return answer;
  }
}
