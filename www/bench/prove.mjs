// How long the calls of the package take for the shipped base: medians in milliseconds.
//
//   cargo xtask wasm && node www/bench/prove.mjs [times]
//
// The clock counts what else the machine does; the processor time hardly does. What the parts of a call take, and protocols
// made to be hard, are measured by `cargo bench-wasm`.
import { readFileSync } from "node:fs";
import { Protocol, check, initSync } from "../pkg/domeinwijzer.js";

const PATH = "nederland/1.0.0.toml";
const DATE = "2026-11-22";
const times = Number(process.argv[2] ?? 40);

const from = (path) => new URL(path, import.meta.url);
initSync({ module: readFileSync(from("../pkg/domeinwijzer_bg.wasm")) });
const text = readFileSync(from(`../../protocols/${PATH}`), "utf8");

/** The median and the longest of some runs, after a few to warm up, and the median of what the processor did. */
function measure(name, run, count = times) {
  const [spent, busy] = [[], []];
  for (let nth = 0; nth < Math.min(3, count); nth += 1) run();
  for (let nth = 0; nth < count; nth += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    run();
    spent.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    busy.push((user + system) / 1000);
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
