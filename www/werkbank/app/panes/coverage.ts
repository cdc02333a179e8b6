// What no example reaches, said at the condition that it is about.
import type { TestReport } from "../../../pkg/domeinwijzer.js";
import type { Merged } from "../../text/merged";
import { plainSentence } from "../../text/sentence";

export interface Gaps {
  /** Comparisons, with whether they hold, that occur in no example. */
  readonly parts: readonly { readonly name: string; readonly holds: boolean }[];
  /** Values beside a border that occur in no example. */
  readonly values: readonly { readonly name: string; readonly value: number }[];
}

export function gapsOf(examples: TestReport | null): Gaps {
  const [coverage] = examples?.coverage ?? [];
  const parts = (coverage?.parts.missing ?? []).map((said) => ({ name: said.replace(/ (on)?waar$/, ""), holds: !said.endsWith(" onwaar") }));
  const values = (coverage?.thresholds.missing ?? []).flatMap((said) => {
    const [, name, value] = /^(\w+) = (-?\d+)$/.exec(said) ?? [];
    return name === undefined ? [] : [{ name, value: Number(value) }];
  });
  return { parts, values };
}

/** What there is no example of, of all that a condition compares; in words. */
export function gapsIn(condition: string, { parts, values }: Gaps, merged: Merged): string[] {
  const plain = condition.replace(/\s+/g, " ");
  const within = (name: string) => {
    const at = plain.indexOf(name);
    return at !== -1 && !/\w/.test(plain[at - 1] ?? " ") && !/\w/.test(plain[at + name.length] ?? " ");
  };
  const found = parts.filter(({ name }) => within(name)).map(({ name, holds }) => `Geen voorbeeld waarin ‘${plainSentence(name, merged)}’ ${holds ? "klopt" : "niet klopt"}.`);
  const borders = [...plain.matchAll(/(\w+) ?(?:[<>]=?|tussen) ?(-?\d+)(?: en (-?\d+))?/g)].map(([, name, low, high]) => ({ name, at: [low, high].filter((one) => one !== undefined).map(Number) }));
  for (const name of new Set(borders.map((one) => one.name))) {
    const near = borders.filter((one) => one.name === name).flatMap(({ at }) => at);
    const missing = values.filter((one) => one.name === name && near.some((border) => Math.abs(border - one.value) <= 1)).map(({ value }) => value);
    if (name !== undefined && missing.length > 0) found.push(`Geen voorbeeld met ${plainSentence(name, merged)} ${missing.join(", ")}.`);
  }
  return found;
}
