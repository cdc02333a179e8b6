// Native and wasm give the same JSON, byte for byte, for every example of every protocol.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { test } from "node:test";
import { registry } from "./support/engine.mjs";

const FEWEST = 40;

test("native and wasm advise in the same bytes", async () => {
  const native = process.env.DOMEINWIJZER_NATIVE;
  assert.ok(native, "DOMEINWIJZER_NATIVE has to name the file with what the native engine advised");
  const lines = readFileSync(native, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));
  assert.ok(lines.length >= FEWEST, `only ${lines.length} recommendations`);

  const protocols = await registry();
  const opened = new Map();
  // A protocol lies at <id>/<version>.toml.
  const find = (path, date) => {
    const key = `${basename(dirname(path))} ${date}`;
    if (!opened.has(key)) opened.set(key, protocols.find(basename(dirname(path)), date));
    return opened.get(key);
  };
  for (const { protocol, example, case: given, receipt, recommendation } of lines) {
    const found = find(protocol, given.date);
    assert.equal(canonical(found.receipt(given)), receipt, `${protocol}: ${example}: receipt`);
    assert.equal(found.replay(receipt).same, true, `${protocol}: ${example}: replay`);
    assert.equal(found.replay(JSON.parse(receipt)).same, true, `${protocol}: ${example}: replay of the object`);
    const inWasm = JSON.stringify(found.decide(given), null, 2);
    if (inWasm !== recommendation) assert.fail(`${protocol}: ${example}\n${difference(recommendation, inWasm)}`);
  }
});

/** RFC 8785 for ASCII keys and whole numbers: keys sorted, nothing between. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.keys(value).sort();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** The first line that differs: the whole texts are too long to read. */
function difference(native, inWasm) {
  const [left, right] = [native.split("\n"), inWasm.split("\n")];
  const at = left.findIndex((line, index) => line !== right[index]);
  const line = at < 0 ? left.length : at;
  return `line ${line + 1}\n  native: ${left[line]}\n  wasm:   ${right[line]}`;
}
