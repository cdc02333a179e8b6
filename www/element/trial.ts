// Trying out: other answers on the screen, while the case itself stays as it is.
import type { Consult } from "./consult";
import type { Consultation } from "./engine/opened";
import type { State } from "./session";

/** The case as it is, kept aside while something is tried. */
export interface Trial {
  readonly consult: Consult;
  readonly consultation: Consultation | null;
  readonly past: readonly Consult[];
  readonly last: string | null;
  readonly next: State["next"];
  readonly explained: State["explained"];
  /** The questions that the trial is about, in the order in which they are shown. */
  readonly questions: readonly string[];
}

/** The state of the case itself, whatever is being tried. */
export function kept(state: State): State {
  return state.trial === null ? state : { ...state, ...withoutQuestions(state.trial), drafts: {}, trial: null };
}

function withoutQuestions({ consult, consultation, past, last, next, explained }: Trial): Pick<State, "consult" | "consultation" | "past" | "last" | "next" | "explained"> {
  return { consult, consultation, past, last, next, explained };
}
