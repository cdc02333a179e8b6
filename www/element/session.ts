// The state of one consult and everything that can be done to it. No DOM: a view draws the state and
// calls the actions.
import { emptyConsult, nextPatient, toCase, withAnswer, withoutAnswer, type Answers, type Consult, type Given } from "./consult";
import type { HisFacts, OverrideChoice, OverrideReason, Prefill } from "./engine/handle";
import type { Consultation, OpenProtocol } from "./engine/opened";
import { ElementError, failure, type Failure } from "./failure";
import { withoutPrefill, withPrefill } from "./prefill";
import type { NextReport, Recommendation } from "./engine/module";
import { kept, type Trial } from "./trial";

/** A choice other than the advice, with its reason. */
export interface Override {
  /** The advised route; null when there was no advice. */
  readonly advised: string | null;
  /** The chosen route; null for none. */
  readonly chosen: string | null;
  /** Null when the protocol lists no reasons. */
  readonly reason: OverrideReason | null;
  readonly note: string | null;
  /** What the engine made of it for the host to keep; null when it makes none. */
  readonly record: unknown;
}

export interface State {
  readonly protocol: OpenProtocol | null;
  /** Why there is no protocol. */
  readonly failure: Failure | null;
  /** Answers that were handed in and cannot be read: nothing is computed without them. */
  readonly unreadable: Failure | null;
  /** What the record gave. */
  readonly filled: Prefill | null;
  /** Why nothing was taken from the record. */
  readonly unfilled: Failure | null;
  /** The day of this consult; it does not change while a patient is at the desk. */
  readonly date: string;
  readonly consult: Consult;
  readonly consultation: Consultation | null;
  /** What no longer matters: worked out after the advice is on the screen; null until then. */
  readonly next: NextReport | null;
  /** The case for which that was known last; null for another patient. */
  readonly known: Known | null;
  /** What suffices and what would change it: worked out after the advice is on the screen; null until then. */
  readonly explained: Recommendation | null;
  /** The case itself while something is tried out; null otherwise. */
  readonly trial: Trial | null;
  /** What was cleared last and can still be brought back. */
  readonly cleared: Consult | null;
  /** Earlier states of this consult, for undo; gone with the patient. */
  readonly past: readonly Consult[];
  /** The question answered last. */
  readonly last: string | null;
  /** What was typed and cannot be used, by question. */
  readonly drafts: Readonly<Record<string, string>>;
  /** Whether the form for another choice is open. */
  readonly overriding: boolean;
  /** Why the other choice could not be recorded. */
  readonly refused: Failure | null;
  readonly override: Override | null;
  readonly sheetOpen: boolean;
}

/** What was worked out for a case. */
export interface Known {
  readonly consult: Consult;
  readonly consultation: Consultation;
  readonly next: NextReport;
}

/** What made the state change. */
export type Cause = "next" | "answer" | "undo" | "clear" | "context" | "prefill" | "assign" | "open" | "override" | "explain" | "try" | "view";

/** What people do. */
export interface Actions {
  answer(question: string, answer: Given): void;
  forget(question: string, draft?: string): void;
  undo(): void;
  clear(): void;
  setPractice(text: string): void;
  setPostcode(text: string): void;
  /** Shows what other answers would lead to; the case stays as it is. */
  tryOut(changes: Answers, questions: readonly string[]): void;
  stopTrying(): void;
  toggleSheet(open?: boolean): void;
  /** Opens the advice where it is folded. */
  focusAdvice(): void;
  startOverride(on: boolean): void;
  override(choice: OverrideChoice): void;
  withdrawOverride(): void;
  handover(): void;
}

const fresh = { past: [], last: null, drafts: {}, overriding: false, refused: null, override: null } satisfies Partial<State>;

/** Calls `changed` after every change. */
export class Session {
  #state: State = {
    protocol: null,
    failure: null,
    unreadable: null,
    filled: null,
    unfilled: null,
    date: "",
    consult: emptyConsult,
    consultation: null,
    next: null,
    known: null,
    explained: null,
    trial: null,
    cleared: null,
    ...fresh,
    sheetOpen: false,
  };

  constructor(private readonly changed: (state: State, cause: Cause) => void) {}

  get state(): State {
    return this.#state;
  }

  /** Opens another protocol, or the same on another day. The answers are kept: the host decides about them. */
  open(find: (() => OpenProtocol) | null, date: string, cause: Cause = "open"): void {
    this.#leave();
    this.#state.protocol?.close();
    const base = { ...fresh, protocol: null, failure: null, date, consultation: null, known: null };
    try {
      this.#set({ ...base, protocol: find?.() ?? null }, null);
    } catch (thrown) {
      this.#set({ ...base, failure: failure(thrown) }, null);
    }
    this.#set({ consultation: this.#compute(this.#state.consult) }, cause);
  }

  close(): void {
    this.#leave();
    this.#state.protocol?.close();
    this.#set({ protocol: null, failure: null, consultation: null, known: null, cleared: null }, null);
  }

  /** Takes answers from the host, or why they cannot be read. */
  assign(answers: Answers, unreadable: Failure | null = null): void {
    this.#leave();
    const consult = { ...this.#state.consult, answers };
    this.#set({ ...fresh, unreadable, consult, cleared: null, known: null }, null);
    this.#set({ consultation: this.#compute(consult) }, "assign");
  }

  /** Takes what a record knows; null takes it back. */
  prefill(facts: HisFacts | null, unreadable: Failure | null = null): void {
    this.#leave();
    const { protocol, date, consult: before } = this.#state;
    let consult = withoutPrefill(before);
    let filled: Prefill | null = null;
    let unfilled = unreadable;
    try {
      filled = facts === null || protocol === null ? null : protocol.prefill(facts, date);
      if (filled !== null) consult = withPrefill(consult, filled);
      else if (facts !== null && protocol !== null) {
        throw new ElementError("ELEMENT_NO_PREFILL", "Deze bouw van Domeinwijzer kan niets overnemen uit een dossier.");
      }
    } catch (thrown) {
      unfilled = failure(thrown);
    }
    this.#set({ ...fresh, consult, filled, unfilled, consultation: this.#compute(consult) }, "prefill");
  }

  answer(question: string, answer: Given): void {
    this.#consult(withAnswer(this.#state.consult, question, answer), question);
  }

  /** Takes an answer back; a draft is what was typed instead and cannot be used. */
  forget(question: string, draft?: string): void {
    const { consult, drafts } = this.#state;
    if (question in consult.answers) this.#consult(withoutAnswer(consult, question), question);
    if (draft !== undefined) this.#set({ drafts: { ...drafts, [question]: draft } }, "view");
  }

  undo(): void {
    const past = [...this.#state.past];
    const consult = past.pop();
    if (consult === undefined) {
      if (this.#state.trial !== null) this.stopTrying();
      else this.#restore();
      return;
    }
    this.#set({ ...fresh, consult, past, consultation: this.#compute(consult) }, "undo");
  }

  /**
   * The next patient; the protocol is opened anew, because a screen may stay open longer than a version
   * is in force. `undoable` keeps what was cleared in memory, until the next answer at the latest.
   */
  clear(find: (() => OpenProtocol) | null, date: string, undoable = false): void {
    this.#leave();
    const before = this.#state.consult;
    const cleared = undoable && Object.keys(before.answers).length > 0 ? before : null;
    const consult = nextPatient(before);
    this.#set({ ...fresh, consult, cleared, unreadable: null, filled: null, unfilled: null, sheetOpen: false }, null);
    this.open(find, date, "clear");
  }

  /** What was cleared is gone for good. */
  forgetCleared(): void {
    if (this.#state.cleared !== null) this.#set({ cleared: null }, "view");
  }

  #restore(): void {
    const { cleared: consult } = this.#state;
    if (consult === null) return;
    this.#set({ ...fresh, consult, cleared: null, consultation: this.#compute(consult) }, "undo");
  }

  /** Works out what no longer matters, and shows it. */
  rank(): void {
    this.ranking()?.();
  }

  /** Works out what no longer matters, when that is not done yet; what it returns shows it, if nothing is newer by then. */
  ranking(): (() => void) | null {
    const { protocol, consultation, consult, date, next } = this.#state;
    if (protocol === null || next !== null || consultation?.kind !== "computed") return null;
    let found: Partial<State>;
    try {
      const report = protocol.next(toCase(consult, date));
      found = { next: report, known: { consult, consultation, next: report } };
    } catch (thrown) {
      found = { consultation: { kind: "failed", failure: failure(thrown) } };
    }
    return () => {
      if (this.#state.consultation === consultation && this.#state.next === null) this.#set(found, "next");
    };
  }

  /** Works out what suffices and what would change the advice, when that is not done yet. */
  explain(): void {
    const { protocol, consultation, consult, date, explained } = this.#state;
    if (protocol === null || explained !== null || consultation?.kind !== "computed") return;
    if (consultation.recommendation.route === null) return;
    const found = protocol.explain(toCase(consult, date));
    if (found !== null) this.#set({ explained: found }, "explain");
  }

  tryOut(changes: Answers, questions: readonly string[]): void {
    // The case is complete before it is put aside.
    this.rank();
    const now = this.#state;
    const { consult: before, consultation, past, last, next, explained } = now;
    const trial = now.trial ?? { consult: before, consultation, past, last, next, explained, questions };
    // Each attempt starts from the case, so that what is shown is the difference with it.
    const consult = { ...trial.consult, answers: { ...trial.consult.answers, ...changes } };
    this.#set({ ...fresh, trial, consult, consultation: this.#compute(consult) }, "try");
  }

  stopTrying(): void {
    if (this.#state.trial !== null) this.#set(kept(this.#state), "try");
  }

  #leave(): void {
    this.#set(kept(this.#state), null);
  }

  setContext(context: { readonly practice?: string; readonly postcode?: string }): void {
    const consult = { ...this.#state.consult, ...context };
    this.#set({ consult, consultation: this.#compute(consult) }, "context");
  }

  toggleSheet(open = !this.#state.sheetOpen): void {
    this.#set({ sheetOpen: open }, "view");
  }

  startOverride(overriding: boolean): void {
    this.#set({ overriding, refused: null }, "view");
  }

  override(choice: OverrideChoice): void {
    const { protocol, consultation, consult, date } = this.#state;
    if (protocol === null || consultation?.kind !== "computed" || this.#state.trial !== null) return;
    const reason = protocol.overrideReasons.find(({ id }) => id === choice.reason) ?? null;
    const { recommendation } = consultation;
    const { route: chosen, note } = choice;
    try {
      const record = protocol.override(toCase(consult, date), recommendation, choice);
      const advised = recommendation.route?.id ?? null;
      this.#set({ overriding: false, refused: null, override: { advised, chosen, reason, note, record } }, "override");
    } catch (thrown) {
      this.#set({ refused: failure(thrown) }, "view");
    }
  }

  withdrawOverride(): void {
    this.#set({ override: null }, "override");
  }

  #consult(consult: Consult, question: string): void {
    const { [question]: _typed, ...drafts } = this.#state.drafts;
    const past = [...this.#state.past, this.#state.consult];
    const cause = this.#state.trial === null ? "answer" : "try";
    this.#set({ ...fresh, consult, past, last: question, drafts, cleared: null, consultation: this.#compute(consult) }, cause);
  }

  #compute(consult: Consult): Consultation | null {
    const { protocol, date, unreadable } = this.#state;
    if (protocol === null) return null;
    return unreadable === null ? protocol.consult(toCase(consult, date)) : { kind: "failed", failure: unreadable };
  }

  #set(change: Partial<State>, cause: Cause | null): void {
    // What follows belongs to what was computed with it.
    const later = "consultation" in change ? { next: null, explained: null } : {};
    this.#state = { ...this.#state, ...later, ...change };
    if (cause !== null) this.changed(this.#state, cause);
  }
}
