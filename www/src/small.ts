// The build of the engine that decides and explains, and reads bundles only: the page starts with it.
import { initSync, Protocol } from "../pkg-runtime/runtime.js";
import wasm from "../pkg-runtime/runtime_bg.wasm?url&inline";
import { bytesOf } from "./bytes";

export { Protocol };

/** Bundles need no registry. */
export const Registry = undefined;

let started = false;

/** Starts the engine, once. Throws when the browser refuses it. */
export function startSmall(): void {
  if (!started) initSync({ module: bytesOf(wasm) });
  started = true;
}
