// What goes out: sheets of one page, and consent before anything that is meant to be sent.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { writeFileSync, mkdirSync } from "node:fs";
import { caseOf, clean, fits, MAP, picture, pictures, show, start } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const widow = caseOf("weduwe_72");
const many = { ...caseOf("multiprobleem"), ...MAP };

/** One page in each look. */
const LOOKS = {
  licht: { media: { colorScheme: "light" }, viewport: { width: 1280, height: 900 } },
  donker: { media: { colorScheme: "dark" }, viewport: { width: 1280, height: 900 }, colours: true },
  smal: { media: { colorScheme: "light" }, viewport: { width: 320, height: 700 } },
};

/** How many pages of A4 it takes; the paper is kept to look at. */
async function pages(page, name) {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  mkdirSync(pictures, { recursive: true });
  writeFileSync(`${pictures}${name}.pdf`, pdf);
  return (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
}

for (const [name, scene] of Object.entries({
  patient: { part: "print", answers: { ...widow, ...MAP } },
  patient_zonder_kaart: { part: "print", answers: widow },
  overzicht: { part: "overview", answers: many },
  overzicht_open: { part: "overview", answers: { leeftijd: 50 } },
  toestemming: { part: "consent", answers: widow },
})) {
  test(`${name}: axe, reflow and pictures`, async () => {
    const page = await show(world, scene);
    for (const [look, { media, viewport, colours }] of Object.entries(LOOKS)) {
      await page.emulateMedia(media);
      await page.setViewportSize(viewport);
      await clean(page, look, { colours });
      await fits(page, look);
      await picture(page, `${name}-${look}`);
    }
    assert.deepEqual(page.faults, []);
  });
}

test("the sheet for the patient fits one page, with what happens next and the own plan", async () => {
  const page = await show(world, { part: "print", answers: { ...widow, ...MAP } });
  const text = await page.locator(".sheet").innerText();
  for (const part of ["22 november 2026", "Welzijn op recept", "binnen 5 werkdagen", "Hoort u na 5 werkdagen niets? Bel dan de praktijk.", "Mijn plan", "Ik begin met: Iemand opzoeken.", "Gaat het slechter met u?"]) {
    assert.ok(text.includes(part), `${part} in\n${text}`);
  }
  assert.equal(await pages(page, "patient"), 1);
});

test("sentences for the patient are short", async () => {
  const page = await show(world, { part: "print", answers: widow });
  // The protocol's own words are its author's; these are ours.
  const ours = await page.locator(".sheet ol li, .sheet dt, .sheet-foot p").allInnerTexts();
  const sentences = ours.flatMap((text) => text.split(/(?<=[.?!])\s+/));
  const long = sentences.filter((one) => one.split(/\s+/).length > 12);
  assert.deepEqual(long, []);
});

test("without advice there is nothing to take home", async () => {
  const page = await show(world, { part: "print", answers: {} });
  assert.equal(await page.locator(".sheet").count(), 0);
});

test("the overview of a patient with many problems fits one page and names nobody", async () => {
  const page = await show(world, { part: "overview", answers: many });
  const text = await page.locator(".sheet").innerText();
  for (const part of ["geen naam of BSN", "Wie komt er", "De patiënt, en wie hij of zij meeneemt", "Sociaal", "Maatschappelijk", "Afspraken"]) assert.ok(text.includes(part), part);
  assert.equal(await page.locator("[data-first=true] .ring").count(), 1);
  assert.equal(await pages(page, "overzicht"), 1);
});

test("what may stand in a letter is in the overview, under its domain, and the rest is not", async () => {
  const page = await show(world, { part: "overview", answers: caseOf("multiprobleem") });
  const rows = Object.fromEntries(await page.locator(".sheet-table:not(.sheet-agreed) tr").evaluateAll((all) => all.map((row) => [row.children[0].innerText, row.children[1].innerText])));
  const wanted = await page.evaluate(() => {
    const answers = window.harness.answers();
    return window.harness.form.groups.flatMap(({ questions }) => questions).filter(({ id }) => answers[id] !== undefined).map(({ short, domain, inLetter }) => [short, domain, inLetter]);
  });
  assert.ok(wanted.filter(([, , inLetter]) => inLetter).length > 10 && wanted.some(([, , inLetter]) => !inLetter));
  for (const [short, domain, inLetter] of wanted) {
    const row = domain === null ? "Verder" : domain[0].toUpperCase() + domain.slice(1);
    assert.equal(rows[row]?.includes(`${short}: `) ?? false, inLetter, `${short} under ${row}`);
  }
});

test("nothing goes on without consent, and what is missing is said", async () => {
  const page = await show(world, { part: "consent", answers: widow });
  const said = () => page.evaluate(() => window.harness.said);
  await page.getByRole("button", { name: "Ga verder" }).click();
  assert.equal(await page.getByRole("alert").innerText(), "Nog niet compleet: vertel wat er meegaat en naar wie, vraag of de patiënt het goed vindt, kies mondeling of schriftelijk.");
  await picture(page, "toestemming-onvolledig");
  await clean(page, "incomplete");
  await page.getByLabel("Ik heb de patiënt verteld").check();
  await page.getByLabel("De patiënt vindt het goed.").check();
  await page.getByRole("button", { name: "Ga verder" }).click();
  assert.deepEqual(await said(), []);
  await page.getByLabel("Mondeling").check();
  await page.getByRole("button", { name: "Ga verder" }).click();
  assert.equal((await said()).length, 1);
  assert.match((await said())[0], /^Toestemming mondeling gegeven op 22 november 2026 om de verwijsbrief te delen met .+\.$/);
  assert.ok((await page.locator(".consent-text").innerText()).startsWith("Aan: "));
});

test("a patient who does not want it is recorded too", async () => {
  const page = await show(world, { part: "consent", answers: widow });
  await page.getByRole("button", { name: "De patiënt wil het niet" }).click();
  assert.match((await page.evaluate(() => window.harness.said))[0], /^Geen toestemming op 22 november 2026 .* Niets verzonden\.$/);
});
