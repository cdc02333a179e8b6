// The whole page with a protocol whose texts are ill-willed: they stand there as text.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, picture, start } from "./support/browser.mjs";
import { heading, settled, unfold, VLISSINGEN, whole, widow } from "./support/walk.mjs";

const TITLE = "Welzijn op recept";
/** The beginning of what stands below that title. */
const EXPLANATION = "De klachten zijn medisch beoordeeld";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

/** Runs in the page, before anything else: what the engine says of a route and of addresses, it says otherwise. */
function bend({ title, bad }) {
  const { decode } = TextDecoder.prototype;
  TextDecoder.prototype.decode = function bent(...input) {
    const text = decode.apply(this, input);
    return text.startsWith("https://") ? "javascript:window.owned=1" : text.replaceAll(title, bad);
  };
}

/** The advice of the widow, on a page where the title of her route is another text, or what is given instead. */
async function advised(bad, title = TITLE) {
  const page = await open(world, { hash: VLISSINGEN, date: widow.date, script: [bend, { title, bad }] });
  await page.evaluate((answers) => (document.querySelector("domein-wijzer").answers = answers), widow.answers);
  await settled(page);
  return page;
}

/** Nothing became an element or a link, nothing ran, and nothing was asked for. */
async function harmless(page, requests, state) {
  const found = await page.evaluate(() => {
    const roots = [document, ...[...document.querySelectorAll("*")].map(({ shadowRoot }) => shadowRoot).filter(Boolean)];
    const foreign = "img, iframe, object, embed, base, [onerror], [onfocus], script:not([src])";
    const links = roots.flatMap((root) => [...root.querySelectorAll("a[href]")]).filter(({ protocol, origin }) => !["https:", "mailto:", "tel:"].includes(protocol) && origin !== location.origin);
    return [...roots.flatMap((root) => [...root.querySelectorAll(foreign)]), ...links].map(({ outerHTML }) => outerHTML);
  });
  assert.deepEqual(found, [], state);
  assert.equal(await page.evaluate(() => window.owned), undefined, state);
  assert.deepEqual(requests, [], state);
}

const asked = (page) => {
  const requests = [];
  page.context().on("request", (request) => requests.push(request.url()));
  return requests;
};

test("markup and script links in a protocol are text in every place: advice, texts, sheets, consent", async () => {
  const markup = `<img src=x onerror=window.owned=1><script>window.owned=1</script>" onfocus="window.owned=1`;
  const page = await advised(markup);
  await whole(page);
  const requests = asked(page);
  assert.equal(await heading(page), markup);
  await page.locator("[data-explained=true]").waitFor();
  await unfold(page);
  // Addresses are there, and lead nowhere.
  assert.ok((await page.locator(".sources").count()) > 0);
  await harmless(page, requests, "advice");
  await picture(page, "hostile");
  for (const name of ["patient", "overview", "letter", "fhir", "feedback"]) {
    await page.locator(`domein-wijzer > [data-do=${name}]`).click();
    await page.locator("[data-view]").waitFor();
    await unfold(page);
    await harmless(page, requests, name);
    await page.keyboard.press("Escape");
  }
  await page.locator("[data-counterfactual] button").first().click();
  await harmless(page, requests, "trying");
  assert.deepEqual(page.faults, []);
});

test("a direction that a text sets ends with that text, on every sheet", async () => {
  const turned = "\u202Eteroper\u2066 sdrawkcab";
  const page = await advised(turned);
  assert.equal(await page.locator("#advies-titel").textContent(), turned);
  for (const name of [null, "patient", "overview", "letter", "fhir"]) {
    if (name !== null) await page.locator(`domein-wijzer > [data-do=${name}]`).click();
    if (name !== null) await page.locator("[data-view]").waitFor();
    const open = await page.evaluate((title) => {
      const roots = [document, ...[...document.querySelectorAll("*")].map(({ shadowRoot }) => shadowRoot).filter(Boolean)];
      const own = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.includes(title));
      const all = roots.flatMap((root) => [...root.querySelectorAll("*")]).filter((element) => own(element) && element.localName !== "title" && element.localName !== "desc");
      return all.filter((element) => !getComputedStyle(element).unicodeBidi.includes("isolate") && !["TEXTAREA", "OPTION"].includes(element.tagName)).map(({ outerHTML }) => outerHTML.slice(0, 200));
    }, turned);
    assert.deepEqual(open, [], name ?? "advice");
    await page.keyboard.press("Escape");
  }
  assert.deepEqual(page.faults, []);
});

test("a megabyte in one text stops neither the page nor a sheet, and breaks inside its place", async () => {
  const endless = "onafgebroken".repeat(90_000);
  const page = await advised(endless, EXPLANATION);
  assert.ok((await page.locator(".lead").evaluate(({ textContent }) => textContent.length)) > endless.length);
  await page.locator("domein-wijzer > [data-do=overview]").click();
  await page.locator("[data-sheet=overview]").waitFor();
  assert.ok((await page.locator("[data-sheet=overview]").evaluate(({ textContent }) => textContent.length)) > endless.length);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+W");
  await settled(page);
  assert.equal(await heading(page), "Nog open");
  assert.deepEqual(page.faults, []);
});
