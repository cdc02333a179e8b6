// What the package promises to a host, in Node.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as api from "../dist/node.js";
import { files } from "../dist/protocols.js";
import { DAY, vlissingen, widow } from "./support/widow.mjs";

const { check, diff, DomeinwijzerError, init, initSync, municipalities, Protocol, Registry, version } = api;

test("before it is started it says so", () => {
  assert.throws(() => municipalities(), { name: "DomeinwijzerError", code: "not-started", message: /init\(\)/ });
});

test("a start that failed can be tried again", async () => {
  await assert.rejects(init("http://127.0.0.1:9/none.wasm"), { code: "not-loaded", message: /niet op te halen/ });
  await assert.rejects(init(new TextEncoder().encode("<!doctype html>")), { code: "not-loaded", message: /foutpagina/ });
  await assert.rejects(init({ ok: false, status: 404, arrayBuffer: async () => new ArrayBuffer(0) }), { message: /404.*IIS/ });
  await assert.rejects(init(new URL("./none.wasm", import.meta.url)), { code: "not-loaded", message: /niet te lezen/ });
  await assert.rejects(init(12), { code: "not-loaded", message: /geef het adres/ });
  const [one, two] = [init(), init()];
  assert.equal(one, two);
  await one;
  initSync();
  await init("http://127.0.0.1:9/never-asked.wasm");
});

test("what is decided is plain data", () => {
  const protocol = vlissingen(api);
  const advice = protocol.decide(widow);
  assert.equal(advice.route.id, "welzijn_op_recept");
  assert.equal(advice.engine, version);
  assert.deepEqual(structuredClone(advice), JSON.parse(JSON.stringify(advice)));
  assert.deepEqual(Object.keys(advice), Object.keys({ ...advice }));
  assert.ok(protocol.explain(widow).reasoning.sufficient.length > 0);
  const open = protocol.next({ answers: {}, date: DAY });
  assert.equal(open.outcome, "open");
  assert.ok(open.next.length > 0);
});

test("what the protocol says of itself is read once and cannot be changed", () => {
  const protocol = vlissingen(api);
  assert.equal(protocol.info, protocol.info);
  assert.equal(protocol.form, protocol.form);
  assert.equal(protocol.municipality, "GM0718");
  assert.equal(protocol.questions.length, protocol.form.groups.reduce((sum, group) => sum + group.questions.length, 0));
  assert.throws(() => (protocol.form.groups[0].questions[0].text = "anders"), TypeError);
  assert.throws(() => protocol.questions.push(1), TypeError);
});

test("what is handed in is not changed, and later changes do not count", () => {
  const protocol = vlissingen(api);
  const given = structuredClone(widow);
  const before = JSON.stringify(given);
  Object.freeze(given.answers);
  protocol.decide(Object.freeze(given));
  assert.equal(JSON.stringify(given), before);
});

test("a text of a protocol is parsed, with the base it builds on", () => {
  const text = (path) => files.find((file) => file.path === path).text;
  const protocol = Protocol.parse(text("vlissingen/1.0.0.toml"), { base: text("nederland/1.0.0.toml") });
  assert.equal(protocol.decide(widow).route.id, "welzijn_op_recept");
  assert.throws(
    () => Protocol.parse("formaat = 1\n[vraag]\nx = 1\n[regel.y]\nals = 'z'\n"),
    (error) => error instanceof DomeinwijzerError && error.diagnostics.length > 1 && /^DW\d{4}$/.test(error.code),
  );
});

test("the other functions of the full build", () => {
  const registry = new Registry(files);
  assert.ok(registry.list().length >= 7);
  assert.ok(municipalities().some(({ code }) => code === "GM0718"));
  assert.equal(check(files).errors, 0);
  const report = diff(registry.find("nederland", DAY), registry.find("utrecht", DAY), 0);
  assert.equal(report.samples, 0);
  assert.throws(() => diff({}, {}, 0), { code: "foreign" });
  assert.throws(() => diff(registry.find("goes", DAY), registry.find("goes", DAY), -1), { code: "input" });
});

test("memory is given back by free, by using, and only once", () => {
  const protocol = vlissingen(api);
  protocol.free();
  protocol.free();
  assert.throws(() => protocol.decide(widow), { name: "DomeinwijzerError", code: "freed" });
  assert.throws(() => protocol.info, { code: "freed" });
  const other = vlissingen(api);
  other[Symbol.dispose]();
  assert.throws(() => other.next(widow), { code: "freed" });
  assert.throws(() => new Protocol({}), { code: "foreign" });
});

test("a registry may go before what was found in it", () => {
  const registry = new Registry(files);
  const protocol = registry.find("Vlissingen", DAY);
  registry.free();
  assert.throws(() => registry.list(), { code: "freed" });
  assert.equal(protocol.decide(widow).outcome, "decided");
});

test("every entry gives the same classes of error, and the engine of one build is shared", async () => {
  const inline = await import("../dist/inline.js");
  inline.initSync();
  assert.equal(inline.DomeinwijzerError, DomeinwijzerError);
  assert.equal(inline.Protocol, Protocol);
  assert.deepEqual(Object.keys(inline).sort(), Object.keys(api).sort());
});
