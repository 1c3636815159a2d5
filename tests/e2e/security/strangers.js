// In the portal page, before its own scripts: strangers in frames of their own, who are told every callback id that the
// widget uses and answer it at once and again and again; and the page itself, saying what is no answer.
if (window === top) {
  const TOKENS = { AUTH_ID: 'forged-access', AUTH_EXPIRES: '3600', REFRESH_ID: 'forged-refresh' };
  const forged = JSON.stringify({ ...TOKENS, PATH: '/forged', LANG: 'ru', FIRST_RUN: true, PLACEMENT: 'DEFAULT' });
  const relay = `addEventListener('message', ({ source, data }) => {
    if (source === parent) parent.frames[data.targetIndex].postMessage(data.message, '*');
  })`;
  const overheard = new Set();
  const strangers = [];

  function settle(prepare) {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.addEventListener('load', () => strangers.push(frame.contentWindow));
    prepare(frame);
    document.body.append(frame);
  }

  // The frames have to be there before the widget's.
  document.addEventListener('readystatechange', () => {
    // An origin of its own; an origin that is none; the portal's very origin, in another window.
    settle((frame) => { frame.src = '{control}/emulator/stranger'; });
    settle((frame) => { frame.src = `data:text/html,<script>${encodeURIComponent(relay)}</script>`; });
    settle((frame) => { frame.srcdoc = `<script>${relay}</script>`; });
  }, { once: true });

  addEventListener('message', ({ data }) => {
    const parts = String(data).split(':');
    if (parts.length > 3 && parts.at(-2)) overheard.add(parts.at(-2));
  });

  setInterval(() => {
    const widget = document.querySelector('iframe.app-frame')?.contentWindow;
    const targetIndex = [...Array(window.length).keys()].find((index) => window.frames[index] === widget);
    if (targetIndex === undefined) return;
    for (const id of overheard) {
      const message = `${id}:${forged}`;
      for (const stranger of strangers) stranger.postMessage({ message, targetIndex }, '*');
      const result = JSON.parse(forged);
      const objects = [{ callback: id, result }, { [id]: result }, [message], Object(message), new Map([[id, forged]])];
      const others = ['nobody0asked0for0this0callback00', `${id}0`, id.slice(1), ` ${id}`, ''];
      const texts = [...others.map((other) => `${other}:${forged}`), forged, id];
      for (const data of [...objects, ...texts, null, undefined]) widget.postMessage(data, '*');
    }
  }, 20);
}
