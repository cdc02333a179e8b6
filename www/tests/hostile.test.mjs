// The whole page with a protocol in it whose texts are ill-willed: they stand there as text.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { open, picture, start } from "./support/browser.mjs";
import { heading, never, unfold, VLISSINGEN, walk, widow } from "./support/walk.mjs";

const assets = fileURLToPath(new URL("../dist/assets/", import.meta.url));
const MARKUP = "<img src=x onerror=window.owned=1><script>window.owned=1</script>";
const TITLE = "Welzijn op recept";

let world;
before(async () => {
  const scripts = readdirSync(assets).filter((name) => name.endsWith(".js")).map((name) => [`/assets/${name}`, readFileSync(join(assets, name), "utf8")]);
  const good = scripts.filter(([, text]) => text.includes(TITLE));
  assert.ok(good.length > 0, "the protocols are not in the script any more");
  // As the protocol has it, in the script that the page loads: nothing between the two is skipped.
  world = await start({ pages: new Map(good.map(([path, text]) => [path, text.replaceAll(TITLE, MARKUP)])) });
});
after(() => world.close());

/** Nothing became an element, and nothing ran or was asked for. */
async function harmless(page, requests, state) {
  const found = await page.evaluate(() => {
    const roots = [document, ...[...document.querySelectorAll("*")].map(({ shadowRoot }) => shadowRoot).filter(Boolean)];
    return roots.flatMap((root) => [...root.querySelectorAll("img, iframe, object, embed, [onerror], script:not([src])")].map(({ outerHTML }) => outerHTML));
  });
  assert.deepEqual(found, [], state);
  assert.equal(await page.evaluate(() => window.owned), undefined, state);
  assert.deepEqual(requests, [], state);
}

test("markup in a protocol is text in every place: advice, texts, sheets, consent", async () => {
  const page = await open(world, { hash: VLISSINGEN, date: widow.date });
  const requests = [];
  page.context().on("request", (request) => requests.push(request.url()));
  await walk(page, widow.answers, { done: never });
  assert.equal(await heading(page), MARKUP);
  await page.locator("[data-explained=true]").waitFor();
  await unfold(page);
  await harmless(page, requests, "advice");
  await picture(page, "hostile");
  for (const name of ["patient", "overview", "letter", "fhir", "feedback"]) {
    await page.locator(`domein-wijzer > [data-do=${name}]`).click();
    await harmless(page, requests, name);
    await page.keyboard.press("Escape");
  }
  await page.locator("[data-counterfactual] button").first().click();
  await harmless(page, requests, "trying");
  assert.deepEqual(page.faults, []);
});
