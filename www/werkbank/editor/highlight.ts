// Colours by what stands where; only of what is on the screen. A text too long to be a protocol stays plain.
import { EditorState, RangeSetBuilder, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import { tokens } from "../text/condition";
import { FILE_LIMIT, outline, type Outline } from "../text/outline";
import type { Pair, Value } from "../text/scan";

const EMPTY = outline("");

export const outlineField = StateField.define<Outline>({
  create: (state) => ofState(state),
  update: (value, { docChanged, state }) => (docChanged ? ofState(state) : value),
});

function ofState({ doc }: EditorState): Outline {
  return doc.length > FILE_LIMIT ? EMPTY : outline(doc.toString());
}

interface Mark {
  readonly from: number;
  readonly to: number;
  readonly class: string;
}

function marks(it: Outline, text: (from: number, to: number) => string, from: number, to: number): Mark[] {
  const found: Mark[] = [];
  const put = (span: { from: number; to: number }, name: string) => {
    if (span.from < span.to && span.to >= from && span.from <= to) found.push({ from: span.from, to: span.to, class: `tok-${name}` });
  };
  const conditions = new Set(it.conditions.map((span) => span.from));
  const value = (one: Value) => {
    if (one.to < from || one.from > to) return;
    if (one.kind === "string" && conditions.has(one.inner.from)) {
      put({ from: one.from, to: one.inner.from }, "string");
      for (const token of tokens(text(one.inner.from, one.inner.to), one.inner.from)) put(token, `c-${token.kind}`);
      put({ from: one.inner.to, to: one.to }, "string");
    } else if (one.kind !== "list" && one.kind !== "table") put(one, one.kind);
    one.items.forEach(value);
    one.pairs.forEach(pair);
  };
  const pair = (one: Pair) => {
    if (one.to < from || one.from > to) return;
    for (const key of one.keys) put(key, "key");
    value(one.value);
  };
  for (const comment of it.scanned.comments) put(comment, "comment");
  for (const table of it.scanned.tables) {
    put(table.header, "header");
    table.pairs.forEach(pair);
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

function decorations(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const it = view.state.field(outlineField);
  let last = -1;
  for (const { from, to } of view.visibleRanges) {
    for (const mark of marks(it, (start, end) => view.state.sliceDoc(start, end), from, to)) {
      // Ranges of one line can meet at the border of two visible pieces.
      if (mark.from < last) continue;
      builder.add(mark.from, mark.to, Decoration.mark({ class: mark.class }));
      last = mark.to;
    }
  }
  return builder.finish();
}

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorations(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = decorations(update.view);
    }
  },
  { decorations: (it) => it.decorations },
);

export const highlighting: Extension = [outlineField, plugin, EditorState.languageData.of(() => [{ commentTokens: { line: "#" } }])];
