// Answers that come from a record. A given answer always wins, and nothing is taken for a "nee".
import { sameAnswer, type Consult, type Given } from "./consult";
import type { Origin, Prefill } from "./engine/handle";

/** Takes back what an earlier record gave, as far as it was left as it was. */
export function withoutPrefill(consult: Consult): Consult {
  const kept = Object.entries(consult.answers).filter(([question, answer]) => !isTaken(consult, question, answer));
  return { ...consult, answers: Object.fromEntries(kept), origins: {} };
}

export function withPrefill(consult: Consult, { answers, origins }: Prefill): Consult {
  const bare = withoutPrefill(consult);
  return {
    ...bare,
    answers: { ...answers, ...bare.answers },
    origins: Object.fromEntries(origins.map((origin) => [origin.question, origin])),
  };
}

/** The answers of which the origin is known, in the order of the record. */
export function takenFrom({ answers, origins }: Consult): { origin: Origin; given: Given | undefined; kept: boolean }[] {
  return Object.values(origins).map((origin) => {
    const given = answers[origin.question];
    return { origin, given, kept: sameAnswer(given, origin.answer) };
  });
}

function isTaken({ origins }: Consult, question: string, answer: Given): boolean {
  const origin = origins[question];
  return origin !== undefined && sameAnswer(origin.answer, answer);
}
