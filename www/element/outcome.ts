// Which of the four faces the advice has, and which question to put first.
import type { Consult } from "./consult";
import type { Consultation } from "./engine/opened";
import type { Failure } from "./failure";
import type { Recommendation, RouteAdvice } from "./engine/module";

export type Outcome =
  | { readonly face: "advised"; readonly route: RouteAdvice; readonly recommendation: Recommendation }
  | { readonly face: "open"; readonly recommendation: Recommendation }
  /** Every question that still matters was answered with "weet ik niet". */
  | { readonly face: "unknown"; readonly recommendation: Recommendation; readonly missing: readonly string[] }
  /** Decided that the protocol has no advice for this case. */
  | { readonly face: "none"; readonly recommendation: Recommendation }
  | { readonly face: "failed"; readonly failure: Failure };

export function outcomeOf(consultation: Consultation, consult: Consult): Outcome {
  if (consultation.kind === "failed") return { face: "failed", failure: consultation.failure };
  const { recommendation } = consultation;
  if (recommendation.outcome === "decided") {
    const { route } = recommendation;
    return route === null ? { face: "none", recommendation } : { face: "advised", route, recommendation };
  }
  if (firstToAsk(recommendation, consult) === null) {
    return { face: "unknown", recommendation, missing: recommendation.next.map(({ question }) => question) };
  }
  return { face: "open", recommendation };
}

/** The question that matters most and was not put aside with "weet ik niet". */
export function firstToAsk({ next }: Recommendation, consult: Consult): Recommendation["next"][number] | null {
  return next.find(({ question }) => consult.answers[question] === undefined) ?? null;
}
