// What goes between the page and its workers: questions about a text, and answers.
import type { CheckReport, DiffReport, Form, Municipality, OverlayReport, ProtocolFile, ProtocolInfo, TestReport } from "../../pkg/domeinwijzer.js";

/** A text that is being written. */
export interface Draft {
  readonly path: string;
  readonly text: string;
}

export interface Faults {
  readonly report: CheckReport;
  /** What it says of itself and asks; null while it cannot be used. */
  readonly info: ProtocolInfo | null;
  readonly form: Form | null;
}

/** Each kind of question, with what it takes and gives. */
export interface Questions {
  /** What is wrong without looking at all cases. */
  readonly faults: { readonly takes: Draft; readonly gives: Faults };
  readonly examples: { readonly takes: Draft; readonly gives: TestReport | null };
  /** All that is wrong, over all cases too. */
  readonly findings: { readonly takes: Draft; readonly gives: CheckReport };
  readonly deviations: { readonly takes: Draft; readonly gives: OverlayReport | null };
  /** With another text, or with its base. */
  readonly diff: { readonly takes: { readonly draft: Draft; readonly old: Draft | "base"; readonly samples: number }; readonly gives: DiffReport | null };
  readonly bundle: { readonly takes: Draft; readonly gives: Uint8Array | null };
  readonly municipalities: { readonly takes: null; readonly gives: Municipality[] };
  /** In form, as `domeinwijzer fmt` writes it; null when it is no TOML. The worker has no way to get the module for it. */
  readonly tidy: { readonly takes: { readonly text: string; readonly base64: string }; readonly gives: string | null };
  /** The first file of a municipality. */
  readonly start: { readonly takes: { readonly name: string; readonly date: string; readonly alone: boolean }; readonly gives: string };
  /** Every fault of a set of files, as whoever receives them finds it. */
  readonly receive: { readonly takes: { readonly files: readonly ProtocolFile[]; readonly path: string; readonly bundle: Uint8Array }; readonly gives: Received };
}

export interface Received {
  readonly report: CheckReport;
  readonly examples: TestReport | null;
  readonly digest: string | null;
  /** The digest of what the bundle says. */
  readonly bundleDigest: string | null;
}

export type Kind = keyof Questions;

export type ToWorker =
  | { readonly type: "compile"; readonly base64: string }
  | { readonly type: "start"; readonly module: WebAssembly.Module }
  | { readonly type: "files"; readonly files: readonly ProtocolFile[] }
  | { readonly type: "ask"; readonly id: number; readonly kind: Kind; readonly takes: Questions[Kind]["takes"] };

export type FromWorker =
  | { readonly type: "compiled"; readonly module: WebAssembly.Module }
  | { readonly type: "answer"; readonly id: number; readonly gives: Questions[Kind]["gives"]; readonly took: number }
  /** `broken` says that the engine itself stopped, and the worker with it. */
  | { readonly type: "refused"; readonly id: number; readonly message: string; readonly broken: boolean };
