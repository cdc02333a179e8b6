// What both builds give besides their own Protocol and how they are started.
import { plain } from "./core/plain.js";
import { slotOf, type ProtocolHandle } from "./core/protocol.js";
import type { Receipt, Replay } from "./types.js";

export { DomeinwijzerError, type LoaderCode } from "./core/errors.js";
export { version } from "./version.js";
export type { ProtocolHandle } from "./core/protocol.js";
export type * from "./core/results.js";
export type * from "./core/host.js";
export type * from "./types.js";

/**
 * Decides a receipt again under a protocol, and says what differs. The receipt may be the object, or
 * its JSON text.
 */
export function replay(receipt: Receipt | string, protocol: ProtocolHandle): Replay {
  const given = plain(receipt, "receipt");
  return slotOf(protocol, "protocol").use((handle) => handle.replay(given) as Replay);
}
