import { disposable } from "./disposable.js";
import "./disposable.js"; // also the types: `using` needs them
import { fault } from "./errors.js";
import { freedWith, freeNow, Slot } from "./engine.js";
import { frozen, plain } from "./plain.js";
import { remembered } from "./recommendation.js";
import type { RawProtocol, RawRuntime } from "./raw.js";
import type { Case, Form, FormQuestion, NextReport, ProtocolInfo, Recommendation } from "../types.js";

type ProtocolSlot = Slot<RawRuntime, RawProtocol>;

/** @internal */
export let slotOf: (protocol: unknown, name: string) => ProtocolSlot;

/**
 * What a protocol can do in both builds. Everything is synchronous, and takes and gives plain
 * objects; what is handed in is copied and never changed.
 *
 * A protocol holds memory of the engine. Give it back with `free()`, or with `using`; what is
 * forgotten is freed when it is collected, but never while code runs without a pause.
 */
export class ProtocolHandle {
  readonly #slot: ProtocolSlot;
  #info: ProtocolInfo | undefined;
  #form: Form | undefined;
  #questions: readonly FormQuestion[] | undefined;

  static {
    slotOf = (protocol, name) => {
      if (typeof protocol === "object" && protocol !== null && #slot in protocol) return protocol.#slot;
      throw fault("foreign", `\`${name}\` is geen protocol van dit pakket`);
    };
  }

  /** @hidden */
  protected constructor(slot: object) {
    if (!(slot instanceof Slot)) throw fault("foreign", "een protocol ontstaat met `Protocol.parse` of `Protocol.load`");
    this.#slot = slot as ProtocolSlot;
    freedWith(this, this.#slot);
  }

  /**
   * What the protocol says of itself: id, title, version, status, and the fingerprint of its content.
   * Read once and frozen.
   */
  get info(): ProtocolInfo {
    return (this.#info ??= frozen(this.#slot.use((handle) => handle.info() as ProtocolInfo)));
  }

  /** All questions in their groups, for a screen. Read once and frozen. */
  get form(): Form {
    return (this.#form ??= frozen(this.#slot.use((handle) => handle.form() as Form)));
  }

  /** All questions in the order of the protocol, without their groups. */
  get questions(): readonly FormQuestion[] {
    return (this.#questions ??= Object.freeze(this.form.groups.flatMap((group) => group.questions)));
  }

  /** The CBS code of the municipality, such as `GM0718`; null for a base. */
  get municipality(): string | null {
    return this.info.municipality;
  }

  /**
   * Decides a case: the recommendation with its reasoning. A question without an answer is open, and
   * never taken for a "nee".
   *
   * @example
   * ```ts
   * const advice = protocol.decide({ answers: { eenzaamheid: 8 }, date: "2026-11-22" });
   * advice.outcome; // "open"
   * advice.next[0]?.question; // what to ask first
   * ```
   */
  decide(input: Case): Recommendation {
    const given = plain(input, "case");
    return remembered(this.#slot.use((handle) => handle.decide(given) as Recommendation), this, given);
  }

  /**
   * Decides a case, and also says which of the given answers suffice, and which other answers would
   * lead elsewhere. This is searched for and takes milliseconds, where `decide` takes a fraction of one.
   */
  explain(input: Case): Recommendation {
    const given = plain(input, "case");
    return remembered(this.#slot.use((handle) => handle.explain(given) as Recommendation), this, given);
  }

  /** What is left to ask in a case, the most important first, and what no longer needs to be asked. */
  next(input: Case): NextReport {
    const given = plain(input, "case");
    return this.#slot.use((handle) => handle.next(given) as NextReport);
  }

  /** Gives the memory back. Using the protocol afterwards throws; freeing it again does nothing. */
  free(): void {
    freeNow(this, this.#slot);
  }
}

/** `using protocol = …` frees it at the end of the block. */
export interface ProtocolHandle extends Disposable {}

disposable(ProtocolHandle);
