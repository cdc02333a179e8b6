// Which rows of a list to show, and in which order.
import type { ListedRow, OutcomeInfo, Page, Query } from "./messages";

/** All rows: per row its key, its line, and the position of its outcome. */
export interface AllRows {
  readonly keys: readonly string[];
  readonly lines: readonly number[];
  readonly of: readonly number[];
  readonly outcomes: readonly OutcomeInfo[];
}

export function listed({ keys, lines, of, outcomes }: AllRows, { route, rule, only, search, sorting, from, most }: Query): Page {
  const fits = outcomes.map((one) => (route === null || one.route === route) && (rule === null || one.rules.includes(rule)));
  const wanted = search.trim().toLowerCase();
  const chosen = only === null ? null : new Set(only);
  const found: number[] = [];
  keys.forEach((key, row) => {
    const one = of[row] ?? 0;
    if (fits[one] === true && (chosen?.has(row) ?? true) && (wanted === "" || key.toLowerCase().includes(wanted))) found.push(row);
  });
  const reasons = outcomes.map(({ rules }) => rules.length);
  const weight = (row: number) => reasons[of[row] ?? 0] ?? 0;
  const key = (row: number) => keys[row] ?? "";
  // Rows with as many reasons stay in the order of the file.
  if (sorting === "reasons") found.sort((a, b) => weight(b) - weight(a));
  if (sorting === "key") found.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const rows = found.slice(from, from + most).flatMap((row): ListedRow[] => {
    const outcome = outcomes[of[row] ?? 0];
    return outcome === undefined ? [] : [{ row, key: key(row), line: lines[row] ?? 0, outcome }];
  });
  return { rows, total: found.length };
}
