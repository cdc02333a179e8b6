// A mapping as it is chosen on the page, and the same as the text of a file that the command line reads too.
import type { FormQuestion } from "../../pkg/domeinwijzer.js";

export type Made = "" | "leeftijd" | "maanden" | "aantal";

/** Where the answer to a question comes from. */
export interface Origin {
  /** One that is still to be chosen is empty. */
  readonly columns: readonly string[];
  readonly made: Made;
  /** Of what is counted: only what begins like this. */
  readonly prefixes: string;
  /** Yes up to and with this number; empty when the cells say yes or no. */
  readonly yesUpTo: string;
  /** What an empty cell says: as in a file; empty when it leaves the question open. */
  readonly empty: string;
}

export interface Choices {
  /** The column with the pseudonym. */
  readonly key: string;
  /** On which ages and months are counted, as 2026-11-22. */
  readonly date: string;
  /** Columns that are not read, whatever is in them. */
  readonly ignored: readonly string[];
  /** By question. */
  readonly origins: Readonly<Record<string, Origin>>;
}

export const noOrigin: Origin = { columns: [], made: "", prefixes: "", yesUpTo: "", empty: "" };

/** What can be made of a cell before it is the answer. */
export function makings({ kind }: FormQuestion): readonly Made[] {
  if (kind === "number" || kind === "scale") return ["", "leeftijd", "maanden", "aantal"];
  return kind === "yesNo" ? ["", "maanden"] : [""];
}

/** What an empty cell may say. */
export function empties({ kind }: FormQuestion): readonly { readonly value: string; readonly label: string }[] {
  if (kind === "number" || kind === "scale") return [{ value: "0", label: "nul" }];
  return kind === "yesNo" ? [{ value: "false", label: "nee" }, { value: "true", label: "ja" }] : [];
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("\u007f", "\\u007f");
}

function listOf(texts: readonly string[]): string {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? quoted(only) : `[${texts.map(quoted).join(", ")}]`;
}

const words = (text: string) => text.split(/[\s,;]+/).filter((one) => one !== "");

/** The text of a mapping file; docs/batch.md says what it means. */
export function mapText({ key, date, ignored, origins }: Choices): string {
  const head = ["[uitdraai]", ...(key === "" ? [] : [`sleutel   = ${quoted(key)}`]), `peildatum = ${date}`, ...(ignored.length === 0 ? [] : [`negeer    = [${ignored.map(quoted).join(", ")}]`])];
  const parts = Object.entries(origins)
    .map(([question, origin]) => [question, { ...origin, columns: origin.columns.filter((column) => column !== "") }] as const)
    .filter(([, { columns }]) => columns.length > 0)
    .map(([question, { columns, made, prefixes, yesUpTo, empty }]) => [
      `[vraag.${question}]`,
      `kolom = ${listOf(columns)}`,
      ...(made === "" ? [] : [`maak = ${quoted(made)}`]),
      ...(made === "aantal" && words(prefixes).length > 0 ? [`begint_met = [${words(prefixes).map((one) => quoted(one.toUpperCase())).join(", ")}]`] : []),
      ...(made === "maanden" && /^\d{1,4}$/.test(yesUpTo) ? [`ja_tot_en_met = ${Number(yesUpTo)}`] : []),
      ...(empty === "" ? [] : [`leeg = ${empty}`]),
    ]);
  return `${[head, ...parts].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
