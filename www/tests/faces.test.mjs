// Advised and open are seen in the walks; here the faces without an advice.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, picture, start } from "./support/browser.mjs";
import { asked, face, heading, VLISSINGEN, walk, widow } from "./support/walk.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

test("weet ik niet everywhere: not enough to advise", async () => {
  const page = await open(world, { hash: VLISSINGEN });
  const questions = await walk(page, {});
  assert.ok(questions.length > 1);
  assert.equal(await face(page), "unknown");
  const missing = await page.locator(".advice-body > ul > li").allInnerTexts();
  assert.equal(missing.length, questions.length);
  assert.equal(await page.locator(".text").count(), 0, "a text without an advice");
  await picture(page, "unknown");
  assert.deepEqual(page.faults, []);
});

test("an open safety question is never taken for nee", async () => {
  const page = await open(world, { hash: VLISSINGEN, date: widow.date });
  const first = await asked(page);
  await walk(page, { ...widow.answers, [first]: undefined });
  assert.equal(await face(page), "unknown");
  assert.equal(await page.locator('.advice-body details[data-route="spoed"]').count(), 1);
});

test("no protocol in force: cannot compute, and nothing invented", async () => {
  const page = await open(world, { hash: VLISSINGEN, date: "2099-01-01" });
  assert.equal(await heading(page), "Kan niet worden berekend");
  assert.match(await page.locator(".failed").innerText(), /Vlissingen|GM0718/);
  assert.match(await page.locator(".failed").innerText(), /Er is nu geen advies/);
  await picture(page, "failed");
  assert.deepEqual(page.faults, []);
});

test("a browser that refuses the engine is told why", async () => {
  const page = await open(world, {});
  await page.addInitScript(() => {
    const refused = () => new WebAssembly.CompileError("blocked by policy");
    WebAssembly.compile = () => Promise.reject(refused());
    WebAssembly.Module = function none() {
      throw refused();
    };
  });
  // Who has yet to choose hears it before choosing.
  await page.reload();
  await page.getByText("wasm-unsafe-eval").first().waitFor();
  assert.equal(await page.getByLabel("Gemeente", { exact: true }).count(), 0);
  await page.goto(world.site.address + VLISSINGEN);
  await page.reload();
  assert.match(await page.locator("main").innerText(), /wasm-unsafe-eval/);
  await picture(page, "refused");
});
