// What a host can read off the element. While something is tried out, it is the case itself.
import type { Form, NextReport, Recommendation } from "./engine/module";
import { FormControlElement } from "./form";
import { outcomeOf, type Outcome } from "./outcome";
import type { State } from "./session";

/** The outcome as properties. */
export abstract class ReadableElement extends FormControlElement {
  /** The state of the case. */
  protected abstract get current(): State;

  /** Works out at once what would come a moment later. */
  protected abstract complete(): void;

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
    this.complete();
    return this.current.next;
  }

  /** What the advice looks like now; null without a protocol. */
  get face(): Outcome["face"] | null {
    const { consultation, consult, failure } = this.current;
    if (failure !== null) return "failed";
    return consultation === null ? null : outcomeOf(consultation, consult).face;
  }
}
