// Words and numbers in Dutch.
import type { ShareInfo, StepWord } from "../../pkg/domeinwijzer.js";

const SEVERITY = { error: "Fout", warning: "Let op", info: "Ter kennisgeving" } as const;

export function severity(word: keyof typeof SEVERITY): string {
  return SEVERITY[word];
}

export function counted(number: number, one: string, more: string): string {
  return `${number} ${number === 1 ? one : more}`;
}

function percentage(share: number): string {
  const digits = share < 0.001 ? 3 : share < 0.1 ? 2 : 1;
  return `${(share * 100).toFixed(digits).replace(".", ",")}%`;
}

export function share({ estimate, low, high, hits }: ShareInfo): string {
  if (hits === 0) return `zeldzaam: in de steekproef kwam het niet voor (minder dan ${percentage(high)})`;
  return `ongeveer ${percentage(estimate)} van willekeurige antwoorden (tussen ${percentage(low)} en ${percentage(high)})`;
}

const STEP: Readonly<Record<StepWord, string>> = {
  none: "geen: er is niets veranderd",
  patch: "het laatste getal: alleen teksten of contacten veranderen",
  minor: "het middelste getal: er zijn patiënten die een ander advies krijgen",
  major: "het eerste getal: een vraag of route waar anderen op bouwen is weg of anders",
};

export function step(word: StepWord): string {
  return STEP[word];
}

const RANK: Readonly<Record<StepWord, number>> = { none: 0, patch: 1, minor: 2, major: 3 };

/** The version after a step; the same without one. */
export function nextVersion(version: string, word: StepWord): string {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (word === "major") return `${major + 1}.0.0`;
  if (word === "minor") return `${major}.${minor + 1}.0`;
  return word === "patch" ? `${major}.${minor}.${patch + 1}` : version;
}

/** Whether a version goes up by as much as has to be. */
export function stepEnough(old: string, now: string, word: StepWord): boolean {
  const [a, b] = [old, now].map((one) => one.split(".").map(Number));
  if (a === undefined || b === undefined) return false;
  const at = [0, 1, 2].find((place) => (a[place] ?? 0) !== (b[place] ?? 0));
  if (at === undefined) return word === "none";
  return (b[at] ?? 0) > (a[at] ?? 0) && 3 - at >= RANK[word];
}

export function clock(at: number): string {
  return new Date(at).toLocaleString("nl-NL", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
}

/** A date of a file in words; as it stands when it is none. */
export function day(text: string): string {
  const [year, month, date] = text.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined || Number.isNaN(year + month + date)) return text;
  return new Date(year, month - 1, date).toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });
}

export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1).replace(".", ",");
}
