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
  readonly ask: NextQuestion | null;
  /** What no longer matters, of this case or of the answer before; null while it is not known. */
  readonly ranked: Ranked | null;
}

/** What no longer matters, and the advice to which that belongs. */
export interface Ranked {
  readonly next: NextReport;
  readonly outcome: Outcome;
}

/** Null without a protocol. */
export function modelOf(state: State, settings: Settings): Model | null {
  const { protocol, consultation, consult, known } = state;
  if (protocol === null || consultation === null) return null;
  const computed = consultation.kind === "computed" ? consultation : null;
  return {
    state,
    settings,
    protocol,
    outcome: outcomeOf(consultation, consult),
    names: new Names(protocol.form, computed?.recommendation ?? null),
    recommendation: computed?.recommendation ?? null,
    ask: computed === null ? null : firstToAsk(computed.recommendation, consult),
    ranked: computed === null || known === null ? null : { next: known.next, outcome: outcomeOf(known.consultation, known.consult) },
  };
}
