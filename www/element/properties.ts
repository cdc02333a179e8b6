// How attributes become properties: texts from a page are data, and may be anything.
import type { Answers } from "./consult";
import type { HisFacts } from "./engine/handle";
import { ElementError, failure, type Failure } from "./failure";

/** A value, or why it cannot be used. */
export type Read<Value> = { readonly value: Value; readonly failure: null } | { readonly value: null; readonly failure: Failure };

/** An object from a property, or from the JSON text of an attribute; absent is null. */
function readObject(given: unknown, name: string): Read<Readonly<Record<string, unknown>> | null> {
  try {
    const value: unknown = typeof given === "string" && given.trim() !== "" ? JSON.parse(given) : given;
    if (value === null || value === undefined || value === "") return { value: null, failure: null };
    if (typeof value !== "object" || Array.isArray(value)) throw new TypeError("geen object");
    return { value: value as Readonly<Record<string, unknown>>, failure: null };
  } catch (thrown) {
    const error = new ElementError(`ELEMENT_${name.toUpperCase()}`, `Wat in ‘${name}’ staat, is geen JSON-object.`);
    return { value: null, failure: { ...failure(error), details: [(thrown as Error).message] } };
  }
}

/** The engine checks questions and values; here only the outside is looked at. */
export function readAnswers(given: unknown): Read<Answers> {
  const { value, failure: reason } = readObject(given, "answers");
  if (reason !== null) return { value: null, failure: reason };
  const known = Object.entries(value ?? {}).filter(([, answer]) => answer !== undefined);
  return { value: Object.fromEntries(known) as Answers, failure: null };
}

export function readFacts(given: unknown): Read<HisFacts | null> {
  return readObject(given, "prefill") as Read<HisFacts | null>;
}

/** The civil date here, as 2026-11-22. */
export function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
