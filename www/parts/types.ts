// The shapes of the engine that these parts draw. They are generated from Rust; only this file knows
// where they come from.
import type { Answer } from "../pkg/domeinwijzer.js";

export type {
  Answer,
  ContactInfo,
  Form,
  FormGroup,
  FormQuestion,
  LadderHints,
  ProtocolInfo,
  Recommendation,
  RouteAdvice,
} from "../pkg/domeinwijzer.js";

/** An answer as a screen keeps it: null is "weet ik niet", undefined is not asked yet. */
export type Given = Answer | null | undefined;
export type Answers = Readonly<Record<string, Given>>;

/** The answers of another moment, to lay under those of now. */
export interface Moment {
  /** As 2026-11-22. */
  readonly date: string;
  readonly answers: Answers;
}
