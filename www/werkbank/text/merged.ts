// A text laid over the bases it builds on, for showing and completing. What decides is merged by the
// engine; the rules are the same: key by key the nearest wins, and `vervalt` removes.
import { everywhere, outline, spaceOf, type Entry, type Outline, type Reference, type Space } from "./outline";
import type { Value } from "./scan";

export interface File {
  readonly path: string;
  readonly text: string;
  readonly outline: Outline;
}

export interface Placed {
  readonly value: Value;
  readonly file: File;
}

export interface MergedEntry {
  readonly section: string;
  readonly id: string;
  readonly values: ReadonlyMap<string, Placed>;
  /** The nearest file that has it, and where. */
  readonly file: File;
  readonly entry: Entry;
  /** The keys that the text itself gives. */
  readonly own: ReadonlySet<string>;
  /** Whether a base has it too. */
  readonly inBase: boolean;
  /** Why it was removed; null when it was not. */
  readonly removed: string | null;
}

export interface Merged {
  /** The text itself first. */
  readonly chain: readonly File[];
  readonly entries: readonly MergedEntry[];
  readonly header: ReadonlyMap<string, Placed>;
  find(section: string, id: string): MergedEntry | null;
  named(space: Space, id: string): MergedEntry | null;
  inSpace(space: Space): readonly MergedEntry[];
}

/** Bases below each other; the engine refuses more. */
const DEEPEST = 8;

const known = new WeakMap<object, File>();
const heads = new WeakMap<object, ReadonlyMap<string, Value>>();

/** What a file says of itself, read no further than that. */
export function headerOf(file: { readonly text: string }): ReadonlyMap<string, Value> {
  const found = heads.get(file) ?? outline(headOf(file.text)).header;
  heads.set(file, found);
  return found;
}

/** Up to the first table after `[protocol]`. */
function headOf(text: string): string {
  const start = /^\[protocol\]/m.exec(text)?.index ?? 0;
  const end = text.indexOf("\n[", start + 1);
  return end === -1 ? text : text.slice(0, end);
}

/** A file with its outline, made once. */
export function fileOf(file: { readonly path: string; readonly text: string }): File {
  const found = known.get(file) ?? { path: file.path, text: file.text, outline: outline(file.text) };
  known.set(file, found);
  return found;
}

function valueOf(values: ReadonlyMap<string, Placed | Value>, key: string): Value | undefined {
  const found = values.get(key);
  return found !== undefined && "value" in found ? found.value : found;
}

export function textOf(values: ReadonlyMap<string, Placed | Value>, key: string): string {
  return valueOf(values, key)?.text ?? "";
}

/** The ids under a key: a list of them, or one by itself. */
export function ids({ values }: { readonly values: ReadonlyMap<string, Placed | Value> }, key: string): string[] {
  const value = valueOf(values, key);
  if (value === undefined) return [];
  return value.kind === "list" ? value.items.map(({ text }) => text) : [value.text];
}

/** `nederland@1.0.0` */
export function reference({ outline: { header } }: File): string {
  return named(header);
}

/** The same of a file that was not read. */
export function referenceOf(file: { readonly text: string }): string {
  return named(headerOf(file));
}

function named(header: ReadonlyMap<string, Value>): string {
  return `${header.get("id")?.text ?? ""}@${header.get("versie")?.text ?? ""}`;
}

/** The text and the bases below it, as far as they are among the files. */
export function chainOf(file: File, files: readonly { readonly path: string; readonly text: string }[]): File[] {
  const chain = [file];
  for (let at: File | undefined = file; at !== undefined && chain.length <= DEEPEST; ) {
    const base: string | undefined = at.outline.header.get("basis")?.text;
    const next: { readonly path: string; readonly text: string } | undefined = base === undefined ? undefined : files.find((one) => !chain.some(({ path }) => path === one.path) && referenceOf(one) === base);
    at = next === undefined ? undefined : fileOf(next);
    if (at !== undefined) chain.push(at);
  }
  return chain;
}

/** The other files that build on a text and speak of a name. */
export function usersOf({ space, id, of }: Reference, { doc, files, merged }: { readonly doc: { readonly path: string } | null; readonly files: readonly { readonly path: string; readonly text: string }[]; readonly merged: Merged | null }): string[] {
  const [own] = merged?.chain ?? [];
  if (own === undefined) return [];
  const above = files.filter((file) => file.path !== doc?.path && headerOf(file).get("basis")?.text === reference(own));
  return above.filter((file) => everywhere(fileOf(file).outline, space, id, of).length > 0).map(({ path }) => path);
}

export function merge(chain: readonly File[]): Merged {
  const found = new Map<string, MergedEntry>();
  const header = new Map<string, Placed>();
  const [own] = chain;
  for (const file of [...chain].reverse()) {
    for (const [key, value] of file.outline.header) {
      if (file === own || key === "voorrang") header.set(key, { value, file });
    }
    for (const entry of file.outline.entries) {
      const name = `${entry.section}.${entry.id}`;
      const before = found.get(name);
      const removed = entry.values.get("vervalt")?.text === "true" ? (entry.values.get("reden")?.text ?? "") : null;
      const values = new Map(before?.values ?? []);
      if (removed === null) for (const [key, value] of entry.values) values.set(key, { value, file });
      const mine = file === own ? new Set(entry.values.keys()) : new Set<string>();
      found.set(name, { section: entry.section, id: entry.id, values, file, entry, own: mine, inBase: before !== undefined || file !== own, removed });
    }
  }
  const entries = [...found.values()];
  const present = entries.filter(({ removed }) => removed === null);
  return {
    chain,
    entries,
    header,
    find: (section, id) => found.get(`${section}.${id}`) ?? null,
    named: (space, id) => present.find((one) => one.id === id && spaceOf(one.section) === space) ?? null,
    inSpace: (space) => present.filter(({ section }) => spaceOf(section) === space),
  };
}

/** What people call an entry. */
export function titleOf(entry: MergedEntry): string {
  for (const key of ["kort", "titel", "tekst", "functie", "reden"]) {
    const text = textOf(entry.values, key);
    if (text !== "") return text;
  }
  return entry.id;
}

/** What can be answered to a question, in words. */
export function rangeOf({ values }: MergedEntry): string {
  const type = textOf(values, "type");
  if (type === "ja_nee") return "ja of nee";
  if (type === "schaal" || type === "getal") {
    const unit = textOf(values, "eenheid");
    return `${type === "schaal" ? "schaal" : "getal"} van ${textOf(values, "min")} tot en met ${textOf(values, "max")}${unit === "" ? "" : ` (${unit})`}`;
  }
  const choices = choicesOf(values);
  if (choices.length === 0) return type;
  return `${type === "meerkeuze" ? "een of meer van" : "een van"}: ${choices.map(({ id, label }) => `'${id}' (${label})`).join(", ")}`;
}

export function choicesOf(values: ReadonlyMap<string, Placed>): { readonly id: string; readonly label: string }[] {
  const pairs = values.get("keuzes")?.value.pairs ?? [];
  return pairs.flatMap(({ keys: [key], value }) => (key === undefined ? [] : [{ id: key.name, label: value.text }]));
}
