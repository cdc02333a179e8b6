// What is found in the text for who hears it: where it stands, what it says, and the way out.
import { forEachDiagnostic, nextDiagnostic, previousDiagnostic, type Diagnostic } from "@codemirror/lint";
import type { EditorState, Extension } from "@codemirror/state";
import { EditorView, keymap, ViewPlugin, type Command, type ViewUpdate } from "@codemirror/view";

const SEVERITY: Readonly<Record<string, string>> = { error: "fout", warning: "let op", info: "ter kennisgeving" };

function between(state: EditorState, from: number, to: number): Diagnostic[] {
  const found: Diagnostic[] = [];
  forEachDiagnostic(state, (one, start, end) => {
    if (start <= to && end >= from) found.push({ ...one, from: start, to: end });
  });
  return found;
}

/** A message and its help are two lines without a full stop. */
function sentences(message: string): string {
  return message.split("\n").map((line) => (/[.!?]$/.test(line) ? line : `${line}.`)).join(" ");
}

/** Goes there, and says what it is. */
function telling(go: Command): Command {
  return (view) => {
    go(view);
    const { from, to } = view.state.selection.main;
    const all = between(view.state, from, to);
    const said = all.map(({ message, severity, actions }) => `${SEVERITY[severity] ?? ""}: ${sentences(message)}${(actions ?? []).length > 0 ? ` Alt+Enter: ${actions?.[0]?.name}.` : ""}`);
    const text = all.length === 0 ? "Geen bevindingen in deze tekst." : `Regel ${view.state.doc.lineAt(from).number}, ${said.join(" ")}`;
    view.dispatch({ effects: EditorView.announce.of(text) });
    return true;
  };
}

const mend: Command = (view) => {
  const { from, to } = view.state.selection.main;
  const [first] = between(view.state, from, to).filter(({ actions }) => (actions ?? []).length > 0);
  const action = first?.actions?.[0];
  if (first === undefined || action === undefined) view.dispatch({ effects: EditorView.announce.of("Hier is niets te herstellen.") });
  else action.apply(view, first.from, first.to);
  return true;
};

/** Milliseconds after which the line itself has been read out. */
const READ = 700;

/** Who walks through the text hears on which lines something is wrong. */
const onLine = ViewPlugin.fromClass(
  class {
    #timer = 0;

    update({ view, state, startState, docChanged, transactions }: ViewUpdate): void {
      if (docChanged) return clearTimeout(this.#timer);
      if (!transactions.some((one) => one.isUserEvent("select") && !one.isUserEvent("select.pointer"))) return;
      const line = state.doc.lineAt(state.selection.main.head);
      if (line.number === startState.doc.lineAt(startState.selection.main.head).number) return;
      clearTimeout(this.#timer);
      const [worst] = between(state, line.from, line.to).filter(({ severity }) => severity !== "info");
      if (worst === undefined) return;
      this.#timer = window.setTimeout(() => view.dispatch({ effects: EditorView.announce.of(`${worst.severity === "error" ? "Fout" : "Let op"} op deze regel. F8: wat het is.`) }), READ);
    }

    destroy(): void {
      clearTimeout(this.#timer);
    }
  },
);

export const spoken: Extension = [
  onLine,
  keymap.of([
    { key: "F8", run: telling(nextDiagnostic), shift: telling(previousDiagnostic) },
    { key: "Alt-Enter", run: mend },
  ]),
];
