// What a recommendation remembers: the protocol and the case that it came from. It stays plain data;
// what it remembers is kept beside it and is not copied or printed along.
import { fault } from "./errors.js";
import type { Case, Recommendation } from "../types.js";

interface Origin<P> {
  readonly protocol: P;
  readonly given: Case;
}

const origins = new WeakMap<object, Origin<unknown>>();

/** Remembers where a recommendation came from. */
export function remembered(advice: Recommendation, protocol: unknown, given: Case): Recommendation {
  origins.set(advice, { protocol, given });
  return advice;
}

/** Where a recommendation came from; a copy of one does not know. */
export function originOf<P>(advice: unknown): Origin<P> {
  const origin = typeof advice === "object" && advice !== null ? origins.get(advice) : undefined;
  if (origin === undefined) {
    throw fault("foreign", "dit is niet het advies zelf zoals `decide` of `explain` het gaf, maar iets anders of een kopie");
  }
  return origin as Origin<P>;
}
