// What the drawn parts share: the state with everything that follows from it, worked out once.
import { firstToAsk, outcomeOf, type Outcome } from "../outcome";
import { Names } from "../words";
import type { State } from "../desk";
import type { OpenProtocol } from "../engine/engine";
import type { NextQuestion, NextReport, Recommendation } from "../engine/types";

export interface Model {
  readonly state: State;
  readonly protocol: OpenProtocol;
  readonly outcome: Outcome;
  readonly names: Names;
  /** Null when nothing could be computed. */
  readonly recommendation: Recommendation | null;
  readonly next: NextReport | null;
  readonly ask: NextQuestion | null;
}

/** Null without a protocol. */
export function modelOf(state: State): Model | null {
  const { protocol, consultation, consult } = state;
  if (protocol === null || consultation === null) return null;
  const computed = consultation.kind === "computed" ? consultation : null;
  return {
    state,
    protocol,
    outcome: outcomeOf(consultation, consult),
    names: new Names(protocol.form, computed?.recommendation ?? null),
    recommendation: computed?.recommendation ?? null,
    next: computed?.next ?? null,
    ask: computed === null ? null : firstToAsk(computed.next, consult),
  };
}
