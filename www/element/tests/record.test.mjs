// Taken from the record, and chosen otherwise than advised.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { face, heading, row, walk, widow } from "../../tests/support/walk.mjs";
import { open, picture, settled, start, told } from "./support/host.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const ELEMENT = `<domein-wijzer id="een" date="${widow.date}"></domein-wijzer>`;

/** A protocol whose engine can take answers from a record and keeps other choices. */
const withRecord = (page) =>
  page.evaluate((date) => {
    const good = window.host.handle("GM0718", date);
    const overrideReasons = [
      { id: "wens", title: "Wens van de patiënt", needsNote: false },
      { id: "anders", title: "Andere reden", needsNote: true },
    ];
    const change = {
      form: () => ({ ...good.form(), overrideReasons }),
      prefill(facts, day) {
        if (day !== date) throw new Error(`another day: ${day}`);
        if (facts.age === undefined) throw new Error("geen leeftijd");
        const origins = [
          { question: "leeftijd", answer: facts.age, from: "de leeftijd in het dossier" },
          { question: "eenzaamheid", answer: 8, from: "ICPC Z04 (2026-03-01)" },
        ];
        const leftOpen = [{ question: "verlies", label: "Verlies", from: "ICPC Z15 (2019-03-01)", why: "te lang geleden" }];
        return { answers: { leeftijd: facts.age, eenzaamheid: 8 }, origins, leftOpen, unused: [{ fact: "ICPC A01 (2026-01-01)", why: "geen vraag kijkt ernaar" }] };
      },
      overrideRecord: (patient, choice) => ({ ...choice, advised: good.decide(patient).route?.id ?? null, kept: true }),
    };
    document.querySelector("#een").protocol = { ...good, ...change };
  }, widow.date);

test("what comes from the record is shown with its origin, and can be changed", async () => {
  const page = await open(world, ELEMENT);
  await withRecord(page);
  await page.evaluate(() => {
    const element = document.querySelector("#een");
    element.answers = { eenzaamheid: 4 };
    element.setAttribute("prefill", '{"age":72,"icpc":[{"code":"Z04","date":"2026-03-01"}]}');
  });
  await settled(page);
  const answers = () => page.locator("#een").evaluate((element) => element.answers);
  // What was answered goes before what the record says.
  assert.deepEqual(await answers(), { leeftijd: 72, eenzaamheid: 4 });
  const block = page.locator(".prefill");
  assert.match(await block.locator("summary").innerText(), /Uit het dossier: 1 antwoord overgenomen/);
  await block.locator("summary").click();
  assert.match(await block.innerText(), /8, uit ICPC Z04 \(2026-03-01\) *\(nu: 4\)/);
  assert.match(await (await row(page, "leeftijd")).innerText(), /Uit het dossier: ‘72[^’]*’, uit de leeftijd in het dossier/);
  assert.match(await block.innerText(), /Verlies, uit ICPC Z15 \(2019-03-01\): te lang geleden/);
  assert.match(await block.innerText(), /ICPC A01 \(2026-01-01\): geen vraag kijkt ernaar/);
  await picture(page, "element-prefill");
  await block.getByRole("button", { name: /Neem toch over/ }).click();
  assert.deepEqual(await answers(), { leeftijd: 72, eenzaamheid: 8 });
  await block.getByRole("button", { name: /Haal weg Leeftijd/i }).click();
  assert.deepEqual(await answers(), { eenzaamheid: 8 });
  assert.match(await block.innerText(), /\(weggehaald\)/);
  // Another record takes its place; what was left as it was goes with the old one.
  await page.evaluate(() => (document.querySelector("#een").prefill = { age: 40 }));
  await settled(page);
  assert.deepEqual(await answers(), { leeftijd: 40, eenzaamheid: 8 });
  await page.evaluate(() => document.querySelector("#een").clear());
  await settled(page);
  assert.deepEqual(await answers(), {});
  assert.equal(await page.locator("#een").evaluate((element) => element.prefill), null);
  assert.equal(await block.count(), 0);
});

test("a record that cannot be used is said, and the consult goes on", async () => {
  const page = await open(world, ELEMENT.replace("<domein-wijzer", `<domein-wijzer gemeente="GM0718"`));
  for (const [prefill, protocol, pattern] of [
    ['{"age"', null, /geen JSON-object/],
    [{ sex: "x" }, "with", /geen leeftijd/],
  ]) {
    if (protocol !== null) await withRecord(page);
    await page.evaluate((facts) => (document.querySelector("#een").prefill = facts), prefill);
    await settled(page);
    const block = page.locator(".prefill");
    assert.match(await block.innerText(), /niets uit het dossier overgenomen/);
    assert.match(await block.innerText(), pattern);
    assert.equal(await face(page), "open");
    assert.equal((await told(page, "error")).at(-1).detail.subject, "prefill");
  }
});

test("another choice takes a reason, is told, and can be withdrawn", async () => {
  const page = await open(world, ELEMENT);
  await withRecord(page);
  await settled(page);
  await walk(page, widow.answers);
  await page.getByRole("button", { name: "Wijk af van het advies" }).click();
  await page.getByLabel("Welke route kiest u?").selectOption("schuldhulp");
  await page.getByLabel("Waarom?").selectOption("anders");
  await page.getByRole("button", { name: "Leg vast" }).click();
  assert.deepEqual(await told(page, "override"), [], "a reason without its note");
  await page.getByLabel("Toelichting").fill("Is er al bekend");
  await picture(page, "element-override");
  await page.getByRole("button", { name: "Leg vast" }).click();
  const override = {
    advised: "welzijn_op_recept",
    chosen: "schuldhulp",
    reason: { id: "anders", title: "Andere reden", needsNote: true },
    note: "Is er al bekend",
    record: { route: "schuldhulp", reason: "anders", note: "Is er al bekend", advised: "welzijn_op_recept", kept: true },
  };
  assert.deepEqual((await told(page, "override")).at(-1).detail.override, override);
  assert.equal(await heading(page), "Welzijn op recept", "the advice itself changed");
  assert.match(await page.locator(".overridden").innerText(), /U koos .+ in plaats van Welzijn op recept\. Reden: Andere reden\. Toelichting: Is er al bekend/);
  await picture(page, "element-overridden");
  await page.getByRole("button", { name: "Neem keuze over" }).click();
  assert.deepEqual((await told(page, "handover"))[0].detail.override, override);
  await page.getByRole("button", { name: "Volg toch het advies" }).click();
  assert.equal((await told(page, "override")).at(-1).detail.override, null);

  // Another answer makes another case: the choice was about the old one.
  await page.getByRole("button", { name: "Wijk af" }).click();
  await page.getByLabel("Welke route kiest u?").selectOption("schuldhulp");
  await page.getByLabel("Waarom?").selectOption("wens");
  await page.getByRole("button", { name: "Leg vast" }).click();
  await (await row(page, "eenzaamheid")).getByLabel("2", { exact: true }).check();
  assert.equal((await told(page, "override")).at(-1).detail.override, null);
  assert.equal(await page.locator(".overridden").count(), 0);
  assert.deepEqual(page.faults, []);
});

test("without reasons in the protocol the note is the reason, and a host can leave the buttons out", async () => {
  const page = await open(world, ELEMENT);
  await page.evaluate((date) => {
    const good = window.host.handle("GM0718", date);
    document.querySelector("#een").protocol = { ...good, form: () => ({ ...good.form(), overrideReasons: [] }) };
  }, widow.date);
  await page.evaluate((answers) => (document.querySelector("#een").answers = answers), widow.answers);
  await settled(page);
  await page.getByRole("button", { name: "Wijk af" }).click();
  await page.getByLabel("Welke route kiest u?").selectOption("-");
  await page.getByRole("button", { name: "Leg vast" }).click();
  assert.deepEqual(await told(page, "override"), [], "nothing said why");
  await page.getByLabel("Waarom?").fill("Wil eerst zelf praten");
  await page.getByRole("button", { name: "Leg vast" }).click();
  const { override } = (await told(page, "override")).at(-1).detail;
  assert.deepEqual(override, { advised: "welzijn_op_recept", chosen: null, reason: null, note: "Wil eerst zelf praten", record: null });
  assert.equal(await page.getByRole("button", { name: "Neem keuze over" }).count(), 1);
  await withRecord(page);
  await page.evaluate(() => Object.assign(document.querySelector("#een"), { noHandover: true, noOverride: true }));
  await settled(page);
  assert.deepEqual(await page.locator(".decide button").allInnerTexts(), ["Kopieer voor dossier"], "where nothing is handed over, someone copies");
});

test("the engine of this build: from the record to a choice that can be replayed", async () => {
  const facts = { age: 72, icpc: [{ code: "Z15", date: "2026-03-01" }], contacts12m: 14, facts: {} };
  const page = await open(world, `<domein-wijzer id="een" gemeente="GM0718" date="${widow.date}" prefill='${JSON.stringify(facts)}'></domein-wijzer>`);
  assert.equal(await page.locator("#een").evaluate((element) => element.answers.leeftijd), 72);
  await page.locator(".prefill summary").click();
  assert.match(await page.locator(".prefill").innerText(), /Verlies: ja, uit ICPC Z15 \(1 maart 2026\)/);
  await picture(page, "element-prefill-engine");
  await page.evaluate((answers) => (document.querySelector("#een").answers = answers), widow.answers);
  await settled(page);
  await page.getByRole("button", { name: "Wijk af" }).click();
  await page.getByLabel("Welke route kiest u?").selectOption("schuldhulp");
  await page.getByLabel("Waarom?").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Leg vast" }).click();
  const { override } = (await told(page, "override")).at(-1).detail;
  assert.equal(override.record.chosen.id, "schuldhulp");
  assert.equal(override.record.reason.id, override.reason.id);
  assert.match(override.record.receipt.sha256, /^[0-9a-f]{64}$/);
  assert.deepEqual(await told(page, "error"), []);
  assert.deepEqual(page.faults, []);
});
