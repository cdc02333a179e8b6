// axe in every state of the page of a practice, light and dark, and at 320 pixels; and what has to stand there.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { clean } from "../../tests/support/axe.mjs";
import { EXPORT, open, picture, start, take, takeMap, MAP } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

/** Nothing is wider than the window, but what scrolls by itself. */
async function fits(page, state) {
  // On a phone the page grows with what is too wide for it: the window that people see does not.
  const { width } = page.viewportSize();
  const wide = await page.evaluate(
    (room) => [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1 && one.closest(".scroll, .visually-hidden") === null).map((one) => `${one.localName}.${one.className}`),
    width,
  );
  assert.deepEqual(wide, [], state);
}

for (const [look, { only, ...options }] of Object.entries({
  light: { only: "all" },
  dark: { only: "colours", colorScheme: "dark" },
  phone: { only: "rest", viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
})) {
  test(`no violations: ${look}`, async () => {
    const page = await open(world, options);
    const look_at = async (state) => {
      await clean(page, state, { only });
      await fits(page, state);
      await picture(page, `praktijk-${look}-${state}`, { fullPage: true });
    };
    await page.locator(".limits summary").click();
    await look_at("start");
    await page.locator(".limits summary").click();
    await take(page, EXPORT);
    await page.locator("[data-opened]").waitFor();
    await look_at("columns");
    await takeMap(page, MAP);
    await page.locator("[data-do=make]").click();
    await page.locator("[data-counts]").waitFor();
    await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
    // Of many rows that are alike the first few tell enough.
    await page.locator("[data-filter=search]").fill("a1");
    await page.waitForFunction(() => document.querySelectorAll(".patients tbody tr").length < 30);
    await look_at("list");
    await page.locator("[data-do=talk]").first().click();
    await look_at("consent");
    await page.locator("input[value=mondeling]").check();
    await page.locator("[data-do=consented]").click();
    await page.locator("[data-do=municipality]").selectOption("GM0718");
    await page.locator("[data-drawn=ladder]").waitFor();
    await look_at("talk");
  });
}

test("the page warns that high numbers fall by themselves, and says which limits nobody published", async () => {
  const page = await open(world);
  const caution = page.locator(".caution");
  assert.match(await caution.innerText(), /62,3 procent.*61,7 procent.*38 procentpunten/s);
  assert.equal(await caution.locator("a").getAttribute("href"), "https://pmc.ncbi.nlm.nih.gov/articles/PMC7046127");
  await page.locator(".limits summary").click();
  const limits = await page.locator(".limits tbody").first().locator("tr").allInnerTexts();
  const own = limits.filter((row) => /Eigen keuze, niet gepubliceerd/.test(row));
  assert.ok(own.length >= 5, limits.join("\n"));
  for (const row of own) assert.match(row, /geen openbare Nederlandse bron gevonden/);
  // Whoever has a list still sees it.
  await take(page, EXPORT);
  await takeMap(page, MAP);
  await page.locator("[data-do=make]").click();
  await page.locator("[data-counts]").waitFor();
  assert.equal(await caution.isVisible(), true);
});
