// The ways out: paper, letter and message after consent, and what comes back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { clean } from "./support/axe.mjs";
import { open, picture, start, textOf } from "./support/browser.mjs";
import { face, fill, focused, heading, openAdvised, VLISSINGEN, whole, widow } from "./support/walk.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const advised = (options) => openAdvised(world, options);

const out = (page, name) => page.locator(`domein-wijzer > [data-do=${name}]`);
const record = (page) => page.getByLabel("Voor het dossier", { exact: true }).inputValue();

for (const [name, words] of [["patient", /Wat we hebben afgesproken[\s\S]*Mijn plan/], ["overview", /Overzicht voor het drie-gesprek[\s\S]*Wie komt er/]]) {
  test(`${name}: a sheet to look at and to print, and a way back`, async () => {
    const page = await advised();
    await out(page, name).click();
    assert.equal(await focused(page), "naast-titel");
    assert.match(await page.locator(`[data-sheet=${name}]`).innerText(), words);
    assert.equal(await page.locator("domein-wijzer").isVisible(), false);
    await clean(page, name);
    await picture(page, `sheet-${name}`, { fullPage: true });
    await page.emulateMedia({ media: "print" });
    for (const hidden of [".top", "#page > footer", ".side-bar", "domein-wijzer"]) assert.equal(await page.locator(hidden).isVisible(), false, hidden);
    const pages = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    assert.equal(pages, 1, `${name} takes ${pages} pages`);
    await page.emulateMedia({ media: null });
    await page.keyboard.press("n");
    await page.keyboard.press("Escape");
    assert.equal(await heading(page), "Welzijn op recept", "a key reached the consult behind the sheet");
    assert.equal(await focused(page), "advies-titel");
    assert.deepEqual(page.faults, []);
  });
}

test("a letter is copied after consent only, and the record says so", async () => {
  const page = await advised({ permissions: ["clipboard-read", "clipboard-write"] });
  assert.equal(await page.getByLabel("Verwijsbrief").count(), 0);
  await out(page, "letter").click();
  await page.locator("[data-do=proceed]").click();
  assert.match(await page.locator(".consent .wrong").innerText(), /Nog niet compleet/);
  await clean(page, "consent");
  await picture(page, "consent");
  for (const label of ["Ik heb de patiënt verteld", "De patiënt vindt het goed", "Mondeling"]) await page.getByLabel(label).check();
  await page.locator("[data-do=proceed]").click();
  await page.getByText("De brief is gekopieerd.").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Welzijn op recept/);
  assert.match(await record(page), /P: Toestemming mondeling gegeven op 22 november 2026 om de verwijsbrief te delen/);
  await picture(page, "consent-given");
  await page.getByRole("button", { name: "Wissen" }).click();
  await fill(page, widow.answers);
  assert.doesNotMatch(await record(page), /Toestemming mondeling/, "consent of the patient before");
  assert.deepEqual(page.faults, []);
});

test("a message is a file that asks for nothing, with the day of consent", async () => {
  const page = await advised();
  await whole(page);
  const requests = [];
  page.context().on("request", (request) => requests.push(request.url()));
  await out(page, "fhir").click();
  await page.locator("[data-view=consent]").waitFor();
  const shown = await page.locator(".consent-text").first().innerText();
  // What is in the message, and not the letter.
  for (const part of ["Verwijzing: Welzijn op recept", "- Hoe eenzaam voelt de patiënt zich? 8", "Uiterlijk: 27 november 2026", "Aan: Welzijnscoach gemeente Vlissingen", "Toestemming:"]) assert.ok(shown.includes(part), `${part} in\n${shown}`);
  assert.doesNotMatch(shown, /\{|null|undefined|Geachte/);
  const exact = await page.locator(".consent-exact pre").textContent();
  await picture(page, "consent-fhir", { fullPage: true });
  for (const label of ["Ik heb de patiënt verteld", "De patiënt vindt het goed", "Schriftelijk"]) await page.getByLabel(label).check();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-do=proceed]").click()]);
  assert.equal(download.suggestedFilename(), `verwijzing-vlissingen-${widow.date}.fhir.json`);
  const saved = await textOf(download);
  assert.equal(saved, `${exact}\n`, "another message than was shown");
  const bundle = JSON.parse(saved);
  assert.equal(bundle.resourceType, "Bundle");
  const request = bundle.entry.map(({ resource }) => resource).find(({ resourceType }) => resourceType === "ServiceRequest");
  assert.equal(request.status, "active", "not a draft once there is consent");
  assert.deepEqual(requests.filter((url) => !url.startsWith("blob:")), []);
  assert.deepEqual(page.faults, []);
});

test("without consent nothing goes, and that is in the record", async () => {
  const page = await advised();
  await out(page, "letter").click();
  await page.locator("[data-do=refuse]").click();
  assert.match(await record(page), /Geen toestemming .* Niets verzonden/);
});

test("another choice with a reason is in the record", async () => {
  const page = await advised();
  await page.getByRole("button", { name: "Wijk af van het advies" }).click();
  const routes = page.getByLabel("Welke route kiest u?");
  await routes.selectOption({ index: 1 });
  const chosen = await routes.locator("option").nth(1).innerText();
  if ((await page.getByLabel("Waarom?").count()) > 0 && (await page.getByLabel("Waarom?").evaluate(({ tagName }) => tagName)) === "SELECT") await page.getByLabel("Waarom?").selectOption({ index: 1 });
  await page.locator("#afwijking-toelichting").fill("Wil dichter bij huis");
  await page.getByRole("button", { name: "Leg vast" }).click();
  assert.ok((await record(page)).includes(`P: Gekozen: ${chosen}, in plaats van Welzijn op recept. Reden:`), await record(page));
  assert.match(await record(page), /Wil dichter bij huis/);
  await picture(page, "overridden");
});

test("what comes back is a line for the record, and the case can be taken up again", async () => {
  const page = await advised();
  await out(page, "feedback").click();
  await page.getByLabel("Van wie is het bericht?").fill("Welzijnscoach");
  await page.getByLabel("Plak hier de terugkoppeling").fill("Drie gesprekken gehad, eetgroep loopt.");
  assert.match(await page.locator(".feedback-line").innerText(), /S: Terugkoppeling van Welzijnscoach, 22 november 2026: Drie gesprekken/);
  await clean(page, "feedback");
  await picture(page, "feedback");
  await page.getByLabel("Plak hier de terugkoppeling").fill(JSON.stringify({ resourceType: "Task", status: "rejected", intent: "order", statusReason: { text: "Geen plek" } }));
  assert.match(await page.locator(".feedback-line").innerText(), /Geen plek/);
  await page.locator("[data-do=return]").click();
  assert.match(await page.locator("[data-message]").innerText(), /De casus is terug/);
  assert.equal(await heading(page), "Welzijn op recept");
  assert.match(await record(page), /Geen plek/);
  assert.deepEqual(page.faults, []);
});

test("a drawing stands among the questions and answers go both ways", async () => {
  const page = await open(world, { hash: VLISSINGEN, date: widow.date });
  await page.getByRole("button", { name: "Alles open" }).click();
  const drawn = page.locator(".drawn");
  await drawn.nth(2).locator("svg").waitFor();
  assert.equal(await drawn.count(), 3);
  const score = drawn.locator("[data-question] input[type=radio][value='6']").first();
  await score.check();
  const question = await score.evaluate((input) => input.closest("[data-question]").dataset.question);
  assert.equal(await page.evaluate((id) => document.querySelector("domein-wijzer").answers[id], question), 6);
  await clean(page, "drawings");
  await drawn.first().scrollIntoViewIfNeeded();
  await picture(page, "drawing-in-page");
  await drawn.locator(`[data-question=${question}] input[value='']`).check();
  assert.equal(await page.evaluate((id) => document.querySelector("domein-wijzer").answers[id], question), undefined);
  assert.equal(await face(page), "open");
  assert.deepEqual(page.faults, []);
});
