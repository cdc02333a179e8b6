// How long the engine takes in the browser's language: medians in milliseconds, for the shipped base, for a protocol
// made to be hard, and for half-answered cases.
//
//   cargo xtask wasm && node www/bench/prove.mjs [times]
//
// The hard one is written by `cargo run --example synthetic`, which is built first where it has to be. The clock counts
// what else the machine does; the processor time hardly does.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { Protocol, check, initSync } from "../pkg/domeinwijzer.js";

const PATH = "nederland/1.0.0.toml";
const DATE = "2026-11-22";
const times = Number(process.argv[2] ?? 40);

const from = (path) => new URL(path, import.meta.url);
initSync({ module: readFileSync(from("../pkg/domeinwijzer_bg.wasm")) });
const text = readFileSync(from(`../../protocols/${PATH}`), "utf8");

/** The median and the longest of some runs, after a few to warm up, and the median of what the processor did. */
function measure(name, run, count = times) {
  measureAll(name, [run], count);
}

/** The same over several things, each so many times. */
function measureAll(name, runs, count = times) {
  const [spent, busy] = [[], []];
  for (const run of runs) {
    for (let nth = 0; nth < Math.min(3, count); nth += 1) run();
    for (let nth = 0; nth < count; nth += 1) {
      const [start, before] = [performance.now(), process.cpuUsage()];
      run();
      spent.push(performance.now() - start);
      const { user, system } = process.cpuUsage(before);
      busy.push((user + system) / 1000);
    }
  }
  const middle = (all) => all.sort((a, b) => a - b)[all.length >> 1];
  const shown = [middle(spent), spent[spent.length - 1], middle(busy)].map((it) => it.toFixed(2).padStart(9));
  console.log(name.padEnd(46), String(spent.length).padStart(6), ...shown);
}

/** Whatever is asked first, answered so that more is asked where that can be, until so many answers are given. */
function answered(protocol, count) {
  const form = protocol.form();
  const questions = new Map(form.groups.flatMap((group) => group.questions.map((it) => [it.id, it])));
  const next = (answers) => protocol.next({ answers, date: DATE }).next;
  let answers = {};
  while (Object.keys(answers).length < count) {
    const [first] = next(answers);
    if (!first) break;
    const ways = values(questions.get(first.question)).map((value) => ({ ...answers, [first.question]: value }));
    answers = ways.find((way) => next(way).length > 0) ?? ways[0];
  }
  return answers;
}

/** Answers to try, the lowest first. */
function values(question) {
  switch (question.kind) {
    case "yesNo":
      return [false, true];
    case "choice":
      return question.choices.map((it) => it.id);
    case "choices":
      return [[]];
    default:
      return [question.min, question.max];
  }
}

/** The cases of the tests, each with every other answer, once from the first and once from the second. */
function half(cases) {
  const some = (answers, from) => Object.fromEntries(Object.entries(answers).filter((_, at) => at % 2 === from));
  return cases.flatMap((it) => [0, 1].map((from) => ({ ...it, answers: some(it.answers, from) })));
}

console.log("".padEnd(46), " times", "   median", "    worst", "processor");
measure("parse", () => Protocol.parse(text).free());
measure("check, all cases included", () => check([{ path: PATH, text }]), Math.max(1, times >> 2));
const protocol = Protocol.parse(text);
for (const count of [0, 2, 5, 10]) {
  const answers = answered(protocol, count);
  const given = { answers, date: DATE };
  const name = `${Object.keys(answers).length} answers`;
  measure(`decide, ${name}`, () => protocol.decide(given));
  measure(`next, ${name}`, () => protocol.next(given));
  measure(`explain, ${name}`, () => protocol.explain(given));
}
protocol.free();

const HARD = ["adversarial", "1", "120", "100"];
const hard = execFileSync("cargo", ["run", "-q", "--example", "synthetic", "--", ...HARD], {
  cwd: from("../.."),
  encoding: "utf8",
  maxBuffer: 1 << 26,
});
measure("made to be hard, 120/100: parse", () => Protocol.parse(hard).free(), 5);
measure("made to be hard, 120/100: check, all cases", () => check([{ path: "proef/1.0.0.toml", text: hard }]), 5);

const folder = from("../../tests/cases/");
const cases = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")));
const base = Protocol.parse(text);
const taken = (it) => {
  try {
    return base.decide(it) !== undefined;
  } catch {
    return false; // asks a question that only a municipality has
  }
};
const [open, whole] = [half(cases).filter(taken), cases.filter(taken)];
const each = Math.max(1, times >> 2);
measureAll(
  "half answered: exact openness (decide)",
  open.map((it) => () => base.decide(it)),
  each,
);
measureAll(
  "half answered: openness and order (next)",
  open.map((it) => () => base.next(it)),
  each,
);
measureAll(
  "half answered: openness and reasons (explain)",
  open.map((it) => () => base.explain(it)),
  each,
);
const decided = whole.filter((it) => base.decide(it).outcome === "decided");
measureAll(
  "decided: openness (decide)",
  decided.map((it) => () => base.decide(it)),
  each,
);
measureAll(
  "decided: openness and all reasons (explain)",
  decided.map((it) => () => base.explain(it)),
  each,
);
base.free();
