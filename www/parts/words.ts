// Dutch for these parts: dates, lists, and answers in words.
import type { FormQuestion, Given } from "./types";

export { day } from "../element/day";

/** "a, b en c". */
export function list(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} en ${last}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** With exactly one sign at its end. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" || /[.!?…]$/.test(trimmed) ? capital(trimmed) : `${capital(trimmed)}.`;
}

export function workingDays(days: number): string {
  return days === 1 ? "1 werkdag" : `${days} werkdagen`;
}

/** The labels of what was chosen, in the order of the question. */
export function chosen(question: FormQuestion, given: Given): string[] {
  const ids = Array.isArray(given) ? given : typeof given === "string" ? [given] : [];
  return question.choices.filter(({ id }) => ids.includes(id)).map(({ label }) => label);
}

/** An answer in words; null when there is none. */
export function shown(question: FormQuestion, given: Given): string | null {
  if (given === undefined || given === null) return null;
  if (typeof given === "boolean") return given ? "ja" : "nee";
  if (typeof given === "number") {
    if (question.unit !== null) return `${given} ${question.unit}`;
    return question.kind === "scale" && question.max !== null ? `${given} van ${question.max}` : String(given);
  }
  const labels = chosen(question, given);
  return labels.length === 0 ? "geen van deze" : list(labels);
}

/** The four domains of the 4D model, in the order in which a map is read. */
export const DOMAINS = ["lichamelijk", "geestelijk", "sociaal", "maatschappelijk"] as const;
export type DomainName = (typeof DOMAINS)[number];
