// What a host would do: start the engine, hand in the protocols, register the element.
import { initSync } from "../../../pkg/domeinwijzer.js";
import wasm from "../../../pkg/domeinwijzer_bg.wasm?url&inline";
import { bytesOf } from "../../../src/bytes";
import { module, type ProtocolFile } from "../../engine/module";
import { DomeinWijzerElement } from "../../index";

export { DomeinWijzerElement };

const texts = import.meta.glob<string>("../../../../protocols/*/*.toml", { query: "?raw", import: "default", eager: true });

/** The protocol files, each under its path below the folder of protocols. */
export const protocolFiles: ProtocolFile[] = Object.entries(texts)
  .map(([path, text]) => ({ path: path.split("/").slice(-2).join("/"), text }))
  .sort((a, b) => (a.path < b.path ? -1 : 1));

/** Starts the engine. */
export function startEngine(): void {
  initSync({ module: bytesOf(wasm) });
}

/** Registers the element; importing this module does not. */
export const define = () => import("../../define");

/** A protocol that the host opened itself, as far as the tests want it otherwise. */
export function handle(gemeente: string, date: string, change: object = {}): object {
  if (module.Registry === undefined) throw new Error("a build without registry");
  const protocol = new module.Registry(protocolFiles).find(gemeente, date);
  const bare = protocol as { form(): object; info(): object };
  return {
    info: () => bare.info(),
    form: () => bare.form(),
    decide: protocol.decide.bind(protocol),
    next: protocol.next.bind(protocol),
    ...change,
  };
}
