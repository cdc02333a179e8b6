// The words of a condition, for colours, references and completion. Whether it is one, the engine says.
import type { Span } from "./scan";

export interface Token extends Span {
  readonly kind: "name" | "word" | "number" | "choice" | "sign" | "other";
  readonly text: string;
}

/** Words with a meaning; ja and nee are values. */
export const WORDS = ["en", "of", "niet", "minstens", "hoogstens", "precies", "van", "tussen", "in", "bevat", "ja", "nee"] as const;

const PATTERN = /(?<choice>'[^'\n]*'?)|(?<number>-?\d+)|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<sign><>|<=|>=|[<>=(),])|(?<other>\S)/gu;

/** `at` is where the text begins in the file. */
export function tokens(text: string, at: number): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const { choice, number, name, sign } = match.groups ?? {};
    const said = match[0];
    const word = name !== undefined && (WORDS as readonly string[]).includes(name.toLowerCase());
    const kind = choice !== undefined ? "choice" : number !== undefined ? "number" : word ? "word" : name !== undefined ? "name" : sign !== undefined ? "sign" : "other";
    const from = at + match.index;
    found.push({ kind, text: said, from, to: from + said.length });
  }
  return found;
}

/** The name that a value belongs to: the last one before it. */
export function subject(all: readonly Token[], at: number): string | null {
  return all.slice(0, at).reverse().find(({ kind }) => kind === "name")?.text ?? null;
}
