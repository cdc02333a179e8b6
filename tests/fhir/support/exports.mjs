// What the engine wrote for every protocol and example: see `examples/exchange.rs`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

export function exported() {
  const file = process.env.DOMEINWIJZER_EXCHANGE;
  assert.ok(file, "DOMEINWIJZER_EXCHANGE has to name the file that `cargo run --example exchange` wrote");
  const lines = readFileSync(file, "utf8").split("\n").filter((line) => line !== "");
  const all = lines.map((line) => JSON.parse(line));
  return {
    questionnaires: all.filter((it) => it.questionnaire),
    cases: all.filter((it) => it.bundle),
  };
}
