// What the engine found, at its place in the editor, with its quick fixes.
import type { Action, Diagnostic } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import type { DiagnosticInfo } from "../../pkg/domeinwijzer.js";
import { offsets } from "../text/offsets";

export interface Host {
  /** Makes an example of the case that shows a finding. */
  exampleOf(it: DiagnosticInfo): void;
}

/** Those of one file, as the editor shows them. */
export function marks(all: readonly DiagnosticInfo[], path: string, text: string, host: Host): Diagnostic[] {
  const places = offsets(text);
  const found: Diagnostic[] = [];
  for (const it of all) {
    if (it.file !== path) continue;
    const from = it.start === null ? 0 : places.of(it.start.offset);
    const to = it.end === null ? from : places.of(it.end.offset);
    found.push({
      from,
      to,
      severity: it.severity,
      source: it.code,
      message: it.help === null ? it.message : `${it.message}\n${it.help}`,
      actions: actions(it, places.of, host),
    });
  }
  return found;
}

function actions(it: DiagnosticInfo, of: (byte: number) => number, host: Host): Action[] {
  const found: Action[] = [];
  if (it.fix.length > 0) {
    found.push({ name: "Herstel", apply: (view) => applyFix(view, it, of) });
  }
  if (it.witness !== null) found.push({ name: "Maak hier een voorbeeld van", apply: () => host.exampleOf(it) });
  return found;
}

/** Made for the text that was checked: a fix that no longer fits is shown only until the next answer. */
function applyFix(view: EditorView, it: DiagnosticInfo, of: (byte: number) => number): void {
  const changes = it.fix.map(({ start, end, text }) => ({ from: of(start.offset), to: of(end.offset), insert: text }));
  view.dispatch({ changes, userEvent: "input.fix" });
}
