// From what comes back after a referral to one line for the record. Plain text is put in a line here,
// and only here; a FHIR Task is read by the engine, which knows the format.
import { day } from "../words";

/** What the engine reads in a Task. */
export interface TaskReport {
  /** The word of the Task: completed, rejected, cancelled … */
  readonly status: string;
  /** The line for the record. */
  readonly soep: string;
}

export type ReadTask = (resource: unknown) => TaskReport;

export type Feedback =
  | { readonly kind: "empty" }
  /** From a Task or from plain text: a line to copy. `returned` when the Task says that nobody goes on with it. */
  | { readonly kind: "line"; readonly line: string; readonly from: "task" | "text"; readonly returned: boolean }
  | { readonly kind: "unreadable"; readonly why: string };

/** A Task with one of these means that the case comes back. */
const RETURNED = ["rejected", "cancelled", "failed", "entered-in-error"];

/** Longer than any message of a coach; the engine refuses longer JSON as well. */
export const MOST = 100_000;

/** Reads what was pasted; `readTask` is the engine's, and absent where the engine is the small one. */
export function readFeedback(pasted: string, from: string, date: string, readTask?: ReadTask): Feedback {
  const text = pasted.trim();
  if (text === "") return { kind: "empty" };
  if (text.length > MOST) return { kind: "unreadable", why: "Deze tekst is te lang. Plak alleen de terugkoppeling." };
  if (!text.startsWith("{")) return { kind: "line", line: line(text, from, date), from: "text", returned: false };
  if (readTask === undefined) return { kind: "unreadable", why: "Dit lijkt een FHIR-bericht. Deze uitvoering van Domeinwijzer kan dat niet lezen; plak de tekst ervan." };
  let resource: unknown;
  try {
    resource = JSON.parse(text);
  } catch {
    return { kind: "unreadable", why: "Dit begint als een FHIR-bericht, maar is niet heel. Plak het hele bericht, of alleen de tekst." };
  }
  try {
    const { status, soep } = readTask(resource);
    return { kind: "line", line: soep, from: "task", returned: RETURNED.includes(status) };
  } catch (thrown) {
    return { kind: "unreadable", why: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** One line: what another says is subjective, so it goes to the S. */
function line(text: string, from: string, date: string): string {
  // Control signs and marks that turn the direction of text have no place in a record.
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, " ").replace(/ {2,}/g, " ").trim();
  const sender = from.trim() === "" ? "" : ` van ${from.trim()}`;
  return `S: Terugkoppeling${sender}, ${day(date)}: ${plain}`;
}
