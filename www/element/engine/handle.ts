// A protocol as a host may hand it in: the class of the engine, or a class around it.
import type { Answer, Case, Form, NextReport, ProtocolInfo, Recommendation } from "./module";

/** What a HIS knows of the patient, in neutral words; nothing else is read. */
export interface HisFacts {
  /** In years. */
  readonly age?: number;
  /** ICPC-1 codes, each with the day on which it was written down. */
  readonly icpc?: readonly { readonly code: string; readonly date: string }[];
  /** Contacts with the practice in the last twelve months. */
  readonly contacts12m?: number;
  /** Facts by the name that the protocol gives them. */
  readonly facts?: Readonly<Record<string, boolean | number | string>>;
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
  readonly unused?: readonly unknown[];
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
  readonly route: string;
  readonly reason: string;
  readonly note: string;
}

/** A protocol that is ready to decide. */
export interface ProtocolHandle {
  readonly info: ProtocolInfo | (() => ProtocolInfo);
  readonly form: Form | (() => Form);
  decide(patient: Case): Recommendation;
  next(patient: Case): NextReport;
  /** The engine takes the day itself, the package an object with it. */
  prefill?(facts: HisFacts, date: never): Prefill;
  overrideRecord?(patient: Case, choice: OverrideChoice): unknown;
  free?(): void;
}
