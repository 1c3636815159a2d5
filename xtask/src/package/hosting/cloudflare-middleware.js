// Cloudflare Pages: pages come from here, everything else (see site/_routes.json) by itself.
import { isPage, page } from "../portal.js";

// Pages redirects from addresses that end in `.html` to those without; a portal's frame must stay where it was opened.
const place = (path) => path.replace(/(index)?\.html$/, "");

export const onRequest = ({ request, env, next }) =>
  isPage(request) ? page(request, (found) => env.ASSETS.fetch(found), place) : next();
