// Keeps the form for a new inspection on the device, with the scripts and styles that it needs, so that it opens without a
// network once it was opened with one. inspections-offline.ts, a service worker, answers with it.
//   <form data-offline-page="/inspections/new" data-offline-worker="/dist/inspections-offline.js">
// data-offline-kept on the form says that all of it is there.

export const OFFLINE_CACHE = "inspections-new";

/** Brings what is kept up to the newest page. */
export async function keepPage(form: HTMLFormElement): Promise<void> {
  const { offlinePage: page, offlineWorker: worker } = form.dataset;
  if (!page || !worker || !("serviceWorker" in navigator) || !("caches" in window)) return;
  try {
    await navigator.serviceWorker.register(worker, { scope: page });
    const answer = await fetch(page);
    if (!answer.ok || answer.redirected) return;
    const cache = await caches.open(OFFLINE_CACHE);
    await cache.put(page, answer);
    const parts = new Set(
      performance
        .getEntriesByType("resource")
        .map((entry) => entry.name)
        .filter((address) => new URL(address).origin === location.origin && new URL(address).pathname.includes("/dist/")),
    );
    for (const address of parts) if (!(await cache.match(address))) await cache.add(address);

    // What the page of an earlier version needed.
    for (const { url } of await cache.keys()) if (url !== new URL(page, location.href).href && !parts.has(url)) await cache.delete(url);
    await navigator.serviceWorker.ready;
    form.dataset.offlineKept = "";
  } catch {
    // Without it the form opens with a network only.
  }
}

/** Somebody signed out: the next one on this computer finds nothing of the page. */
export async function forgetPage(): Promise<void> {
  if ("caches" in window) await caches.delete(OFFLINE_CACHE);
}
