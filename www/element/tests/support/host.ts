// What a host would do: start the engine, hand in the protocols, register the element.
import { startEngine } from "../../../src/engine";
import { protocolFiles } from "../../../src/files";
import { module } from "../../engine/module";
import { DomeinWijzerElement } from "../../index";

export { DomeinWijzerElement, protocolFiles, startEngine };

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
