// A browser with the built page in it, for the tests that walk through it.
import { existsSync, mkdirSync } from "node:fs";
import { afterEach } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./site.mjs";

/** Set when pictures are wanted: they take as long as the test around them. */
export const PICTURES = "DOMEINWIJZER_PICTURES";
const pictures = fileURLToPath(new URL("../../test-output/", import.meta.url));

export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function executable() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  return existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : chromium.executablePath();
}

/** Names the browser that several files share; see `run.mjs`. */
export const SHARED = "DOMEINWIJZER_BROWSER";

/** How many times slower every page runs: what a test reads before it is there shows by it. */
export const SLOWNESS = Number(process.env["DOMEINWIJZER_SLOWED"] ?? 1);

/** The browser that is shared, or one of its own. */
export async function launch() {
  const shared = process.env[SHARED];
  const browser = await (shared ? chromium.connect(shared) : chromium.launch({ executablePath: executable(), args: FLAGS }));
  if (SLOWNESS > 1) slow(browser);
  return browser;
}

function slow(browser) {
  const plain = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await plain(options);
    context.on("page", (page) =>
      context
        .newCDPSession(page)
        .then((session) => session.send("Emulation.setCPUThrottlingRate", { rate: SLOWNESS }))
        .catch(() => {}),
    );
    return context;
  };
}

const opened = new Set();

/** Closes it after the test. */
export function tracked(context) {
  opened.add(context);
  return context;
}

// A page that is left open goes on working beside the next test.
const closeAll = async () => {
  const all = [...opened];
  opened.clear();
  await Promise.all(all.map((context) => context.close().catch(() => {})));
};
// Also used where no tests are: by benches, and by what starts the tests.
if (process.env.NODE_TEST_CONTEXT) afterEach(closeAll);

/** Starts the server and the browser; `close` ends both. */
export async function start(options) {
  const site = await serve(options);
  const browser = await launch();
  return {
    site,
    browser,
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/**
 * A page of its own on a fixed day, so that it does not matter when the tests run. A script, with what
 * it takes, runs before those of the page. Anything the
 * page reports as an error, a refused policy included, ends up in `page.faults`,
 * and what it loaded in `page.loaded`; `page.loading` is what is under way.
 */
export async function open({ site, browser }, { path = "", hash = "", date = "2026-11-22", script = null, ...options } = {}) {
  // Without its worker, which would load everything once more; what it does has tests of its own.
  const context = tracked(await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "nl-NL", serviceWorkers: "block", ...options }));
  const page = await context.newPage();
  page.faults = [];
  page.loaded = [];
  page.loading = new Set();
  page.on("request", (request) => page.loading.add(request));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => page.loading.delete(request));
  page.on("requestfinished", (request) => page.loaded.push(request.url()));
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  await page.clock.setFixedTime(new Date(`${date}T12:00:00`));
  if (script !== null) await page.addInitScript(...script);
  await page.goto(site.address + path + hash);
  await page.waitForSelector("h1");
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** A file that the page saved; a browser that is shared tells no path of it. */
export async function bytesOf(download) {
  const parts = [];
  for await (const part of await download.createReadStream()) parts.push(part);
  return Buffer.concat(parts);
}

/** The text of such a file. */
export async function textOf(download) {
  return (await bytesOf(download)).toString("utf8");
}

/** Keeps a picture of a state for people to look at, when someone asked for pictures. */
export async function picture(page, name, options = {}) {
  if (!process.env[PICTURES]) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}${name}.png`, ...options });
}
