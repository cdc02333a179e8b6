// The full build in Node: the same as index.ts, but the wasm is read from disk.
import { onDisk } from "./core/disk.js";
import { engine } from "./full-engine.js";
import type { SyncWasmInput, WasmInput } from "./core/host.js";

export * from "./full.js";

const here = /* @__PURE__ */ new URL("./domeinwijzer_bg.wasm", import.meta.url);

/** Starts the engine, from the wasm file on disk or from what is handed in. */
export function init(input?: WasmInput): Promise<void> {
  return engine.start(() => onDisk(input ?? here));
}

/** Starts the engine at once, from the wasm file on disk or from bytes. */
export function initSync(input?: SyncWasmInput): void {
  engine.startNow(() => onDisk(input ?? here) as SyncWasmInput);
}
