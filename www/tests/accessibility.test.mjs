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

const LOOKS = {
  light: {},
  dark: { colorScheme: "dark" },
  phone: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  "high contrast": { forcedColors: "active" },
};

for (const [look, options] of Object.entries(LOOKS)) {
  test(`no violations: ${look}`, async () => {
    const name = look.replace(" ", "-");
    const page = await open(world, { date: widow.date, ...options });
    await clean(page, "start");

    await page.getByLabel("Gemeente", { exact: true }).selectOption("GM0718");
    await page.getByRole("button", { name: "Begin" }).click();
    await unfold(page);
    if (look === "phone") await page.locator(".strip").click();
    await clean(page, "open, everything unfolded");
    await picture(page, `${name}-open`);
    if (look === "phone") await page.locator(".strip").click();

    await fill(page, widow.answers, { until: ADVISED });
    if (look === "phone") await page.locator(".strip").click();
    await unfold(page);
    await clean(page, "advised");
    await picture(page, `${name}-advised`);
  });
}

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
