// A protocol of the full build, for what only that build can do.
import { fault } from "./core/errors.js";
import { slotOf } from "./core/protocol.js";
import { engine } from "./full-engine.js";
import type { Slot } from "./core/engine.js";
import type { RawFull, RawFullProtocol, RawProtocol, RawRuntime } from "./core/raw.js";

/** What is behind a protocol that was handed in. */
export function fullSlot(protocol: unknown, name: string): Slot<RawFull, RawFullProtocol> {
  return ofThisBuild(slotOf(protocol, name));
}

/** The same slot, where it is of this build. */
export function ofThisBuild(slot: Slot<RawRuntime, RawProtocol>): Slot<RawFull, RawFullProtocol> {
  const found = slot as unknown as Slot<RawFull, RawFullProtocol>;
  if (found.engine !== engine) throw fault("foreign", 'dit kan alleen met een protocol van "domeinwijzer", niet van "domeinwijzer/runtime"');
  return found;
}
