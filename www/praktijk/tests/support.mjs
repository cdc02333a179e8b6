// The page of a practice in a browser, and files to open there.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { open as openPage } from "../../tests/support/browser.mjs";

export { bytesOf, picture, start } from "../../tests/support/browser.mjs";

const data = (name) => fileURLToPath(new URL(`../../../tests/data/${name}`, import.meta.url));
export const EXPORT = data("practice_5000.csv");
export const MAP = data("practice.map.toml");
/** What the command line says of this export with this mapping; `tests/batch.rs` looks after it. */
export const SUMMARY = JSON.parse(readFileSync(data("practice_5000.summary.json"), "utf8"));
export const SHA256 = readFileSync(data("practice_5000.sha256"), "utf8").trim();

export const open = (world, options = {}) => openPage(world, { path: "praktijk/index.html", ...options });

const asFile = (file) => (typeof file === "string" ? file : { name: file[0], mimeType: "text/csv", buffer: Buffer.from(file[1]) });
/** Opens a file, by its path or as a name with its contents. */
export const take = (page, file) => page.locator("[data-do=open]").setInputFiles(asFile(file));
export const takeMap = async (page, file) => {
  await page.locator("[data-opened]").waitFor();
  await page.locator("[data-do=map]").setInputFiles(asFile(file));
  await page.locator("[data-do=forget-map]").waitFor();
};
export const faults = (page) => page.locator("[data-faults]").innerText();

/** Makes the list of an export with a mapping. */
export async function make(page, file = EXPORT, map = MAP) {
  await take(page, file);
  await takeMap(page, map);
  await page.locator("[data-do=make]").click();
  await page.locator("[data-counts]").waitFor();
}

/** A number in one of the summaries. */
export const counted = (page, id) => page.locator(`[data-count="${id}"] td`).first().evaluate((cell) => Number(cell.textContent.replaceAll(".", "")));
export const total = (page) => page.locator("[data-total]").innerText();
export const keys = (page) => page.locator("[data-key]").allTextContents();
