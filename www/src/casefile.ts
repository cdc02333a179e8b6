// A case as a file: the only way in which answers outlive the page, and only when someone asks for it.
import type { Answers } from "../element/consult";
import type { ProtocolInfo } from "../element/engine/module";

export interface SavedCase {
  /** The CBS code of the municipality. */
  readonly municipality: string;
  /** On which the case was saved. */
  readonly date: string;
  readonly protocol: { readonly id: string; readonly version: string; readonly digest: string };
  readonly answers: Answers;
}

const FORMAT = "domeinwijzer-casus";
const VERSION = 1;
/** Far more than any case takes. */
const MOST = 1_000_000;

export function caseText({ municipality, date, protocol: { id, version, digest }, answers }: SavedCase): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, gemeente: municipality, datum: date, protocol: { id, version, digest }, antwoorden: answers }, null, 2)}\n`;
}

/** It names the municipality and the day; who it is about is for the one who saves it. */
export function caseName({ protocol, date }: SavedCase): string {
  return `casus-${protocol.id}-${date}.json`;
}

/** Throws in words when it is no such file. The engine looks at the answers themselves. */
export function readCase(text: string): SavedCase {
  if (text.length > MOST) throw new Error("Dit bestand is te groot voor een casus.");
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Error("Dit bestand is geen casus: het is geen JSON.");
  }
  const { format, version, gemeente, datum, protocol, antwoorden } = record(found);
  if (format !== FORMAT) throw new Error("Dit bestand is geen casus van Domeinwijzer.");
  if (version !== VERSION) throw new Error("Deze casus is bewaard met een andere versie van Domeinwijzer.");
  const { id, version: of, digest } = record(protocol);
  const texts = [gemeente, datum, id, of, digest];
  if (!texts.every((one) => typeof one === "string") || typeof antwoorden !== "object" || antwoorden === null || Array.isArray(antwoorden)) {
    throw new Error("Deze casus is niet heel.");
  }
  const [municipality = "", date = "", ...rest] = texts as string[];
  const [name = "", number = "", sum = ""] = rest;
  return { municipality, date, protocol: { id: name, version: number, digest: sum }, answers: antwoorden as Answers };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** What to say when a case was saved with another protocol; null when it is the same. */
export function otherProtocol({ protocol }: SavedCase, info: ProtocolInfo): string | null {
  if (protocol.digest === info.digest) return null;
  return `Deze casus is bewaard met ${protocol.id} ${protocol.version}; nu geldt ${info.id} ${info.version}. Het advies kan anders zijn.`;
}
