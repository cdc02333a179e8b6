// The empty project in which the tarball was installed, and a browser that opens what was built there.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

/** Set by `cargo xtask test package`. */
export const host = process.env.DOMEINWIJZER_HOST;
export const tarball = process.env.DOMEINWIJZER_TARBALL;
if (!host || !tarball) throw new Error("run this with: cargo xtask test package");

/** The package as it was installed. */
export const installed = join(host, "node_modules", "domeinwijzer");

/** The tools that bundle and check. */
export const tools = createRequire(new URL("../package.json", import.meta.url));

/** Writes a file of the host and returns its path. */
export function put(path, text) {
  const file = join(host, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** What a host does: start, find the protocol of the municipality, decide, and show the route. */
export function app(entry, start = "init()") {
  return `import { ${start.replace(/\(.*/, "")}, Registry } from "${entry}";
import { files } from "domeinwijzer/protocols";
const shown = (text) => { document.documentElement.dataset.shown = text; };
Promise.resolve().then(() => ${start}).then(() => {
  const protocol = new Registry(files).find("GM0718", "2026-11-22");
  const advice = protocol.decide({ answers: { veiligheidssignaal: true, zelfdoding: "dreigend" }, date: "2026-11-22" });
  shown(advice.route.id);
}).catch((error) => shown(error.code + " " + error.message));
`;
}

/** What the strictest page allows that still computes: nothing is fetched. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
  "connect-src 'none'; worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'";
/** The same for a host that fetches the wasm from its own server. */
export const FETCHING = STRICT.replace("connect-src 'none'", "connect-src 'self'");

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** Serves a folder under a content policy. */
export async function serve(folder, policy, types = TYPES) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://host").pathname;
    requests.push(path);
    try {
      const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
      if (!file.startsWith(normalize(folder))) throw new Error("outside the folder");
      const type = types[extname(file)] ?? "application/octet-stream";
      const body = await readFile(file);
      response.writeHead(200, { "content-type": type, "content-security-policy": policy }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () => new Promise((done) => server.close(done));
  return { address: `http://127.0.0.1:${server.address().port}/`, requests, close };
}

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch() {
  const debian = existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : chromium.executablePath();
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH || debian, args: FLAGS });
}

/** Opens a folder as a page and returns what it showed, and what the browser complained about. */
export async function shown(browser, folder, policy, types) {
  const site = await serve(folder, policy, types);
  const page = await browser.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  try {
    await page.goto(site.address);
    await page.waitForSelector("html[data-shown]", { state: "attached", timeout: 20_000 });
    return { text: await page.locator("html").getAttribute("data-shown"), complaints, requests: site.requests };
  } catch (error) {
    throw new Error(`nothing was shown: ${complaints.join("\n")}\n${site.requests.join(" ")}\n${error.message}`);
  } finally {
    await page.close();
    await site.close();
  }
}

/** A page with one module script. */
export const page = (script) =>
  `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"><script type="module" src="${script}"></script></html>\n`;
