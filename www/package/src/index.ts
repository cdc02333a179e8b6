/**
 * Domeinwijzer for browsers and bundlers: the full build, with the wasm beside it as a file.
 *
 * @module domeinwijzer
 */
import { engine } from "./full-engine.js";
import type { SyncWasmInput, WasmInput } from "./core/host.js";

export * from "./full.js";

/**
 * Starts the engine. Once is enough; after that everything is synchronous. Asking again does nothing,
 * and after a failure it may be tried again.
 *
 * @param input Where the wasm file comes from. Left out, it is the file beside this module in a
 * browser, the file on disk in Node, and what is built in for `domeinwijzer/inline`.
 *
 * @example
 * ```ts
 * import { init, Protocol } from "domeinwijzer";
 * await init();
 * ```
 */
export function init(input?: WasmInput): Promise<void> {
  return engine.start(() => input ?? new URL("./domeinwijzer_bg.wasm", import.meta.url));
}

/**
 * Starts the engine at once, from bytes that are already there.
 *
 * @param input The bytes of the wasm file. In Node and in `domeinwijzer/inline` it may be left out.
 */
export function initSync(input: SyncWasmInput): void {
  engine.startNow(() => input);
}
