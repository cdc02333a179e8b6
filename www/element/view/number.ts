// Whole numbers that are typed.
import type { FormQuestion } from "../engine/module";

/** The longest scale that is drawn as a row of choices. */
const LONGEST_ROW = 11;

export function usesNumberField(question: FormQuestion): boolean {
  if (question.kind === "number") return true;
  return question.kind === "scale" && (question.max ?? 0) - (question.min ?? 0) >= LONGEST_ROW;
}

/** The number when it is whole and within the question's range. */
export function readNumber({ min, max }: FormQuestion, text: string): number | null {
  if (!/^-?[0-9]{1,9}$/.test(text.trim())) return null;
  const value = Number(text);
  return (min !== null && value < min) || (max !== null && value > max) ? null : value;
}

export function rangeHint({ min, max }: FormQuestion): string {
  if (min !== null && max !== null) return `heel getal van ${min} tot en met ${max}`;
  return "heel getal";
}

/** What is wrong with the typed text, if anything is. */
export function problem(question: FormQuestion, text: string): string | null {
  if (text.trim() === "") return `Vul een ${rangeHint(question)} in.`;
  return readNumber(question, text) === null ? `‘${text}’ kan niet: het moet een ${rangeHint(question)} zijn.` : null;
}
