// Dutch for the screen: names by id, and small sentences around what the engine found.
import { day } from "./day";
import type { Answer, Because, Form, FormQuestion, NextQuestion, ProtocolInfo, Recommendation } from "./engine/module";
import type { Outcome } from "./outcome";

export { day };

/** How many routes a sentence names before it counts the rest. */
const NAMED = 4;

/** Questions, routes and signals by id, as they are called in this protocol. */
export class Names {
  readonly questions: ReadonlyMap<string, FormQuestion>;
  readonly #titles = new Map<string, string>();
  readonly #signals = new Set<string>();

  /** Routes and signals are named by a recommendation only. */
  constructor(form: Form, recommendation: Recommendation | null) {
    const questions = form.groups.flatMap((group) => group.questions);
    this.questions = new Map(questions.map((question) => [question.id, question]));
    if (recommendation === null) return;
    const signals = [...recommendation.signals, ...recommendation.openSignals];
    for (const { id, title } of [...recommendation.routes, ...signals]) this.#titles.set(id, title);
    for (const { id } of signals) this.#signals.add(id);
  }

  title(id: string): string {
    return this.#titles.get(id) ?? id;
  }

  short(question: string): string {
    return this.questions.get(question)?.short ?? question;
  }

  text(question: string): string {
    return this.questions.get(question)?.text ?? question;
  }

  /** Why a question is asked: what its answer can still change. */
  why({ settles }: NextQuestion): string {
    const signals = settles.filter((id) => this.#signals.has(id)).map((id) => this.title(id));
    const routes = settles.filter((id) => !this.#signals.has(id)).map((id) => this.title(id));
    const parts: string[] = [];
    if (routes.length > 0) parts.push(`maakt nog uit voor ${list(routes, "en")}`);
    if (signals.length > 0) parts.push(`kan het signaal ${list(signals.map(quoted), "en")} geven`);
    return parts.length === 0 ? "Kan het advies nog veranderen." : sentence(parts.join("; "));
  }

  /** What a rule asks for, in words; a form this page does not know is shown as it came. */
  needed({ question: id, needed: asked }: Because): string {
    const labels = this.questions.get(id ?? "")?.choices ?? [];
    const label = (choice: string) => quoted(labels.find(({ id }) => id === choice)?.label ?? choice);
    const known = COMPARISONS.find(([pattern]) => pattern.test(asked));
    const words = known === undefined ? asked : asked.replace(known[0], known[1]);
    return words.replace(/', '/g, "' of '").replace(/'([^']*)'/g, (_, choice: string) => label(choice));
  }

  /** An answer in words, for a question that the form knows. */
  answer(id: string, value: Answer | null): string {
    const question = this.questions.get(id);
    const label = (choice: string) => question?.choices.find(({ id }) => id === choice)?.label ?? choice;
    if (value === null) return "weet ik niet";
    if (typeof value === "boolean") return value ? "ja" : "nee";
    if (typeof value === "number") return question?.unit ? `${value} ${question.unit}` : String(value);
    if (typeof value === "string") return label(value);
    return value.length === 0 ? "geen van deze" : list(value.map(label), "en", value.length);
  }
}

/** "a, b en c"; longer lists end in a count. */
export function list(items: readonly string[], word: "en" | "of", most = NAMED): string {
  const rest = items.length - most;
  const shown = rest > 1 ? [...items.slice(0, most), `${rest} andere`] : [...items];
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} ${word} ${last}`;
}

export function quoted(text: string): string {
  return `‘${text}’`;
}

export function unquoted(text: string): string {
  return text.replace(/[‘’']/g, "");
}

/** With a capital and a full stop. */
export function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

export function count(number: number, one: string, more: string): string {
  return `${number} ${number === 1 ? one : more}`;
}

/** The condition language in words; the value follows. */
const COMPARISONS: readonly (readonly [RegExp, string])[] = [
  [/^>= (.+)$/, "$1 of meer"],
  [/^<= (.+)$/, "$1 of minder"],
  [/^> (.+)$/, "meer dan $1"],
  [/^< (.+)$/, "minder dan $1"],
  [/^= (.+)$/, "$1"],
  [/^<> (.+)$/, "niet $1"],
  [/^(niet )?in \((.+)\)$/, "$1$2"],
  [/^bevat (.+)$/, "$1"],
];

export function status(info: ProtocolInfo): string {
  const meanings: Readonly<Record<string, string>> = {
    concept: "concept, nog niet vastgesteld",
    voorbeeld: "voorbeeld, door geen gemeente vastgesteld",
    vastgesteld: "vastgesteld",
    ingetrokken: "ingetrokken",
  };
  return meanings[info.status] ?? info.status;
}

export function validity({ validFrom, validUntil }: ProtocolInfo): string {
  return validUntil === null ? `geldig vanaf ${day(validFrom)}` : `geldig van ${day(validFrom)} tot en met ${day(validUntil)}`;
}

export function term(days: number): string {
  return `binnen ${count(days, "werkdag", "werkdagen")}`;
}

/** The advice in one line: for the strip on a phone and for screen readers. */
export function headline(outcome: Outcome): string {
  switch (outcome.face) {
    case "advised":
      return outcome.route.title;
    case "open":
      return `Nog open: ${possibilities(outcome.recommendation)}`;
    case "unknown":
      return "Niet genoeg bekend om te adviseren";
    case "none":
      return "Geen advies voor deze situatie";
    case "failed":
      return "Kan niet worden berekend";
  }
}

export function possibilities({ possible, noAdvicePossible }: Recommendation): string {
  return count(possible.length + (noAdvicePossible ? 1 : 0), "uitkomst mogelijk", "uitkomsten mogelijk");
}
