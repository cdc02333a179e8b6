// Clearing after a while without use, with a warning that any key ends.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, picture, start } from "./support/browser.mjs";
import { ADVISED, asked, face, fill, heading, VLISSINGEN, widow } from "./support/walk.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

/** A page on whose clock the test decides. */
async function advised() {
  const page = await open(world, { hash: VLISSINGEN, date: widow.date });
  await page.clock.install({ time: new Date(`${widow.date}T12:00:00`) });
  await page.reload();
  await fill(page, widow.answers, { until: ADVISED });
  return page;
}

const warned = (page) => page.locator("[data-warning] .idle").count();

test("after ten minutes without use everything is gone, for good", async () => {
  const page = await advised();
  await page.clock.runFor(8 * 60_000);
  assert.equal(await warned(page), 0);
  await page.clock.runFor(70_000);
  assert.equal(await warned(page), 1);
  await picture(page, "idle-warning");
  await page.clock.runFor(60_000);
  assert.equal(await face(page), "open");
  assert.equal(await page.getByRole("button", { name: "Wissen ongedaan maken" }).count(), 0);
  assert.deepEqual(await page.evaluate(() => document.querySelector("domein-wijzer").answers), {});
  assert.match(await page.locator("[data-message]").innerText(), /10 minuten/);
  await picture(page, "idle-cleared");
  assert.deepEqual(page.faults, []);
});

test("any key keeps the answers, and does nothing else", async () => {
  const page = await advised();
  const question = await asked(page);
  await page.clock.runFor(9.5 * 60_000);
  assert.equal(await warned(page), 1);
  await page.keyboard.press("Shift+W");
  assert.equal(await warned(page), 0);
  assert.equal(await heading(page), "Welzijn op recept");
  assert.equal(await asked(page), question);
  await page.clock.runFor(60_000);
  assert.equal(await heading(page), "Welzijn op recept");
});

test("the time is adjustable and remembered; without answers nothing is warned of", async () => {
  const page = await advised();
  await page.keyboard.press("?");
  await page.getByLabel("Wis alles na").selectOption("2");
  await page.keyboard.press("Escape");
  await page.clock.runFor(2 * 60_000 + 2_000);
  assert.equal(await face(page), "open");
  await page.clock.runFor(10 * 60_000);
  assert.equal(await warned(page), 0);
  await page.reload();
  await page.keyboard.press("?");
  assert.equal(await page.getByLabel("Wis alles na").inputValue(), "2");
});
