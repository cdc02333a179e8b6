/**
 * The quick decision: a plain object in, the route and the rules that hold out.
 *
 * Answers become one small number each, written straight into the memory of the engine; one call
 * without any value decides, and ids come from lists that stand ready. No code is generated, so any
 * content policy will do. What is not understood here (a wrong answer, an unknown question, an exotic object)
 * is handed to the engine as a value: it either takes it or throws what is wrong.
 */

import type { RouteQuestion, RouteTable } from "./types.js";

/** An answer; absent or null is open. */
export type RouteAnswer = boolean | number | string | readonly string[] | null | undefined;

/** What comes out. */
export interface Routed {
  /** The id of the advised route; null while open, and when no route is advised. */
  route: string | null;
  /** Whether every way to complete the answers advises the same, as far as conditions one by one can tell. */
  outcome: "decided" | "open";
  /** The ids of the rules that certainly hold. */
  fired: string[];
}

/** The part of the engine that decides what stands in memory. */
export interface RouteEngine {
  slotsAt(): number;
  slots(): number;
  firedAt(): number;
  firedWords(): number;
  /** The rank of the route; -1 none, -2 open, -3 impossible. */
  decide(): number;
}

/** The part of the engine that takes answers as values. */
export interface RouteProtocol {
  /** The numbers for answers that were not understood here; throws what is wrong with them. */
  routeSlots(answers: unknown): Int32Array;
  /** Throws what is impossible about answers. */
  routeRefusal(answers: unknown): void;
}

/** An encoder made for one protocol by `domeinwijzer bundle --encoder`. */
export interface Encoder<Answers = Record<string, RouteAnswer>> {
  /** The fingerprint of the protocol it was made for. */
  digest: string;
  /** Writes all slots; false when something was not understood. */
  encode(answers: Answers, slots: Int32Array): boolean;
}

const OPEN = -0x80000000;
/** More choices than this are looked up. */
const FEW = 8;
/** How often the keys may come in another order than the time before until that is no longer looked at. */
const MISSES = 64;

const YES_NO = 0;
const NUMBER = 1;
const CHOICE = 2;
const MULTI_CHOICE = 3;

/** Nothing of its own: whatever it shows was added to all objects by someone else. */
const BARE = {};
const PLAIN = Object.prototype;

/** A question as it is encoded. */
interface Entry {
  readonly id: string;
  readonly kind: number;
  readonly slot: number;
  readonly min: number;
  readonly max: number;
  readonly choices: readonly string[];
  readonly lookup: ReadonlyMap<string, number> | null;
}

/**
 * The questions by kind, so that each loop over them does one thing; what stands in a list of its own
 * is found without looking into a question.
 */
interface Kinds {
  readonly yesNo: readonly string[];
  readonly yesNoSlots: Int32Array;
  readonly numbers: readonly string[];
  readonly numberSlots: Int32Array;
  readonly lowest: Int32Array;
  /** The highest number less the lowest. */
  readonly spans: Float64Array;
  /** Choices out of a few. */
  readonly few: readonly Entry[];
  /** What is looked up. */
  readonly many: readonly Entry[];
}

/** The keys of the answers before, in their order, and what each is. */
interface Order {
  readonly keys: readonly string[];
  readonly entries: readonly Entry[];
  readonly kinds: Uint8Array;
  readonly slots: Int32Array;
  readonly lowest: Int32Array;
  readonly spans: Float64Array;
}

/** Decides one case after the other for one protocol. */
export class QuickRoute {
  readonly #engine: RouteEngine;
  readonly #protocol: RouteProtocol;
  readonly #memory: WebAssembly.Memory;
  readonly #routes: readonly string[];
  readonly #rules: readonly string[];
  readonly #kinds: Kinds;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #digest: string;
  readonly #slotsAt: number;
  readonly #slotCount: number;
  readonly #firedAt: number;
  readonly #firedWords: number;
  #slots: Int32Array;
  #fired: Uint32Array;
  /** Counts calls, so that a getter that calls again cannot mix two cases. */
  #calls = 0;
  #order: Order | undefined;
  /** Orders that did not return, less those that did. */
  #misses = 0;

  constructor(table: RouteTable, engine: RouteEngine, protocol: RouteProtocol, memory: WebAssembly.Memory) {
    this.#engine = engine;
    this.#protocol = protocol;
    this.#memory = memory;
    this.#routes = table.routes.map(asKey);
    this.#rules = table.rules.map(asKey);
    this.#digest = table.digest;
    const entries = table.questions.map(entry);
    this.#kinds = byKind(entries);
    this.#entries = new Map(entries.map((it) => [it.id, it]));
    this.#slotsAt = engine.slotsAt();
    this.#slotCount = engine.slots();
    this.#firedAt = engine.firedAt();
    this.#firedWords = engine.firedWords();
    this.#slots = new Int32Array(memory.buffer, this.#slotsAt, this.#slotCount);
    this.#fired = new Uint32Array(memory.buffer, this.#firedAt, this.#firedWords);
  }

  /** Decides the answers given; open questions are never taken for answered. */
  route(answers: Readonly<Record<string, RouteAnswer>>): Routed {
    // Memory that grew took its views along.
    if (this.#slots.length !== this.#slotCount) this.#look();
    const call = (this.#calls = (this.#calls + 1) | 0);
    if (!this.#written(answers) || this.#calls !== call) this.#hand(answers);
    return this.#said(answers);
  }

  /** The same through an encoder that was made for this protocol. */
  encoded<Answers>(encoder: Encoder<Answers>): (answers: Answers) => Routed {
    if (encoder.digest !== this.#digest) {
      throw new TypeError("this encoder was made for another protocol, or another version of it");
    }
    const encode = encoder.encode;
    return (answers) => {
      if (this.#slots.length !== this.#slotCount) this.#look();
      const call = (this.#calls = (this.#calls + 1) | 0);
      if (!encode(answers, this.#slots) || this.#calls !== call) this.#hand(answers);
      return this.#said(answers);
    };
  }

  #look(): void {
    this.#slots = new Int32Array(this.#memory.buffer, this.#slotsAt, this.#slotCount);
    this.#fired = new Uint32Array(this.#memory.buffer, this.#firedAt, this.#firedWords);
  }

  /** Writes the slots; false when it is better handed over as a value. */
  #written(answers: Readonly<Record<string, RouteAnswer>>): boolean {
    if (answers === null || typeof answers !== "object") return false;
    if (this.#misses >= MISSES) return this.#sought(answers);
    if (this.#order !== undefined && this.#followed(answers, this.#order)) {
      if (this.#misses > 0) this.#misses -= 1;
      return true;
    }
    this.#misses += 1;
    if (!this.#sought(answers)) return false;
    const keys = Object.keys(answers);
    const entries = keys.map((key) => this.#entries.get(key));
    this.#order = entries.every((it) => it !== undefined) ? inOrder(keys.map(asKey), entries) : undefined;
    return true;
  }

  /**
   * Writes the slots when the keys are those of the time before, in the same order, and all answered. Only
   * going over an object finds its values without looking up their names.
   */
  #followed(answers: Readonly<Record<string, RouteAnswer>>, order: Order): boolean {
    if (Object.getPrototypeOf(answers) !== PLAIN) return false;
    const slots = this.#slots;
    const { keys, entries, kinds, slots: places, lowest, spans } = order;
    if (keys.length < this.#entries.size) slots.fill(OPEN);
    let at = 0;
    // What is true and what was chosen differs from case to case: a processor that guesses a branch by it guesses wrong.
    let wrong = 0;
    // Also goes over what was added to all objects: that is no key of the time before.
    for (const key in answers) {
      if (key !== keys[at]) return false;
      const answer = answers[key];
      const place = places[at] as number;
      const kind = kinds[at];
      if (kind === YES_NO) {
        const yes = +(answer === true);
        wrong |= yes ^ +(answer !== false);
        slots[place] = yes;
      } else if (kind === NUMBER) {
        if (typeof answer !== "number") return false;
        const above = answer - (lowest[at] as number);
        if (above >>> 0 !== above || above > (spans[at] as number)) return false;
        slots[place] = answer;
      } else if (kind === CHOICE) {
        const code = among((entries[at] as Entry).choices, answer);
        wrong |= code >> 31;
        slots[place] = code;
      } else {
        const code = chosen(entries[at] as Entry, answer, slots);
        if (code === undefined) return false;
        slots[place] = code;
      }
      at += 1;
    }
    return wrong === 0 && at === keys.length;
  }

  /** Writes the slots, whatever the order of the keys. */
  #sought(answers: Readonly<Record<string, RouteAnswer>>): boolean {
    if (!isPlain(answers)) return false;
    const slots = this.#slots;
    const { yesNo, yesNoSlots, numbers, numberSlots, lowest, spans, few, many } = this.#kinds;
    // First, because it touches every property: what follows finds them at hand.
    const given = Object.keys(answers).length;
    let known = 0;
    let wrong = 0;
    // By name, whatever the order of the keys. An absent answer is no key; one that is null is.
    for (let at = 0; at < yesNo.length; at += 1) {
      const answer = answers[yesNo[at] as string];
      const slot = yesNoSlots[at] as number;
      if (answer === undefined || answer === null) slots[slot] = OPEN;
      else {
        const yes = +(answer === true);
        wrong |= yes ^ +(answer !== false);
        slots[slot] = yes;
      }
      if (answer !== undefined) known += 1;
    }
    for (let at = 0; at < numbers.length; at += 1) {
      const answer = answers[numbers[at] as string];
      const slot = numberSlots[at] as number;
      if (typeof answer === "number") {
        // What is left of a number below the lowest, or of one that is not whole, is another number.
        const above = answer - (lowest[at] as number);
        if (above >>> 0 !== above || above > (spans[at] as number)) return false;
        slots[slot] = answer;
      } else if (answer === undefined || answer === null) slots[slot] = OPEN;
      else return false;
      if (answer !== undefined) known += 1;
    }
    for (let at = 0; at < few.length; at += 1) {
      const it = few[at] as Entry;
      const answer = answers[it.id];
      if (answer === undefined || answer === null) slots[it.slot] = OPEN;
      else {
        const code = among(it.choices, answer);
        wrong |= code >> 31;
        slots[it.slot] = code;
      }
      if (answer !== undefined) known += 1;
    }
    for (let at = 0; at < many.length; at += 1) {
      const it = many[at] as Entry;
      const answer = answers[it.id];
      const code = chosen(it, answer, slots);
      if (code === undefined) return false;
      slots[it.slot] = code;
      if (answer !== undefined) known += 1;
    }
    // Whatever was not asked for is unknown.
    return wrong === 0 && given === known;
  }

  /** Hands the answers over as a value. */
  #hand(answers: unknown): void {
    const slots = this.#protocol.routeSlots(answers);
    // The engine may have taken more memory for it.
    this.#look();
    this.#slots.set(slots);
  }

  #said(answers: unknown): Routed {
    const rank = this.#engine.decide();
    if (rank === -3) this.#protocol.routeRefusal(answers);
    const fired: string[] = [];
    const words = this.#fired;
    const rules = this.#rules;
    for (let at = 0; at < words.length; at += 1) {
      let word = words[at] as number;
      while (word !== 0) {
        const lowest = word & -word;
        fired.push(rules[(at << 5) + 31 - Math.clz32(lowest)] as string);
        word ^= lowest;
      }
    }
    const route = rank >= 0 ? (this.#routes[rank] as string) : null;
    return { route, outcome: rank === -2 ? "open" : "decided", fired };
  }
}

/** The same text, as the names of properties are kept: comparing it, or looking something up by it, is quicker then. */
function asKey(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text;
}

function entry(question: RouteQuestion): Entry {
  const { kind, slot, min, max } = question;
  const id = asKey(question.id);
  const choices = question.choices.map(asKey);
  const lookup = choices.length > FEW || kind === "multiChoice" ? new Map(choices.map((choice, at) => [choice, at])) : null;
  const kinds = { yesNo: YES_NO, scale: NUMBER, number: NUMBER, choice: CHOICE, multiChoice: MULTI_CHOICE };
  return { id, kind: kinds[kind], slot, min, max, choices, lookup };
}

function inOrder(keys: readonly string[], entries: readonly Entry[]): Order {
  return {
    keys,
    entries,
    // A long list of choices is looked up, as several choices are.
    kinds: Uint8Array.from(entries, (it) => (it.lookup === null ? it.kind : MULTI_CHOICE)),
    slots: Int32Array.from(entries, (it) => it.slot),
    lowest: Int32Array.from(entries, (it) => it.min),
    spans: Float64Array.from(entries, (it) => it.max - it.min),
  };
}

/** An object whose keys are all its own. */
function isPlain(answers: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(answers);
  if (prototype === null) return true;
  if (prototype !== PLAIN) return false;
  for (const _ in BARE) return false;
  return true;
}

function byKind(entries: readonly Entry[]): Kinds {
  const yesNo = entries.filter((it) => it.kind === YES_NO);
  const numbers = entries.filter((it) => it.kind === NUMBER);
  const slots = (of: readonly Entry[]) => Int32Array.from(of, (it) => it.slot);
  return {
    yesNo: yesNo.map((it) => it.id),
    yesNoSlots: slots(yesNo),
    numbers: numbers.map((it) => it.id),
    numberSlots: slots(numbers),
    lowest: Int32Array.from(numbers, (it) => it.min),
    spans: Float64Array.from(numbers, (it) => it.max - it.min),
    few: entries.filter((it) => it.kind === CHOICE && it.lookup === null),
    many: entries.filter((it) => it.lookup !== null),
  };
}

/** The number for one of a few choices, without a branch; -1 when it is none of them. */
function among(choices: readonly string[], answer: RouteAnswer): number {
  let code = -1;
  for (let at = 0; at < choices.length; at += 1) code += -(choices[at] === answer) & (at + 1);
  return code;
}

/** The number for one of many choices, or for several; undefined when it is not understood here. */
function chosen(it: Entry, answer: RouteAnswer, slots: Int32Array): number | undefined {
  if (it.kind === CHOICE && typeof answer === "string") return it.lookup?.get(answer);
  if (it.kind === MULTI_CHOICE && Array.isArray(answer) && answer.length <= it.choices.length) return several(it, answer, slots);
  return answer === null || answer === undefined ? OPEN : undefined;
}

/** Several choices: the upper sixteen go to the next slot. */
function several(it: Entry, answer: readonly unknown[], slots: Int32Array): number | undefined {
  let bits = 0;
  for (const id of answer) {
    const at = typeof id === "string" ? it.lookup?.get(id) : undefined;
    if (at === undefined) return undefined;
    bits |= 1 << at;
  }
  slots[it.slot + 1] = bits >>> 16;
  return bits & 0xffff;
}
