// What comes back after a referral.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { caseOf, clean, fits, picture, show, start } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const widow = caseOf("weduwe_72");
const open = (options) => show(world, { part: "feedback", answers: widow }, options);
const TEXT = "Plak hier de terugkoppeling";

test("pasted text becomes one line, without control signs and marks that turn text around", async () => {
  const page = await open();
  await page.getByLabel("Van wie is het bericht?").fill("Welzijnscoach");
  await page.getByLabel(TEXT).fill("Mevrouw komt op woensdag wandelen.\n\nZij is \u202Eblij\u202C.\u0007 <b>vet</b>");
  assert.equal(await page.locator(".feedback-line").innerText(), "S: Terugkoppeling van Welzijnscoach, 22 november 2026: Mevrouw komt op woensdag wandelen. Zij is blij . <b>vet</b>");
  assert.equal(await page.locator(".feedback-line b").count(), 0);
  await clean(page, "line");
  await picture(page, "terugkoppeling");
  assert.deepEqual(page.faults, []);
});

test("a Task is read by the engine; one that was rejected brings the case back", async () => {
  const page = await open();
  await page.getByLabel(TEXT).fill('{"resourceType":"Task","status":"completed"}');
  assert.equal(await page.locator(".feedback-line").innerText(), "S: Terugkoppeling: completed");
  assert.equal(await page.getByText("De casus komt terug.").count(), 0);
  await page.getByLabel(TEXT).fill('{"resourceType":"Task","status":"rejected"}');
  assert.equal(await page.getByText("De casus komt terug.").count(), 1);
  await picture(page, "terugkoppeling-terug");
});

test("what cannot be read is said, and gives no line", async () => {
  const page = await open();
  for (const [pasted, why] of [
    // First: a page that shows so long a word is slow to look through.
    ["x".repeat(100_001), /te lang/],
    ['{"resourceType":"Task",', /niet heel/],
    ['{"resourceType":"Patient"}', /geen Task/],
  ]) {
    await page.getByLabel(TEXT).fill(pasted);
    assert.match(await page.locator(".feedback [role=status]").innerText(), why);
    assert.equal(await page.locator(".feedback-line").count(), 0);
  }
  await clean(page, "unreadable");
});

test("a file is opened on the spot", async () => {
  const page = await open();
  await page.getByLabel("Of open een bestand").setInputFiles({ name: "terug.txt", mimeType: "text/plain", buffer: Buffer.from("Niet bereikt.") });
  await page.locator(".feedback-line").waitFor();
  assert.match(await page.locator(".feedback-line").innerText(), /Niet bereikt\.$/);
});

test("the case comes back with the answers of then, by keyboard", async () => {
  const page = await open();
  await page.getByLabel(TEXT).fill("Past niet bij ons.");
  await page.getByRole("button", { name: "Casus terug: opnieuw kiezen" }).focus();
  await page.keyboard.press("Enter");
  const [detail] = await page.evaluate(() => window.harness.returned);
  assert.deepEqual(detail.answers, widow);
  assert.match(detail.line, /Past niet bij ons\.$/);
});

test("empty, dark and narrow", async () => {
  const page = await open();
  for (const [look, colorScheme, width] of [["licht", "light", 1280], ["donker", "dark", 1280], ["smal", "light", 320]]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await clean(page, look, { colours: look === "donker" });
    await fits(page, look);
    await picture(page, `terugkoppeling_leeg-${look}`);
  }
});
