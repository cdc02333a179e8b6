// A protocol as a host may hand it in: the class of the engine, or a class around it.
import type { Answer, Case, Form, NextReport, ProtocolInfo, Recommendation } from "./module";

/** What a HIS knows of the patient, in neutral words; nothing else is read. */
export interface HisFacts {
  /** In years. */
  readonly age?: number | null;
  /** ICPC-1 codes, each with the day on which it was written down. */
  readonly icpc?: readonly { readonly code: string; readonly date: string }[] | null;
  /** Contacts with the practice in the last twelve months. */
  readonly contacts12m?: number | null;
  /** Facts by the name that the protocol gives them. */
  readonly facts?: Readonly<Record<string, boolean | number | string | null>> | null;
}

/** An answer that was taken from the record, and from what. */
export interface Origin {
  readonly question: string;
  readonly answer: Answer;
  /** In words: "ICPC Z15 (2026-03-01)". */
  readonly from: string;
}

/** What the protocol makes of the facts of a HIS. */
export interface Prefill {
  readonly answers: Readonly<Record<string, Answer>>;
  readonly origins: readonly Origin[];
  /** Questions that a fact speaks of but does not answer. */
  readonly leftOpen?: readonly { readonly label: string; readonly from: string; readonly why: string }[];
  /** Facts that no question took. */
  readonly unused?: readonly { readonly fact: string; readonly why: string }[];
}

/** A reason to choose otherwise, from the list of the protocol. */
export interface OverrideReason {
  readonly id: string;
  readonly title: string;
  /** Whether it takes a note to be understood. */
  readonly needsNote?: boolean;
}

/** What the one who decides chooses instead, and why. */
export interface OverrideChoice {
  /** The id of the route; null for none. */
  readonly route: string | null;
  /** The id of the reason; null when the protocol lists none. */
  readonly reason: string | null;
  readonly note: string | null;
}

/** A protocol that is ready to decide. */
export interface ProtocolHandle {
  readonly info: ProtocolInfo | (() => ProtocolInfo);
  readonly form: Form | (() => Form);
  decide(patient: Case): Recommendation;
  next(patient: Case): NextReport;
  /** The same with which answers suffice and which others would lead elsewhere; it takes longer. */
  explain?(patient: Case): Recommendation;
  /** The engine takes the day itself, the package an object with it. */
  prefill?(facts: HisFacts, date: never): Prefill;
  overrideRecord?(patient: Case, choice: OverrideChoice): unknown;
  free?(): void;
}
