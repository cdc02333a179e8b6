// A browser with the built page in it, for the tests that walk through it.
import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./site.mjs";

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

/** Starts the server and the browser; `close` ends both. */
export async function start(options) {
  const site = await serve(options);
  const browser = await chromium.launch({ executablePath: executable(), args: FLAGS });
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
 * A page of its own on a fixed day, so that it does not matter when the tests run. Anything the
 * page reports as an error, a refused policy included, ends up in `page.faults`.
 */
export async function open({ site, browser }, { path = "", hash = "", date = "2026-11-22", ...options } = {}) {
  // Without its worker, which would load everything once more; what it does has tests of its own.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "nl-NL", serviceWorkers: "block", ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  await page.clock.setFixedTime(new Date(`${date}T12:00:00`));
  await page.goto(site.address + path + hash);
  await page.waitForSelector("h1");
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** Keeps a picture of a state for people to look at. */
export async function picture(page, name, options = {}) {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}${name}.png`, ...options });
}
