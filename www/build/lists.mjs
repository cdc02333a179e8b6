// Vite: the protocols with which a practice makes a list out of its own records, as the page of the practice needs
// them: a bundle to decide with, and what it says of its routes, rules and limits.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { described, isList } from "../praktijk/protocol/described.ts";
import { protocolFiles } from "./protocols.mjs";

const MODULE = "virtual:lists";
const ENGINE = fileURLToPath(new URL("../pkg/", import.meta.url));

export async function lists(files) {
  const engine = await import(/* @vite-ignore */ new URL("../pkg/domeinwijzer.js", import.meta.url).href);
  engine.initSync({ module: readFileSync(join(ENGINE, "domeinwijzer_bg.wasm")) });
  const registry = new engine.Registry(files);
  const made = registry.list().flatMap((info) => {
    const protocol = registry.find(`${info.id}@${info.version}`, info.validFrom);
    const { text } = files.find(({ path }) => path === info.file);
    const made = isList(protocol) ? [{ ...described(protocol, text), base64: Buffer.from(protocol.bundle()).toString("base64") }] : [];
    protocol.free();
    return made;
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
