// Vite: the protocols as the page needs them, made by the engine that was built: compiled bundles, so
// that the page need not read TOML, and which municipalities have one.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { byName } from "./names.mjs";

const MODULE = "virtual:protocols";
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const ENGINE = here("../pkg/");

/** Every protocol file, each under its path below a folder. */
export function protocolFiles(folder = here("../../protocols/")) {
  return readdirSync(folder, { recursive: true })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".toml"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

/** Not part of how a consult goes. */
const ASIDE = ["bron", "voorbeeld"];

/** What a protocol has otherwise than the base it builds on, entry by entry. */
function deviations(engine, base, protocol) {
  const { changes, texts } = engine.diff(base, protocol, 0);
  const found = new Map();
  for (const { section, id, title, change, reason, keys } of [...changes, ...texts]) {
    if (ASIDE.includes(section)) continue;
    const known = found.get(`${section} ${id}`) ?? { section, title: title ?? id, change, reason, keys: [] };
    known.keys.push(...keys);
    found.set(`${section} ${id}`, known);
  }
  return [...found.values()];
}

/** What the page holds of some protocol files. */
export async function compiled(files) {
  const engine = await import(/* @vite-ignore */ new URL("../pkg/domeinwijzer.js", import.meta.url).href);
  engine.initSync({ module: readFileSync(join(ENGINE, "domeinwijzer_bg.wasm")) });
  const registry = new engine.Registry(files);
  const all = engine.municipalities();
  const bundles = registry
    .list()
    .filter(({ municipality }) => municipality !== null)
    .map(({ id, version, status, municipality, validFrom, validUntil, base, digest }) => {
      const protocol = registry.find(`${id}@${version}`, validFrom);
      const base64 = Buffer.from(protocol.bundle()).toString("base64");
      const national = base === null ? null : registry.find(`${base.id}@${base.version}`, validFrom);
      const differs = national === null ? [] : deviations(engine, national, protocol);
      national?.free();
      protocol.free();
      return { municipality, version, status, validFrom, validUntil, digest, base64, deviations: differs };
    });
  registry.free();
  const here = new Set(bundles.map(({ municipality }) => municipality));
  return {
    bundles,
    // Sorted here: to compare names as people do, a browser first has to read its tables of letters.
    municipalities: all.filter(({ code }) => here.has(code)).sort(byName),
    // Only to say that there is none.
    others: Object.fromEntries(all.filter(({ code }) => !here.has(code)).map(({ code, name }) => [code, name])),
  };
}

/** @returns {import("vite").Plugin} */
export function protocols() {
  return {
    name: "domeinwijzer-protocols",
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    async load(id) {
      if (id !== `\0${MODULE}`) return null;
      const made = await compiled(protocolFiles());
      return Object.entries(made)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join("\n");
    },
  };
}

/**
 * The element asks the small build of the engine, which reads bundles only. The other one is loaded
 * when it is first needed.
 * @returns {import("vite").Plugin}
 */
export function smallEngine() {
  return {
    name: "domeinwijzer-small-engine",
    enforce: "pre",
    resolveId: (id, importer) => (/pkg\/domeinwijzer\.js$/.test(id) && /element\/engine\/module\.ts$/.test(importer ?? "") ? here("../src/small.ts") : null),
  };
}
