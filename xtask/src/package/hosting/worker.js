// Cloudflare Workers: pages come from here, everything else by itself.
import { isPage, page } from "./portal.js";

// The folder is no file; see html_handling in wrangler.jsonc.
const place = (path) => (path === "/" ? "/index.html" : path);

export default {
  fetch: (request, env) =>
    isPage(request) ? page(request, (found) => env.ASSETS.fetch(found), place) : env.ASSETS.fetch(request),
};
