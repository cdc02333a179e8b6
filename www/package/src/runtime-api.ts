// Everything of the runtime build but how it is started, which differs per entry.
import { Slot } from "./core/engine.js";
import { bytes } from "./core/plain.js";
import { ProtocolHandle } from "./core/protocol.js";
import { engine } from "./runtime-engine.js";
import type { Restart } from "./core/host.js";
import type { RawRuntime } from "./core/raw.js";

export * from "./shared.js";

/**
 * One protocol, ready to decide. The runtime build reads bundles, and no TOML.
 *
 * @example
 * ```ts
 * import { init, Protocol } from "domeinwijzer/runtime";
 * import { bundles } from "domeinwijzer/protocols";
 * await init();
 * const found = bundles.find(({ municipality }) => municipality === "GM0718");
 * using protocol = Protocol.load(found.bytes);
 * ```
 */
export class Protocol extends ProtocolHandle {
  /** Reads a protocol from a bundle, as `domeinwijzer bundle` writes one. */
  static load(bundle: Uint8Array): Protocol {
    const given = bytes(bundle, "bundle");
    return new Protocol(new Slot(engine, (raw: RawRuntime) => raw.Protocol.load(given)));
  }
}

/** Calls `listener` whenever the engine broke off inside and was started anew: see {@link Restart}. */
export function onRestart(listener: (restart: Restart) => void): () => void {
  return engine.listen(listener);
}
