// Instantiates the wasm package in Node and asks every municipal protocol about a case without
// answers. Nothing is known then, so nothing may be advised and there is something to ask.
//
// The runtime decides the same from the bundles of these protocols, and knows no TOML. What brings a text into
// form leaves protocols that are in form alone, and makes of an untidy file what the command line makes of it.
//
// usage: node try-wasm.mjs PACKAGE RUNTIME TIDY PROTOCOLS FORMS
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [, , pkg, runtimePkg, tidyPkg, protocols, forms] = process.argv;
const { initSync, Protocol, Registry } = await import(pathToFileURL(resolve(pkg, "domeinwijzer.js")).href);
initSync({ module: readFileSync(join(pkg, "domeinwijzer_bg.wasm")) });
const runtime = await import(pathToFileURL(resolve(runtimePkg, "runtime.js")).href);
runtime.initSync({ module: readFileSync(join(runtimePkg, "runtime_bg.wasm")) });
assert.equal(runtime.Protocol.parse, undefined);

const files = readdirSync(protocols, { recursive: true })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".toml"))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(protocols, path), "utf8") }));

const registry = new Registry(files);
const municipal = registry.list().filter((info) => info.municipality !== null && info.status !== "ingetrokken");
assert.ok(municipal.length > 0, "no municipal protocol was found");

for (const { id, validFrom } of municipal) {
  const protocol = registry.find(id, validFrom);
  const advice = protocol.decide({ answers: {}, date: validFrom });
  assert.equal(advice.outcome, "open", `${id}: decided without an answer`);
  assert.equal(advice.route, null, `${id}: a route without an answer`);
  assert.ok(advice.next.length > 0, `${id}: open, and nothing to ask`);
  const bundle = protocol.bundle();
  const small = runtime.Protocol.load(bundle);
  assert.deepEqual(small.decide({ answers: {}, date: validFrom }), advice);
  assert.deepEqual(small.form(), protocol.form());
  small.free();
  protocol.free();
  bundle[bundle.length - 1] ^= 1;
  assert.throws(() => runtime.Protocol.load(bundle), { name: "DomeinwijzerError", code: "DW0107" });
}
registry.free();

// A fault has to arrive as an error of the page's own kind and leave the module usable.
assert.throws(() => Protocol.parse("formaat ="), { name: "DomeinwijzerError" });

const { initSync: startTidy, tidy } = await import(pathToFileURL(resolve(tidyPkg, "tidy.js")).href);
startTidy({ module: readFileSync(join(tidyPkg, "tidy_bg.wasm")) });
const form = (name) => readFileSync(join(forms, name), "utf8");
assert.equal(tidy(form("slordig.toml")), form("netjes.toml"));
assert.equal(tidy("formaat ="), undefined);
for (const { path, text } of files) {
  assert.equal(tidy(text), text, `${path} is not left as it is`);
  // Its tables the other way round.
  const [head, ...tables] = text.split(/^(?=\[)/m);
  const tables_again = tidy(head + tables.map((table) => `${table.trimEnd()}\n\n`).toReversed().join(""));
  assert.deepEqual(tables_again.match(/^#.*$/gm)?.length, text.match(/^#.*$/gm)?.length, `${path} lost a comment`);
}

console.log(`the module runs in Node: ${files.length} files, ${municipal.length} municipal protocols`);
