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

/** The same without keeping the page waiting while it is compiled; whoever cannot wait may start it meanwhile. */
export async function startSmallAside(): Promise<void> {
  if (started) return;
  const module = await WebAssembly.compile(bytesOf(wasm));
  if (!started) initSync({ module });
  started = true;
}
