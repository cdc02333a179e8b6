// Which ids a text defines, and where it speaks of them: for jumping, renaming, completion and hovering.
import { subject, tokens } from "./condition";
import { scan, type Key, type Pair, type Scanned, type Span, type Table, type Value } from "./scan";

/** The most bytes of a protocol file; the engine refuses more. */
export const FILE_LIMIT = 1 << 20;

/** Questions, findings and scores share one name space. */
export type Space = "naam" | "keuze" | "route" | "signaal" | "bron" | "contact" | "aanbod" | "groep" | "regel" | "voorbeeld" | "onmogelijk" | "afwijking";

export interface Entry extends Span {
  /** vraag, regel, route, … */
  readonly section: string;
  readonly id: string;
  /** Where the id stands in the header. */
  readonly name: Span;
  /** The values by key; a table of its own below the entry is one of them. */
  readonly values: ReadonlyMap<string, Value>;
  readonly pairs: readonly Pair[];
}

export interface Reference extends Span {
  readonly space: Space;
  readonly id: string;
  /** The question that a choice belongs to. */
  readonly of?: string;
}

export interface Outline {
  readonly scanned: Scanned;
  readonly entries: readonly Entry[];
  readonly references: readonly Reference[];
  /** Conditions between their quotes. */
  readonly conditions: readonly Span[];
  /** The keys of `[protocol]`. */
  readonly header: ReadonlyMap<string, Value>;
}

export const SECTIONS = ["bron", "groep", "vraag", "score", "kenmerk", "route", "contact", "aanbod", "signaal", "regel", "onmogelijk", "afwijking", "voorbeeld"] as const;
const CONDITIONS = new Set(["als", "alleen_als"]);

/** The name space of a section. */
export function spaceOf(section: string): Space | null {
  if (section === "vraag" || section === "kenmerk" || section === "score") return "naam";
  return (SECTIONS as readonly string[]).includes(section) ? (section as Space) : null;
}

/** Which ids the texts under a key name. */
export function spoken(section: string, key: string): Space | null {
  if (key === "bron") return "bron";
  if (section === "route" && (key === "contact" || key === "aanbod")) return key;
  if (section === "regel" && (key === "voor" || key === "tegen")) return "route";
  if (section === "regel" && (key === "signaal" || key === "aanbod")) return key;
  if (section === "vraag" && key === "groep") return "groep";
  if (section === "protocol" && key === "voorrang") return "route";
  return null;
}

/** The same within `verwacht`. */
export function expectedSpace(key: string): Space | null {
  return ({ route: "route", naast: "route", mogelijk: "route", signalen: "signaal", regels: "regel", contact: "contact" } as const)[key] ?? null;
}

export function isCondition(key: string): boolean {
  return CONDITIONS.has(key);
}

/** The last one: the editor and the page ask about the same text one after the other. */
let last: { readonly text: string; readonly outline: Outline } | null = null;

export function outline(text: string): Outline {
  if (last?.text !== text) last = { text, outline: made(text) };
  return last.outline;
}

function made(text: string): Outline {
  const scanned = scan(text);
  const entries: Entry[] = [];
  const references: Reference[] = [];
  const conditions: Span[] = [];
  const header = new Map<string, Value>();
  const open = new Map<string, { values: Map<string, Value>; pairs: Pair[]; at: number }>();

  const refer = (space: Space | null, value: Value) => {
    if (space === null) return;
    if (value.kind === "string") references.push({ space, id: value.text, ...value.inner });
    for (const item of value.items) refer(space, item);
  };
  const named = (pairs: readonly Pair[]) => {
    for (const { keys: [key] } of pairs) if (key !== undefined) references.push({ space: "naam", id: key.name, from: bare(key, text).from, to: bare(key, text).to });
  };
  const chosen = (of: string, value: Value) => {
    if (value.kind === "string") references.push({ space: "keuze", id: value.text, of, ...value.inner });
    for (const item of value.items) chosen(of, item);
  };
  const choice = (of: string, key: Key) => references.push({ space: "keuze", id: key.name, of, ...bare(key, text) });
  const choices = (of: string, pairs: readonly Pair[]) => {
    for (const { keys: [key] } of pairs) if (key !== undefined) choice(of, key);
  };
  const visit = (section: string, id: string, key: string, value: Value) => {
    refer(spoken(section, key), value);
    if (isCondition(key) && value.kind === "string") {
      conditions.push(value.inner);
      const all = tokens(text.slice(value.inner.from, value.inner.to), value.inner.from);
      all.forEach((token, at) => {
        if (token.kind === "name") references.push({ space: "naam", id: token.text, from: token.from, to: token.to });
        const of = token.kind === "choice" && /^'.+'$/.test(token.text) ? subject(all, at) : null;
        if (of !== null) references.push({ space: "keuze", id: token.text.slice(1, -1), of, from: token.from + 1, to: token.to - 1 });
      });
    }
    if (section === "vraag" && key === "keuzes") choices(id, value.pairs);
    if (section === "vraag" && key === "anders") chosen(id, value);
    if (section === "vraag" && key === "his") for (const { keys: [known], value: inner } of value.pairs) if (known?.name === "keuzes") choices(id, inner.pairs);
    if (section === "voorbeeld" && key === "antwoorden") for (const { keys: [question], value: answer } of value.pairs) if (question !== undefined) chosen(question.name, answer);
    if ((section === "score" && key === "som") || (section === "voorbeeld" && key === "antwoorden")) named(value.pairs);
    if (section === "voorbeeld" && key === "verwacht") for (const { keys, value: inner } of value.pairs) refer(expectedSpace(keys[0]?.name ?? ""), inner);
  };

  for (const table of scanned.tables) {
    const [section, id, below] = table.keys;
    if (section === undefined) continue;
    if (section.name === "protocol") {
      for (const { keys: [key], value } of table.pairs) {
        if (key === undefined) continue;
        header.set(key.name, value);
        visit("protocol", "", key.name, value);
      }
      continue;
    }
    if (id === undefined) {
      for (const pair of table.pairs) inline(section.name, pair, entries, visit);
      continue;
    }
    const name = `${section.name}.${id.name}`;
    let entry = open.get(name);
    if (entry === undefined) {
      entry = { values: new Map(), pairs: [], at: entries.length };
      open.set(name, entry);
      entries.push({ section: section.name, id: id.name, name: bare(id, text), values: entry.values, pairs: entry.pairs, from: table.from, to: table.to });
    } else extend(entries, entry.at, table);
    if (below === undefined) {
      for (const pair of table.pairs) {
        const [key] = pair.keys;
        if (key === undefined) continue;
        entry.values.set(key.name, pair.value);
        entry.pairs.push(pair);
        visit(section.name, id.name, key.name, nested(pair));
      }
    } else {
      const value: Value = { kind: "table", from: table.header.to, to: table.to, text: "", inner: table.header, plain: true, items: [], pairs: table.pairs };
      entry.values.set(below.name, value);
      references.push({ space: spaceOf(section.name) ?? "naam", id: id.name, ...bare(id, text) });
      const [, , , kind, one] = table.keys;
      if (section.name !== "vraag" || below.name !== "his" || kind?.name !== "keuzes") visit(section.name, id.name, below.name, value);
      else if (one === undefined) choices(id.name, table.pairs);
      else choice(id.name, one);
    }
  }
  return { scanned, entries, references, conditions, header };
}

/** An entry that is written in one line: `ontmoeten = { titel = … }`. */
function inline(section: string, pair: Pair, entries: Entry[], visit: (section: string, id: string, key: string, value: Value) => void): void {
  const [id] = pair.keys;
  if (id === undefined || pair.value.kind !== "table") return;
  const values = new Map<string, Value>();
  for (const { keys: [key], value } of pair.value.pairs) {
    if (key === undefined) continue;
    values.set(key.name, value);
    visit(section, id.name, key.name, value);
  }
  entries.push({ section, id: id.name, name: id, values, pairs: pair.value.pairs, from: pair.from, to: pair.to });
}

function extend(entries: Entry[], at: number, table: Table): void {
  const entry = entries[at];
  if (entry !== undefined) entries[at] = { ...entry, to: Math.max(entry.to, table.to) };
}

/** `antwoorden.eenzaamheid = 8` is a table with one value. */
function nested({ keys, from, to, value }: Pair): Value {
  if (keys.length < 2) return value;
  const pairs = [{ keys: keys.slice(1), from, to, value }];
  return { kind: "table", from, to, text: "", inner: { from, to }, plain: true, items: [], pairs };
}

/** A key without its quotes. */
function bare(key: Key, text: string): Span {
  const quoted = text[key.from] === '"' || text[key.from] === "'";
  return quoted ? { from: key.from + 1, to: key.to - 1 } : { from: key.from, to: key.to };
}

/** The reference or the definition at a place. */
export function nameAt(it: Outline, at: number): Reference | null {
  const within = ({ from, to }: Span) => from <= at && at <= to;
  const found = it.references.find(within);
  if (found !== undefined) return found;
  const entry = it.entries.find(({ name }) => within(name));
  const space = entry === undefined ? null : spaceOf(entry.section);
  return entry === undefined || space === null ? null : { space, id: entry.id, ...entry.name };
}

/** Where an id is defined. */
export function definition(it: Outline, space: Space, id: string): Entry | null {
  return it.entries.find((entry) => entry.id === id && spaceOf(entry.section) === space) ?? null;
}

/** Everywhere an id stands, its definition included; in the order of the text. */
export function everywhere(it: Outline, space: Space, id: string, of?: string): Span[] {
  const all = [...it.references.filter((one) => one.space === space && one.id === id && one.of === of), ...it.entries.filter((one) => one.id === id && spaceOf(one.section) === space).map(({ name }) => name)];
  const once = new Map(all.map(({ from, to }) => [from, { from, to }]));
  return [...once.values()].sort((a, b) => a.from - b.from);
}

/** Where a question names a choice among its own. */
export function choiceOf(it: Outline, { id, of }: Reference): Key | null {
  const pairs = it.entries.find((entry) => entry.section === "vraag" && entry.id === of)?.values.get("keuzes")?.pairs ?? [];
  return pairs.flatMap(({ keys }) => keys.slice(0, 1)).find(({ name }) => name === id) ?? null;
}
