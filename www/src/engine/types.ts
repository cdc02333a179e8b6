// The shapes that the engine gives and takes. They are generated from Rust; this file only picks
// the ones the page uses, so that the rest of the page does not know where they come from.
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
} from "../../pkg/domeinwijzer.js";
