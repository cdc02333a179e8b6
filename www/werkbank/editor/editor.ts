// The text of a protocol. It stands in a shadow root: there its styles need no `<style>`, which the
// policy of the page refuses.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, redo, undo } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorSelection, EditorState, type ChangeSpec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { completions } from "./complete";
import { highlighting } from "./highlight";
import { names, type Names } from "./names";
import { PHRASES } from "./phrases";
import { spoken } from "./spoken";
import { FILE_LIMIT } from "../text/outline";
import { theme } from "./theme";

/** A text that is too long to be a protocol is told of when nobody types: it takes a while to hand over. */
const TOLD_AFTER = 300;

export interface Host extends Names {
  changed(text: string): void;
  /** The cursor went to another place. */
  moved(at: number): void;
  save(): void;
  tidy(): void;
}

export class ProtocolEditor extends HTMLElement {
  #view: EditorView | null = null;
  #host: Host | null = null;
  readonly #writable = new Compartment();
  /** What stood here before a base was looked into. */
  #own: EditorState | null = null;
  #label = "Protocol als tekst";
  #telling = 0;
  #long = false;

  set host(host: Host) {
    this.#host = host;
  }

  /** Makes the field itself, so that a text is there at once when one is opened. */
  prepare(): void {
    this.#ready();
  }

  #ready(): EditorView {
    if (this.#view !== null) return this.#view;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":host { display: block; min-height: 0; } .cm-editor { height: 100%; }");
    root.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    this.#view = new EditorView({ state: this.#state("", true), parent: root, root });
    return this.#view;
  }

  get text(): string {
    return (this.#own ?? this.#view?.state)?.doc.toString() ?? "";
  }

  /** Where the cursor is. */
  get at(): number {
    return (this.#own ?? this.#view?.state)?.selection.main.head ?? 0;
  }

  /** Starts on another file: its own history. */
  open(text: string, writable: boolean): void {
    this.settle();
    this.#own = null;
    this.#label = "Protocol als tekst";
    this.#ready().setState(this.#state(text, writable));
  }

  allow(writable: boolean): void {
    this.#view?.dispatch({ effects: this.#writable.reconfigure(EditorState.readOnly.of(!writable)) });
  }

  /** A change from elsewhere in the page; it can be undone like typing. */
  change(changes: ChangeSpec, at?: number): void {
    this.back();
    this.#view?.dispatch({ changes, ...(at === undefined ? {} : { selection: EditorSelection.cursor(at), scrollIntoView: true }), userEvent: "input.panel" });
  }

  /** Another text for the same file, as one step back. */
  replace(text: string): void {
    this.back();
    const view = this.#view;
    view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: "input.replace" });
  }

  /** One step back, or forward again; false when there is none. */
  undo(again: boolean): boolean {
    this.back();
    const view = this.#view;
    return view !== null && (again ? redo : undo)(view);
  }

  diagnostics(all: readonly Diagnostic[]): void {
    const view = this.#view;
    if (view === null || this.#own !== null) return;
    const end = view.state.doc.length;
    const inside = all.map((one) => ({ ...one, from: Math.min(one.from, end), to: Math.min(Math.max(one.to, one.from), end) }));
    view.dispatch(setDiagnostics(view.state, inside));
  }

  select(from: number, to = from): void {
    this.back();
    const view = this.#view;
    const end = view?.state.doc.length ?? 0;
    const selection = EditorSelection.range(Math.min(from, end), Math.min(to, end));
    view?.dispatch({ selection, effects: EditorView.scrollIntoView(selection, { y: "center" }) });
    view?.focus();
  }

  /** Looks into another text without leaving this one. */
  look(text: string, from: number, label: string): void {
    const view = this.#view;
    if (view === null) return;
    this.#own ??= view.state;
    this.#label = label;
    view.setState(this.#state(text, false));
    view.dispatch({ selection: EditorSelection.cursor(Math.min(from, text.length)), effects: EditorView.scrollIntoView(Math.min(from, text.length), { y: "center" }) });
    view.focus();
  }

  /** Tells now of a change that was not told of yet. */
  settle(): void {
    if (this.#telling === 0) return;
    clearTimeout(this.#telling);
    this.#telling = 0;
    this.#host?.changed(this.text);
  }

  #changed(length: number): void {
    clearTimeout(this.#telling);
    this.#telling = 0;
    const long = length > FILE_LIMIT;
    // That it became too long is told at once.
    if (long && this.#long) this.#telling = window.setTimeout(() => this.settle(), TOLD_AFTER);
    else this.#host?.changed(this.text);
    this.#long = long;
  }

  /** Back from looking into another text. */
  back(): void {
    if (this.#own === null) return;
    this.#view?.setState(this.#own);
    this.#own = null;
  }

  override focus(): void {
    this.#view?.focus();
  }

  #state(text: string, writable: boolean): EditorState {
    const host = () => this.#host;
    const asked: Names = {
      merged: () => {
        const found = host()?.merged();
        if (found === undefined) throw new Error("the editor has no host");
        return found;
      },
      show: (file, from) => host()?.show(file, from),
      users: (name) => host()?.users(name) ?? [],
      say: (words, wrong) => host()?.say(words, wrong),
      askName: async (old) => (await host()?.askName(old)) ?? null,
    };
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [completions(asked.merged)], icons: false }),
        lintGutter(),
        search({ top: true }),
        highlightSelectionMatches(),
        highlighting,
        names(asked),
        spoken,
        EditorState.phrases.of(PHRASES),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": this.#label, lang: "nl", spellcheck: "false", tabindex: "0" }),
        // Tab leaves the editor: whoever works by keyboard has to get out.
        keymap.of([{ key: "Mod-s", preventDefault: true, run: () => (host()?.save(), true) }, { key: "Shift-Alt-f", preventDefault: true, run: () => (host()?.tidy(), true) }, ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
        this.#writable.of(EditorState.readOnly.of(!writable)),
        EditorView.updateListener.of((update) => {
          if (this.#own !== null) return;
          if (update.docChanged) this.#changed(update.state.doc.length);
          if (update.selectionSet) host()?.moved(update.state.selection.main.head);
        }),
        theme,
      ],
    });
  }
}

export function defineEditor(): void {
  if (customElements.get("protocol-tekst") === undefined) customElements.define("protocol-tekst", ProtocolEditor);
}

declare global {
  interface HTMLElementTagNameMap {
    "protocol-tekst": ProtocolEditor;
  }
}
