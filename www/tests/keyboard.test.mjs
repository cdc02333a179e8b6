// Everything without a mouse.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, picture, start } from "./support/browser.mjs";
import { registry } from "./support/engine.mjs";
import { asked, cases, face, focused, hasFocus, heading, never, row, type, VLISSINGEN, walk, widow } from "./support/walk.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const fresh = () => open(world, { hash: VLISSINGEN, date: widow.date });

test("from the municipality to the advice with keys only", async () => {
  const page = await open(world, { date: widow.date });
  await page.keyboard.press("Tab");
  await page.keyboard.type("Vlis");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "vraag-nu");

  // After each answer the focus is at the text of the next question: never lost, never elsewhere.
  const after = async () => assert.equal(await focused(page), "vraag-nu");
  await walk(page, widow.answers, { by: type, after });
  assert.equal(await heading(page), "Welzijn op recept");
  assert.match(await page.locator("[data-announcement]").innerText(), /Advies: Welzijn op recept/);

  await page.keyboard.press("a");
  assert.equal(await focused(page), "advies-titel");
  await picture(page, "keyboard-focus");
  const reason = page.locator(".origin summary").first();
  for (let step = 0; step < 20 && !(await hasFocus(reason)); step += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".origin[open]").count(), 1);

  await page.keyboard.press("v");
  assert.equal(await focused(page), "vraag-nu");
  await page.keyboard.press("z");
  assert.notEqual(await asked(page), null);
  const given = () => page.evaluate(() => document.querySelector("domein-wijzer").answers);
  const before = await given();
  await page.keyboard.press("Shift+W");
  assert.equal(await face(page), "open");
  assert.deepEqual(await given(), {});
  await page.keyboard.press("z");
  assert.deepEqual(await given(), before);
  assert.deepEqual(page.faults, []);
});

test("every kept case comes to what the engine advises", async () => {
  const protocol = (await registry()).find("GM0718", widow.date);
  const page = await fresh();
  for (const { name, answers, date } of cases) {
    // One patient after the other, as in a practice.
    assert.equal(date, widow.date, name);
    await page.keyboard.press("Shift+W");
    await walk(page, answers, { by: type, done: never });
    const { route, signals } = protocol.decide({ answers, date });
    if (route === null) assert.notEqual(await face(page), "advised", name);
    else assert.equal(await heading(page), route.title, name);
    const shown = await page.locator(".signal").evaluateAll((all) => all.map((one) => one.dataset.signal));
    assert.deepEqual(shown, signals.map(({ id }) => id), name);
    assert.deepEqual(page.faults, [], name);
  }
});

test("without shortcuts: Tab and Enter", async () => {
  const page = await fresh();
  const first = await asked(page);
  await page.keyboard.press("v");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.ok(await hasFocus(page.locator(".ask button[value=false]")));
  await page.keyboard.press("Enter");
  assert.notEqual(await asked(page), first);
  assert.equal(await focused(page), "vraag-nu");
});

test("arrow keys move among the choices of the question of now", async () => {
  const page = await fresh();
  const first = await asked(page);
  await page.keyboard.press("v");
  const values = async (keys) => {
    const found = [];
    for (const key of keys) {
      await page.keyboard.press(key);
      found.push(await page.locator(".ask button:focus").getAttribute("value"));
    }
    return found;
  };
  assert.deepEqual(await values(["ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowUp"]), ["true", "false", "null", "null", "false", "true"]);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  assert.notEqual(await asked(page), first);
  assert.equal(await page.evaluate((question) => document.querySelector("domein-wijzer").answers[question], first), false);
  assert.equal(await focused(page), "vraag-nu");
});

test("a skip link leads to the advice and keeps the address", async () => {
  const page = await fresh();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "advies-titel");
  assert.equal(new URL(page.url()).hash, VLISSINGEN);
});

test("arrow keys in a group of choices keep the focus", async () => {
  const page = await fresh();
  const question = await row(page, "medisch_beoordeeld");
  await question.getByLabel("Ja", { exact: true }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  const no = question.getByLabel("Nee", { exact: true });
  assert.ok((await no.isChecked()) && (await hasFocus(no)));
});

test("letters do nothing in a field, and can be switched off", async () => {
  const page = await fresh();
  const first = await asked(page);
  await page.getByText("Praktijk en postcode").click();
  await page.getByLabel("Praktijk", { exact: true }).focus();
  await page.keyboard.type("jnoz?W1");
  assert.equal(await page.getByLabel("Praktijk", { exact: true }).inputValue(), "jnoz?W1");
  assert.equal(await asked(page), first);
  await page.getByLabel("Praktijk", { exact: true }).blur();

  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Sneltoetsen" }).waitFor();
  await picture(page, "shortcuts");
  await page.keyboard.press("n");
  assert.equal(await asked(page), first, "a key reached the page behind the dialog");
  await page.getByLabel("Sneltoetsen aan").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  assert.equal(await asked(page), first);
  assert.equal(await page.locator(".ask [data-key]").count(), 0);
});

test("a number outside its range is not used, and says why", async () => {
  const page = await fresh();
  const question = await row(page, "leeftijd");
  const field = question.getByRole("textbox");
  await field.fill("72");
  await field.press("Enter");
  await field.blur();
  await field.fill("999");
  await field.blur();
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.match(await question.innerText(), /‘999’ kan niet/);
  await picture(page, "wrong-number");
  await field.fill("72");
  await field.blur();
  assert.equal(await field.getAttribute("aria-invalid"), "false");
  assert.deepEqual(page.faults, []);
});
