// The shapes that the engine gives and takes. They are generated from Rust; this file only picks
// the ones the page uses, so that the rest of the page does not know where they come from.
import type * as engine from "../../pkg/domeinwijzer.js";

export type { Answer, Case, ProtocolFile } from "../../pkg/domeinwijzer.js";

/** What is absent is null at run time; where the generated types call it undefined, they mean that. */
type WithNull<T> = T extends undefined
  ? null
  : T extends readonly (infer Item)[]
    ? WithNull<Item>[]
    : T extends object
      ? { [Key in keyof T]: WithNull<T[Key]> }
      : T;

export type Because = WithNull<engine.Because>;
export type ContactInfo = WithNull<engine.ContactInfo>;
export type DiagnosticInfo = WithNull<engine.DiagnosticInfo>;
export type Form = WithNull<engine.Form>;
export type FormGroup = WithNull<engine.FormGroup>;
export type FormQuestion = WithNull<engine.FormQuestion>;
export type NextQuestion = WithNull<engine.NextQuestion>;
export type NextReport = WithNull<engine.NextReport>;
export type ProtocolInfo = WithNull<engine.ProtocolInfo>;
export type Recommendation = WithNull<engine.Recommendation>;
export type RouteAdvice = WithNull<engine.RouteAdvice>;
export type RouteVerdict = WithNull<engine.RouteVerdict>;
export type RuleTrace = WithNull<engine.RuleTrace>;
export type SignalInfo = WithNull<engine.SignalInfo>;
export type SourceInfo = WithNull<engine.SourceInfo>;
