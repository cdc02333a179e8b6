// Small changes of a text that keep everything else as it is, comments too.
import { definition, spaceOf, type Entry, type Outline } from "./outline";
import type { Pair, Span } from "./scan";

export interface Change extends Span {
  readonly insert: string;
}

export function apply(text: string, changes: readonly Change[]): string {
  return [...changes].sort((a, b) => b.from - a.from).reduce((all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to), text);
}

/** What has to change to make one text of another: all but what both begin and end with. */
export function between(before: string, after: string): Change[] {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let end = 0;
  while (end < most - from && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return before === after ? [] : [{ from, to: before.length - end, insert: after.slice(from, after.length - end) }];
}

/** Where the line of a place stands in another text that has it as well; else the place itself. */
export function sameLine(before: string, after: string, at: number): number {
  const start = lineStart(before, at);
  const line = before.slice(start, lineEnd(before, at));
  const count = before.slice(0, start).split("\n").filter((one) => one === line).length;
  let place = 0;
  let seen = 0;
  for (const one of after.split("\n")) {
    if (one === line && seen++ === count) return place + at - start;
    place += one.length + 1;
  }
  return Math.min(at, after.length);
}

/** A text as TOML writes it; over several lines where it has them. */
export function quote(text: string): string {
  const escaped = text.replace(/[\\"]/g, "\\$&").replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  if (!/[\r\n]/.test(text)) return `"${escaped.replace(/\t/g, "\\t")}"`;
  return `"""\n${escaped.replace(/\r\n?/g, "\n")}"""`;
}

export function quotedList(texts: readonly string[]): string {
  const line = `[${texts.map(quote).join(", ")}]`;
  return line.length <= 100 ? line : `[\n${texts.map((one) => `  ${quote(one)},\n`).join("")}]`;
}

/** Gives a key of an entry a value; the entry is made when only a base has it. */
export function setValue(text: string, it: Outline, section: string, id: string, key: string, toml: string): Change[] {
  const entry = definition(it, spaceOf(section) ?? "naam", id);
  if (entry === null || entry.section !== section) return [append(text, it, section, `[${section}.${id}]\n${key} = ${toml}\n`)];
  return setIn(text, entry.values.get(key), entry, key, toml);
}

/** The same in `[protocol]`. */
export function setHeader(text: string, it: Outline, key: string, toml: string): Change[] {
  const table = it.scanned.tables.find(({ keys }) => keys[0]?.name === "protocol");
  if (table === undefined) return [];
  return setIn(text, it.header.get(key), table, key, toml);
}

/** Takes a key out of an entry, and its line when nothing else stands there; null when the entry does not have it. */
export function unset(text: string, it: Outline, section: string, id: string, key: string): Change[] | null {
  const entry = definition(it, spaceOf(section) ?? "naam", id);
  const at = entry?.section === section ? entry.pairs.findIndex(({ keys: [one] }) => one?.name === key) : -1;
  const pair = entry?.pairs[at];
  if (entry == null || pair === undefined) return null;
  const next = entry.pairs[at + 1];
  const before = entry.pairs[at - 1];
  if (text.slice(entry.from, entry.pairs[0]?.from).includes("{")) {
    if (next !== undefined) return [{ from: pair.from, to: next.from, insert: "" }];
    return [{ from: before?.to ?? pair.from, to: pair.to, insert: "" }];
  }
  const from = lineStart(text, pair.from);
  const to = lineEnd(text, pair.to);
  // A comment behind it stays.
  if (text.slice(from, pair.from).trim() + text.slice(pair.to, to).trim() !== "") return [{ from: pair.from, to: pair.to, insert: "" }];
  const end = text.indexOf("\n", to);
  return [{ from, to: end === -1 ? text.length : end + 1, insert: "" }];
}

function setIn(text: string, value: Span | undefined, owner: { readonly pairs: readonly Pair[]; readonly from: number }, key: string, toml: string): Change[] {
  if (value !== undefined) return text.slice(value.from, value.to) === toml ? [] : [{ from: value.from, to: value.to, insert: toml }];
  const last = owner.pairs.at(-1);
  // An entry in one line stays one.
  if (last !== undefined && text.slice(owner.from, last.from).includes("{")) return [{ from: last.to, to: last.to, insert: `, ${key} = ${toml}` }];
  const after = lineEnd(text, last?.to ?? owner.from);
  return [{ from: after, to: after, insert: `\n${key} = ${toml}` }];
}

/** Puts an entry after the last one of its section, or at the end. */
export function append(text: string, it: Outline, section: string, entry: string): Change {
  const block = entry.trimEnd();
  const last = it.entries.filter((one) => one.section === section).at(-1);
  if (last === undefined) {
    const gap = text === "" || text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
    return { from: text.length, to: text.length, insert: `${gap}${block}\n` };
  }
  const after = lineEnd(text, last.to);
  return { from: after, to: after, insert: `\n\n${block}${after === text.length ? "\n" : ""}` };
}

/** Takes an entry out, with the comment that stands right above it. */
export function remove(text: string, it: Outline, entry: Entry): Change[] {
  const tables = it.scanned.tables.filter(({ keys: [section, id] }) => section?.name === entry.section && id?.name === entry.id);
  const spans = tables.length === 0 ? [{ from: entry.from, to: entry.to }] : tables;
  return spans.map((span) => {
    let from = lineStart(text, span.from);
    while (from > 0 && text.slice(lineStart(text, from - 1), from).startsWith("#")) from = lineStart(text, from - 1);
    let to = Math.min(lineEnd(text, span.to) + 1, text.length);
    if (text[to] === "\n") to += 1;
    return { from, to, insert: "" };
  });
}

/** An id that is not taken yet. */
export function freeId(it: Outline, section: string, wanted: string): string {
  const taken = new Set(it.entries.filter((one) => one.section === section).map(({ id }) => id));
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}_${number}`;
  return id;
}

/** Letters of an id out of any words. */
export function idOf(words: string): string {
  const plain = words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^[^a-z]+|_+$/g, "");
  return plain.slice(0, 50) || "nieuw";
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  const line = end === -1 ? text.length : end;
  return text[line - 1] === "\r" && line > at ? line - 1 : line;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}
