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
  dark: { colorScheme: "dark", only: "colours" },
  phone: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  "high contrast": { forcedColors: "active", only: "colours" },
};

for (const [look, { only = "all", ...options }] of Object.entries(LOOKS)) {
  test(`no violations: ${look}`, async () => {
    const name = look.replace(" ", "-");
    // Of what is there many times, two of each kind show its colours.
    const unfolded = only === "colours" ? { most: 2 } : {};
    const page = await open(world, { date: widow.date, ...options });
    await clean(page, "start", { only });

    await page.getByLabel("Gemeente", { exact: true }).selectOption("GM0718");
    await page.getByRole("button", { name: "Begin" }).click();
    await unfold(page, unfolded);
    if (look === "phone") await page.locator(".strip").click();
    await clean(page, "open, everything unfolded", { only });
    await picture(page, `${name}-open`);
    if (look === "phone") await page.locator(".strip").click();

    await fill(page, widow.answers, { until: ADVISED });
    if (look === "phone") await page.locator(".strip").click();
    await unfold(page, unfolded);
    await clean(page, "advised", { only });
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
