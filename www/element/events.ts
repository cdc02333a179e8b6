// What the element tells its host. Every event bubbles and crosses shadow roots; none can be cancelled.
import type { Answers, Given } from "./consult";
import type { Origin } from "./engine/handle";
import type { Case, DiagnosticInfo, NextReport, Recommendation, Texts } from "./engine/module";
import type { Outcome } from "./outcome";
import type { Override } from "./session";

/** The answers changed through the person at the desk. */
export interface ChangeDetail {
  readonly cause: "answer" | "undo" | "clear";
  /** The question that was answered, or whose answer was taken back. */
  readonly question: string | null;
  /** Undefined when the answer was taken back; null is "weet ik niet". */
  readonly answer: Given | undefined;
  readonly answers: Answers;
}

/** Something was computed. */
export interface AdviceDetail {
  /** advised, open, unknown (not enough to advise), or none (the protocol has no advice for this). */
  readonly face: Exclude<Outcome["face"], "failed">;
  readonly recommendation: Recommendation;
  readonly next: NextReport;
  readonly case: Case;
}

/** The outcome is handed to the host, to be written into the record or sent by it. */
export interface HandoverDetail {
  readonly recommendation: Recommendation;
  readonly case: Case;
  readonly texts: Texts | null;
  /** What was taken from the record, and from what. */
  readonly origins: readonly Origin[];
  /** What was chosen instead; null when the advice is followed. */
  readonly override: Override | null;
}

/** Something else was chosen than advised; null when that was withdrawn. */
export interface OverrideDetail {
  readonly override: Override | null;
  readonly recommendation: Recommendation;
  readonly case: Case;
}

/** Something could not be computed, or not be taken over. */
export interface ErrorDetail {
  /** The code of the engine, or one that starts with `ELEMENT`. */
  readonly code: string;
  readonly message: string;
  readonly diagnostics: readonly DiagnosticInfo[];
  /** What could not be used: the protocol, the answers, the record, or the other choice. */
  readonly subject: "protocol" | "answers" | "prefill" | "override";
  readonly error: unknown;
}

export interface DomeinWijzerEvents {
  "domeinwijzer-change": CustomEvent<ChangeDetail>;
  "domeinwijzer-advice": CustomEvent<AdviceDetail>;
  "domeinwijzer-handover": CustomEvent<HandoverDetail>;
  "domeinwijzer-override": CustomEvent<OverrideDetail>;
  "domeinwijzer-error": CustomEvent<ErrorDetail>;
}

declare global {
  interface HTMLElementEventMap extends DomeinWijzerEvents {}
  interface DocumentEventMap extends DomeinWijzerEvents {}
}

/** Names and details that belong together. */
export type EventOf = { [Name in keyof DomeinWijzerEvents]: readonly [Name, DomeinWijzerEvents[Name]["detail"]] }[keyof DomeinWijzerEvents];
