// What the page knows around the consult, and what can be done there.
import type { Answers } from "../element/consult";
import type { Case, Form, ProtocolInfo, Recommendation } from "../element/engine/module";
import { messageText, type Consent, type Sharing } from "../parts/index";
import type { Edition, Municipality } from "./engine";

/** What stands in place of the consult for a moment; the consult stays as it is. */
export type View =
  | { readonly kind: "patient" }
  | { readonly kind: "overview" }
  | { readonly kind: "feedback" }
  /** Before a letter or a message may go. */
  | { readonly kind: "consent"; readonly what: "letter"; readonly consent: Consent }
  | { readonly kind: "consent"; readonly what: "fhir"; readonly consent: Consent; readonly message: unknown };

export interface State {
  readonly all: readonly Municipality[];
  /** Null while the municipality has to be chosen. */
  readonly municipality: Municipality | null;
  /** Why the choice has to be made (again). */
  readonly notice: string | null;
  /** The protocol that is in force today; null without one. */
  readonly edition: Edition | null;
  /** How many pieces of the instruments are drawn: one after the other, a moment after the first question. */
  readonly drawn: number;
  /** Of the last advice. */
  readonly info: ProtocolInfo | null;
  readonly recommendation: Recommendation | null;
  readonly patient: Case | null;
  readonly form: Form | null;
  readonly view: View | null;
  /** Lines that the record gets because of what was done here. */
  readonly recordLines: readonly string[];
  readonly shortcuts: boolean;
  /** Minutes without use before everything is cleared; 0 is never. */
  readonly idle: number;
  /** Seconds until that; null when there is nothing to warn of. */
  readonly warning: number | null;
  /** What was done, or could not be done. */
  readonly message: { readonly text: string; readonly wrong: boolean } | null;
  /** A newer version of the page waits. */
  readonly update: boolean;
}

export interface Actions {
  choose(wanted: string): void;
  chooseAgain(): void;
  clear(): void;
  setShortcuts(on: boolean): void;
  setIdle(minutes: number): void;
  showHelp(): void;
  show(view: View["kind"], what?: "letter" | "fhir"): Promise<void>;
  /** Back to the consult. */
  back(): void;
  print(): void;
  changeConsent(consent: Consent): void;
  /** The patient agreed: the line is for the record. */
  share(line: string): void;
  refuse(line: string): void;
  answer(question: string, given: Answers[string] | undefined): void;
  /** A case that came back: its answers, and the line for the record. */
  takeBack(answers: Answers, line: string): void;
  save(): void;
  open(file: File): Promise<void>;
  update(): void;
}

/** Whether there is a patient at the desk. */
export function isBusy({ patient }: State): boolean {
  if (patient === null) return false;
  return Object.values(patient.answers).some((answer) => answer !== undefined) || (patient.context?.postcode4 ?? null) !== null;
}

/** What would go, and to whom; null while there is nothing to share. */
export function sharingOf({ recommendation, view }: State): Sharing | null {
  const { route, texts, date } = recommendation ?? { route: null, texts: null, date: "" };
  if (route === null || texts === null || view?.kind !== "consent") return null;
  const to = route.contact === null ? route.title : [route.contact.function, route.contact.organisation].filter((part) => part !== null).join(", ");
  if (view.what === "letter") return { what: "de verwijsbrief", to, text: texts.letter, date };
  return { what: "het verwijsbericht", to, text: messageText(view.message), exact: JSON.stringify(view.message, null, 2), date };
}
