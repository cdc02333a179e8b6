// The only way from the element to the engine. Whoever bundles the element with another build of
// the engine points this one module at it; nothing else here knows where the engine comes from.
import { Protocol, Registry } from "../../pkg/domeinwijzer.js";
import type { ProtocolFile, ProtocolInfo } from "../../pkg/domeinwijzer.js";
import type { ProtocolHandle } from "./handle";

export type {
  Answer,
  Because,
  Case,
  ContactInfo,
  DiagnosticInfo,
  Form,
  FormGroup,
  FormQuestion,
  NextQuestion,
  NextReport,
  ProtocolFile,
  ProtocolInfo,
  Recommendation,
  RouteAdvice,
  RouteVerdict,
  RuleTrace,
  SignalInfo,
  SourceInfo,
  Texts,
} from "../../pkg/domeinwijzer.js";

/** What the element can use of an engine. A build that reads bundles only has no `Registry`. */
export interface EngineModule {
  readonly Registry?: new (files: ProtocolFile[]) => RegistryHandle;
  readonly Protocol: { readonly prototype: object; load?(bundle: Uint8Array): ProtocolHandle };
}

/** All protocols that were handed in as text. */
export interface RegistryHandle {
  find(name: string, date: string): ProtocolHandle;
  list(): ProtocolInfo[];
}

// By name and not as a whole: what is not used, such as loading the engine, is then left out.
export const module: EngineModule = { Protocol, Registry };
