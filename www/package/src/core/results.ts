// What comes out beside the shapes that are generated. These types name nothing of what is inside.
import type { Outcome, OverrideChoice, OverrideRecord, Receipt, RecommendationData } from "../types.js";

/**
 * What is advised and why: plain data, and two methods that are not part of the data. A copy, such as
 * one that came through JSON, has the data only.
 */
export interface Recommendation extends RecommendationData {
  /**
   * A record of a choice other than the advice, for the host to store: what was advised and on what,
   * what was chosen, and why. The reasons to choose from stand in `form.overrideReasons`.
   *
   * @example
   * ```ts
   * advice.override({ route: "huisarts", reason: "wens_patient", note: "Wil eerst rust." });
   * ```
   */
  override(choice: OverrideChoice): OverrideRecord;
  /** A proof of this advice, with its answers and fingerprints, that can be replayed. */
  receipt(): Receipt;
}

/** What comes out of a quick decision. */
export interface Routed {
  /** The id of the advised route; null while open, and when no route is advised. */
  route: string | null;
  /** Whether the advised route is certain, as far as conditions one by one can tell. */
  outcome: Outcome;
  /** The ids of the rules that certainly hold. */
  fired: string[];
}

/** What comes out of many cases. */
export interface BatchResult {
  /**
   * One number per case: the position in `ids` of the advised route, 255 where it is still open, 254
   * where no route is advised, and 253 where the protocol declares the answers impossible.
   */
  routes: Uint8Array;
  /** The ids of the routes. */
  ids: string[];
}
