// Geometry of the instruments, in units of their drawings. No DOM.
import { scaleLinear, scalePoint } from "d3-scale";
import { curveLinearClosed, lineRadial, symbol, symbolCircle, symbolSquare2 } from "d3-shape";
import type { Axis } from "./model";

export const WEB = { width: 360, height: 316, x: 180, y: 158, radius: 104 } as const;
export const LADDER = { width: 360, height: 300, top: 24, bottom: 276, left: 44, right: 118 } as const;
export const TRACK = { left: 164, right: 344 } as const;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Spoke {
  readonly axis: Axis;
  readonly end: Point;
  readonly label: Point;
  readonly anchor: "start" | "middle" | "end";
}

const SYMBOL_SIZE = 70;
export const ROUND = symbol(symbolCircle, SYMBOL_SIZE)() ?? "";
export const SQUARE = symbol(symbolSquare2, SYMBOL_SIZE)() ?? "";

/** The distance of a score from the middle. */
function distance({ min, max }: Axis): (score: number) => number {
  return scaleLinear([min, max], [0, WEB.radius]);
}

function angles(count: number): (at: number) => number {
  const places = scalePoint<number>(Array.from({ length: count + 1 }, (_, at) => at), [0, 2 * Math.PI]);
  return (at) => places(at) ?? 0;
}

/** Where a score lies on axis `at` of `count`; the first axis points upward. */
export function place(axis: Axis, at: number, count: number, score: number): Point {
  return around(angles(count)(at), distance(axis)(score));
}

function around(angle: number, radius: number): Point {
  return { x: WEB.x + radius * Math.sin(angle), y: WEB.y - radius * Math.cos(angle) };
}

export function spokes(axes: readonly Axis[]): Spoke[] {
  const angle = angles(axes.length);
  return axes.map((axis, at) => {
    const side = Math.sin(angle(at));
    return {
      axis,
      end: around(angle(at), WEB.radius),
      label: around(angle(at), WEB.radius + 14),
      anchor: Math.abs(side) < 0.2 ? "middle" : side > 0 ? "start" : "end",
    };
  });
}

/** The rings of a web with the numbers beside them, from the inside outward. */
export function rings(axes: readonly Axis[]): { readonly radius: number; readonly score: number }[] {
  const [first] = axes;
  if (first === undefined) return [];
  const scale = scaleLinear([first.min, first.max], [0, WEB.radius]);
  return scale.ticks(5).filter((tick) => tick > first.min).map((score) => ({ score, radius: scale(score) }));
}

/** The line through the scores; it is open where one is missing, and closed when none is. */
export function outline(axes: readonly Axis[], scoreOf: (axis: Axis) => number | null): { readonly path: string; readonly closed: boolean } {
  const angle = angles(axes.length);
  const points = axes.map((axis, at) => ({ axis, angle: angle(at), score: scoreOf(axis) }));
  const closed = points.every(({ score }) => score !== null);
  const draw = lineRadial<(typeof points)[number]>()
    .angle((point) => point.angle)
    .radius((point) => distance(point.axis)(point.score ?? point.axis.min))
    .defined((point) => point.score !== null);
  // Going round once more joins the last axis to the first.
  const [first] = points;
  if (closed) draw.curve(curveLinearClosed);
  return { path: draw(closed || first === undefined ? points : [...points, first]) ?? "", closed };
}

/** The height of each rung of a ladder. */
export function rung({ min, max }: Axis): (score: number) => number {
  return scaleLinear([min, max], [LADDER.bottom, LADDER.top]);
}

/** Where a score lies on a track beside a ladder. */
export function along({ min, max }: Axis): (score: number) => number {
  return scaleLinear([min, max], [TRACK.left, TRACK.right]);
}

export function scores({ min, max }: Axis): number[] {
  return Array.from({ length: max - min + 1 }, (_, at) => min + at);
}

/** Breaks a text into lines of so many characters; a longer word stays whole. */
export function lines(text: string, most: number): string[] {
  const found: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== "")) {
    const last = found.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found;
}
