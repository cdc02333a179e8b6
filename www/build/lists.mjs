// Vite: the protocols with which a practice makes a list out of its own records, as the page of the practice needs
// them: a bundle to decide with, and what it says of its routes, rules and limits.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { protocolFiles } from "./protocols.mjs";

const MODULE = "virtual:lists";
const ENGINE = fileURLToPath(new URL("../pkg/", import.meta.url));

/** The tables of one kind in a file, by id, with the keys that are one line of text or a list of them. */
function tables(text, kind) {
  const found = [];
  for (const part of text.split(/^(?=\[)/m)) {
    const id = new RegExp(`^\\[${kind}\\.([a-z0-9_]+)\\]`).exec(part)?.[1];
    if (id === undefined) continue;
    const keys = [...part.matchAll(/^([a-z_]+)\s*=\s*("(?:[^"\\]|\\.)*"|\[[^\]]*\])\s*$/gm)].map(([, key, value]) => [key, JSON.parse(value)]);
    found.push({ id, ...Object.fromEntries(keys) });
  }
  return found;
}

/** A list asks nothing of a patient, and so nothing about safety. */
const isList = (info, form) => info.kind === "praktijk" && !form.groups.some(({ safety }) => safety);

export async function lists(files) {
  const engine = await import(/* @vite-ignore */ new URL("../pkg/domeinwijzer.js", import.meta.url).href);
  engine.initSync({ module: readFileSync(join(ENGINE, "domeinwijzer_bg.wasm")) });
  const registry = new engine.Registry(files);
  const made = registry.list().flatMap((info) => {
    const protocol = registry.find(`${info.id}@${info.version}`, info.validFrom);
    const form = protocol.form();
    const { text } = files.find(({ path }) => path === info.file);
    const { reasoning, routes } = protocol.decide({ answers: {}, date: info.validFrom });
    const base64 = Buffer.from(protocol.bundle()).toString("base64");
    protocol.free();
    if (!isList(info, form)) return [];
    return [
      {
        info,
        form,
        base64,
        routes: routes.map(({ id, title }) => ({ id, title })),
        rules: reasoning.rules.map(({ id, reason, for: indicates, against, signals, sources }) => ({ id, reason, indicates, against, signals, sources: sources.map((one) => one.id) })),
        signals: tables(text, "signaal").map(({ id, titel, uitleg, bron }) => ({ id, title: titel, explanation: uitleg ?? null, sources: bron ?? [] })),
        limits: tables(text, "kenmerk").map(({ id, titel, als, bron }) => ({ id, title: titel ?? id, condition: als, sources: bron ?? [] })),
        sources: tables(text, "bron").map(({ id, titel, url, toelichting }) => ({ id, title: titel, url: url ?? null, note: toelichting ?? null })),
      },
    ];
  });
  registry.free();
  return made;
}

/** @returns {import("vite").Plugin} */
export function practiceLists() {
  return {
    name: "domeinwijzer-lists",
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    async load(id) {
      if (id !== `\0${MODULE}`) return null;
      return `export const lists = ${JSON.stringify(await lists(protocolFiles()))};`;
    },
  };
}
