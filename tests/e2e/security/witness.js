// Runs in every page and frame before their own scripts, and notes what they would rather keep to themselves.
{
  const witness = {
    /** Errors, warnings, broken rules. */
    complaints: [],
    /** Everything written to the console. */
    said: [],
    /** Bodies of requests. */
    sent: [],
    /** Messages: who spoke, and what. */
    heard: [],
    /** Tokens that came by message. */
    secrets: [],
    /** Texts that were copied. */
    copied: [],
  };
  window.witness = witness;

  const text = (value) => {
    if (value instanceof Error) return `${value}\n${value.stack}`;
    try {
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    } catch {
      return String(value);
    }
  };
  for (const [name, write] of Object.entries(console).filter(([, write]) => typeof write === 'function')) {
    console[name] = (...args) => {
      const words = args.map(text).join(' ');
      witness.said.push(words);
      if (['warn', 'error', 'assert'].includes(name)) witness.complaints.push(`console.${name}: ${words}`);
      write.apply(console, args);
    };
  }

  // Captured, because what does not load tells only its own element.
  const note = ({ message, target }) => witness.complaints.push(`error: ${message ?? target.outerHTML}`);
  addEventListener('error', note, true);
  addEventListener('unhandledrejection', ({ reason }) => witness.complaints.push(`rejected: ${text(reason)}`));
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, disposition }) => {
    witness.complaints.push(`policy ${disposition}: ${effectiveDirective} ${blockedURI}`);
  });

  addEventListener('message', ({ source, origin, data }) => {
    const speaker = source === parent ? 'parent' : 'stranger';
    witness.heard.push(`${speaker} ${origin} ${text(data)}`);
    if (speaker === 'stranger') return;
    for (const [, secret] of text(data).matchAll(/"(?:AUTH|REFRESH)_ID":"([^"]+)"/g)) witness.secrets.push(secret);
  });

  const { fetch } = window;
  window.fetch = (resource, init) => {
    witness.sent.push(`${resource} ${init?.body}`);
    return fetch(resource, init);
  };

  // In a portal's frame this is not allowed, and the event below tells what is copied.
  const { clipboard } = navigator;
  const writeText = clipboard?.writeText;
  if (clipboard) {
    clipboard.writeText = (text) => writeText.call(clipboard, text).then(() => witness.copied.push(text));
  }
  addEventListener('copy', () => witness.copied.push(`${getSelection()}${document.activeElement?.value ?? ''}`));
}
