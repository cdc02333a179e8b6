// Whatever is handed in: a clear Dutch error, after which the same protocol works on.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as api from "../dist/node.js";
import { DAY, vlissingen, widow } from "./support/widow.mjs";

const { check, DomeinwijzerError, init, onRestart, Protocol, Registry } = api;
await init();
const protocol = vlissingen(api);
let restarts = 0;
onRestart(() => (restarts += 1));

const cyclic = { answers: {}, date: DAY };
cyclic.answers.leeftijd = cyclic;
const deep = { answers: {}, date: DAY };
for (let at = 0, inner = deep.answers; at < 5000; at += 1) inner = inner.leeftijd = {};
const trap = (text) => () => {
  throw new Error(text);
};
const answers = (given) => ({ answers: given, date: DAY });

/** What is handed in as a case, the code and the words of the error. */
const CASES = {
  nothing: [undefined, /^DW/, /casus/],
  null: [null, /^DW/, /casus/],
  "a number": [8, /^DW/, /casus/],
  "a list": [[], /^DW/, /casus/],
  "a wrong property": [{ answer: {}, date: DAY }, /^DW/, /`answer`/],
  "no date": [{ answers: {} }, /^DW/, /`date`/],
  "a date object": [{ answers: {}, date: new Date() }, /^input$/, /`case\.date` is een Date.*2026-11-22/],
  "a date that is none": [{ answers: {}, date: "2026-02-30" }, /^DW/, /2026-02-30/],
  "an unknown question": [answers({ leeftijdd: 72 }), /^DW/, /`leeftijdd`/],
  "a wrong type": [answers({ leeftijd: "tweeënzeventig" }), /^DW/, /leeftijd/],
  "a broken number": [answers({ leeftijd: 7.5 }), /^DW/, /leeftijd/],
  "not a number": [answers({ leeftijd: Number.NaN }), /^DW/, /leeftijd/],
  "infinity": [answers({ leeftijd: Infinity }), /^DW/, /leeftijd/],
  "out of range": [answers({ leeftijd: 1e15 }), /^DW/, /leeftijd/],
  "a BigInt": [answers({ leeftijd: 72n }), /^input$/, /`case\.answers\.leeftijd` is een BigInt/],
  "a symbol": [answers({ leeftijd: Symbol("x") }), /^input$/, /symbool/],
  "a function": [answers({ leeftijd: () => 72 }), /^input$/, /functie/],
  "a Map": [{ answers: new Map([["leeftijd", 72]]), date: DAY }, /^input$/, /is een Map.*fromEntries/],
  "a Set": [answers({ zorgvraag: new Set(["geen"]) }), /^input$/, /is een Set/],
  "a boxed number": [answers({ leeftijd: new Number(72) }), /^input$/, /is een Number/],
  "a promise": [Promise.resolve(widow), /^input$/, /is een Promise/],
  "a cycle": [cyclic, /^input$/, /`case\.answers\.leeftijd` bevat zichzelf/],
  "a deep object": [deep, /^input$/, /te diep genest/],
  "an object that is deep, but not very": [answers({ leeftijd: { a: { b: { c: { d: { e: { f: { g: { h: 1 } } } } } } } } }), /^DW/, /diep|leeftijd/],
  "very many answers": [answers(Object.fromEntries(Array.from({ length: 300_000 }, (_, at) => [`v${at}`, true]))), /^input$/, /`case` is te groot/],
  "many answers": [answers(Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`v${at}`, true]))), /^DW/, /te groot/],
  "a list that is long and empty": [answers({ zorgvraag: new Array(4_000_000_000) }), /^input$/, /4000000000/],
  "a long text": [answers({ zorgvraag: "a".repeat(40_000_000) }), /^input$/, /te veel tekst/],
  "a getter that throws": [Object.defineProperty({ answers: {} }, "date", { enumerable: true, get: trap("stuk") }), /^input$/, /`case\.date` kan niet gelezen worden: Error: stuk/],
  "a getter that throws something odd": [answers(Object.defineProperty({}, "leeftijd", { enumerable: true, get() { throw Object.create(null); } })), /^input$/, /leeftijd/],
  "a toString that throws": [answers({ leeftijd: { [Symbol.toPrimitive]: trap("nee"), toString: trap("nee") } }), /^input$/, /functie/],
  "a tag that throws": [{ get [Symbol.toStringTag]() { throw new Error("tag"); } }, /^input$/, /tag/],
  "a Proxy that refuses": [new Proxy({}, { ownKeys: trap("proxy") }), /^input$/, /proxy/],
  "a Proxy whose values throw": [answers(new Proxy({ leeftijd: 1 }, { get: trap("geen") })), /^input$/, /geen/],
  "a Proxy that is revoked": [(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })(), /^input$/, /revoked/],
  "a list that is a Proxy with a wrong length": [answers({ zorgvraag: new Proxy([], { get: (_, key) => (key === "length" ? -1 : 1) }) }), /./, /./],
  "a key for the prototype": [{ answers: JSON.parse('{"__proto__": {"polluted": true}}'), date: DAY }, /^DW/, /__proto__/],
  "the constructor as a key": [answers({ constructor: true, toString: false }), /^DW/, /constructor|toString/],
  "a lone surrogate": [answers({ "\ud800": true }), /^DW/, /./],
};

for (const [name, [given, code, words]] of Object.entries(CASES)) {
  test(`a case: ${name}`, () => {
    for (const ask of ["decide", "explain", "next"]) {
      assert.throws(
        () => protocol[ask](given),
        (error) => {
          assert.ok(error instanceof DomeinwijzerError, `${ask}: ${error}`);
          assert.match(error.code, code, error.message);
          assert.match([error.message, ...error.diagnostics.map((it) => `${it.message} ${it.help}`)].join("\n"), words);
          assert.doesNotMatch(error.message, /wasm|undefined is not|\bRust|\bstruct\b|\bexpected\b|missing field/);
          return true;
        },
      );
      assert.equal(protocol.decide(widow).route.id, "welzijn_op_recept");
    }
    assert.equal({}.polluted, undefined);
  });
}

test("whatever stands where a protocol, a name or a file belongs", () => {
  const odd = [undefined, null, 8, 8n, Symbol("x"), () => 1, [], {}, new Map(), cyclic, new Proxy({}, { get: trap("x") }), [{ path: 1, text: 2 }], [null]];
  const registry = new Registry([]);
  for (const given of odd) {
    for (const ask of [
      () => Protocol.parse(given),
      () => Protocol.parse("formaat = 1", { base: given ?? 3 }),
      () => new Registry(given).find("x", "y"),
      () => registry.find(given, DAY),
      () => registry.find("GM0718", given),
      () => check(given).errors.never.exists,
    ]) {
      assert.throws(
        ask,
        (error) =>
          (error instanceof DomeinwijzerError && !/expected|missing field/.test(error.message)) ||
          // `check([])` finds nothing wrong, and only then is there something that never exists.
          (error instanceof TypeError && Array.isArray(given) && given.length === 0),
        String(ask),
      );
    }
  }
});

test("an object of a framework is taken as what it holds", () => {
  class Patient {
    constructor() {
      this.answers = new Proxy(structuredClone(widow.answers), {});
      this.date = DAY;
    }
  }
  assert.equal(protocol.decide(new Patient()).route.id, "welzijn_op_recept");
});

test("none of this made the engine start anew", () => assert.equal(restarts, 0));
