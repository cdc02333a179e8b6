// The main job, by mouse: from the municipality to the advice with its reasons and texts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, picture, start } from "./support/browser.mjs";
import { decided, face, fill, hasFocus, heading, never, openAdvised, row, VLISSINGEN, walk, widow } from "./support/walk.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const advised = (options) => openAdvised(world, options);

test("a case in Vlissingen gets its advice, with reasons", async () => {
  const page = await open(world, { date: widow.date });
  await picture(page, "start");
  await page.getByLabel("Gemeente", { exact: true }).selectOption({ label: "Vlissingen" });
  await page.getByRole("button", { name: "Begin" }).click();
  assert.equal(await face(page), "open");
  assert.equal(await heading(page), "Nog open");
  await picture(page, "open");

  const questions = await walk(page, widow.answers);
  assert.ok(questions.length > 0 && questions.length <= 20, `asked: ${questions.join(", ")}`);
  assert.equal(await heading(page), "Welzijn op recept");
  await picture(page, "advised");

  // The route is certain; what is still asked may add to it.
  await walk(page, widow.answers, { done: never });
  assert.equal(await heading(page), "Welzijn op recept");
  await picture(page, "advised-whole", { fullPage: true });

  const reason = page.locator(".advice-body > .reasons > [data-rule=eenzaam]");
  assert.match(await reason.innerText(), /Eenzaamheid: 8 \(\d+ of meer\)/);
  await reason.getByText("Regel").click();
  assert.match(await reason.innerText(), /eenzaam in .+\.toml:\d+/);
  assert.ok((await reason.locator(".sources").count()) > 0, "a reason without a source");
  assert.match(await page.locator(".practical").first().innerText(), /Welzijnscoach/);

  const other = page.locator(".why-not[data-route=schuldhulp]");
  await other.getByText("Waarom niet").click();
  assert.match(await other.innerText(), /nodig:/);
  await picture(page, "why-not");
  assert.deepEqual(page.faults, []);
});

test("another answer gives another advice, in place", async () => {
  const page = await advised();
  const question = await row(page, "medisch_beoordeeld");
  const no = question.getByLabel("Nee", { exact: true });
  await no.check();
  assert.notEqual(await heading(page), "Welzijn op recept");
  assert.ok(await hasFocus(no), "the focus was lost");
  await picture(page, "changed");
  await question.getByLabel("Ja", { exact: true }).check();
  assert.equal(await heading(page), "Welzijn op recept");

  await question.getByLabel("Weet ik niet").check();
  assert.notEqual(await face(page), "advised");
  await page.getByRole("button", { name: "Ongedaan maken" }).click();
  assert.equal(await heading(page), "Welzijn op recept");
  assert.deepEqual(page.faults, []);
});

test("the context chooses the contact", async () => {
  const page = await advised();
  const contact = page.locator(".practical dd").first();
  const before = await contact.innerText();
  await page.getByText("Praktijk en postcode").click();
  await page.getByLabel("Postcode").fill("4388");
  await page.getByLabel("Postcode").blur();
  assert.notEqual(await contact.innerText(), before);
  await page.getByLabel("Postcode").fill("438");
  await page.getByLabel("Postcode").blur();
  assert.equal(await page.getByLabel("Postcode").getAttribute("aria-invalid"), "true");
  assert.equal(await contact.innerText(), before);
});

test("the texts can be copied", async () => {
  const page = await advised({ permissions: ["clipboard-read", "clipboard-write"] });
  for (const [button, field, expected] of [
    ["Kopieer voor dossier", "Voor het dossier", /^S: [\s\S]*\nO: [\s\S]*\nE: [\s\S]*\nP: /],
    ["Kopieer voor patiënt", "Voor de patiënt", /\bu\b/i],
  ]) {
    await page.getByRole("button", { name: button }).last().click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await page.getByLabel(field, { exact: true }).inputValue());
    assert.match(copied, expected);
  }
  // What goes to the record is at hand beside the advice as well.
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await page.getByRole("button", { name: "Kopieer voor dossier" }).first().click();
  await page.locator(".decide").getByText("Gekopieerd.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await page.getByLabel("Voor het dossier", { exact: true }).inputValue());
  await page.locator(".text").first().scrollIntoViewIfNeeded();
  await picture(page, "texts");
});

test("where copying is refused, the text is selected", async () => {
  const page = await advised();
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
  });
  await page.getByRole("button", { name: "Kopieer voor patiënt" }).click();
  await page.getByText("De tekst is geselecteerd").waitFor();
  const [selected, length] = await page.getByLabel("Voor de patiënt", { exact: true }).evaluate((field) => [field.selectionEnd - field.selectionStart, field.value.length]);
  assert.equal(selected, length);
});

test("the municipality is remembered, the patient is not", async () => {
  const page = await advised();
  assert.equal(new URL(page.url()).hash, VLISSINGEN);
  await page.goto(`${world.site.address}?again`);
  assert.match(await page.locator(".which").innerText(), /Vlissingen/);
  assert.equal(await face(page), "open");

  await page.getByRole("button", { name: "Andere gemeente" }).click();
  await page.getByRole("heading", { name: "Voor welke gemeente?" }).waitFor();
  assert.equal(new URL(page.url()).hash, "");
});

test("clearing leaves nothing of the patient, and is undone until the next answer at most", async () => {
  const page = await advised();
  await page.getByRole("button", { name: "Wissen" }).click();
  assert.equal(await face(page), "open");
  assert.equal(await page.locator("input:checked:not(dialog input, .drawn input)").count(), 0);
  assert.equal(await decided(page), false);
  await picture(page, "cleared");
  const back = page.getByRole("button", { name: "Wissen ongedaan maken" });
  await back.click();
  assert.equal(await heading(page), "Welzijn op recept");

  await page.getByRole("button", { name: "Wissen" }).click();
  await page.locator(".ask .choice").first().click();
  await page.getByRole("button", { name: "Ongedaan maken" }).click();
  assert.equal(await back.count(), 0, "the patient before came back");
  assert.equal(await face(page), "open");
});

test("a municipality is found by the name that people use", async () => {
  for (const [wanted, name] of [["Middelburg", "Middelburg"], ["Middelburg (Z.)", "Middelburg"], ["den haag", "'s-Gravenhage"], ["gm0718", "Vlissingen"]]) {
    const page = await open(world, { hash: `#gemeente=${encodeURIComponent(wanted)}` });
    assert.ok((await page.locator(".which").innerText()).startsWith(name), wanted);
  }
});

test("an unknown municipality in the address is named", async () => {
  const page = await open(world, { hash: "#gemeente=GM0363" });
  assert.match(await page.locator(".choose").getByRole("alert").innerText(), /Amsterdam/);
});

test("a group folds when nothing in it is left to answer, and what no longer matters says why", async () => {
  const page = await open(world, { hash: VLISSINGEN, date: widow.date });
  const groups = page.locator("details.group");
  await page.getByRole("button", { name: "Alles open" }).click();
  const before = await groups.count();
  await walk(page, widow.answers);
  const folded = await groups.evaluateAll((all) => all.filter(({ open }) => !open).map(({ dataset }) => "done" in dataset));
  assert.ok(folded.length > 0 && folded.length < before, `${folded.length} of ${before} folded`);
  assert.ok(folded.every(Boolean), "a group folded with something left in it");
  // Why comes a moment after that.
  const reason = page.locator(".row.idle .idle-why");
  await reason.filter({ hasText: /Doet er niet meer toe\. Het advies ‘Welzijn op recept’ staat vast/ }).first().waitFor({ state: "attached" });
  const reasons = await reason.allTextContents();
  assert.ok(reasons.every((text) => text.length > 40), reasons.join("\n"));
  await picture(page, "folded", { fullPage: true });
});

test("on paper is the text for the patient, and nothing else", async () => {
  const page = await advised();
  await page.emulateMedia({ media: "print" });
  assert.match(await page.locator(".print-only").innerText(), /\bu\b/i);
  for (const hidden of [".top", "footer", ".questions", "#advies-titel", ".text >> nth=0", ".strip"]) assert.equal(await page.locator(hidden).isVisible(), false, hidden);
  await picture(page, "print", { fullPage: true });
});
