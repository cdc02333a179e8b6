// The element without its registration: a host may subclass it, or give it another name.
export type { Answers, Consult, Given } from "./consult";
export type { HisFacts, Origin, OverrideChoice, OverrideReason, Prefill, ProtocolHandle } from "./engine/handle";
export type { ProtocolSource } from "./engine/library";
export { DomeinWijzerElement } from "./element";
export type { AdviceDetail, ChangeDetail, DomeinWijzerEvents, ErrorDetail, HandoverDetail, OverrideDetail } from "./events";
export { SHORTCUTS, type Shortcuts } from "./keyboard";
export type { Override } from "./session";
