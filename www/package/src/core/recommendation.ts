// What a recommendation remembers: the protocol and the case that it came from. It stays plain data;
// what it remembers is kept beside it and is not copied, compared or printed along.
import { fault } from "./errors.js";
import { plain } from "./plain.js";
import type { Slot } from "./engine.js";
import type { RawProtocol, RawRuntime } from "./raw.js";
import type { Recommendation } from "./results.js";
import type { Case, OverrideChoice, OverrideRecord, Receipt, RecommendationData } from "../types.js";

/** The protocol and the case behind a recommendation. */
export interface Origin {
  readonly slot: Slot<RawRuntime, RawProtocol>;
  readonly given: Case;
}

// The key is the method and not the object, because a framework may hand a Proxy of the object back.
const origins = new WeakMap<object, Origin>();

/** Adds to the data of a recommendation what it remembers. */
export function remembered(data: RecommendationData, origin: Origin): Recommendation {
  const { slot, given } = origin;
  const receipt = () => slot.use((handle) => handle.receipt(given) as Receipt);
  const override = (choice: OverrideChoice) => {
    const chosen = plain(choice, "choice");
    return slot.use((handle) => handle.overrideRecord(given, chosen) as OverrideRecord);
  };
  origins.set(receipt, origin);
  Object.defineProperty(data, "override", { value: override, enumerable: false });
  Object.defineProperty(data, "receipt", { value: receipt, enumerable: false });
  return data as Recommendation;
}

/** Where a recommendation came from; a copy of one does not know. */
export function originOf(advice: unknown): Origin {
  const method: unknown = typeof advice === "object" && advice !== null ? methodOf(advice) : undefined;
  const origin = typeof method === "function" ? origins.get(method) : undefined;
  if (origin === undefined) {
    throw fault("foreign", "dit is niet het advies zelf zoals `decide` of `explain` het gaf, maar iets anders of een kopie");
  }
  return origin;
}

function methodOf(advice: object): unknown {
  try {
    return (advice as { receipt?: unknown }).receipt;
  } catch {
    return undefined;
  }
}
