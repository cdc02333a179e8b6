// Every response to a hook keeps the published rules of CDS Hooks 2.0.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exported } from "./support/exports.mjs";
import { faults } from "./support/validate.mjs";

const { cases } = exported();
const CARD = ["uuid", "summary", "detail", "indicator", "source", "suggestions", "selectionBehavior", "overrideReasons", "links"];
const SUGGESTION = ["label", "uuid", "isRecommended", "actions"];

const only = (it, keys) => assert.deepEqual(Object.keys(it).filter((key) => !keys.includes(key)), []);
const text = (it) => assert.ok(typeof it === "string" && it.trim() !== "", `${it}`);

function rules(card) {
  only(card, CARD);
  text(card.summary);
  assert.ok([...card.summary].length < 140, card.summary);
  assert.ok(["info", "warning", "critical"].includes(card.indicator));
  only(card.source, ["label", "url", "icon", "topic"]);
  text(card.source.label);
  assert.match(card.uuid, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.doesNotMatch(card.detail ?? "", /<[a-z/]|\]\((?!https:)|javascript:/i);
  if (card.suggestions) {
    assert.ok(["at-most-one", "any"].includes(card.selectionBehavior));
    assert.ok(card.suggestions.filter((it) => it.isRecommended).length <= 1);
  } else assert.equal(card.selectionBehavior, undefined);
  for (const suggestion of card.suggestions ?? []) {
    only(suggestion, SUGGESTION);
    text(suggestion.label);
    for (const action of suggestion.actions) {
      only(action, ["type", "description", "resource", "resourceId"]);
      assert.ok(["create", "update", "delete"].includes(action.type));
      text(action.description);
      assert.deepEqual(faults(action.resource), []);
    }
  }
  for (const reason of card.overrideReasons ?? []) for (const key of ["code", "system", "display"]) text(reason[key]);
  for (const link of card.links ?? []) {
    only(link, ["label", "url", "type", "appContext"]);
    text(link.label);
    assert.equal(new URL(link.url).protocol, "https:");
    assert.ok(["absolute", "smart"].includes(link.type));
    if (link.type === "absolute") assert.equal(link.appContext, undefined);
  }
}

test("every card keeps the rules", () => {
  let count = 0;
  for (const { protocol, example, cards } of cases) {
    only(cards, ["cards"]);
    const ids = new Set(cards.cards.map((it) => it.uuid));
    assert.equal(ids.size, cards.cards.length);
    for (const card of cards.cards) {
      count += 1;
      try {
        rules(card);
      } catch (error) {
        error.message = `${protocol} ${example} "${card.summary}": ${error.message}`;
        throw error;
      }
    }
  }
  assert.ok(count > 500, `${count}`);
  console.log(`${count} cards keep the rules`);
});

test("an open case and a decided one have a card of their own", () => {
  const summaries = (route) => cases.filter((it) => (it.route === null) === !route).map((it) => it.cards.cards.at(-1)?.summary ?? "");
  assert.ok(summaries(true).every((it) => it.startsWith("Advies: ")));
  assert.ok(summaries(false).some((it) => it.startsWith("Nog geen advies. Vraag eerst: ")));
});
