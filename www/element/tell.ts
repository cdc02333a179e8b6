// Which events follow from a change of the state.
import { toCase } from "./consult";
import type { EventOf } from "./events";
import type { Failure } from "./failure";
import { outcomeOf } from "./outcome";
import type { Cause, State } from "./session";
import { kept } from "./trial";

export function eventsAfter(before: State, now: State, cause: Cause): EventOf[] {
  // What is tried out concerns nobody else.
  if (now.trial !== null) return [];
  return eventsOf(kept(before), now, cause);
}

function eventsOf(before: State, now: State, cause: Cause): EventOf[] {
  return [...changes(now, cause), ...computed(before, now), ...overrides(before, now), ...errors(before, now)];
}

function changes({ consult, last }: State, cause: Cause): EventOf[] {
  if (cause !== "answer" && cause !== "undo" && cause !== "clear") return [];
  const question = cause === "answer" ? last : null;
  const answer = question === null ? undefined : consult.answers[question];
  return [["domeinwijzer-change", { cause, question, answer, answers: consult.answers }]];
}

/** Once all of it is there: of answers in quick succession the last one only. */
function computed(before: State, { consultation, next, consult, date }: State): EventOf[] {
  if (next === before.next || next === null || consultation?.kind !== "computed") return [];
  const { face } = outcomeOf(consultation, consult);
  if (face === "failed") return [];
  const { recommendation } = consultation;
  return [["domeinwijzer-advice", { face, recommendation, next, case: toCase(consult, date) }]];
}

function overrides(before: State, { override, consultation, consult, date }: State): EventOf[] {
  if (override === before.override || consultation?.kind !== "computed") return [];
  return [["domeinwijzer-override", { override, recommendation: consultation.recommendation, case: toCase(consult, date) }]];
}

function errors(before: State, now: State): EventOf[] {
  const failed = ({ consultation }: State) => (consultation?.kind === "failed" ? consultation.failure : null);
  const found: EventOf[] = [];
  const add = (subject: "protocol" | "answers" | "prefill" | "override", old: Failure | null, reason: Failure | null) => {
    if (reason === null || reason === old) return;
    const { code, message, diagnostics, error } = reason;
    found.push(["domeinwijzer-error", { code, message, diagnostics, subject, error }]);
  };
  add("protocol", before.failure, now.failure);
  add("answers", failed(before), failed(now));
  add("prefill", before.unfilled, now.unfilled);
  add("override", before.refused, now.refused);
  return found;
}

/** What goes to the host; null while there is nothing to hand over. */
export function handoverOf({ consultation, consult, date, override, trial }: State): EventOf | null {
  if (consultation?.kind !== "computed" || trial !== null) return null;
  const { recommendation } = consultation;
  if (recommendation.route === null && override === null) return null;
  const origins = Object.values(consult.origins);
  return ["domeinwijzer-handover", { recommendation, case: toCase(consult, date), texts: recommendation.texts, origins, override }];
}
