import type { DiagnosticInfo } from "./engine/module";
import { sentence } from "./words";

/** Something that could not be computed, in words for the screen. */
export interface Failure {
  readonly message: string;
  readonly details: readonly string[];
  /** The code of the engine (`DW0301`), or one that starts with `ELEMENT`. */
  readonly code: string;
  readonly diagnostics: readonly DiagnosticInfo[];
  /** What was thrown. */
  readonly error: unknown;
}

/** What the element itself finds wrong; it looks like an error of the engine. */
export class ElementError extends Error {
  override readonly name = "DomeinwijzerError";
  readonly diagnostics: readonly DiagnosticInfo[] = [];

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What the engine throws; any other error is a fault of the page or of the browser. */
interface EngineError extends Error {
  readonly code?: string;
  readonly diagnostics: readonly DiagnosticInfo[];
}

/** Turns whatever was thrown into words, without leaving anything out. */
export function failure(thrown: unknown): Failure {
  if (isEngineError(thrown)) {
    const [first, ...others] = thrown.diagnostics;
    const help = first?.help ?? null;
    const details = [...(help === null ? [] : [readable(help)]), ...others.map(inWords)];
    return { message: readable(thrown.message), details, code: thrown.code ?? first?.code ?? "", diagnostics: thrown.diagnostics, error: thrown };
  }
  // A policy without 'wasm-unsafe-eval' is the first thing that goes wrong on another server.
  if (typeof WebAssembly === "undefined" || thrown instanceof WebAssembly.CompileError) {
    return {
      message: "De browser laat het rekenhart (WebAssembly) niet toe.",
      details: [
        "Staat in de Content-Security-Policy bij script-src de waarde 'wasm-unsafe-eval'?",
        ...(thrown instanceof Error ? [thrown.message] : []),
      ],
      code: "ELEMENT_REFUSED",
      diagnostics: [],
      error: thrown,
    };
  }
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return { message: "Er ging iets mis in de pagina zelf.", details: [text], code: "ELEMENT_FAULT", diagnostics: [], error: thrown };
}

function isEngineError(thrown: unknown): thrown is EngineError {
  return thrown instanceof Error && thrown.name === "DomeinwijzerError" && "diagnostics" in thrown;
}

function inWords({ file, start, message, help }: DiagnosticInfo): string {
  const place = file === null ? "" : start === null ? `${file}: ` : `${file}:${start.line}: `;
  return readable(place + message + (help === null ? "" : ` (${help})`));
}

/** Messages of the engine are written for a terminal: no capital, no full stop, code in backticks. */
function readable(message: string): string {
  return sentence(message.replace(/`([^`]*)`/g, "‘$1’"));
}
