// Reads a TOML text as it is while someone types it: what is half written becomes a value of unknown
// kind, and the rest is found all the same. Judging it is for the engine; this only says where things are.

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Key extends Span {
  readonly name: string;
}

export interface Value extends Span {
  readonly kind: "string" | "number" | "bool" | "date" | "list" | "table" | "unknown";
  /** Of a string: what it says, and where that stands between its quotes. */
  readonly text: string;
  readonly inner: Span;
  /** Whether every character between the quotes is itself. */
  readonly plain: boolean;
  readonly items: readonly Value[];
  readonly pairs: readonly Pair[];
}

export interface Pair extends Span {
  readonly keys: readonly Key[];
  readonly value: Value;
}

export interface Table extends Span {
  /** The line with the name. */
  readonly header: Span;
  readonly keys: readonly Key[];
  readonly pairs: readonly Pair[];
}

export interface Scanned {
  readonly tables: readonly Table[];
  readonly comments: readonly Span[];
}

/** Each takes as much as it can from where it stands: a pattern per letter would be slow. */
const BARE_KEY = /[\p{L}\p{N}_-]+/uy;
const BARE_VALUE = /[^\s,\]}#]+/y;
const PLAIN = /[^"'\\\n]+/y;
/** Lists in each other beyond this are not looked into. */
const DEEPEST = 40;
const ESCAPES: Readonly<Record<string, string>> = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", '"': '"', "\\": "\\" };

export function scan(text: string): Scanned {
  return new Scanner(text).all();
}

class Scanner {
  #at = 0;
  readonly #comments: Span[] = [];

  constructor(private readonly text: string) {}

  all(): Scanned {
    const tables: (Span & { header: Span; keys: Key[]; pairs: Pair[]; to: number })[] = [];
    // What stands above the first header.
    tables.push({ from: 0, to: 0, header: { from: 0, to: 0 }, keys: [], pairs: [] });
    for (this.#blank(true); this.#at < this.text.length; this.#blank(true)) {
      const start = this.#at;
      if (this.text[start] === "[") {
        while (this.text[this.#at] === "[") this.#at += 1;
        const keys = this.#keys();
        while (this.text[this.#at] === "]") this.#at += 1;
        tables.push({ from: start, to: this.#at, header: { from: start, to: this.#at }, keys, pairs: [] });
        this.#line();
      } else {
        const pair = this.#pair(0);
        const table = tables.at(-1);
        if (pair !== null && table !== undefined) {
          table.pairs.push(pair);
          table.to = pair.to;
        }
        this.#line();
      }
    }
    return { tables, comments: this.#comments };
  }

  /** White space and comments; over the end of a line only where that is allowed. */
  #blank(lines: boolean): void {
    for (;;) {
      const sign = this.text[this.#at];
      if (sign === " " || sign === "\t" || sign === "\r" || sign === "\uFEFF" || (lines && sign === "\n")) this.#at += 1;
      else if (sign === "#") {
        const from = this.#at;
        this.#toLineEnd();
        this.#comments.push({ from, to: this.#at });
      } else return;
    }
  }

  #toLineEnd(): void {
    const end = this.text.indexOf("\n", this.#at);
    this.#at = end === -1 ? this.text.length : end;
  }

  /** The rest of a statement: a comment is one, anything else is not understood. */
  #line(): void {
    this.#blank(false);
    this.#toLineEnd();
  }

  #keys(): Key[] {
    const keys: Key[] = [];
    for (;;) {
      this.#spaces();
      const key = this.#key();
      if (key === null) return keys;
      keys.push(key);
      this.#spaces();
      if (this.text[this.#at] !== ".") return keys;
      this.#at += 1;
    }
  }

  /** Where what a sticky pattern takes from here ends. */
  #past(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.test(this.text) ? pattern.lastIndex : this.#at;
  }

  #spaces(): void {
    while (this.text[this.#at] === " " || this.text[this.#at] === "\t") this.#at += 1;
  }

  #key(): Key | null {
    const from = this.#at;
    const sign = this.text[from];
    if (sign === '"' || sign === "'") {
      const value = this.#string();
      return { name: value.text, from, to: value.to };
    }
    this.#at = this.#past(BARE_KEY);
    return this.#at === from ? null : { name: this.text.slice(from, this.#at), from, to: this.#at };
  }

  #pair(depth: number): Pair | null {
    const from = this.#at;
    const keys = this.#keys();
    if (keys.length === 0) {
      this.#at += 1;
      return null;
    }
    this.#spaces();
    if (this.text[this.#at] !== "=") return { from, to: this.#at, keys, value: this.#unknown(this.#at, this.#at) };
    this.#at += 1;
    this.#spaces();
    const value = this.#value(depth);
    return { from, to: value.to, keys, value };
  }

  #value(depth: number): Value {
    const from = this.#at;
    const sign = this.text[from];
    if (sign === '"' || sign === "'") return this.#string();
    if (sign === "[" && depth < DEEPEST) return this.#list(depth);
    if (sign === "{" && depth < DEEPEST) return this.#table(depth);
    this.#at = this.#past(BARE_VALUE);
    const word = this.text.slice(from, this.#at);
    if (word === "true" || word === "false") return { ...this.#unknown(from, this.#at), kind: "bool", text: word };
    if (/^\d{4}-\d\d-\d\d/.test(word)) return { ...this.#unknown(from, this.#at), kind: "date", text: word };
    if (/^[+-]?\d/.test(word)) return { ...this.#unknown(from, this.#at), kind: "number", text: word };
    return { ...this.#unknown(from, this.#at), text: word };
  }

  #unknown(from: number, to: number): Value {
    return { kind: "unknown", from, to, text: "", inner: { from, to }, plain: true, items: [], pairs: [] };
  }

  #list(depth: number): Value {
    const from = this.#at;
    const items: Value[] = [];
    this.#at += 1;
    for (;;) {
      this.#blank(true);
      const sign = this.text[this.#at];
      if (sign === undefined || this.#newStatement()) break;
      if (sign === "]") {
        this.#at += 1;
        break;
      }
      const before = this.#at;
      if (sign === ",") this.#at += 1;
      else items.push(this.#value(depth + 1));
      if (this.#at === before) this.#at += 1;
    }
    return { ...this.#unknown(from, this.#at), kind: "list", items };
  }

  /** A list that was never closed must not swallow what follows: a header at the start of a line ends it. */
  #newStatement(): boolean {
    if (this.#at > 0 && this.text[this.#at - 1] !== "\n") return false;
    return /^\[{1,2}[\p{L}_][\p{L}\p{N}_.-]*\]/u.test(this.text.slice(this.#at, this.#at + 200)) || /^[\p{L}_]+[ \t]*=/u.test(this.text.slice(this.#at, this.#at + 80));
  }

  #table(depth: number): Value {
    const from = this.#at;
    const pairs: Pair[] = [];
    this.#at += 1;
    for (;;) {
      this.#spaces();
      const sign = this.text[this.#at];
      if (sign === undefined || sign === "\n" || sign === "\r") break;
      if (sign === "}") {
        this.#at += 1;
        break;
      }
      if (sign === ",") this.#at += 1;
      else {
        const pair = this.#pair(depth + 1);
        if (pair !== null) pairs.push(pair);
      }
    }
    return { ...this.#unknown(from, this.#at), kind: "table", pairs };
  }

  #string(): Value {
    const from = this.#at;
    const quote = this.text[from] ?? '"';
    const long = this.text.startsWith(quote.repeat(3), from);
    const close = long ? quote.repeat(3) : quote;
    let at = from + close.length;
    if (long && this.text[at] === "\r") at += 1;
    if (long && this.text[at] === "\n") at += 1;
    const start = at;
    let text = "";
    let plain = true;
    let piece = at;
    for (;;) {
      PLAIN.lastIndex = at;
      if (PLAIN.test(this.text)) at = PLAIN.lastIndex;
      if (at >= this.text.length || this.text.startsWith(close, at) || (!long && this.text[at] === "\n")) break;
      if (quote === '"' && this.text[at] === "\\") {
        plain = false;
        text += this.text.slice(piece, at);
        const [said, length] = escaped(this.text, at);
        text += said;
        at += length;
        piece = at;
      } else at += 1;
    }
    text += this.text.slice(piece, at);
    const to = this.text.startsWith(close, at) ? at + close.length : at;
    this.#at = to;
    return { kind: "string", from, to, text, inner: { from: start, to: at }, plain, items: [], pairs: [] };
  }
}

/** What an escape says, and how long it is. */
function escaped(text: string, at: number): readonly [string, number] {
  const sign = text[at + 1] ?? "";
  const known = ESCAPES[sign];
  if (known !== undefined) return [known, 2];
  const digits = sign === "u" ? 4 : sign === "U" ? 8 : 0;
  const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
  if (digits > 0 && code >= 0 && code <= 0x10ffff) return [String.fromCodePoint(code), 2 + digits];
  // A backslash at the end of a line joins it with the next.
  const joined = /^\\[ \t]*\r?\n\s*/.exec(text.slice(at, at + 400));
  return joined === null ? [sign, Math.min(2, text.length - at)] : ["", joined[0].length];
}
