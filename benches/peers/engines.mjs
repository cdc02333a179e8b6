// Every engine in the same harness: a case in, route and rules out. What its language cannot say is done in
// JavaScript around it, and noted.
import * as print from "./print.mjs";
import { checked, unchecked } from "./hand.mjs";
import { questions, rules, settle } from "./spec.mjs";

const ids = rules.map((rule) => rule.id);
const truths = (fired) => {
  const set = new Set(fired);
  return ids.map((id) => set.has(id));
};

/** `cases`: how many of the 100,000 are compared, where all would take too long. `slow`: cases per round. */
export const engines = {
  hand: { title: "hand-written JavaScript, no checks", make: () => unchecked() },
  "hand-checked": { title: "hand-written JavaScript, input checked", make: () => checked(questions) },
  mutant: { title: "hand-written, 26 for 25", hidden: true, make: () => unchecked(26) },

  "json-logic-compiled": {
    title: "json-logic-engine, compiled",
    note: "`eval`",
    make: async () => {
      const { LogicEngine } = await import("json-logic-engine");
      const engine = new LogicEngine();
      const built = print.jsonLogic().map((rule) => engine.build(rule));
      const holds = built.map(() => false);
      return (it) => {
        for (let at = 0; at < built.length; at += 1) holds[at] = built[at](it);
        return settle(holds);
      };
    },
  },
  "json-logic": {
    title: "json-logic-engine, interpreted",
    make: async () => {
      const { LogicEngine } = await import("json-logic-engine");
      const engine = new LogicEngine(undefined, { disableInterpretedOptimization: false });
      const logic = print.jsonLogic();
      return (it) => settle(logic.map((rule) => engine.run(rule, it)));
    },
  },
  "cel-js": {
    title: "@marcbachmann/cel-js",
    make: async () => {
      const { Environment } = await import("@marcbachmann/cel-js");
      const environment = new Environment();
      for (const it of questions) {
        environment.registerVariable(it.id, { flag: "bool", scale: "double", choice: "string" }[it.kind]);
      }
      const parsed = print.cel().map((rule) => environment.parse(rule));
      return (it) => settle(parsed.map((rule) => rule(it)));
    },
  },
  "json-rules-engine": {
    title: "json-rules-engine",
    note: "counts and sum in JavaScript",
    cases: 5_000,
    make: async () => {
      const { Engine } = await import("json-rules-engine");
      const printed = print.jsonRules();
      const engine = new Engine(printed.rules, { allowUndefinedFacts: false });
      const holds = (part, it) => {
        if (part.flag) return it[part.flag];
        if (part.choice) return it[part.choice] === part.is;
        return part.op === ">=" ? it[part.scale] >= part.number : it[part.scale] <= part.number;
      };
      const value = ({ of, terms }, it) =>
        of
          ? of.filter((part) => holds(part, it)).length
          : terms.reduce((sum, [id, weight]) => sum + it[id] * weight, 0);
      return async (it) => {
        const facts = { ...it };
        for (const extra of printed.facts) facts[extra.fact] = value(extra.value, it);
        const { results } = await engine.run(facts);
        return settle(truths(results.map((result) => result.event.type)));
      };
    },
  },
  "zen-wasm": {
    title: "@gorules/zen-engine-wasm, expressions",
    note: "parses on every call",
    cases: 5_000,
    make: async () => {
      const { readFileSync } = await import("node:fs");
      const zen = await import("@gorules/zen-engine-wasm/dist/zen_engine_wasm.js");
      const file = new URL("./node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm", import.meta.url);
      zen.initSync({ module: readFileSync(file) });
      const list = `[${print.zen().join(", ")}]`;
      return (it) => settle(zen.evaluateExpression(list, it));
    },
  },
  "zen-wasi": {
    title: "zen wasm32-wasi, decision table",
    cases: 5_000,
    make: async () => {
      const { createRequire } = await import("node:module");
      const zen = createRequire(import.meta.url)("@gorules/zen-engine-wasm32-wasi");
      return zenTable(zen);
    },
  },
  "zen-native": {
    title: "@gorules/zen-engine (native addon), decision table",
    note: "servers only",
    cases: 5_000,
    make: async () => zenTable((await import("@gorules/zen-engine")).default),
  },
  cedar: {
    title: "@cedar-policy/cedar-wasm, policies parsed once",
    note: "allow or deny; routes in JavaScript",
    cases: 5_000,
    make: async () => {
      const { createRequire } = await import("node:module");
      const cedar = createRequire(import.meta.url)("@cedar-policy/cedar-wasm/nodejs");
      const parsed = cedar.preparsePolicySet("meting", { staticPolicies: print.cedar() });
      if (parsed.type !== "success") throw new Error(JSON.stringify(parsed));
      const who = (type) => ({ type, id: "x" });
      return (it) => {
        const answer = cedar.statefulIsAuthorized({
          principal: who("User"),
          action: who("Action"),
          resource: who("Case"),
          context: it,
          preparsedPolicySetId: "meting",
          entities: [],
          validateRequest: false,
        });
        if (answer.type !== "success") throw new Error(JSON.stringify(answer));
        return settle(truths(answer.response.diagnostics.reason));
      };
    },
  },
  feelin: {
    title: "feelin, one list",
    note: "parses on every call",
    cases: 200,
    make: async () => {
      const { evaluate } = await import("feelin");
      const list = print.feel();
      return (it) => settle(evaluate(list, it).value);
    },
  },
  publicodes: {
    title: "publicodes",
    cases: 200,
    make: async () => {
      const { default: Engine } = await import("publicodes");
      const quiet = { log() {}, warn() {}, error() {} };
      const engine = new Engine(print.publicodes(), { logger: quiet });
      const word = (value) => (value === true ? "oui" : value === false ? "non" : typeof value === "string" ? `'${value}'` : value);
      return (it) => {
        const situation = {};
        for (const id in it) situation[id] = word(it[id]);
        engine.setSituation(situation);
        return settle(ids.map((id) => engine.evaluate(id).nodeValue === true));
      };
    },
  },
};

function zenTable({ ZenEngine }) {
  const engine = new ZenEngine();
  const decision = engine.createDecision(Buffer.from(JSON.stringify(print.zenTable())));
  return async (it) => {
    const { result } = await decision.evaluate(it);
    return settle(truths(result.map((row) => row.rule)));
  };
}
