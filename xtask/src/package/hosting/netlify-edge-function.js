// Netlify answers a portal's POST by an edge function, everything else by itself.
import { page } from "../../portal.js";

export default (request) => page(request, fetch);

export const config = { path: {{pages}}, method: ["POST"] };
