// Attributes, properties and events: what a host sees of the element.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asked, face, focused, give, heading, walk, widow } from "../../tests/support/walk.mjs";
import { open, settled, start, told } from "./support/host.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const DATE = widow.date;
const VLISSINGEN = `<domein-wijzer id="een" gemeente="GM0718" date="${DATE}"></domein-wijzer>`;

test("importing registers nothing; registering upgrades what is there, with its properties", async () => {
  const page = await open(world, VLISSINGEN, { script: "import" });
  assert.equal(await page.evaluate(() => customElements.get("domein-wijzer")), undefined);
  await page.evaluate(async () => {
    document.querySelector("#een").answers = { veiligheidssignaal: false };
    await window.host.define();
  });
  await settled(page);
  // The protocols are still to come: that is no fault.
  assert.match(await page.locator("#een").evaluate((element) => element.shadowRoot.textContent), /nog niet geladen/);
  assert.deepEqual(await told(page), []);
  await page.evaluate(() => {
    window.host.startEngine();
    window.host.DomeinWijzerElement.protocols = window.host.protocolFiles;
  });
  await settled(page);
  assert.equal(await face(page), "open");
  assert.deepEqual(await page.evaluate(() => document.querySelector("#een").answers), { veiligheidssignaal: false });
  const own = await page.evaluate(() => {
    customElements.define("eigen-naam", class extends window.host.DomeinWijzerElement {});
    return document.createElement("eigen-naam") instanceof window.host.DomeinWijzerElement;
  });
  assert.ok(own);
  assert.deepEqual(page.faults, []);
});

test("attributes are properties, and the other way round", async () => {
  const page = await open(world, VLISSINGEN);
  const seen = await page.evaluate(async () => {
    const element = document.querySelector("#een");
    const text = (name) => element.getAttribute(name);
    element.setAttribute("answers", '{"veiligheidssignaal":false,"eenzaamheid":8,"zelfdoding":null}');
    element.setAttribute("practice", "Centrum");
    element.setAttribute("postcode", "4388");
    await element.updateComplete;
    const read = { answers: element.answers, practice: element.practice, postcode: element.postcode, shown: element.shadowRoot.querySelector("#postcode").value };
    Object.assign(element, { date: "2026-12-01", disabled: true, required: true, noHandover: true, name: "advies" });
    await element.updateComplete;
    const written = [text("date"), text("disabled"), text("required"), text("no-handover"), text("name")];
    element.gemeente = "Utrecht";
    element.disabled = false;
    await element.updateComplete;
    const municipality = [text("gemeente"), text("disabled"), element.recommendation.protocol.municipalityName, element.recommendation.date];
    element.protocol = "nederland";
    await element.updateComplete;
    return { read, written, municipality, protocol: [text("protocol"), element.recommendation.protocol.id, element.face] };
  });
  assert.deepEqual(seen, {
    read: { answers: { veiligheidssignaal: false, eenzaamheid: 8, zelfdoding: null }, practice: "Centrum", postcode: "4388", shown: "4388" },
    written: ["2026-12-01", "", "", "", "advies"],
    municipality: ["Utrecht", null, "Utrecht", "2026-12-01"],
    protocol: ["nederland", "nederland", "open"],
  });
  assert.deepEqual(page.faults, []);
});

test("a whole case, and the events that come of it", async () => {
  const page = await open(world, VLISSINGEN);
  const first = await asked(page);
  await give(page, widow.answers[first]);
  const [change] = await told(page, "change");
  assert.deepEqual(change, {
    type: "domeinwijzer-change",
    detail: { cause: "answer", question: first, answer: widow.answers[first], answers: { [first]: widow.answers[first] } },
    bubbles: true,
    composed: true,
    target: "een",
  });
  await walk(page, widow.answers);
  assert.equal(await heading(page), "Welzijn op recept");
  await settled(page);
  const advice = (await told(page, "advice")).at(-1);
  assert.equal(advice.detail.face, "advised");
  assert.equal(advice.detail.recommendation.route.id, "welzijn_op_recept");
  assert.ok(advice.bubbles && advice.composed);

  await page.getByRole("button", { name: "Neem advies over" }).click();
  const [{ detail }] = await told(page, "handover");
  assert.equal(detail.recommendation.route.id, "welzijn_op_recept");
  assert.match(detail.texts.record, /^S: /);
  assert.equal(detail.case.answers[first], widow.answers[first]);
  assert.equal(detail.case.date, DATE);
  assert.equal(detail.override, null);

  await page.evaluate(() => document.querySelector("#een").undo());
  await settled(page);
  assert.equal((await told(page, "change")).at(-1).detail.cause, "undo");
  await page.evaluate(() => document.querySelector("#een").clear());
  await settled(page);
  assert.deepEqual((await told(page, "change")).at(-1).detail, { cause: "clear", question: null, answer: undefined, answers: {} });
  assert.equal(await focused(page), "vraag-nu");
  // What the host sets is not told back to it as if someone had answered.
  const before = (await told(page, "change")).length;
  await page.evaluate(() => {
    document.querySelector("#een").answers = { eenzaamheid: 3 };
  });
  await settled(page);
  assert.equal((await told(page, "change")).length, before);
  assert.deepEqual(await told(page, "error"), []);
  assert.deepEqual(page.faults, []);
});

test("of quick answers the last one is told, with all that follows from it; what is asked for is there at once", async () => {
  const page = await open(world, VLISSINGEN);
  await settled(page);
  const before = (await told(page, "advice")).length;
  const seen = await page.evaluate(async () => {
    const element = document.querySelector("#een");
    element.answer("eenzaamheid", 8);
    while (element.isUpdatePending) await null;
    // The advice is drawn, and what no longer matters is not known yet.
    const drawn = element.shadowRoot.querySelector(".last strong").textContent;
    element.answer("leeftijd", 72);
    await element.updateComplete;
    element.answer("leeftijd", 73);
    return { drawn, asked: element.next.next[0].question, shown: (await element.updateComplete, element.shadowRoot.querySelector(".ask").dataset.question) };
  });
  assert.equal(seen.drawn, "8");
  assert.equal(seen.asked, seen.shown);
  const advice = (await told(page, "advice")).slice(before);
  assert.deepEqual(advice.map(({ detail }) => detail.case.answers), [{ eenzaamheid: 8, leeftijd: 72 }, { eenzaamheid: 8, leeftijd: 73 }]);
  assert.ok(advice.every(({ detail }) => detail.next.irrelevant !== undefined));
  assert.deepEqual(page.faults, []);
});

test("what cannot be computed is said and told, and nothing is invented", async () => {
  const page = await open(world, VLISSINGEN);
  const states = [
    ["answers", { answers: "{nee" }, "ELEMENT_ANSWERS"],
    ["answers", { answers: { bestaat_niet: true } }, /^DW\d{4}$/],
    ["answers", { answers: { eenzaamheid: 99 } }, /^DW\d{4}$/],
    ["protocol", { answers: null, gemeente: "GM9999" }, /^DW\d{4}$/],
    ["protocol", { gemeente: "GM0718", date: "gisteren" }, /^DW\d{4}$/],
    ["protocol", { date: "2099-01-01" }, /^DW\d{4}$/],
  ];
  for (const [subject, change, code] of states) {
    await page.evaluate((now) => Object.assign(document.querySelector("#een"), now), change);
    await settled(page);
    const label = JSON.stringify(change);
    assert.equal(await page.locator("#een").evaluate(({ face }) => face), "failed", label);
    assert.equal(await heading(page), "Kan niet worden berekend", label);
    assert.equal(await page.locator("[data-route]").count(), 0, label);
    const { detail } = (await told(page, "error")).at(-1);
    assert.equal(detail.subject, subject, label);
    assert.match(detail.code, new RegExp(code), label);
    assert.ok(detail.message.length > 10, label);
  }
  await page.evaluate((date) => Object.assign(document.querySelector("#een"), { date, answers: {} }), DATE);
  await settled(page);
  assert.equal(await face(page), "open");
  assert.deepEqual(page.faults, []);
});

test("two on one page are two consults", async () => {
  const page = await open(world, `${VLISSINGEN}<domein-wijzer id="twee" gemeente="GM0344" date="${DATE}"></domein-wijzer>`);
  const answersOf = (id) => page.locator(`#${id}`).evaluate((element) => element.answers);
  const second = page.locator("#twee");
  await second.locator(".ask h2").focus();
  await page.keyboard.press("n");
  assert.equal(Object.keys(await answersOf("twee")).length, 1);
  assert.deepEqual(await answersOf("een"), {});
  // The focus goes on to the next question of the same consult; keys elsewhere do nothing.
  assert.ok(await second.evaluate((element) => element === document.activeElement && element.shadowRoot.activeElement.id === "vraag-nu"));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("n");
  assert.equal(Object.keys(await answersOf("twee")).length, 1);
  assert.deepEqual(await answersOf("een"), {});
  assert.equal((await told(page, "change")).every(({ target }) => target === "twee"), true);

  // Protocols of its own; the other keeps what the page has.
  await page.evaluate(() => {
    const base = window.host.protocolFiles.filter(({ path }) => path.startsWith("nederland/"));
    Object.assign(document.querySelector("#twee"), { source: base, protocol: "nederland", answers: {} });
  });
  await settled(page);
  assert.equal(await second.evaluate(({ recommendation }) => recommendation.protocol.id), "nederland");
  assert.equal(await page.locator("#een").evaluate(({ recommendation }) => recommendation.protocol.id), "vlissingen");

  // Moved in the page it goes on; taken out it lets go of its protocol, and comes back with its answers.
  const moved = await page.evaluate(async () => {
    const element = document.querySelector("#een");
    element.answer("eenzaamheid", 7);
    document.body.append(element);
    await element.updateComplete;
    const once = element.face;
    element.remove();
    await new Promise((done) => setTimeout(done));
    const away = element.face;
    document.querySelector("main").append(element);
    await element.updateComplete;
    return [once, away, element.face, element.answers];
  });
  assert.deepEqual(moved, ["open", null, "open", { eenzaamheid: 7 }]);
  assert.deepEqual(page.faults, []);
});
