// The full build in one piece: the wasm is part of the script, so nothing is fetched.
import { decoded } from "./core/source.js";
import { engine } from "./full-engine.js";
import { base64 } from "./glue/full-base64.js";
import type { SyncWasmInput, WasmInput } from "./core/host.js";

export * from "./full.js";

/** Starts the engine, from what is built in or from what is handed in. */
export function init(input?: WasmInput): Promise<void> {
  return engine.start(() => input ?? decoded(base64));
}

/** Starts the engine at once, from what is built in or from bytes. */
export function initSync(input?: SyncWasmInput): void {
  engine.startNow(() => input ?? decoded(base64));
}
