// An answer that does not come: what happened is said, it is asked again by itself once, and then by hand.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begin, open, pane, proved, start, swap, text } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

/** Questions of these kinds never reach a worker, and the page soon loses its patience with those, unless it is `lasting`. */
function deaf() {
  globalThis.unheard = [];
  const later = globalThis.setTimeout;
  let impatient = null;
  globalThis.setTimeout = (run, ms, ...rest) => {
    if (ms === 120_000) impatient = run;
    return later(run, ms, ...rest);
  };
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const at = globalThis.unheard.indexOf(message.kind);
    if (at === -1) return post.call(this, message, ...rest);
    globalThis.unheard.splice(at, 1);
    if (!globalThis.lasting) later(impatient, 300);
    return undefined;
  };
}

const unheard = (page, ...kinds) => page.evaluate((all) => (globalThis.unheard = all), kinds);
const change = (page, number) => swap(page, /eenzaamheid >= \d/.exec(page.now)[0], (page.now = `eenzaamheid >= ${number}`));
/** All that the status says from now on, however briefly. */
const shown = (page) =>
  page.evaluate(() => {
    globalThis.shown = [];
    const look = () => globalThis.shown.push(document.querySelector("[data-status]")?.textContent ?? "");
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
const status = (page) => page.locator("[data-status]").first();

async function ready() {
  const page = await open(world, { init: deaf });
  await begin(page);
  page.now = "eenzaamheid >= 4";
  assert.ok((await text(page)).includes(page.now));
  return page;
}

test("proofs that do not come are asked again by themselves, and the second time they are there", async () => {
  const page = await ready();
  await unheard(page, "findings");
  await shown(page);
  await change(page, 5);
  const said = /bewijzen over alle patiënten is niet gelukt\. Dit rekenen duurt te lang en is gestopt\..*opnieuw geprobeerd/;
  await page.waitForFunction(([source]) => globalThis.shown.some((text) => new RegExp(source).test(text)), [said.source]);
  await proved(page);
  assert.match(await status(page).innerText(), /Alle patiënten zijn bekeken/);
  assert.equal(await page.locator("[data-do=again]").count(), 0);
  assert.deepEqual(page.faults, []);
});

test("after the second time there is a button, and whoever pressed it keeps their place", async () => {
  const page = await ready();
  await unheard(page, "findings", "findings");
  await change(page, 5);
  const again = page.locator("[data-do=again][aria-disabled=false]");
  await again.waitFor();
  assert.match(await status(page).innerText(), /Ook een tweede keer lukte het niet/);
  assert.match(await text(page), /eenzaamheid >= 5/);
  await again.focus();
  await page.keyboard.press("Enter");
  await proved(page);
  assert.match(await status(page).innerText(), /Alle patiënten zijn bekeken/);
  await page.waitForFunction(() => document.activeElement.id === "paneel");
  // The next key takes the place of what was stuck.
  await unheard(page, "findings", "findings");
  await change(page, 6);
  await again.waitFor();
  await change(page, 7);
  await proved(page);
  assert.equal(await again.count(), 0);
});

test("a key does not wait for an older question that does not end", async () => {
  const page = await ready();
  await page.evaluate(() => (globalThis.lasting = true));
  await unheard(page, "findings");
  await change(page, 5);
  await page.waitForFunction(() => globalThis.unheard.length === 0);
  await change(page, 6);
  await proved(page);
  assert.match(await status(page).innerText(), /Alle patiënten zijn bekeken/);
  assert.equal(await page.locator("[data-do=again]").count(), 0);
});

test("the same for reading, for the examples and for the difference", async () => {
  const page = await ready();
  await unheard(page, "faults", "faults");
  await change(page, 3);
  await page.locator("[data-do=again][aria-disabled=false]").click();
  await proved(page);
  await pane(page, "voorbeelden");
  await unheard(page, "examples", "examples");
  await change(page, 2);
  await page.locator("[data-do=again][aria-disabled=false]").click();
  await proved(page);
  await pane(page, "verschil");
  await page.locator(".move").first().waitFor();
  await unheard(page, "diff", "diff");
  await change(page, 3);
  await status(page).filter({ hasText: /vergelijken over alle patiënten is niet gelukt/ }).waitFor();
  await page.locator("[data-do=again][aria-disabled=false]").click();
  await page.locator("[data-do=again]").waitFor({ state: "detached" });
  await page.locator(".move").first().waitFor();
  assert.deepEqual(page.faults, []);
});
