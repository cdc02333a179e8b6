// Vite: writes the service worker and the manifest beside the page, with a list of everything built.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const WORKER = fileURLToPath(new URL("./sw.js", import.meta.url));

/** What an installed page is called, and how it opens. Icons are made by `cargo xtask icons`. */
const MANIFEST = {
  name: "Domeinwijzer",
  short_name: "Domeinwijzer",
  description: "Keuzehulp voor de huisarts in het sociaal domein",
  lang: "nl",
  dir: "ltr",
  id: "./",
  start_url: "./",
  scope: "./",
  display: "standalone",
  background_color: "#fbf9f4",
  theme_color: "#fbf9f4",
  icons: [
    { src: "./icons/icon.svg", sizes: "any", type: "image/svg+xml" },
    { src: "./icons/icon-192.png", sizes: "192x192", type: "image/png" },
    { src: "./icons/icon-512.png", sizes: "512x512", type: "image/png" },
    { src: "./icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
};

/** @returns {import("vite").Plugin} */
export function offline() {
  let folder = "";
  return {
    name: "domeinwijzer-offline",
    apply: "build",
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    // After everything else was written, the page itself included.
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        writeFileSync(join(folder, "manifest.webmanifest"), `${JSON.stringify(MANIFEST, null, 2)}\n`);
        const files = precached(folder);
        const version = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);
        const worker = readFileSync(WORKER, "utf8").replace("__VERSION__", version).replace("__FILES__", JSON.stringify(files, null, 2));
        writeFileSync(join(folder, "sw.js"), worker);
      },
    },
  };
}

/** Every file of the page with its contents as a hash; the same build gives the same list. */
export function precached(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll("\\", "/").replace(/^\/*/, ""))
    .filter((name) => name !== "sw.js" && !name.endsWith(".map"))
    .sort()
    .map((name) => ({ path: `./${name}`, integrity: `sha256-${createHash("sha256").update(readFileSync(join(folder, name))).digest("base64")}` }));
}
