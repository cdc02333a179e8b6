import { disposable } from "./disposable.js";
import "./disposable.js"; // also the types: `using` needs them
import { fault } from "./errors.js";
import { freedWith, freeNow, Slot, type Engine } from "./engine.js";
import { frozen, plain, text } from "./plain.js";
import { Quick } from "./quick.js";
import { remembered } from "./recommendation.js";
import type { BatchResult, Recommendation, Routed } from "./results.js";
import type { RawProtocol, RawRuntime } from "./raw.js";
import type {
  Answer,
  Case,
  Form,
  FormQuestion,
  HisFacts,
  NextReport,
  Prefill,
  ProtocolInfo,
  Receipt,
  RecommendationData,
  Replay,
} from "../types.js";

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
  readonly #quick: Quick;
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
    this.#quick = new Quick(slot.engine as Engine<RawRuntime>, this.#slot);
    freedWith(this, this.#slot);
    freedWith(this, this.#quick);
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
   * never taken for a "nee". The object is yours to change, but for what is the same in every advice and
   * shared by all of them: the parts of each rule, from its sources to `because`, are frozen.
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
    const data = this.#slot.use((handle) => handle.decide(given) as RecommendationData);
    return remembered(data, { slot: this.#slot, given });
  }

  /**
   * Decides a case, and also says which of the given answers suffice, and which other answers would
   * lead elsewhere. This is searched for and takes milliseconds, where `decide` takes a fraction of one.
   */
  explain(input: Case): Recommendation {
    const given = plain(input, "case");
    const data = this.#slot.use((handle) => handle.explain(given) as RecommendationData);
    return remembered(data, { slot: this.#slot, given });
  }

  /** What is left to ask in a case, the most important first, and what no longer needs to be asked. */
  next(input: Case): NextReport {
    const given = plain(input, "case");
    return this.#slot.use((handle) => handle.next(given) as NextReport);
  }

  /**
   * The advised route and the rules that hold, and nothing else: for lists and loops. It judges the
   * conditions one by one, so with open questions it may say "open" where {@link decide}, which looks
   * at them together, already knows. Complete answers give the same route as `decide`.
   *
   * @example
   * ```ts
   * const { route, outcome, fired } = protocol.route({ eenzaamheid: 8 });
   * ```
   */
  route(answers: Readonly<Record<string, Answer | null | undefined>>): Routed {
    return this.#quick.route(answers);
  }

  /**
   * Routes of very many cases at once: a column of bytes per question, one byte per case. The byte is
   * 0 or 1 for nee or ja, a number less the lowest one, the position of a choice; 255 is open. A
   * question without a column is open in every case.
   *
   * @example
   * ```ts
   * const { routes, ids } = protocol.batch({ eenzaamheid: Uint8Array.of(8, 2, 255) });
   * ids[routes[0]]; // the route of the first case, where routes[0] is below 253
   * ```
   */
  batch(columns: Readonly<Record<string, Uint8Array>>): BatchResult {
    return this.#quick.batch(columns);
  }

  /**
   * The answers that a practice's own system already knows, and what each comes from. Show them, and
   * let people change them.
   *
   * @example
   * ```ts
   * const { answers } = protocol.prefill({ age: 72, icpc: [{ code: "Z15", date: "2026-03-01" }] }, { date: "2026-11-22" });
   * protocol.decide({ answers, date: "2026-11-22" });
   * ```
   */
  prefill(facts: HisFacts, options: { /** The day on which is asked. */ readonly date: string }): Prefill {
    const known = plain(facts, "facts");
    const day = text(plain(options, "options")?.date, "date");
    return this.#slot.use((handle) => handle.prefill(known, day) as Prefill);
  }

  /** Decides a receipt again, and says what differs. It may be the object, or its JSON text. */
  replay(receipt: Receipt | string): Replay {
    const given = plain(receipt, "receipt");
    return this.#slot.use((handle) => handle.replay(given) as Replay);
  }

  /** Gives the memory back. Using the protocol afterwards throws; freeing it again does nothing. */
  free(): void {
    freeNow(this, this.#quick, this.#slot);
  }
}

/** `using protocol = …` frees it at the end of the block. */
export interface ProtocolHandle extends Disposable {}

disposable(ProtocolHandle);
