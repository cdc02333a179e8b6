// A condition as a sentence: the names become what people call them. The words of the language stay: they are Dutch.
import { subject, tokens } from "./condition";
import { choicesOf, textOf, titleOf, type Merged } from "./merged";

export interface Part {
  readonly text: string;
  /** The id that it speaks of. */
  readonly name: string | null;
  readonly strong: boolean;
}

const SIGNS: Readonly<Record<string, string>> = { ">=": "is", "<=": "is", ">": "is meer dan", "<": "is minder dan", "=": "is", "<>": "is niet" };
const AFTER: Readonly<Record<string, string>> = { ">=": "of meer", "<=": "of minder" };

export function sentence(condition: string, merged: Merged): Part[] {
  const all = tokens(condition, 0);
  const parts: Part[] = [];
  const put = (text: string, strong = false, name: string | null = null) => parts.push({ text, strong, name });
  all.forEach((token, at) => {
    const before = all[at - 1];
    const spaced = at > 0 && ![")", ","].includes(token.text) && before?.text !== "(";
    if (spaced) put(" ");
    if (token.kind === "name") put(titleFor(token.text, merged), true, token.text);
    else if (token.kind === "choice") put(choice(token.text, subject(all, at), merged));
    else if (token.kind === "sign" && SIGNS[token.text] !== undefined) put(SIGNS[token.text] ?? token.text);
    else put(token.text);
    const after = before === undefined ? undefined : AFTER[before.text];
    if (token.kind === "number" && after !== undefined) put(` ${after}`);
  });
  return parts;
}

export function plainSentence(condition: string, merged: Merged): string {
  return sentence(condition, merged)
    .map(({ text }) => text)
    .join("");
}

function titleFor(id: string, merged: Merged): string {
  const entry = merged.named("naam", id);
  return entry === null ? id : titleOf(entry).replace(/\?$/, "");
}

function choice(quoted: string, of: string | null, merged: Merged): string {
  const id = quoted.replaceAll("'", "");
  const question = of === null ? null : merged.named("naam", of);
  const label = question === null ? undefined : choicesOf(question.values).find((one) => one.id === id)?.label;
  return `‘${label ?? id}’`;
}

/** An answer in words. */
export function answerText(question: string, answer: unknown, merged: Merged): string {
  if (answer === true) return "ja";
  if (answer === false) return "nee";
  if (answer === null || answer === undefined) return "open";
  const entry = merged.named("naam", question);
  const choices = entry === null ? [] : choicesOf(entry.values);
  const label = (id: string) => choices.find((one) => one.id === id)?.label ?? id;
  if (Array.isArray(answer)) return answer.length === 0 ? "geen" : answer.map((one) => label(String(one))).join(", ");
  const unit = entry === null ? "" : textOf(entry.values, "eenheid");
  return typeof answer === "string" ? label(answer) : `${String(answer)}${unit === "" ? "" : ` ${unit}`}`;
}
