// One patient: the answers so far. Pure; lives in memory only and is never stored.
import type { Origin } from "./engine/handle";
import type { Answer, Case } from "./engine/module";

/** An answer; `null` is "weet ik niet", which keeps the question open. */
export type Given = Answer | null;

/** Answers by question. */
export type Answers = Readonly<Record<string, Given>>;

export interface Consult {
  readonly answers: Answers;
  /** What was taken from the record, by question; the answer may be another by now. */
  readonly origins: Readonly<Record<string, Origin>>;
  readonly practice: string;
  readonly postcode: string;
}

export const emptyConsult: Consult = { answers: {}, origins: {}, practice: "", postcode: "" };

export function withAnswer(consult: Consult, question: string, answer: Given): Consult {
  return { ...consult, answers: { ...consult.answers, [question]: answer } };
}

export function withoutAnswer(consult: Consult, question: string): Consult {
  const { [question]: _dropped, ...answers } = consult.answers;
  return { ...consult, answers };
}

/** The next patient: the practice stays the same, nothing of this patient remains. */
export function nextPatient(consult: Consult): Consult {
  return { ...emptyConsult, practice: consult.practice };
}

export function isPostcode(text: string): boolean {
  return /^[1-9][0-9]{3}$/.test(text);
}

/** The case as the engine takes it. A half-typed postcode is left out, not guessed. */
export function toCase(consult: Consult, date: string): Case {
  const practice = consult.practice.trim();
  const context: NonNullable<Case["context"]> = {};
  if (practice !== "") context.practice = practice;
  if (isPostcode(consult.postcode)) context.postcode4 = consult.postcode;
  return { answers: { ...consult.answers }, date, ...(Object.keys(context).length > 0 && { context }) };
}

export function sameAnswer(left: Given | undefined, right: Given | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
