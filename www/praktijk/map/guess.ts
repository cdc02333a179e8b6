// Which column is which question, going by their names: a proposal, to be looked through.
import type { Form, FormQuestion } from "../../pkg/domeinwijzer.js";
import { noOrigin, type Choices, type Origin } from "./choices";

const KEYS = /^(pseudo|sleutel|patient_?(nr|nummer|id)$|id$|nr$|nummer$)/i;
/** Parts shorter than this say nothing. */
const SHORTEST = 3;

function parts(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}]+/u).filter(({ length }) => length >= SHORTEST);
}

/** How much of the name of a column is in what a question is called. */
function likeness(column: string, { id, short, unit }: FormQuestion): number {
  const names = parts(`${id} ${short} ${unit ?? ""}`);
  const found = parts(column).map((part) => (names.some((name) => name.startsWith(part) || part.startsWith(name)) ? part.length : 0));
  return found.reduce((sum, one) => sum + one, 0);
}

/** An age is seldom a column of its own. */
function isAge(column: string, { id, kind }: FormQuestion): boolean {
  return id === "leeftijd" && kind === "number" && /geboorte|^geb/i.test(column);
}

function originOf(column: string, question: FormQuestion): Origin {
  return { ...noOrigin, columns: [column], made: isAge(column, question) ? "leeftijd" : "" };
}

/** Each column goes to the question that it is most like, and each question takes one. */
export function guessed(columns: readonly string[], form: Form, date: string, ignored: readonly string[]): Choices {
  const open = columns.filter((column) => !ignored.includes(column));
  const key = open.find((column) => KEYS.test(column)) ?? "";
  const questions = form.groups.flatMap((group) => group.questions);
  const pairs = open
    .filter((column) => column !== key)
    .flatMap((column) => questions.map((question) => ({ column, question, score: isAge(column, question) ? Infinity : likeness(column, question) })))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const origins: Record<string, Origin> = {};
  const taken = new Set<string>();
  for (const { column, question } of pairs) {
    if (taken.has(column) || origins[question.id] !== undefined) continue;
    taken.add(column);
    origins[question.id] = originOf(column, question);
  }
  return { key, date, ignored, origins };
}
