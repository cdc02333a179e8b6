// The rest of what a protocol and an advice can do, in both builds where both have it.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import * as api from "../dist/node.js";
import { bundles } from "../dist/protocols.js";
import { engine } from "../dist/runtime-engine.js";
import * as runtime from "../dist/runtime-node.js";
import { DAY, vlissingen, widow } from "./support/widow.mjs";

await api.init();
await runtime.init();
const folder = new URL("../../../tests/cases/", import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")));
const { bytes } = bundles.find(({ municipality }) => municipality === "GM0718");
const [parsed, loaded, small] = [vlissingen(api), api.Protocol.load(bytes), runtime.Protocol.load(bytes)];
const all = { parsed, loaded, small };

test("a bundle decides the same as the text, in both builds", () => {
  assert.ok(bundles.length >= 7);
  assert.deepEqual(parsed.bundle(), loaded.bundle());
  for (const given of [...cases, { answers: {}, date: DAY }]) {
    const expected = JSON.stringify(parsed.decide(given));
    assert.equal(JSON.stringify(loaded.decide(given)), expected);
    assert.equal(JSON.stringify(small.decide(given)), expected);
    assert.equal(JSON.stringify(small.next(given)), JSON.stringify(parsed.next(given)));
  }
});

/** Changes whatever can be changed; what cannot is frozen. */
function spoil(value) {
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === "object" && inner !== null) spoil(inner);
    if (Object.isFrozen(value)) assert.throws(() => (value[key] = "bedorven"), TypeError);
    else value[key] = "bedorven";
  }
}

test("whoever changes an advice does not change the next one, and the order of answers is none", () => {
  for (const protocol of Object.values(all)) {
    for (const given of cases) {
      const advice = protocol.decide(given);
      const expected = JSON.stringify(advice);
      assert.ok(Object.isFrozen(advice.reasoning.rules[0].at) && !Object.isFrozen(advice.reasoning.rules[0]));
      spoil(advice);
      const turned = Object.fromEntries(Object.entries(given.answers).reverse());
      for (const answers of [given.answers, turned, { ...turned, ...given.answers }]) {
        assert.equal(JSON.stringify(protocol.decide({ ...given, answers })), expected);
      }
      const unknown = { ...given.answers, bestaat_niet: true };
      assert.throws(() => protocol.decide({ ...given, answers: unknown }), { message: /bestaat_niet/ });
    }
  }
});

test("bytes that are no bundle", () => {
  const flipped = bytes.slice();
  flipped[200] ^= 1;
  const odd = [undefined, null, "DWBN", [], {}, new Uint8Array(), bytes.slice(0, 40), flipped, new Uint8Array(1 << 22), new Float64Array(8)];
  for (const { Protocol, DomeinwijzerError } of [api, runtime]) {
    for (const given of odd) assert.throws(() => Protocol.load(given), DomeinwijzerError, String(given));
    assert.equal(Protocol.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)).info.id, "vlissingen");
    assert.equal(Protocol.load(bytes).info.id, "vlissingen");
  }
});

test("the quick route is that of a complete case, and never says more than decide", () => {
  for (const protocol of Object.values(all)) {
    for (const given of cases) {
      const [quick, rich] = [protocol.route(given.answers), protocol.decide(given)];
      if (quick.outcome === "decided") assert.equal(quick.route, rich.route?.id ?? null);
      else assert.equal(quick.route, null);
      const holds = rich.reasoning.rules.filter((rule) => rule.verdict === "holds").map((rule) => rule.id);
      for (const rule of quick.fired) assert.ok(holds.includes(rule), rule);
    }
    assert.deepEqual(protocol.route({}).outcome, "open");
  }
});

test("the quick route refuses what does not fit, and works on", () => {
  const odd = [
    null,
    8,
    "x",
    { leeftijd: "oud" },
    { leeftijdd: 72 },
    { leeftijd: 72n },
    { leeftijd: Symbol("x") },
    { get leeftijd() { throw new Error("stuk"); } },
    new Proxy({}, { ownKeys() { throw new Error("stuk"); } }),
    JSON.parse('{"__proto__": 1}'),
  ];
  for (const protocol of Object.values(all)) {
    for (const given of odd) {
      assert.throws(() => protocol.route(given), (error) => error instanceof api.DomeinwijzerError && error.code !== "restarted");
      assert.equal(protocol.route(widow.answers).route, "welzijn_op_recept");
    }
  }
});

test("many cases in columns", () => {
  const columns = { veiligheidssignaal: Uint8Array.of(255, 1), psychose: Uint8Array.of(255, 1) };
  for (const protocol of Object.values(all)) {
    const { routes, ids } = protocol.batch(columns);
    assert.equal(routes[0], 255);
    assert.equal(ids[routes[1]], "spoed");
    assert.throws(() => protocol.batch({ nooit: Uint8Array.of(1) }), { code: "input", message: /`nooit`/ });
    assert.throws(() => protocol.batch({ psychose: [1] }), { code: "input" });
    assert.throws(() => protocol.batch({ psychose: Uint8Array.of(1), veiligheidssignaal: Uint8Array.of(1, 1) }), { code: "input", message: /even lang/ });
    assert.equal(protocol.batch({}).routes.length, 0);
  }
});

test("what a practice already knows", () => {
  for (const protocol of Object.values(all)) {
    const { answers, origins } = protocol.prefill({ age: 72 }, { date: DAY });
    assert.equal(answers.leeftijd, 72);
    assert.equal(origins[0].question, "leeftijd");
    assert.throws(() => protocol.prefill({ age: "oud" }, { date: DAY }), api.DomeinwijzerError);
    assert.throws(() => protocol.prefill({ age: 72 }, {}), { code: "input", message: /`date`/ });
    assert.throws(() => protocol.prefill({ age: 72 }), { code: "input" });
    assert.throws(() => protocol.prefill({ bsn: "123456782" }, { date: DAY }), api.DomeinwijzerError);
  }
});

test("a receipt replays, and says what differs", () => {
  for (const protocol of Object.values(all)) {
    const receipt = protocol.decide(widow).receipt();
    assert.match(receipt.sha256, /^[0-9a-f]{64}$/);
    for (const given of [receipt, JSON.stringify(receipt), JSON.parse(JSON.stringify(receipt))]) {
      const { same, differences } = api.replay(given, protocol);
      assert.deepEqual([same, differences], [true, []]);
    }
    const forged = structuredClone(receipt);
    forged.content.answers.leeftijd = 17;
    assert.equal(protocol.replay(forged).same, false);
    for (const odd of [null, {}, "{", "[]", 8]) assert.throws(() => protocol.replay(odd), api.DomeinwijzerError);
    assert.throws(() => api.replay(receipt, {}), { code: "foreign" });
  }
  assert.equal(JSON.stringify(small.decide(widow).receipt()), JSON.stringify(parsed.decide(widow).receipt()));
});

test("a choice other than the advice", () => {
  for (const protocol of Object.values(all)) {
    const advice = protocol.decide(widow);
    const [reason] = protocol.form.overrideReasons;
    const record = advice.override({ route: "huisarts", reason: reason.id, note: "Wil eerst rust." });
    assert.equal(record.advised.id, "welzijn_op_recept");
    assert.equal(record.chosen.id, "huisarts");
    assert.equal(record.reason.id, reason.id);
    assert.deepEqual(record.receipt, advice.receipt());
    assert.throws(() => advice.override({ route: "nergens", reason: reason.id }), api.DomeinwijzerError);
    assert.throws(() => advice.override(advice), api.DomeinwijzerError);
  }
});

test("what an advice can do is no part of its data, and also works through a Proxy", () => {
  const advice = parsed.decide(widow);
  assert.ok(!Object.keys(advice).includes("receipt"));
  assert.deepEqual(JSON.parse(JSON.stringify(advice)), structuredClone(advice));
  const watched = new Proxy(advice, {});
  assert.equal(watched.receipt().sha256, advice.receipt().sha256);
  assert.equal(api.toReferralText(watched), api.toReferralText(advice));
  assert.throws(() => api.toReferralText({ ...advice }), { code: "foreign", message: /kopie/ });
  assert.throws(() => api.toReferralText(null), { code: "foreign" });
  assert.throws(() => api.toReferralText(new Proxy({}, { get() { throw new Error("x"); } })), { code: "foreign" });
});

test("what other systems speak", () => {
  const advice = parsed.decide(widow);
  const bundle = api.toFhirBundle(advice, { subject: "Patient/3f2a", consent: DAY, answers: "all" });
  assert.equal(bundle.resourceType, "Bundle");
  assert.equal(api.toFhirQuestionnaire(parsed).resourceType, "Questionnaire");
  const response = bundle.entry.map((entry) => entry.resource).find((it) => it.resourceType === "QuestionnaireResponse");
  assert.equal(parsed.decide({ date: DAY, ...dropNulls(api.fromFhirResponse(parsed, response)) }).route.id, "welzijn_op_recept");
  assert.ok(api.toCdsHooks(advice).cards[0].summary.length < 140);
  assert.match(api.toReferralText(advice), /\S/);
  const task = bundle.entry.map((entry) => entry.resource).find((it) => it.resourceType === "Task");
  assert.ok(api.readFhirTask({ ...task, status: "accepted" }).line.length > 0);
  for (const odd of [null, {}, [], 8, { resourceType: "Patient" }, new Map()]) {
    assert.throws(() => api.readFhirTask(odd), api.DomeinwijzerError);
    assert.throws(() => api.fromFhirResponse(parsed, odd), api.DomeinwijzerError);
  }
  assert.throws(() => api.diff(parsed, small, 0), { code: "foreign", message: /runtime/ });
  assert.throws(() => api.toFhirBundle(small.decide(widow)), { code: "foreign", message: /runtime/ });
  assert.throws(() => api.toFhirBundle(advice, { subject: { system: "http://fhir.nl/fhir/NamingSystem/bsn", value: "123456782" } }), api.DomeinwijzerError);
});

test("route says the same whatever it was asked before", () => {
  const { answers } = widow;
  const entries = Object.entries(answers);
  const asked = (given, of) => {
    try {
      return JSON.stringify(of.route(given));
    } catch (error) {
      return `${error.code}: ${error.message}`;
    }
  };
  const flag = entries.find(([, answer]) => typeof answer === "boolean")[0];
  const number = entries.find(([, answer]) => typeof answer === "number")[0];
  // All questions answered: what is left out after it may not be taken from it.
  const value = { yesNo: false, choice: (it) => it.choices[0].id, multiChoice: [], scale: (it) => it.min, number: (it) => it.min };
  const usual = (it) => (typeof value[it.kind] === "function" ? value[it.kind](it) : value[it.kind]);
  const complete = parsed.questions.map((it) => [it.id, answers[it.id] ?? usual(it)]);
  const variants = [
    answers,
    Object.fromEntries(complete),
    Object.fromEntries(complete.slice(0, -1)),
    Object.fromEntries(complete.slice(0, complete.length >> 1)),
    Object.assign(new (class Answers {})(), Object.fromEntries(complete)),
    { ...answers, [flag]: !answers[flag] },
    { ...answers, [number]: null },
    { ...answers, [number]: 1.5 },
    { ...answers, [number]: "3" },
    { ...answers, [flag]: 1 },
    { ...answers, onbekend: true },
    Object.fromEntries(entries.slice(0, -1)),
    Object.fromEntries(entries.slice(1)),
    Object.fromEntries(entries.toReversed()),
    {},
    Object.create(answers),
    Object.assign(Object.create(null), answers),
  ];
  const quick = runtime.Protocol.load(bytes);
  const alone = variants.map((it) => {
    const fresh = runtime.Protocol.load(bytes);
    const said = asked(it, fresh);
    fresh.free();
    return said;
  });
  for (const [one, first] of variants.entries()) {
    for (const [other, second] of variants.entries()) {
      // Twice, because the first time only shows in which order the keys come.
      assert.equal(asked(first, quick), alone[one]);
      assert.equal(asked(first, quick), alone[one]);
      assert.equal(asked(second, quick), alone[other]);
    }
  }
  assert.match(asked({ ...answers, onbekend: true }, quick), /onbekend/);
  quick.free();
});

test("after a restart everything of a bundle works on, the quick route too", () => {
  const before = JSON.stringify(small.route(widow.answers));
  const advice = small.decide(widow);
  new Uint8Array(engine.raw().exports().memory.buffer).fill(0xff);
  assert.throws(() => small.route(widow.answers), { code: "restarted" });
  assert.equal(JSON.stringify(small.route(widow.answers)), before);
  assert.match(advice.receipt().sha256, /^[0-9a-f]{64}$/);
  assert.equal(small.batch({ psychose: Uint8Array.of(1) }).routes.length, 1);
  small.free();
  assert.throws(() => small.route(widow.answers), { code: "freed" });
  assert.throws(() => advice.receipt(), { code: "freed" });
});

function dropNulls(given) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}
