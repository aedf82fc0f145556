// Keeps the page for phones without a network, and the files it is made of. SHELL and FILES come from the address that loads this.
// No page of anybody is ever kept: one address of pages is known here, and it says the same to everybody.
"use strict";

const { SHELL, FILES } = self;
const CACHE = `hoanhap-offline ${FILES.join(" ")}`;
const PATIENCE = 4_000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([SHELL, ...FILES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate" && pathname === SHELL) event.respondWith(fresh());
  else if (FILES.includes(pathname)) event.respondWith(kept(pathname));
});

// The page as it is now, when the network brings it soon; else as it was.
async function fresh() {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(SHELL, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok && !answer.redirected) await cache.put(SHELL, answer.clone());
    return answer.status < 500 ? answer : ((await cache.match(SHELL)) ?? answer);
  } catch {
    return (await cache.match(SHELL)) ?? Response.error();
  }
}

async function kept(pathname) {
  return (await (await caches.open(CACHE)).match(pathname)) ?? fetch(pathname);
}
