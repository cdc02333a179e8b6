// The page without a connection. The build fills in the two lines below.
// It answers for the files of this page only, and stores nothing else.
const VERSION = "__VERSION__";
const FILES = __FILES__;

const PREFIX = "domeinwijzer-";
const CACHE = PREFIX + VERSION;
const PAGE = new URL("./", self.location.href).href;

self.addEventListener("install", (event) => {
  // All or nothing, each with the contents that were built: a half-updated server installs nothing.
  const requests = FILES.map(({ path, integrity }) => new Request(path, { cache: "no-cache", integrity, credentials: "same-origin" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name))));
  // The page of a first visit need not load itself once more to work without a connection.
  event.waitUntil(old.then(() => self.clients.claim()));
});

// Only when someone at the desk says so, between consults.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(PAGE)) return;
  const url = new URL(request.url);
  url.search = "";
  url.hash = "";
  const name = url.href.slice(PAGE.length);
  const path = name === "" || name.endsWith("/") ? `./${name}index.html` : `./${name}`;
  if (!FILES.some((file) => file.path === path)) return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(path)) ?? fetch(request)));
});
