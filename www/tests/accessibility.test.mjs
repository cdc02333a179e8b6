// axe in every state, light and dark, wide and narrow; text contrast of 7:1.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { clean } from "./support/axe.mjs";
import { open, picture, start } from "./support/browser.mjs";
import { ADVISED, face, fill, unfold, unsafeHome, VLISSINGEN, widow } from "./support/walk.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

/** The same screen in other colours: those are looked at again, and nothing else. */
const SCHEMES = { light: {}, dark: { colorScheme: "dark" }, "high contrast": { forcedColors: "active" } };

async function inEveryScheme(page, state, shown) {
  for (const [scheme, media] of Object.entries(SCHEMES)) {
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none", ...media });
    await clean(page, `${state}, ${scheme}`, { colours: scheme !== "light" });
    if (shown !== undefined) await picture(page, `${scheme.replace(" ", "-")}-${shown}`);
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
}

test("no violations: light, dark, high contrast", async () => {
  const page = await open(world, { date: widow.date });
  await inEveryScheme(page, "start");
  await page.getByLabel("Gemeente", { exact: true }).selectOption("GM0718");
  await page.getByRole("button", { name: "Begin" }).click();
  await unfold(page);
  await inEveryScheme(page, "open, everything unfolded", "open");
  await fill(page, widow.answers, { until: ADVISED });
  await unfold(page);
  await inEveryScheme(page, "advised", "advised");
});

test("no violations: phone", async () => {
  const page = await open(world, { date: widow.date, viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
  await clean(page, "start");
  await page.getByLabel("Gemeente", { exact: true }).selectOption("GM0718");
  await page.getByRole("button", { name: "Begin" }).click();
  await unfold(page);
  await page.locator(".strip").click();
  await clean(page, "open, everything unfolded");
  await picture(page, "phone-open");
  await page.locator(".strip").click();

  await fill(page, widow.answers, { until: ADVISED });
  await page.locator(".strip").click();
  await unfold(page);
  await clean(page, "advised");
  await picture(page, "phone-advised-whole");
});

test("text that is too faint is found, in every scheme", async () => {
  const page = await open(world);
  for (const [colours, color] of [[false, "#767676"], [true, "#767676"], [true, "#ddd"]]) {
    await page.locator("main .range").evaluate((element, color) => element.style.setProperty("color", color), color);
    await assert.rejects(clean(page, color, { colours }), /insufficient color contrast/);
  }
});

test("no violations: signals, unknown, dialog, failure", async () => {
  const page = await open(world, { hash: VLISSINGEN, date: widow.date });
  await fill(page, unsafeHome, { until: ".signal" });
  assert.ok((await page.locator(".signal").count()) > 0, "no signal was raised");
  await unfold(page);
  await clean(page, "signal");
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, "signal");

  await page.getByRole("button", { name: "Sneltoetsen" }).click();
  await clean(page, "dialog");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Wissen" }).click();
  await fill(page, {});
  assert.equal(await face(page), "unknown");
  await clean(page, "unknown");

  await clean(await open(world, { hash: VLISSINGEN, date: "2099-01-01" }), "failure");
});
