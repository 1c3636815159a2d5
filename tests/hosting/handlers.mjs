// Asks the handlers for other hosts what those hosts would ask them. The hosts themselves are stand-ins that behave as
// their documentation says: none of them answers POST to a file.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const load = (name) => import(pathToFileURL(join(folder, name)));
const read = (name) => readFileSync(join(folder, name), "utf8");

const ORIGIN = "https://stagecraft.example.com";
const QUERY = "?DOMAIN=portal.example.com&PROTOCOL=1&LANG=en&APP_SID=9c33468728e1d2c8c97562475edfd96b";
const PAGES = ["/", "/index.html", "/install.html"];
const fileOf = (path) => (path === "/" ? "index.html" : path.slice(1));
const SCRIPT = read("site/_headers").match(/^\/boot.*\.js$/m)[0];

const form = () => ({ method: "POST", body: new URLSearchParams({ AUTH_ID: "secret", PLACEMENT: "DEFAULT" }) });
const ask = (path, init) => new Request(ORIGIN + path + QUERY, init);

// What a handler asks its host for, and what the host answers by GET; `find` says which file an address is.
const asked = [];
const host = (find) => async (request) => {
  asked.push(request);
  if (request.method !== "GET" && request.method !== "HEAD") return new Response("no", { status: 405 });
  const { pathname } = new URL(request.url);
  const file = find(pathname);
  if (file === "redirect") return new Response(null, { status: 308, headers: { location: "/" } });
  if (!existsSync(join(folder, "site", file))) return new Response("gone", { status: 404 });
  return new Response(read(`site/${file}`), { headers: { "content-encoding": "", "cache-control": "max-age=600" } });
};
const asIs = fileOf;
const noFolder = (path) => path.slice(1) || "nothing";
const withoutEndings = (path) => {
  if (path.endsWith(".html")) return "redirect";
  return path === "/" ? "index.html" : path === "/install" ? "install.html" : path.slice(1);
};

const isPage = async (path, response, method) => {
  assert.equal(response.status, 200);
  assert.equal(await response.text(), method === "HEAD" ? "" : read(`site/${fileOf(path)}`));
  const { headers } = response;
  assert.equal(headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal(headers.get("cache-control"), "no-cache");
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  assert.equal(headers.get("referrer-policy"), "no-referrer");
  assert.equal(headers.get("x-frame-options"), null);
  assert.equal(headers.get("content-encoding"), null, "a body that was unpacked on its way is not called packed");
  const policy = headers.get("content-security-policy");
  assert.ok(policy.startsWith("default-src 'none'; ") && policy.includes("; frame-ancestors 'self' https://"), policy);
  assert.ok(read("site/_headers").includes(`  Content-Security-Policy: ${policy}\n`), "all hosts say the same");
};

// Nothing of what the portal posted goes on.
const isClean = async () => {
  for (const request of asked) {
    assert.equal(request.method, "GET");
    assert.equal(new URL(request.url).search, "");
    assert.equal(new URL(request.url).origin, ORIGIN);
    assert.equal(await request.text(), "");
    assert.equal(request.headers.get("cookie"), null);
  }
  assert.ok(asked.length > 0);
  asked.length = 0;
};

// Each host: how a request gets to its handler, and whether the handler also answers GET.
const hosts = {
  "Cloudflare Workers": async () => {
    const { default: worker } = await load("worker.js");
    const env = { ASSETS: { fetch: host(noFolder) } };
    const config = JSON.parse(read("wrangler.jsonc").replace(/^\s*\/\/.*$/gm, ""));
    assert.deepEqual(config.assets.run_worker_first, PAGES);
    assert.equal(config.assets.html_handling, "none");
    assert.ok(existsSync(join(folder, config.main)) && existsSync(join(folder, config.assets.directory)));
    return { answer: (request) => worker.fetch(request, env), get: true };
  },
  "Cloudflare Pages": async () => {
    const { onRequest } = await load("functions/_middleware.js");
    const ASSETS = { fetch: host(withoutEndings) };
    assert.deepEqual(JSON.parse(read("site/_routes.json")).include, PAGES);
    return { answer: (request) => onRequest({ request, env: { ASSETS }, next: () => ASSETS.fetch(request) }), get: true };
  },
  Netlify: async () => {
    const { default: handler, config } = await load("netlify/edge-functions/portal.js");
    assert.deepEqual(config, { path: PAGES, method: ["POST"] });
    const find = host(asIs);
    const takes = ({ method, url }) => method === "POST" && PAGES.includes(new URL(url).pathname);
    return { answer: (request) => (takes(request) ? handler(request, {}) : find(request)), fetch: find };
  },
  Vercel: async () => {
    const { default: middleware, config } = await load("middleware.js");
    assert.deepEqual(config, { matcher: PAGES });
    assert.equal(JSON.parse(read("vercel.json")).outputDirectory, "site");
    const find = host(asIs);
    const answer = async (request) => {
      if (!PAGES.includes(new URL(request.url).pathname)) return find(request);
      const response = await middleware(request);
      return response.headers.has("x-middleware-next") ? find(request) : response;
    };
    return { answer, fetch: find };
  },
};

const wide = globalThis.fetch;
for (const [name, start] of Object.entries(hosts)) {
  const { answer, get, fetch } = await start();
  globalThis.fetch = fetch ?? wide;
  for (const path of PAGES) {
    await isPage(path, await answer(ask(path, form())));
    await isClean();
    for (const method of ["GET", "HEAD"]) {
      const response = await answer(ask(path, { method, headers: { cookie: "a=1" } }));
      if (get) await isPage(path, response, method);
      else assert.equal(response.status, 200);
      if (get) await isClean();
      asked.length = 0;
    }
    assert.notEqual((await answer(ask(path, { method: "PUT", body: "x" }))).status, 200);
    asked.length = 0;
  }
  assert.equal(await (await answer(ask(SCRIPT))).text(), read(`site${SCRIPT}`));
  assert.equal((await answer(ask(SCRIPT, form()))).status, 405, "files are no pages");
  assert.equal((await answer(ask("/gone.js"))).status, 404);
  asked.length = 0;
  globalThis.fetch = wide;
  console.log(`${name}: a portal is answered`);
}
