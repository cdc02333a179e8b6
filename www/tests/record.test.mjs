// Facts, choices and receipts over the border: what is handed in can be anything.
import assert from "node:assert/strict";
import { test } from "node:test";
import { registry } from "./support/engine.mjs";

const DATE = "2026-11-22";
const CASE = { answers: { leeftijd: 72 }, date: DATE };

test("facts are filled in with what they come from", async () => {
  const protocol = (await registry()).find("vlissingen", DATE);
  const facts = { age: 72, icpc: [{ code: "Z15", date: "2026-03-01" }], contacts12m: 300, facts: { iets: "x" } };
  const { answers, origins, leftOpen, unused } = protocol.prefill(facts, DATE);
  assert.deepEqual(answers, { leeftijd: 72, verlies: true, veel_betrokken: true });
  assert.equal(origins.find((it) => it.question === "verlies").from, "ICPC Z15 (1 maart 2026)");
  assert.deepEqual(leftOpen.map((it) => it.question), ["consulten_per_jaar"]);
  assert.deepEqual(unused, [{ fact: "iets: x", why: "geen vraag van dit protocol gebruikt dit" }]);
});

test("a choice is recorded with its receipt, which replays", async () => {
  const protocol = (await registry()).find("vlissingen", DATE);
  const made = protocol.overrideRecord(CASE, { route: "huisarts", reason: "wens_patient" });
  assert.equal(made.chosen.id, "huisarts");
  assert.equal(made.reason.id, "wens_patient");
  assert.equal(made.advised, null);
  assert.equal(protocol.replay(made.receipt).same, true);
  made.receipt.content.answers.leeftijd = 17;
  const { same, differences } = protocol.replay(made.receipt);
  assert.equal(same, false);
  assert.equal(differences[0].about, "receipt");
});

test("whatever is handed in, it is refused with a code, and the protocol works on", async () => {
  const protocol = (await registry()).find("vlissingen", DATE);
  const cycle = {};
  cycle.content = cycle;
  const getter = Object.defineProperty({}, "age", { enumerable: true, get() { throw new Error("getter"); } });
  const strange = [undefined, null, 3, "tekst", [], Symbol("x"), 10n ** 30n, cycle, getter, { leeftijd: 3 }];
  for (const value of strange) {
    for (const call of [
      () => protocol.prefill(value, DATE),
      () => protocol.overrideRecord(CASE, value),
      () => protocol.replay(value),
      () => protocol.receipt(value),
    ]) {
      assert.throws(call, (error) => error instanceof Error, String(call));
    }
  }
  for (const [call, code] of [
    [() => protocol.prefill({ leeftijd: 3 }, DATE), "DW0707"],
    [() => protocol.prefill({}, "gisteren"), "DW0704"],
    [() => protocol.overrideRecord(CASE, { route: "nergens", reason: "anders" }), "DW0706"],
    [() => protocol.replay({}), "DW0708"],
    [() => protocol.replay("{"), "DW0708"],
  ]) {
    assert.throws(call, { name: "DomeinwijzerError", code });
  }
  assert.equal(protocol.replay(protocol.receipt(CASE)).same, true);
});
