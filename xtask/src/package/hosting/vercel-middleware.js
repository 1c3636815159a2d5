// Vercel answers a portal's POST by this middleware, everything else by itself.
import { page } from "./portal.js";

export const config = { matcher: {{pages}} };

export default (request) =>
  request.method === "POST" ? page(request, fetch) : new Response(null, { headers: { "x-middleware-next": "1" } });
