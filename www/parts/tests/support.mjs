// A browser with one part in it at a time.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { mkdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, PICTURES, tracked } from "../../tests/support/browser.mjs";

export { clean } from "../../tests/support/axe.mjs";
export { launch };

export const output = fileURLToPath(new URL("../../test-output/", import.meta.url));
export const built = join(output, "parts");
export const pictures = join(output, "onderdelen/");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

/** The worker may fetch what it keeps; the page itself may not. */
export const WORKER_POLICY = "default-src 'none'; connect-src 'self'";

/** Serves a folder; `requests` are those that came in, and `change` can answer otherwise. */
export async function serve(folder) {
  const site = { requests: [], change: (_path, body) => body };
  const server = createServer(async (request, response) => {
    site.requests.push(request.url);
    const path = new URL(request.url, "http://page").pathname;
    const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
    try {
      assert.ok(file.startsWith(folder));
      const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream" };
      if (path.endsWith("/sw.js")) headers["content-security-policy"] = WORKER_POLICY;
      response.writeHead(200, headers).end(site.change(path, await readFile(file)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  site.address = `http://127.0.0.1:${server.address().port}/`;
  site.close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return site;
}

export async function start() {
  const site = await serve(built);
  const browser = await launch();
  return { site, browser, close: () => browser.close().then(() => site.close()) };
}

/** A page that shows one part; what it reports as an error ends up in `page.faults`. */
export async function show({ site, browser }, scene, options = {}) {
  const context = tracked(await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "nl-NL", ...options }));
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  await page.goto(site.address);
  await page.evaluate((one) => window.harness.show(one), scene);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

export async function picture(page, name, options = {}) {
  if (!process.env[PICTURES]) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}${name}.png`, fullPage: true, ...options });
}

/** Nothing sticks out sideways. */
export async function fits(page, what) {
  const [inner, needed] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
  assert.ok(needed <= inner, `${what}: ${needed} wide in ${inner}`);
}

const cases = new URL("../../../tests/cases/", import.meta.url);
export const caseOf = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, cases), "utf8")).answers;

export const MAP = {
  kaart_lichaam: ["pijn", "moe", "slapen"],
  stap_lichaam: "slaap",
  kaart_geest: ["somber"],
  stap_geest: "ritme",
  kaart_sociaal: ["alleen", "verlies"],
  stap_sociaal: "opzoeken",
  kaart_samenleving: ["geld", "post"],
  stap_samenleving: "rekeningen",
  kaart_begin: "sociaal",
};
export const SCORES = { cijfer_lichaam: 6, cijfer_gevoel: 4, cijfer_zin: 3, cijfer_plezier: 5, cijfer_erbij: 2, cijfer_dag: 7 };
export const EARLIER = { date: "2026-06-01", answers: { cijfer_lichaam: 5, cijfer_gevoel: 3, cijfer_zin: 5, cijfer_plezier: 3, cijfer_erbij: 1, cijfer_dag: 6, ladder_gezond: 4, ladder_aanvaarding: 3, ladder_grip: 5 } };
export const LADDER = { ladder_gezond: 6, ladder_aanvaarding: 4, ladder_grip: 7 };
