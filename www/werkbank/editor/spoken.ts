// What is found in the text for who hears it: where it stands, what it says, and the way out.
import { forEachDiagnostic, nextDiagnostic, previousDiagnostic, type Diagnostic } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, type Command } from "@codemirror/view";

const SEVERITY: Readonly<Record<string, string>> = { error: "fout", warning: "let op", info: "ter kennisgeving" };

function between(state: EditorState, from: number, to: number): Diagnostic[] {
  const found: Diagnostic[] = [];
  forEachDiagnostic(state, (one, start, end) => {
    if (start <= to && end >= from) found.push({ ...one, from: start, to: end });
  });
  return found;
}

/** Goes there, and says what it is. */
function telling(go: Command): Command {
  return (view) => {
    go(view);
    const { from, to } = view.state.selection.main;
    const all = between(view.state, from, to);
    const said = all.map(({ message, severity, actions }) => `${SEVERITY[severity] ?? ""}: ${message.replaceAll("\n", " ")}${(actions ?? []).length > 0 ? ` Ctrl+punt: ${actions?.[0]?.name}.` : ""}`);
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

/** Who walks through the text hears on which lines something is wrong. */
const onLine = EditorState.transactionExtender.of((transaction) => {
  if (transaction.docChanged || transaction.selection === undefined || !transaction.isUserEvent("select") || transaction.isUserEvent("select.pointer")) return null;
  const { doc } = transaction.startState;
  const now = doc.lineAt(transaction.selection.main.head);
  if (now.number === doc.lineAt(transaction.startState.selection.main.head).number) return null;
  const [worst] = between(transaction.startState, now.from, now.to).filter(({ severity }) => severity !== "info");
  return worst === undefined ? null : { effects: EditorView.announce.of(`${worst.severity === "error" ? "Fout" : "Let op"} op deze regel. F8: wat het is.`) };
});

export const spoken: Extension = [
  onLine,
  keymap.of([
    { key: "F8", run: telling(nextDiagnostic), shift: telling(previousDiagnostic) },
    { key: "Mod-.", run: mend },
  ]),
];
