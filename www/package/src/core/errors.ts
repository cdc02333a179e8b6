import type { DiagnosticInfo } from "../types.js";

/**
 * The codes of faults that the loader itself finds. Faults in a protocol or a case have the codes of
 * the engine, `DW` and four digits; `domeinwijzer explain DW0701` says what one means.
 *
 * | code | what happened | what to do |
 * |---|---|---|
 * | `not-started` | something was asked before the engine was there | `await init()` or `initSync()` first |
 * | `not-loaded` | the wasm file was not found, or is not of this version | the message says which |
 * | `blocked` | the content policy of the page forbids WebAssembly | add `'wasm-unsafe-eval'` to `script-src` |
 * | `input` | a value cannot be taken over: a cycle, a getter that throws, a symbol, too large | the message names the place |
 * | `freed` | a protocol was used after it was freed | parse or load it again |
 * | `foreign` | an object was handed in that this package did not make | hand in what it returned |
 * | `restarted` | the engine broke off inside, and was started anew | the next call works; please report it |
 */
export type LoaderCode =
  | "not-started"
  | "not-loaded"
  | "blocked"
  | "input"
  | "freed"
  | "foreign"
  | "restarted";

/**
 * The one kind of error that this package throws. After one, everything works on.
 *
 * @example
 * ```ts
 * try {
 *   protocol.decide(patient);
 * } catch (error) {
 *   if (!(error instanceof DomeinwijzerError)) throw error;
 *   show(error.message, error.diagnostics);
 * }
 * ```
 */
export class DomeinwijzerError extends Error {
  /** `DW` and four digits, or a {@link LoaderCode}. */
  readonly code: string;
  /** All faults at once, each with its place and a way out; empty for a fault of the loader. */
  readonly diagnostics: readonly DiagnosticInfo[];

  /** @internal */
  constructor(code: string, message: string, diagnostics: readonly DiagnosticInfo[] = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.diagnostics = diagnostics;
  }

  static {
    // On the prototype, so that it is not one of the fields that a log prints.
    Object.defineProperty(this.prototype, "name", { value: "DomeinwijzerError", configurable: true, writable: true });
  }
}

/** A fault that the loader found. */
export function fault(code: LoaderCode, message: string, cause?: unknown): DomeinwijzerError {
  return new DomeinwijzerError(code, message, [], cause);
}

/** What the engine throws about its input, before it becomes an error of ours. */
export interface EngineFault {
  readonly name: "DomeinwijzerError";
  readonly message: string;
  readonly code: string;
  readonly diagnostics: readonly DiagnosticInfo[];
}

/** Whether the engine refused its input, and is itself in order. */
export function isEngineFault(thrown: unknown): thrown is EngineFault {
  return thrown instanceof Error && thrown.name === "DomeinwijzerError" && "diagnostics" in thrown;
}

/** The most characters that are taken over from an error of someone else. */
const TEXT = 300;

/** A short text of anything that was thrown, whatever it is. */
export function textOf(thrown: unknown): string {
  try {
    return (thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)).slice(0, TEXT);
  } catch {
    return "onbekende fout";
  }
}
