// Memory stays flat, however often the engine is asked. `node --expose-gc memory.test.mjs 1000000`
// does the full count.
import assert from "node:assert/strict";
import { test } from "node:test";
import { engine } from "../dist/full-engine.js";
import * as api from "../dist/node.js";
import { DAY, vlissingen, widow } from "./support/widow.mjs";

const CALLS = Number(process.argv[2] ?? 2000);
const pages = () => engine.raw().exports().memory.buffer.byteLength / 65536;
const ODD = [{}, { answers: { leeftijd: 1n }, date: DAY }, { answers: { x: true }, date: DAY }, { answers: {}, get date() { throw new Error("nee"); } }];

await api.init();

test(`${CALLS} calls leave memory as it was`, () => {
  const protocol = vlissingen(api);
  let round = 0;
  const ask = () => {
    protocol.decide(widow);
    // What is left to ask takes milliseconds.
    if ((round += 1) % 50 === 0) protocol.next({ answers: { eenzaamheid: 8 }, date: DAY });
    for (const odd of ODD) assert.throws(() => protocol.decide(odd), api.DomeinwijzerError);
  };
  for (let at = 0; at < 60; at += 1) ask();
  const before = pages();
  const steps = [];
  for (let at = 0; at < CALLS; at += 1) {
    ask();
    if (at % Math.ceil(CALLS / 10) === 0) {
      globalThis.gc?.();
      steps.push(`${pages()} pages, heap ${(process.memoryUsage().heapUsed / 1e6).toFixed(1)} MB`);
    }
  }
  assert.equal(pages(), before, steps.join("; "));
  if (process.argv[2]) console.log(steps.join("\n"));
});

test("so does reading and freeing protocols", () => {
  for (let at = 0; at < 5; at += 1) vlissingen(api).free();
  const before = pages();
  for (let at = 0; at < CALLS / 80; at += 1) vlissingen(api).free();
  assert.equal(pages(), before);
});

test("a protocol that is forgotten is freed in the end", async (context) => {
  if (globalThis.gc === undefined) return context.skip("needs --expose-gc");
  const before = pages();
  for (let at = 0; at < 60; at += 1) {
    vlissingen(api);
    if (at % 5 === 0) {
      globalThis.gc();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  assert.ok(pages() <= before + 80, `${before} pages became ${pages()}`);
});
