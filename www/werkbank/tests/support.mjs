// The workbench in a browser, and the text in its editor.
import { bytesOf, picture, start, textOf } from "../../tests/support/browser.mjs";

export { bytesOf, picture, start, textOf };

/** Every test is on this day, with a clock that runs: much here happens after a while. */
const DAY = Date.parse("2026-11-22T12:00:00");

function shiftClock(day) {
  const Real = Date;
  const ahead = day - Real.now();
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length === 0 ? [Real.now() + ahead] : given));
    }
    static now() {
      return Real.now() + ahead;
    }
  };
}

/** A page of its own, on the screen where one begins. What the page reports as an error ends up in `faults`. */
export async function open(world, { init, ...options } = {}) {
  const context = await world.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "nl-NL", serviceWorkers: "block", ...options });
  await context.addInitScript(shiftClock, DAY);
  if (init !== undefined) await context.addInitScript(init);
  return tab(world, context);
}

/** Another tab of the same browser. */
export async function tab(world, context) {
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (said) => said.type() === "error" && page.faults.push(said.text()));
  await page.goto(`${world.site.address}werkbank/index.html`);
  await page.locator("[data-form=start]").waitFor();
  return page;
}

/** Starts the file of a municipality that has none yet. */
export async function begin(page, name = "Veere") {
  await page.locator("select[name=gemeente]").selectOption({ label: name });
  await page.locator("[data-do=start]").click();
  await page.locator("[data-doc]").waitFor();
  await proved(page);
}

export const editor = (page) => page.locator("protocol-tekst");
export const content = (page) => page.locator("protocol-tekst .cm-content");
export const text = (page) => editor(page).evaluate((element) => element.text);
/** Another text in the editor, as one step that can be undone. */
export const replace = (page, change) => editor(page).evaluate((element, next) => element.replace(next), change);

/** The text with one piece replaced by another. */
export async function swap(page, from, to) {
  const now = await text(page);
  if (!now.includes(from)) throw new Error(`the text has no ${from}`);
  await replace(page, now.replace(from, to));
}

/** Puts the cursor behind a piece of the text. */
export async function cursor(page, after) {
  const at = (await text(page)).indexOf(after);
  if (at === -1) throw new Error(`the text has no ${after}`);
  await editor(page).evaluate((element, place) => element.select(place), at + after.length);
}

export async function pane(page, name) {
  await page.locator(`#tab-${name}`).click();
  await page.locator(`[data-pane=${name}]`).waitFor();
}

/** Waits until everything about the text as it is now was proved. */
export async function proved(page) {
  await page.waitForFunction(() => globalThis.document.querySelector(".beside")?.dataset.proved === "ja");
}

export const message = (page) => page.locator("[data-message]");

/** Waits until the page says something. */
export const says = (page, pattern) => page.waitForFunction(([source, flags]) => new RegExp(source, flags).test(document.querySelector("[data-message]")?.textContent ?? ""), [pattern.source, pattern.flags], { timeout: 5000 });
