// Faults of the conversation with the frame (frame-protocol §13.14).

/** The place of a child window among the children of this page: a page of another origin knows it by that only. */
function indexOf(target) {
  for (let index = 0; index < window.length; index += 1) if (window.frames[index] === target) return index;
  return -1;
}

export class FrameFaults {
  #armed;
  #strangerUrl;
  #stranger;

  constructor({ frameFaults, control }) {
    this.#armed = Boolean(frameFaults);
    this.#strangerUrl = `${control}/emulator/stranger`;
  }

  /** Whether any fault waits for a reply. */
  get armed() {
    return this.#armed;
  }

  /** Hears from the server when that changes. */
  listen(events) {
    events.addEventListener('faults', (event) => {
      this.#armed = Boolean(JSON.parse(event.data).frame);
    });
  }

  /** What is to happen to this one reply. Without an answer, nothing. */
  async next(command) {
    try {
      const response = await fetch('/emulator/frame-faults', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ command }),
      });
      return response.ok ? await response.json() : [];
    } catch {
      return [];
    }
  }

  /** Lets a page of another origin speak to the frame. */
  async sayAsStranger(message, target) {
    this.#stranger ??= this.#loadStranger();
    const stranger = await this.#stranger;
    const targetIndex = indexOf(target);
    if (targetIndex >= 0) stranger.postMessage({ message, targetIndex }, new URL(this.#strangerUrl).origin);
  }

  /** Comes after the frames that are there, and stays: it changes nobody's place. */
  #loadStranger() {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.title = 'Stranger';
    const loaded = new Promise((resolve) => frame.addEventListener('load', () => resolve(frame.contentWindow)));
    frame.src = this.#strangerUrl;
    document.body.append(frame);
    return loaded;
  }
}
