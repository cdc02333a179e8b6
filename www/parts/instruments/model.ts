// What an instrument draws, read off its group and the answers. No DOM, no geometry.
import type { Answers, FormGroup, FormQuestion, Given, LadderHints, Moment } from "../types";
import { chosen, DOMAINS, type DomainName } from "../words";

/** A scale with its score now and at the other moment; null where there is none. */
export interface Axis {
  readonly question: FormQuestion;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly now: number | null;
  readonly before: number | null;
}

export interface Quadrant {
  readonly domain: DomainName;
  /** What plays here; absent answers give none. */
  readonly plays: readonly string[];
  readonly step: string | null;
  /** Whether the patient wants to begin here. */
  readonly first: boolean;
  readonly questions: readonly FormQuestion[];
}

export interface FourDomains {
  readonly quadrants: readonly Quadrant[];
  /** The question in which domain to begin, when the protocol asks it. */
  readonly begin: FormQuestion | null;
}

export interface Ladder {
  readonly health: Axis;
  /** The two scales beside it. */
  readonly beside: readonly [Axis, Axis];
  /** What to talk about; null while one of the two is open, and without hints in the protocol. */
  readonly hint: string | null;
}

export function axes(group: FormGroup, answers: Answers, earlier: Moment | null): Axis[] {
  return group.questions.map((question) => ({
    question,
    label: question.short,
    min: question.min ?? 0,
    max: question.max ?? 0,
    now: score(answers[question.id]),
    before: score(earlier?.answers[question.id]),
  }));
}

export function fourDomains(group: FormGroup, answers: Answers): FourDomains {
  const begin = group.questions.find(({ domain }) => domain === null) ?? null;
  const wanted = begin === null ? null : answers[begin.id];
  const quadrant = (domain: DomainName): Quadrant => {
    const questions = group.questions.filter((question) => question.domain === domain);
    const labels = (kind: FormQuestion["kind"]) =>
      questions.filter((question) => question.kind === kind).flatMap((question) => chosen(question, answers[question.id]));
    return { domain, plays: labels("multiChoice"), step: labels("choice")[0] ?? null, first: wanted === domain, questions };
  };
  return { quadrants: DOMAINS.map(quadrant), begin };
}

/** Null for a group that is no ladder after all; the engine lets none through. */
export function ladder(group: FormGroup, answers: Answers, earlier: Moment | null): Ladder | null {
  const [health, second, third] = axes(group, answers, earlier);
  if (health === undefined || second === undefined || third === undefined) return null;
  return { health, beside: [second, third], hint: hint(group.hints, second.now, third.now) };
}

function hint(hints: LadderHints | null, second: number | null, third: number | null): string | null {
  if (hints === null || second === null || third === null) return null;
  const high = (value: number) => value >= hints.threshold;
  return hints.profiles.find((profile) => profile.second === high(second) && profile.third === high(third))?.text ?? null;
}

function score(given: Given): number | null {
  return typeof given === "number" ? given : null;
}
