// What a host can read off the element. While something is tried out, it is the case itself.
import type { Form, NextReport, Recommendation } from "./engine/module";
import { FormControlElement } from "./form";
import { outcomeOf, type Outcome } from "./outcome";
import type { State } from "./session";

/** The outcome as properties. */
export abstract class ReadableElement extends FormControlElement {
  /** The state of the case. */
  protected abstract get current(): State;

  /** What was computed last; null when nothing could be. */
  get recommendation(): Recommendation | null {
    const { consultation } = this.current;
    return consultation?.kind === "computed" ? consultation.recommendation : null;
  }

  /** Every question in its group; null without a protocol. */
  get questions(): Form | null {
    return this.current.protocol?.form ?? null;
  }

  /** What is left to ask; null when nothing could be computed. */
  get next(): NextReport | null {
    const { consultation } = this.current;
    return consultation?.kind === "computed" ? consultation.next : null;
  }

  /** What the advice looks like now; null without a protocol. */
  get face(): Outcome["face"] | null {
    const { consultation, consult, failure } = this.current;
    if (failure !== null) return "failed";
    return consultation === null ? null : outcomeOf(consultation, consult).face;
  }
}
