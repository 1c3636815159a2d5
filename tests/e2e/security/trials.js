// Tries what injected markup would. Tells which rules were said to be broken, and what ran all the same.
const [portal, elsewhere, expected, done] = arguments;
const refused = new Set();
window.ran = [];

addEventListener('securitypolicyviolation', ({ disposition, effectiveDirective, blockedURI }) => {
  if (disposition === 'enforce') refused.add(`${effectiveDirective} ${blockedURI}`);
});

function add(tag, attributes, text = '') {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  document.body.append(element);
  return element;
}

function attempt(action) {
  try {
    action();
  } catch {
    // A refusal is what is hoped for; the event tells of it.
  }
}

// Later, because the driver's own scripts may evaluate texts.
setTimeout(() => {
  add('script', {}, 'ran.push("inline script")');
  add('p', { onclick: 'ran.push("attribute")' }).click();
  attempt(() => eval('ran.push("eval")'));
  attempt(() => new Function('ran.push("function")')());
  attempt(() => setTimeout('ran.push("timeout")'));
  add('script', { src: `${portal}/trial.js` });
  add('style', {}, 'body { color: red }');
  add('p', { style: 'color: red' });
  add('link', { rel: 'stylesheet', href: `${portal}/trial.css` });
  add('img', { src: `${portal}/trial.png` });
  add('video', { src: `${portal}/trial.mp4` });
  add('object', { data: `${portal}/trial.swf` });
  add('iframe', { src: `${portal}/trial` });
  add('form', { action: `${portal}/trial`, method: 'post' }).submit();
  add('base', { href: `${portal}/trial/` });
  const worker = URL.createObjectURL(new Blob(['0'], { type: 'text/javascript' }));
  attempt(() => new Worker(worker).addEventListener('message', () => ran.push('worker')));
  fetch(`${elsewhere}/trial`, { method: 'POST', body: 'auth' }).then(() => ran.push('fetch'), () => {});
  attempt(() => new WebSocket(`${portal.replace('http:', 'ws:')}/trial`));
});

const start = Date.now();
const timer = setInterval(() => {
  if (refused.size < expected.length && Date.now() - start < 20000) return;
  clearInterval(timer);
  // A little longer, for what runs in spite of it all.
  setTimeout(() => done({ refused: [...refused].sort(), ran }), 300);
}, 50);
