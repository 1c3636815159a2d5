// Every place of this page that outlives a moment or is seen by others, with what is there, as texts.
const done = arguments[arguments.length - 1];

const attempt = async (read) => {
  try {
    return String(await read());
  } catch (error) {
    return `(${error.name})`;
  }
};

const places = {
  addresses: () => {
    const requested = performance.getEntries().map(({ name }) => name);
    return [location.href, document.referrer, document.baseURI, ...requested].join('\n');
  },
  caches: async () => (await caches.keys()).join('\n'),
  console: () => witness.said.join('\n'),
  cookies: () => document.cookie,
  copied: () => witness.copied.join('\n'),
  databases: async () => JSON.stringify(await indexedDB.databases()),
  fields: () => [...document.querySelectorAll('input, textarea, select')].map(({ value }) => value).join('\n'),
  history: () => JSON.stringify(history.state),
  'local storage': () => JSON.stringify({ ...localStorage }),
  markup: () => document.documentElement.outerHTML,
  name: () => window.name,
  'session storage': () => JSON.stringify({ ...sessionStorage }),
};

const contents = Object.entries(places).map(async ([name, read]) => [name, await attempt(read)]);
Promise.all(contents).then((entries) => done(Object.fromEntries(entries)));
