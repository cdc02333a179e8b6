// What the drawn parts share: the state with everything that follows from it, worked out once.
import type { NextQuestion, NextReport, Recommendation } from "../engine/module";
import type { OpenProtocol } from "../engine/opened";
import { firstToAsk, outcomeOf, type Outcome } from "../outcome";
import type { State } from "../session";
import { Names } from "../words";

/** What the host chose. */
export interface Settings {
  readonly shortcuts: boolean;
  readonly disabled: boolean;
  readonly handover: boolean;
  readonly override: boolean;
  readonly letter: boolean;
  /** What the host adds to the text for the record. */
  readonly recordLines: readonly string[];
}

export interface Model {
  readonly state: State;
  readonly settings: Settings;
  readonly protocol: OpenProtocol;
  readonly outcome: Outcome;
  readonly names: Names;
  /** Null when nothing could be computed. */
  readonly recommendation: Recommendation | null;
  readonly next: NextReport | null;
  readonly ask: NextQuestion | null;
}

/** Null without a protocol. */
export function modelOf(state: State, settings: Settings): Model | null {
  const { protocol, consultation, consult } = state;
  if (protocol === null || consultation === null) return null;
  const computed = consultation.kind === "computed" ? consultation : null;
  return {
    state,
    settings,
    protocol,
    outcome: outcomeOf(consultation, consult),
    names: new Names(protocol.form, computed?.recommendation ?? null),
    recommendation: computed?.recommendation ?? null,
    next: computed?.next ?? null,
    ask: computed === null ? null : firstToAsk(computed.next, consult),
  };
}
