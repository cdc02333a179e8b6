// axe in every state, light and dark, wide and narrow; text contrast of 7:1.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { open, picture, start } from "./support/browser.mjs";
import { face, unfold, unsafeHome, VLISSINGEN, walk, widow } from "./support/walk.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const OPTIONS = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  rules: { "color-contrast-enhanced": { enabled: true } },
};

async function clean(page, state) {
  const { violations } = await new AxeBuilder({ page }).options(OPTIONS).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join("\n  ")}`);
  assert.deepEqual(found, [], `${state}: ${found.join("\n")}`);
}

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

    await walk(page, widow.answers);
    if (look === "phone") await page.locator(".strip").click();
    await unfold(page);
    await clean(page, "advised");
    await picture(page, `${name}-advised`);
  });
}

test("no violations: signals, unknown, dialog, failure", async () => {
  const page = await open(world, { hash: VLISSINGEN, date: widow.date });
  await walk(page, unsafeHome, { done: async () => (await page.locator(".signal").count()) > 0 });
  assert.ok((await page.locator(".signal").count()) > 0, "no signal was raised");
  await unfold(page);
  await clean(page, "signal");
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, "signal");

  await page.getByRole("button", { name: "Sneltoetsen" }).click();
  await clean(page, "dialog");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Wissen" }).click();
  await walk(page, {});
  assert.equal(await face(page), "unknown");
  await clean(page, "unknown");

  await clean(await open(world, { hash: VLISSINGEN, date: "2099-01-01" }), "failure");
});
