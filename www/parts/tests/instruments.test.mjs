// The instruments: what is drawn is what was answered, by mouse, by keyboard and for a screen reader.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { clean, EARLIER, fits, LADDER, MAP, picture, SCORES, show, start } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const SCENES = {
  kaart_leeg: { part: "kaart" },
  kaart: { part: "kaart", answers: MAP },
  web_leeg: { part: "zes_cijfers" },
  web_half: { part: "zes_cijfers", answers: { cijfer_lichaam: 6, cijfer_gevoel: 4, cijfer_plezier: 0 } },
  web: { part: "zes_cijfers", answers: SCORES },
  web_twee_momenten: { part: "zes_cijfers", answers: SCORES, earlier: EARLIER },
  ladder_leeg: { part: "ladder" },
  ladder: { part: "ladder", answers: LADDER, earlier: EARLIER },
};
const WIDE = { width: 1280, height: 900 };
/** One page in each look; of the same page in other colours, those only. */
const LOOKS = {
  licht: { media: { colorScheme: "light" }, viewport: WIDE },
  donker: { media: { colorScheme: "dark" }, viewport: WIDE, colours: true },
  smal: { media: { colorScheme: "light" }, viewport: { width: 320, height: 700 } },
  contrast: { media: { colorScheme: "light", forcedColors: "active" }, viewport: WIDE, colours: true },
};

for (const [name, scene] of Object.entries(SCENES)) {
  test(`${name}: axe, reflow and a picture in every look`, async () => {
    const page = await show(world, scene);
    for (const [look, { media, viewport, colours }] of Object.entries(LOOKS)) {
      await page.emulateMedia({ forcedColors: null, ...media });
      await page.setViewportSize(viewport);
      await clean(page, look, { colours });
      await fits(page, look);
      await picture(page, `${name}-${look}`);
    }
    assert.deepEqual(page.faults, []);
  });
}

test("each axis of the web stands where its score is, and so does the table", async () => {
  const page = await show(world, { part: "zes_cijfers", answers: SCORES, earlier: EARLIER });
  const marks = await page.locator(".instrument-drawing .mark.now").evaluateAll((all) =>
    all.map((one) => [one.dataset.axis, ...one.getAttribute("transform").match(/-?[\d.]+/g).map(Number)]),
  );
  assert.equal(marks.length, 6);
  for (const [axis, x, y] of marks) {
    const distance = Math.hypot(x - 180, y - 158);
    assert.ok(Math.abs(distance - SCORES[axis] * 10.4) < 0.01, `${axis} lies at ${distance}`);
  }
  const rows = await page.locator(".instrument-table tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.innerText)));
  assert.deepEqual(rows, [
    ["Lichaam", "6", "5", "1 hoger"],
    ["Gevoel en gedachten", "4", "3", "1 hoger"],
    ["Doel en zin", "3", "5", "2 lager"],
    ["Plezier", "5", "3", "2 hoger"],
    ["Erbij horen", "2", "1", "1 hoger"],
    ["De dag doorkomen", "7", "6", "1 hoger"],
  ]);
  assert.match(await page.locator(".instrument-drawing desc").textContent(), /^Lichaam 6, Gevoel en gedachten 4, .*1 juni 2026/);
});

test("the inputs show what was answered, also after another instrument", async () => {
  const page = await show(world, { part: "kaart", answers: MAP });
  for (const [part, answers] of [["zes_cijfers", SCORES], ["ladder", LADDER], ["kaart", MAP]]) {
    await page.evaluate((scene) => window.harness.show(scene), { part, answers });
    const ticked = await page.locator(".instrument-question").evaluateAll((all) =>
      all.map((one) => [one.dataset.question, [...one.querySelectorAll("input:checked")].map(({ value }) => value)]),
    );
    assert.deepEqual(Object.fromEntries(ticked), Object.fromEntries(Object.entries(answers).map(([id, given]) => [id, [given].flat().map(String)])), part);
  }
});

test("a score that is missing leaves the web open, and nought is a score", async () => {
  const page = await show(world, { part: "zes_cijfers", answers: { cijfer_lichaam: 0, cijfer_gevoel: 4 } });
  assert.equal(await page.locator(".mark.now").count(), 2);
  assert.equal(await page.locator(".outline.now.closed").count(), 0);
  assert.deepEqual(await page.locator(".instrument-table td").allInnerTexts(), ["0", "4", "–", "–", "–", "–"]);
});

test("keyboard only: a score is chosen with the arrows, and the drawing follows", async () => {
  const page = await show(world, { part: "zes_cijfers" });
  await page.keyboard.press("Tab");
  // Nothing is filled in, so the group starts at that.
  assert.equal(await page.evaluate(() => document.activeElement.value), "");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowRight");
  assert.deepEqual(await page.evaluate(() => window.harness.answers()), { cijfer_lichaam: 2 });
  assert.equal(await page.locator('.mark.now[data-axis="cijfer_lichaam"]').count(), 1);
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await page.evaluate(() => window.harness.answers()), { cijfer_lichaam: 2, cijfer_gevoel: 0 });
  const names = await page.getByRole("radio").evaluateAll((all) => all.slice(0, 12).map((one) => one.getAttribute("aria-label") ?? one.nextElementSibling.textContent));
  assert.deepEqual(names, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "niet ingevuld"]);
});

test("the map rings the step where the patient wants to begin, and says it", async () => {
  const page = await show(world, { part: "kaart", answers: { ...MAP, kaart_begin: undefined } });
  assert.equal(await page.locator(".ring").count(), 0);
  await page.getByRole("group", { name: "Waar wil de patiënt beginnen?" }).getByRole("radio", { name: "Sociaal" }).check();
  assert.equal(await page.locator('[data-domain="sociaal"] .ring').count(), 1);
  assert.equal(await page.locator(".ring").count(), 1);
  assert.match(await page.locator(".instrument-drawing desc").textContent(), /Sociaal: Alleen, Verlies; eerste stap: Iemand opzoeken; hier wil de patiënt beginnen\./);
  assert.equal(await page.locator(".begins").innerText(), "(hier beginnen)");
  await page.getByRole("group", { name: /Wat speelt er met anderen/ }).getByRole("checkbox", { name: "Alleen" }).uncheck();
  assert.deepEqual((await page.evaluate(() => window.harness.answers())).kaart_sociaal, ["verlies"]);
});

test("the ladder hints only when both scales beside it are known, and says that it does not count", async () => {
  const page = await show(world, { part: "ladder", answers: { ladder_gezond: 6, ladder_grip: 7 } });
  assert.equal(await page.locator(".instrument-hint").count(), 0);
  const hints = [];
  for (const [second, third] of [[6, 6], [6, 5], [5, 6], [5, 5]]) {
    await page.evaluate((answers) => window.harness.show({ part: "ladder", answers }), { ladder_gezond: 6, ladder_aanvaarding: second, ladder_grip: third });
    hints.push(await page.locator(".instrument-hint").innerText());
  }
  assert.equal(new Set(hints).size, 4);
  assert.match(hints[2], /Heeft grip, maar kan er moeilijk mee leven/);
  assert.ok(hints.every((hint) => hint.endsWith("Dit telt niet mee in het advies.")));
});

test("the way to the owner is a link that tells nothing of where it came from", async () => {
  const page = await show(world, { part: "zes_cijfers" });
  const link = page.locator(".instrument-owner a");
  assert.deepEqual(await link.evaluate((one) => [one.href, one.rel, one.target]), ["https://www.iph.nl/", "noopener noreferrer", "_blank"]);
});

test("on paper the drawing and the table stay, the inputs go", async () => {
  const page = await show(world, { part: "zes_cijfers", answers: SCORES });
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".instrument-inputs").isVisible(), false);
  assert.ok((await page.locator(".instrument-drawing").isVisible()) && (await page.locator(".instrument-table").isVisible()));
  await picture(page, "web-afdruk");
});
