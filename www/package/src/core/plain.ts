// Taking over what a host hands in.
//
// The engine gets a copy that holds plain values only. While the copy is made, anything may happen:
// getters run, a Proxy answers as it likes, an object contains itself. None of that may happen
// inside the engine, which an exception would leave in the middle of its work.
import { DomeinwijzerError, fault, textOf } from "./errors.js";

/** The most levels of objects and lists. */
const DEPTH = 64;
/** The most values together; a case has tens, a large FHIR bundle some thousands. */
const VALUES = 200_000;
/** The most characters of all texts and keys together. */
const CHARACTERS = 32_000_000;

interface Copying {
  readonly within: object[];
  values: number;
  characters: number;
}

/** A copy of `value` that holds plain values only. `name` is what the messages call it. */
export function plain<T>(value: T, name: string): T {
  return copied(value, name, { within: [], values: 0, characters: 0 }) as T;
}

function copied(value: unknown, place: string, so: Copying): unknown {
  so.values += 1;
  if (so.values > VALUES) throw fault("input", `\`${first(place)}\` is te groot: meer dan ${VALUES} waarden`);
  switch (typeof value) {
    case "undefined":
    case "boolean":
    case "number":
      return value;
    case "string":
      return counted(value, place, so);
    case "bigint":
      throw fault("input", `\`${place}\` is een BigInt: geef een gewoon getal`);
    case "symbol":
      throw fault("input", `\`${place}\` is een symbool: geef een tekst`);
    case "function":
      throw fault("input", `\`${place}\` is een functie: geef een waarde`);
  }
  return value === null ? null : composed(value as object, place, so);
}

/** An object or a list, which may hold others. */
function composed(value: object, place: string, so: Copying): unknown {
  if (so.within.includes(value)) throw fault("input", `\`${place}\` bevat zichzelf`);
  if (so.within.length >= DEPTH) throw fault("input", `\`${first(place)}\` is te diep genest`);
  so.within.push(value);
  const copy = reading(place, () => contents(value, place, so));
  so.within.pop();
  return copy;
}

function contents(value: object, place: string, so: Copying): unknown {
  if (Array.isArray(value)) {
    // A list may claim any length without having anything in it.
    if (value.length > VALUES) throw fault("input", `\`${place}\` is te groot: ${value.length} waarden`);
    return Array.from({ length: value.length }, (_, at) => copied(value[at], `${place}[${at}]`, so));
  }
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind !== "Object") throw fault("input", `\`${place}\` is een ${kind}: ${instead(kind)}`);
  // Without a prototype every key is an ordinary one, `__proto__` too.
  const copy = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value)) {
    counted(key, place, so);
    const item = `${place}.${key.slice(0, 64)}`;
    copy[key] = reading(item, () => copied((value as Record<string, unknown>)[key], item, so));
  }
  return copy;
}

/** What goes wrong while a value is read is not ours, but it is ours to say where. */
function reading<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof DomeinwijzerError) throw thrown;
    throw fault("input", `\`${place}\` kan niet gelezen worden: ${textOf(thrown)}`, thrown);
  }
}

function counted(text: string, place: string, so: Copying): string {
  so.characters += text.length;
  if (so.characters > CHARACTERS) throw fault("input", `\`${first(place)}\` is te groot: te veel tekst`);
  return text;
}

function instead(kind: string): string {
  if (kind === "Date") return 'geef de dag als tekst, zoals "2026-11-22"';
  if (kind === "Map") return "geef een object, bijvoorbeeld met Object.fromEntries";
  if (kind === "Set") return "geef een lijst, bijvoorbeeld met Array.from";
  return "geef een gewoon object, een lijst, een tekst, een getal, true of false";
}

/** The name of the whole, for what is said about the whole. */
function first(place: string): string {
  return /^[^.[]*/.exec(place)?.[0] ?? place;
}

/** A text, or an error that says what was handed in instead. */
export function text(value: unknown, name: string): string {
  if (typeof value !== "string") throw fault("input", `\`${name}\` moet een tekst zijn, niet ${described(value)}`);
  return counted(value, name, { within: [], values: 0, characters: 0 });
}

/** The bytes of a buffer or a view, as a copy that nobody else can change. */
export function bytes(value: unknown, name: string): Uint8Array {
  try {
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
    if (value instanceof ArrayBuffer) return new Uint8Array(value).slice();
  } catch (thrown) {
    throw fault("input", `\`${name}\` kan niet gelezen worden: ${textOf(thrown)}`, thrown);
  }
  throw fault("input", `\`${name}\` moet een Uint8Array zijn, niet ${described(value)}`);
}

/** What a value is, in Dutch; never touches what is in it. */
function described(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  switch (typeof value) {
    case "string":
      return "een tekst";
    case "number":
    case "bigint":
      return "een getal";
    case "boolean":
      return "true of false";
    case "symbol":
      return "een symbool";
    case "function":
      return "een functie";
    default:
      return "een object";
  }
}

/** Freezes a value of ours through and through, because it is handed out more than once. */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
