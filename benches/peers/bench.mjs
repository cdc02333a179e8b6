// The bench: everything agrees, or nothing is measured. One table from one run.
//
//   cargo xtask bench-peers [rounds of each process]
import { execFileSync, fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { engines } from "./engines.mjs";
import { ours } from "./ours.mjs";
import { measureBatch } from "./batch.mjs";
import { sizes } from "./sizes.mjs";

const CASES = 100_000;
/** Of each engine: where its memory lies, and what V8 makes of its code, differs from one to the next by up to a third. */
const PROCESSES = 3;
const ROUNDS = Number(process.argv[2] ?? 7);
const MILLISECONDS = 150;
const COLD = 7;
/** Names to leave out of a quick look. */
const skipped = (process.env.SKIP ?? "").split(",");

const from = (path) => fileURLToPath(new URL(path, import.meta.url));
const median = (of) => [...of].sort((a, b) => a - b)[of.length >> 1];
const all = Object.entries({ ...engines, ...ours })
  .map(([name, engine]) => ({ name, engine }))
  .filter(({ name }) => !skipped.includes(name));

/** An engine in a process of its own. */
class Runner {
  constructor(name, engine, cases) {
    Object.assign(this, { name, engine });
    this.process = fork(from("run.mjs"), [name, cases], { execArgv: ["--expose-gc", "--no-warnings"] });
    this.ready = this.#next();
  }
  #next() {
    return new Promise((done, failed) => {
      const ended = (code) => failed(new Error(`${this.name} ended with ${code}`));
      this.process.once("exit", ended);
      this.process.once("message", (it) => {
        this.process.off("exit", ended);
        if (it.error) failed(new Error(`${this.name}: ${it.error}`));
        else done(it);
      });
    });
  }
  async ask(task, argument) {
    const answer = this.#next();
    this.process.send({ task, with: argument });
    return (await answer).value;
  }
}

async function start(some) {
  const runners = [];
  for (const { name, engine } of some) {
    const runner = new Runner(name, engine, engine.cases ?? CASES);
    await runner.ready;
    runners.push(runner);
  }
  return runners;
}

// Correctness first.
const runners = await start(all);
const hand = runners.find((it) => it.name === "hand");
for (const runner of runners) {
  const compared = runner.engine.cases ?? CASES;
  const [theirs, expected] = [await runner.ask("agree", compared), await hand.ask("agree", compared)];
  const wanted = runner.name !== "mutant";
  if ((theirs === expected) !== wanted) {
    throw new Error(wanted ? `${runner.name} decides otherwise` : "a mutant went unnoticed");
  }
  console.log(wanted ? "agrees" : "noticed", String(compared).padStart(7), runner.name);
}
for (const runner of runners) runner.process.kill();

// Then time, everyone in turn.
const measured = all.filter(({ engine }) => !engine.hidden);
const KEYED = ["hand", "hand-checked", "json-logic-compiled", "cel-js", "route", "encoder"];
const keyed = measured.filter(({ name }) => KEYED.includes(name));
/** By kind of cases and engine: what its processes took, each the median of its rounds. */
const spent = { same: {}, orders: {}, built: {} };
async function measure(runners, set) {
  for (const runner of runners) await runner.ask("round", { milliseconds: 400, set });
  const rounds = runners.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, runner] of runners.entries()) rounds[at].push(await runner.ask("round", { milliseconds: MILLISECONDS, set }));
  }
  for (const [at, { name }] of runners.entries()) (spent[set][name] ??= []).push(median(rounds[at]));
}
const memory = [];
/** Those of which a million calls more are watched. */
const LONG = ["hand", "route", "encoder"];
for (let nth = 1; nth <= PROCESSES; nth += 1) {
  const running = await start(measured);
  const some = running.filter(({ name }) => KEYED.includes(name));
  await measure(running, "same");
  await measure(some, "orders");
  await measure(some, "built");
  for (const runner of running.filter(({ name }) => nth === PROCESSES && LONG.includes(name))) {
    memory.push([runner.name, await runner.ask("memory", 100_000), await runner.ask("memory", 1_000_000)]);
  }
  for (const runner of running) runner.process.kill();
}

const cold = {};
for (let nth = 0; nth < COLD; nth += 1) {
  for (const { name } of measured) {
    const out = execFileSync(process.execPath, ["--no-warnings", from("cold.mjs"), name], { encoding: "utf8" });
    (cold[name] ??= []).push(JSON.parse(out).cold);
  }
}

const times = (set) => Object.fromEntries(Object.entries(spent[set]).map(([name, processes]) => [name, median(processes)]));
const time = times("same");
const shown = (number, digits = 3) => {
  const places = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(number) || 1)));
  return number >= 1000 ? Math.round(number).toLocaleString("en-US") : number.toFixed(Math.min(places, 3));
};
const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
const bytes = await sizes(measured.map((it) => it.name));
const kilobytes = (name) => (bytes[name] ? shown(bytes[name] / 1000) : "");

const single = table(
  ["engine", "µs", "× hand-written", "cold start, ms", "brotli, kB", "remarks"],
  measured
    .toSorted((a, b) => time[a.name] - time[b.name])
    .map(({ name, engine }) => [
      engine.title,
      shown(time[name]),
      shown(time[name] / time.hand),
      shown(median(cold[name])),
      kilobytes(name),
      [engine.note, engine.cases ? `compared on ${engine.cases.toLocaleString("en-US")}` : ""].filter(Boolean).join("; "),
    ]),
);
const others = (title, set) => {
  const taken = times(set);
  return table([title, "µs", "× hand-written"], keyed.map(({ name, engine }) => [engine.title, shown(taken[name]), shown(taken[name] / taken.hand)]));
};

const versus = (name, other) => time[other] / time[name];
const checks = [
  ["`route` ≤ 4.0 × unchecked", time.route / time.hand, "<=", 4],
  ["`route` ≤ 0.9 × checked", time.route / time["hand-checked"], "<=", 0.9],
  ["compiled json-logic-engine ≥ 1.3 × `route`", versus("route", "json-logic-compiled"), ">=", 1.3],
  ["@marcbachmann/cel-js ≥ 6 × `route`", versus("route", "cel-js"), ">=", 6],
  ["zen wasm ≥ 90 × `route`", versus("route", "zen-wasm"), ">=", 90],
  ["cedar-wasm ≥ 300 × `route`", versus("route", "cedar"), ">=", 300],
  ["json-rules-engine ≥ 400 × `route`", versus("route", "json-rules-engine"), ">=", 400],
  ["with an encoder ≤ 2.0 × unchecked", time.encoder / time.hand, "<=", 2],
  ["`decide` ≤ 0.5 × cedar-wasm", time.decide / time.cedar, "<=", 0.5],
];
const started = (name, other) => median(cold[name] ?? []) / median(cold[other] ?? []);
checks.push(["cold start of the small build ≤ 1.0 × compiled json-logic-engine", started("runtime", "json-logic-compiled"), "<=", 1]);
checks.push(["cold start of the full build ≤ 0.2 × cedar-wasm", started("route", "cedar"), "<=", 0.2]);
const batch = await measureBatch(hand.engine.make());
checks.push(["batch ≥ 35 % of wasm read bandwidth", batch.share, ">=", 0.35]);
checks.push(["batch ≥ 6 × a typed-array loop", batch.ratio, ">=", 6]);
const targets = table(
  ["target", "measured", ""],
  checks
    .filter(([, value]) => Number.isFinite(value))
    .map(([what, value, sign, aim]) => {
      const met = sign === "<=" ? value <= aim : value >= aim;
      return [what, shown(value), met ? "met" : "**missed**"];
    }),
);
const flat = table(
  ["memory", "after 10⁵ calls, MB", "after 10⁶ more"],
  memory.map(([name, ...rest]) => [measured.find((it) => it.name === name).engine.title, ...rest.map((it) => shown(it / 1e6))]),
);

const machine = `${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
const text = `# Domeinwijzer beside other engines

Written by \`cargo xtask bench-peers\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. One protocol of 30
questions and 25 rules, in every engine's own language; all agree on ${CASES.toLocaleString("en-US")} seeded cases (the slow ones
on fewer), and a mutant is noticed. Cases come as \`JSON.parse\` makes them, but where another way is named. ${PROCESSES} processes per engine, one after
another, all engines in turn; of each process the median of ${ROUNDS} rounds, and of those the median. Only ratios carry over to another machine.

## One case: plain object in, route and rules out

${single}

${others("keys in 4 orders", "orders")}

${others("objects built key by key", "built")}

${flat}

## Many cases

${batch.table}

## Targets

${targets}
`;
if (skipped.join("") === "") writeFileSync(from("RESULTS.md"), text);
console.log(`\n${text}`);
