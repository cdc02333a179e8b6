// A phone of 320 px, which is also a wide screen at 400 %.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, picture, start } from "./support/browser.mjs";
import { fill, heading, unfold, unsafeHome, VLISSINGEN, walk, widow } from "./support/walk.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, date: widow.date };

async function fits(page, state) {
  await unfold(page);
  const width = await page.evaluate(() => {
    const root = document.querySelector("domein-wijzer")?.shadowRoot;
    const inner = [...(root?.querySelectorAll(".advice-body") ?? [])].map((element) => element.scrollWidth - element.clientWidth);
    return Math.max(document.documentElement.scrollWidth, ...inner.map((over) => 320 + over));
  });
  assert.ok(width <= 320, `${state}: ${width} px wide`);
}

test("nothing is wider than the phone", async () => {
  const page = await open(world, PHONE);
  await fits(page, "start");
  await picture(page, "phone-start");
  await page.getByLabel("Gemeente", { exact: true }).selectOption("GM0718");
  await page.getByRole("button", { name: "Begin" }).click();
  await picture(page, "phone-question");
  await fits(page, "open");
  await walk(page, widow.answers, { after: (at, question) => fits(at, question) });
  await page.locator(".strip").click();
  await fits(page, "advised");
});

test("the advice is a strip that opens upward", async () => {
  const page = await open(world, { ...PHONE, hash: VLISSINGEN });
  const strip = page.locator(".strip");
  const inSight = async () => (await strip.boundingBox()).y + (await strip.boundingBox()).height <= 640;
  assert.ok(await inSight());
  await walk(page, widow.answers);
  assert.match(await strip.innerText(), /Advies: Welzijn op recept/);
  assert.equal(await page.locator("#advies").isVisible(), false);
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, "phone-advised");

  await strip.tap();
  assert.equal(await strip.getByRole("button").getAttribute("aria-expanded"), "true");
  assert.ok(await page.locator("#advies").isVisible());
  assert.equal(await heading(page), "Welzijn op recept");
  await picture(page, "phone-sheet");
  await strip.tap();
  assert.equal(await page.locator("#advies").isVisible(), false);
  assert.deepEqual(page.faults, []);
});

test("a signal is in the strip, in words", async () => {
  const page = await open(world, { ...PHONE, hash: VLISSINGEN });
  await walk(page, unsafeHome, { done: async () => (await page.locator(".strip .warning").count()) > 0 });
  assert.match(await page.locator(".strip").innerText(), /Let op: /);
  await picture(page, "phone-signal");
});

test("the strip leaves a low window to the question: one line at 200 %, none at 400 %", async () => {
  const page = await open(world, { ...PHONE, viewport: { width: 640, height: 400 }, hash: VLISSINGEN });
  const strip = page.locator(".strip");
  const high = async () => (await strip.boundingBox()).height;
  await fill(page, unsafeHome, { until: ".strip .warning" });
  // A line for the signal, and one for the advice.
  assert.ok((await high()) <= 64, `${await high()} px`);
  await page.setViewportSize({ width: 320, height: 256 });
  await page.evaluate(() => window.scrollTo(0, 0));
  assert.ok((await strip.boundingBox()).y >= 256, "the strip covers the question");
  // Nothing that gets the focus is behind something else.
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press("Tab");
    const covered = await page.evaluate(() => {
      let element = document.activeElement;
      while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const { x, y, width, height } = element.getBoundingClientRect();
      const at = element.getRootNode().elementFromPoint(Math.max(x, 0) + Math.min(width, 8) / 2, y + height / 2);
      return at === null || !(element.contains(at) || at.contains(element)) ? element.outerHTML.slice(0, 120) : null;
    });
    assert.equal(covered, null);
  }
  await picture(page, "zoom-400");
  await strip.scrollIntoViewIfNeeded();
  await strip.tap();
  assert.ok(await page.locator("#advies").isVisible());
  await fits(page, "400 %");
  assert.deepEqual(page.faults, []);
});
