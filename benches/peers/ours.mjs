// Domeinwijzer, as a program that installed it would use it.
import { readFileSync } from "node:fs";
import * as print from "./print.mjs";
import { questions } from "./spec.mjs";

const pkg = new URL(process.env.DOMEINWIJZER_PKG ?? "../../www/pkg/", import.meta.url);
const runtimePkg = new URL(process.env.DOMEINWIJZER_RUNTIME_PKG ?? "../../www/pkg-runtime/", import.meta.url);
const DATE = "2026-11-22";

/** The engine with the protocol in it. */
export async function load() {
  const module = await import(new URL("domeinwijzer.js", pkg).href);
  const { memory } = module.initSync({ module: readFileSync(new URL("domeinwijzer_bg.wasm", pkg)) });
  return { memory, protocol: module.Protocol.parse(print.toml()) };
}

/** The small build, with the protocol as the bundle that was made beside the encoder. */
async function loadRuntime() {
  const module = await import(new URL("runtime.js", runtimePkg).href);
  const { memory } = module.initSync({ module: readFileSync(new URL("runtime_bg.wasm", runtimePkg)) });
  const bundle = readFileSync(new URL("./built/protocol.bundle", import.meta.url));
  return { memory, protocol: module.Protocol.load(bundle) };
}

async function quick(loaded = load) {
  const { QuickRoute } = await import("./built/route.js");
  const { memory, protocol } = await loaded();
  const route = new QuickRoute(protocol.routeTable(), protocol.router(), protocol, memory);
  return { memory, protocol, route };
}

export const ours = {
  route: {
    title: "**Domeinwijzer `route`**, no generated code",
    make: async () => {
      const { route } = await quick();
      return (it) => route.route(it);
    },
  },
  runtime: {
    title: "**Domeinwijzer `route`** of the small build, from a bundle",
    make: async () => {
      const { route } = await quick(loadRuntime);
      return (it) => route.route(it);
    },
  },
  encoder: {
    title: "**Domeinwijzer `route`** with an encoder made at build time",
    make: async () => {
      const { route } = await quick();
      return route.encoded(await import("./built/encoder.js"));
    },
  },
  decide: {
    title: "**Domeinwijzer `decide`**, the whole trace",
    cases: 2_000,
    make: async () => {
      const { protocol } = await load();
      return (answers) => {
        const said = protocol.decide({ answers, date: DATE });
        const held = said.reasoning.rules.filter((rule) => rule.verdict === "holds");
        return { route: said.route.id, fired: held.map((rule) => rule.id).sort() };
      };
    },
  },
};

/** All cases in columns of the engine's own memory: what decides them, and how to read what came out. */
export async function batch(cases) {
  const { memory, protocol } = await load();
  const columns = protocol.columns(cases.length);
  const table = protocol.routeTable();
  const view = (at, length) => new Uint8Array(memory.buffer, at, length);
  questions.forEach((it, at) => {
    const column = view(columns.columnAt(at), cases.length);
    const byte = {
      flag: (answer) => Number(answer),
      scale: (answer) => answer,
      choice: (answer) => it.choices.indexOf(answer),
    }[it.kind];
    for (let nth = 0; nth < cases.length; nth += 1) column[nth] = byte(cases[nth][it.id]);
  });
  return {
    memory,
    run: (fired = false) => columns.run(fired),
    /** The route of a case, and the rules that hold. */
    read: (nth) => {
      const stride = Math.ceil(cases.length / 64) * 8;
      const rank = view(columns.routesAt(), cases.length)[nth];
      const planes = view(columns.firedAt(), stride * table.rules.length);
      const holds = (_, rule) => (planes[rule * stride + (nth >> 3)] >> (nth & 7)) & 1;
      return { route: table.routes[rank], fired: table.rules.filter(holds) };
    },
  };
}
