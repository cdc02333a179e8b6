// Other texts in a list: what stays keeps its place, its layout and its comments.
import { quote, quotedList, type Change } from "./edit";
import type { Span, Value } from "./scan";

/** What has to change for a list to hold these texts, in this order. */
export function setList(text: string, value: Value, comments: readonly Span[], wanted: readonly string[]): Change[] {
  const now = value.items.map((item) => item.text);
  if (same(now, wanted)) return [];
  const inside = comments.filter(({ from, to }) => value.from < from && to < value.to);
  const whole = (insert: string): Change[] => [{ from: value.from, to: value.to, insert }];
  if (inside.length > 0) return whole(withComments(text, value, inside, wanted));
  const kept = now.filter((one) => wanted.includes(one));
  if (kept.length === 0) return whole(quotedList(wanted));
  if (same(kept, wanted.slice(0, kept.length))) return fewerAndMore(text, value, wanted);
  const moved = kept.length === now.length && wanted.length === now.length;
  // Every place keeps what stands around it.
  return moved ? value.items.flatMap(({ from, to }, at) => (now[at] === wanted[at] ? [] : [{ from, to, insert: quote(wanted[at] ?? "") }])) : whole(quotedList(wanted));
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}

function fewerAndMore(text: string, { items }: Value, wanted: readonly string[]): Change[] {
  const changes: Change[] = [];
  const stays = (item: Value) => wanted.includes(item.text);
  const lastKept = items.map(stays).lastIndexOf(true);
  items.forEach((item, at) => {
    if (stays(item)) return;
    const next = items[at + 1];
    // What follows the last that stays goes with the sign before it.
    const before = items[at - 1];
    if (at > lastKept && before !== undefined) changes.push({ from: before.to, to: item.to, insert: "" });
    else if (next !== undefined) changes.push({ from: item.from, to: next.from, insert: "" });
  });
  const added = wanted.filter((one) => !items.some((item) => item.text === one));
  const last = items.at(-1);
  const previous = items.at(-2);
  const between = last === undefined || previous === undefined ? ", " : text.slice(previous.to, last.from);
  if (last !== undefined && added.length > 0) changes.push({ from: last.to, to: last.to, insert: added.map((one) => between + quote(one)).join("") });
  return changes;
}

/** One to a line, so that every comment has its own place. */
function withComments(text: string, { items }: Value, comments: readonly Span[], wanted: readonly string[]): string {
  const of = (span: Span) => text.slice(span.from, span.to).trimEnd();
  const above = new Map<string, string[]>();
  const behind = new Map<string, string>();
  let loose: string[] = [];
  const rest = [...comments];
  for (const item of items) {
    while (rest[0] !== undefined && rest[0].from < item.from) loose.push(of(rest.shift() ?? rest[0]));
    const [next] = rest;
    const along = next !== undefined && !text.slice(item.to, next.from).includes("\n") && !items.some(({ from }) => item.to <= from && from < next.from);
    if (wanted.includes(item.text)) {
      above.set(item.text, loose);
      loose = [];
      if (along) behind.set(item.text, of(rest.shift() ?? next));
    }
  }
  loose.push(...rest.map(of));
  const lines = wanted.flatMap((one) => [...(above.get(one) ?? []), `${quote(one)},${behind.has(one) ? ` ${behind.get(one)}` : ""}`]);
  return `[\n${[...lines, ...loose].map((line) => `  ${line}\n`).join("")}]`;
}
