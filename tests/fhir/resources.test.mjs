// Every resource that is written for every protocol and example is FHIR R4, and holds together.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exported } from "./support/exports.mjs";
import { faults, path } from "./support/validate.mjs";

const { questionnaires, cases } = exported();
const FEWEST = { questionnaires: 7, cases: 3 * 250 };

/** The first few of many: the same fault tends to be everywhere. */
function none(found, count) {
  assert.equal(found.length, 0, `${found.length} faults in ${count}:\n${found.slice(0, 10).join("\n")}`);
}

test("the validators see faults", () => {
  const task = { resourceType: "Task", status: "requested", intent: "order" };
  assert.deepEqual(faults(task), []);
  assert.notEqual(faults({ ...task, status: "afgewezen" }).length, 0);
  assert.notEqual(faults({ ...task, naam: "x" }).length, 0);
  assert.notEqual(faults({ ...task, intent: undefined }).length, 0);
  const unknown = { coding: [{ system: "http://hl7.org/fhir/CodeSystem/task-code", code: "do-it" }] };
  assert.notEqual(faults({ ...task, code: unknown }).length, 0);
  // An invariant: a group has items.
  const empty = { resourceType: "Questionnaire", status: "draft", item: [{ linkId: "a", type: "group" }] };
  assert.notEqual(faults(empty).length, 0);
});

test("every questionnaire is valid", () => {
  assert.ok(questionnaires.length >= FEWEST.questionnaires, `${questionnaires.length}`);
  const found = questionnaires.flatMap(({ protocol, questionnaire }) => faults(questionnaire).map((it) => `${protocol}: ${it}`));
  none(found, `${questionnaires.length} questionnaires`);
});

test("link ids are used once, and conditions look at questions that exist", () => {
  for (const { protocol, questionnaire } of questionnaires) {
    const ids = path(questionnaire, "Questionnaire.repeat(item).linkId");
    assert.equal(new Set(ids).size, ids.length, protocol);
    for (const looked of path(questionnaire, "Questionnaire.repeat(item).enableWhen.question")) assert.ok(ids.includes(looked), looked);
    const expressions = path(questionnaire, "Questionnaire.repeat(item).extension.value.ofType(Expression).expression");
    for (const expression of expressions) path({ resourceType: "QuestionnaireResponse" }, expression, { resource: {} });
  }
});

test("every bundle is valid", () => {
  assert.ok(cases.length >= FEWEST.cases, `${cases.length}`);
  let resources = 0;
  const found = [];
  for (const { protocol, example, bundle } of cases) {
    for (const resource of [bundle, ...bundle.entry.map((it) => it.resource)]) {
      resources += 1;
      found.push(...faults(resource).map((it) => `${protocol} ${example}: ${it}`));
    }
  }
  none(found, `${resources} resources`);
  console.log(`${resources} resources of ${cases.length} bundles are valid`);
});

test("every address in a bundle leads to a resource of the kind it says", () => {
  for (const { protocol, example, bundle } of cases) {
    const kinds = new Map(bundle.entry.map((it) => [it.fullUrl, it.resource.resourceType]));
    assert.equal(kinds.size, bundle.entry.length);
    for (const resource of bundle.entry.map((it) => it.resource)) {
      for (const it of references(resource).filter((it) => it.reference?.startsWith("urn:uuid:"))) {
        assert.equal(kinds.get(it.reference), it.type, `${protocol} ${example}`);
      }
    }
  }
});

test("every answer stands under a question of the questionnaire, and fits it", () => {
  const items = new Map(
    questionnaires.map(({ protocol, questionnaire }) => [protocol, new Map(path(questionnaire, "Questionnaire.repeat(item)").map((it) => [it.linkId, it]))]),
  );
  const key = { boolean: "valueBoolean", integer: "valueInteger", choice: "valueCoding" };
  for (const { protocol, example, bundle } of cases) {
    const response = bundle.entry[0].resource;
    for (const item of path(response, "QuestionnaireResponse.repeat(item).where(answer.exists())")) {
      const question = items.get(protocol).get(item.linkId);
      for (const answer of item.answer) {
        const value = answer[key[question.type]];
        assert.notEqual(value, undefined, `${protocol} ${example} ${item.linkId}`);
        if (question.type !== "choice") continue;
        const options = question.answerOption.map((it) => JSON.stringify(it.valueCoding));
        assert.ok(options.includes(JSON.stringify(value)), `${protocol} ${example} ${item.linkId}`);
      }
    }
  }
});

test("no message holds a person or the number of a citizen", () => {
  for (const { bundle, cards } of cases) {
    const text = JSON.stringify([bundle, cards]);
    for (const word of ["Practitioner", "Patient\",\"name", "birthDate", "/bsn", "2.16.840.1.113883.2.4.6.3"]) assert.ok(!text.includes(word), word);
  }
});

function references(it) {
  if (Array.isArray(it)) return it.flatMap(references);
  if (it === null || typeof it !== "object") return [];
  return [...(it.reference ? [it] : []), ...Object.values(it).flatMap(references)];
}
