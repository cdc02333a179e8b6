// What can stand here: sections, keys, ids, values, and the words of a condition.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { subject, tokens, WORDS } from "../text/condition";
import { keysOf, sectionHelp } from "../text/keys";
import { choicesOf, rangeOf, textOf, titleOf, type Merged } from "../text/merged";
import { expectedSpace, isCondition, SECTIONS, spaceOf, spoken, type Outline, type Space } from "../text/outline";
import type { Pair, Table, Value } from "../text/scan";
import { outlineField } from "./highlight";

export function completions(merged: () => Merged): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const it = context.state.field(outlineField);
    const { pos, state } = context;
    const line = state.doc.lineAt(pos);
    const before = line.text.slice(0, pos - line.from);
    const header = /^\[(?:(\w*)|(\w+)\.(\w*))$/.exec(before);
    if (header !== null) return headers(pos, header[2] ?? null, (header[2] === undefined ? header[1] : header[3]) ?? "", merged());
    const table = tableAt(it, pos);
    const section = table?.keys[0]?.name ?? "";
    const key = /^(\w*)$/.exec(before);
    if (key !== null && table !== undefined) {
      if (table.keys[2]?.name === "antwoorden") return answersFrom(pos - before.length, merged());
      if (!context.explicit && before === "") return null;
      const taken = new Set(table.pairs.filter(({ to }) => to < line.from || to > line.to).map(({ keys: [one] }) => one?.name));
      const options = keysOf(section).filter(({ name }) => !taken.has(name)).map(({ name, help }) => ({ label: name, type: "property", apply: `${name} = `, info: help.split("\n")[0] ?? "" }));
      return { from: pos - before.length, options, validFor: /^\w*$/ };
    }
    const found = table === undefined ? null : pairAt(table.pairs, pos);
    return found === null ? null : inValue(context, table?.keys[2]?.name ?? "", section, found, merged());
  };
}

function headers(pos: number, section: string | null, typed: string, merged: Merged): CompletionResult {
  const from = pos - typed.length;
  const options: Completion[] =
    section === null
      ? [{ label: "protocol", apply: "protocol]", info: sectionHelp("protocol") }, ...SECTIONS.map((name) => ({ label: name, apply: `${name}.`, type: "class", info: sectionHelp(name) }))]
      : merged.entries.filter((one) => one.section === section && one.removed === null).map((one) => ({ label: one.id, apply: `${one.id}]`, detail: one.inBase ? " uit de basis" : "", info: titleOf(one) }));
  return { from, options, validFor: /^\w*$/ };
}

function tableAt(it: Outline, pos: number): Table | undefined {
  return [...it.scanned.tables].reverse().find(({ from, header }) => from <= pos && pos > header.to);
}

function pairAt(pairs: readonly Pair[], pos: number): Pair | null {
  return [...pairs].reverse().find(({ from, value }) => from <= pos && pos <= value.to + 1) ?? null;
}

function inValue(context: CompletionContext, below: string, section: string, pair: Pair, merged: Merged): CompletionResult | null {
  const { pos, state } = context;
  const key = pair.keys[0]?.name ?? "";
  const { value } = pair;
  if (below === "antwoorden") return answerValue(context, key, value, merged);
  if (value.kind === "table" && value.from < pos && pos <= value.to) {
    const inner = pairAt(value.pairs, pos);
    const word = context.matchBefore(/\w*/);
    const atKey = word !== null && /[{,]\s*\w*$/.test(state.sliceDoc(value.from, pos));
    if (atKey && word !== null) {
      if (key === "antwoorden" || key === "som") return answersFrom(word.from, merged);
      if (key === "verwacht") return { from: word.from, options: ["route", "naast", "signalen", "regels", "mogelijk", "contact"].map((label) => ({ label, apply: `${label} = `, type: "property" })) };
    }
    if (inner === null) return null;
    if (key === "antwoorden") return answerValue(context, inner.keys[0]?.name ?? "", inner.value, merged);
    if (key === "verwacht") return ids(context, inner.value, expectedSpace(inner.keys[0]?.name ?? ""), merged);
    return null;
  }
  if (isCondition(key) && value.kind === "string" && value.inner.from <= pos && pos <= value.inner.to) return condition(context, value, merged);
  const space = spoken(section, key);
  if (space !== null) return ids(context, value, space, merged);
  const words = keysOf(section).find(({ name }) => name === key)?.values ?? [];
  if (words.length === 0) return null;
  const from = value.kind === "string" ? value.from : (context.matchBefore(/\w*/)?.from ?? pos);
  return { from, to: value.kind === "string" ? value.to : pos, options: words.map((label) => ({ label, type: "constant" })), filter: value.kind !== "string" };
}

/** Ids within the quotes of a text or of the texts of a list. */
function ids(context: CompletionContext, value: Value, space: Space | null, merged: Merged): CompletionResult | null {
  const { pos } = context;
  const within = [value, ...value.items].find((one) => one.kind === "string" && one.inner.from <= pos && pos <= one.inner.to);
  if (space === null || within === undefined) return null;
  // What is chosen takes the place of the whole word, also of what stands behind the cursor.
  const options = named(merged, space).map((one) => ({ ...one, apply: (view: EditorView, { label }: Completion, from: number) => whole(view, from, label) }));
  return { from: within.inner.from, options, validFor: /^\w*$/ };
}

function whole(view: EditorView, from: number, insert: string): void {
  const word = /^\w*/.exec(view.state.sliceDoc(from, from + 100))?.[0] ?? "";
  view.dispatch({ changes: { from, to: from + word.length, insert }, selection: { anchor: from + insert.length }, userEvent: "input.complete" });
}

function named(merged: Merged, space: Space): Completion[] {
  return merged.inSpace(space).map((one) => ({
    label: one.id,
    type: one.section === "vraag" ? "variable" : "constant",
    // Spoken as one with the label, were there no space.
    detail: ` ${one.section === "vraag" ? textOf(one.values, "type") : one.section}`,
    info: one.section === "vraag" ? `${titleOf(one)} (${rangeOf(one)})` : titleOf(one),
  }));
}

function condition(context: CompletionContext, value: Value, merged: Merged): CompletionResult | null {
  const { pos, state } = context;
  const all = tokens(state.sliceDoc(value.inner.from, pos), value.inner.from);
  const word = context.matchBefore(/'?[\p{L}\p{N}_]*/u);
  const from = word === null || word.from < value.inner.from ? pos : word.from;
  if (from === pos && !context.explicit) return null;
  const done = all.filter(({ to }) => to <= from);
  const last = done.at(-1);
  const compares = last !== undefined && (["=", "<>", "(", ","].includes(last.text) || last.text === "bevat");
  const about = compares ? subject(done, done.length) : null;
  const question = about === null ? null : merged.named("naam", about);
  const values = question === null ? [] : choicesOf(question.values).map(({ id, label }) => ({ label: `'${id}'`, detail: ` ${label}`, type: "constant", boost: 2 }));
  const names = last?.kind === "name" ? [] : named(merged, "naam");
  const words = WORDS.map((label) => ({ label, type: "keyword", boost: last?.kind === "name" ? 1 : -1 }));
  return { from, options: [...values, ...names, ...words], validFor: /^'?[\p{L}\p{N}_]*'?$/u };
}

function answersFrom(from: number, merged: Merged): CompletionResult {
  return { from, options: named(merged, "naam").filter(({ type }) => type === "variable").map((one) => ({ ...one, apply: `${one.label} = ` })), validFor: /^\w*$/ };
}

function answerValue(context: CompletionContext, question: string, value: Value, merged: Merged): CompletionResult | null {
  const found = merged.find("vraag", question);
  if (found === null || spaceOf(found.section) === null) return null;
  const type = textOf(found.values, "type");
  const options = type === "ja_nee" ? [{ label: "true", detail: " ja" }, { label: "false", detail: " nee" }] : choicesOf(found.values).map(({ id, label }) => ({ label: `"${id}"`, detail: ` ${label}` }));
  if (options.length === 0) return null;
  return { from: value.from, to: Math.max(value.to, context.pos), options, filter: false };
}
