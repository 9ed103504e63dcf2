// The service worker of /inspections/new and of nothing else: without a network it answers with the form that was kept
// (parts/offline-page.ts) and with the scripts and styles that go with it. Everything else goes its usual way.

type FetchEvent = Event & { request: Request; respondWith(answer: Promise<Response>): void };

const CACHE = "inspections-new";

self.addEventListener("fetch", (event) => {
  const { request, respondWith } = event as FetchEvent;
  const answer = respondWith.bind(event);
  if (request.mode === "navigate" && request.method === "GET") answer(fetch(request).catch(() => keptPage(request)));
  else if (request.method === "GET" && new URL(request.url).pathname.includes("/dist/")) answer(fetch(request).catch(() => kept(request)));
});

async function kept(request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(request)) ?? Response.error();
}

/** A draft of its own each time: two that were begun without a network must not become one. */
async function keptPage(request: Request): Promise<Response> {
  const address = new URL(request.url);
  const page = await (await caches.open(CACHE)).match(address.origin + address.pathname);
  if (!page) return Response.error();
  let text = await page.text();
  const draft = /\/drafts\/([0-9a-f-]{36})/.exec(text)?.[1];
  const form = /name="FormKey" value="([0-9a-f-]{36})"/.exec(text)?.[1];
  const asked = address.searchParams.get("key");
  if (draft) text = text.replaceAll(draft, asked && /^[0-9a-f-]{36}$/.test(asked) ? asked : crypto.randomUUID());
  if (form) text = text.replaceAll(form, crypto.randomUUID());
  return new Response(text, { status: page.status, headers: page.headers });
}
