// Answers a portal that opens its frame by POST, on hosts that answer POST to a file with an error.

// What the host says with a page.
const HEADERS = {{headers}};

// Where a portal opens them.
const PAGES = {{pages}};

// Whether somebody asks for one of them.
export const isPage = ({ method, url }) =>
  ["GET", "HEAD", "POST"].includes(method) && PAGES.includes(new URL(url).pathname);

// The page of an address, got by GET from where it lies. What a portal posts holds tokens, and is passed on to nobody.
export const page = async ({ method, url }, get, place = (path) => path) => {
  const { origin, pathname } = new URL(url);
  const found = await get(new Request(new URL(place(pathname), origin), { headers: { accept: "text/html" } }));
  if (!found.ok) return found;
  return new Response(method === "HEAD" ? null : found.body, { headers: HEADERS });
};
