// The workbench in a browser, and the text in its editor.
import { open as openPage, picture, start } from "../../tests/support/browser.mjs";

export { picture, start };

/** A page of its own, on the screen where one begins. */
export async function open(world, options = {}) {
  const page = await openPage(world, { path: "werkbank/index.html", viewport: { width: 1440, height: 900 }, ...options });
  await page.locator("[data-form=start], [data-doc]").first().waitFor();
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
  await page.waitForFunction(() => globalThis.document.querySelector(".bench")?.dataset.proved === "ja");
}

export const message = (page) => page.locator("[data-message]");
