// The page without a connection. The build fills in the two lines below.
// It answers for the files of this page only, and stores nothing else.
const VERSION = "ec9fc2445533c0e8";
const FILES = [
  {
    "path": "./assets/atkinson-hyperlegible-next-latin-wght-normal-BcXVPD7q.woff2",
    "integrity": "sha256-GLKho5ovopiwulOQrKaEYmaYJskJJWVvHB9nluDhu68="
  },
  {
    "path": "./assets/index-B4iMZeH5.js",
    "integrity": "sha256-QnaAUclmE3SIA8Qcfki9PPCzotP6BBxz4EQAtFGZBmc="
  },
  {
    "path": "./assets/index-D4F3VfzQ.css",
    "integrity": "sha256-mxT6yQdUTt5BT3RBY1h+lPRA4MhWDLo/u8APwpjd3/w="
  },
  {
    "path": "./icons/apple-180.png",
    "integrity": "sha256-o51WZ8XROzzlKPJ8kY04JxkMs6VdenyB56tczMbLqGM="
  },
  {
    "path": "./icons/icon-192.png",
    "integrity": "sha256-b/rmAW6bHf7K5UGL7WncEF+15VJ7SEzLpExtEJHtv+I="
  },
  {
    "path": "./icons/icon-512.png",
    "integrity": "sha256-B+9Z56EM3gVILwRbpRzdJEWf9hgZnCVWicNI/rv6tYQ="
  },
  {
    "path": "./icons/icon.svg",
    "integrity": "sha256-gwL+H+fBgDDxS7nZd2/tmaM5Oi6WPdRzZP+ZqDsZu5c="
  },
  {
    "path": "./icons/maskable-512.png",
    "integrity": "sha256-gKK22xCk89mk6g0Rd8fNaMPgAJ90ZIzsKkCRMZg/w7o="
  },
  {
    "path": "./index.html",
    "integrity": "sha256-ZbYWGfm17pOqOfTGzpjfH3ApwMd6ZWZ5H6CUN1QxWzw="
  },
  {
    "path": "./manifest.webmanifest",
    "integrity": "sha256-lLlZiHxX9/IRfefbi9zXo9cs8XqbfesFaF+Tp3Gg/rs="
  }
];

const PREFIX = "domeinwijzer-";
const CACHE = PREFIX + VERSION;
const PAGE = new URL("./", self.location.href).href;

self.addEventListener("install", (event) => {
  // All or nothing, each with the contents that were built: a half-updated server installs nothing.
  const requests = FILES.map(({ path, integrity }) => new Request(path, { cache: "no-cache", integrity, credentials: "same-origin" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)))),
  );
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
