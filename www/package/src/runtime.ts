/**
 * The small build, which decides and explains: it reads bundles instead of TOML, and neither checks nor compares.
 *
 * @module domeinwijzer/runtime
 */
import { engine } from "./runtime-engine.js";
import type { SyncWasmInput, WasmInput } from "./core/host.js";

export * from "./runtime-api.js";

/**
 * Starts the engine. Once is enough; after that everything is synchronous. Asking again does nothing,
 * and after a failure it may be tried again.
 *
 * @param input Where the wasm file comes from. Left out, it is the file beside this module in a
 * browser, the file on disk in Node, and what is built in for `domeinwijzer/runtime/inline`.
 *
 * @example
 * ```ts
 * import { init, Protocol } from "domeinwijzer/runtime";
 * await init();
 * ```
 */
export function init(input?: WasmInput): Promise<void> {
  return engine.start(() => input ?? new URL("./runtime_bg.wasm", import.meta.url));
}

/**
 * Starts the engine at once, from bytes that are already there.
 *
 * @param input The bytes of the wasm file. In Node and in `domeinwijzer/runtime/inline` it may be left out.
 */
export function initSync(input: SyncWasmInput): void {
  engine.startNow(() => input);
}
