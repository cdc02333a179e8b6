// One scale as a ladder with two others beside it, and what they hint at for the talk.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Moment } from "../types";
import { day } from "../words";
import { along, LADDER, lines, ROUND, rung, scores, SQUARE, TRACK } from "./geometry";
import type { Axis, Ladder } from "./model";

const MIDDLE = (LADDER.left + LADDER.right) / 2;
const TRACKS = [92, 206] as const;

export function ladderDrawing(id: string, title: string, ladder: Ladder, earlier: Moment | null): TemplateResult {
  const { health, beside } = ladder;
  const y = rung(health);
  return html`<svg class="instrument-drawing" role="img" viewBox=${`0 0 ${LADDER.width} ${LADDER.height}`} aria-labelledby=${`${id}-naam ${id}-inhoud`}>
    <title id=${`${id}-naam`}>${title}</title>
    <desc id=${`${id}-inhoud`}>${described([health, ...beside], earlier)}</desc>
    <line class="rail" x1=${LADDER.left} y1=${LADDER.top - 12} x2=${LADDER.left} y2=${LADDER.bottom + 12} />
    <line class="rail" x1=${LADDER.right} y1=${LADDER.top - 12} x2=${LADDER.right} y2=${LADDER.bottom + 12} />
    ${scores(health).map(
      (score) => svg`<line class=${score === health.now ? "rung here" : "rung"} x1=${LADDER.left} y1=${y(score)} x2=${LADDER.right} y2=${y(score)} />
        <text class=${score === health.now ? "tick here" : "tick"} text-anchor="end" x=${LADDER.left - 8} y=${y(score) + 4}>${score}</text>`,
    )}
    ${health.before === null ? nothing : mark(MIDDLE - 14, y(health.before), "before", SQUARE, health)}
    ${health.now === null ? nothing : mark(MIDDLE, y(health.now), "now", ROUND, health)}
    ${beside.map((axis, at) => track(axis, TRACKS[at] ?? 0))}
  </svg>`;
}

function track(axis: Axis, y: number): SVGTemplateResult {
  const x = along(axis);
  const { low, high } = axis.question;
  const score = axis.now === null ? nothing : svg` <tspan class="score">${axis.now}</tspan>`;
  const end = (text: string | null, anchor: string, at: number) =>
    text === null ? nothing : svg`<text class="tick" text-anchor=${anchor}>${lines(text, 13).map((row, line) => svg`<tspan x=${at} y=${y + 24 + line * 13}>${row}</tspan>`)}</text>`;
  return svg`<text class="label" x=${TRACK.left} y=${y - 16}>${axis.label}${score}</text>
    <line class="rail" x1=${TRACK.left} y1=${y} x2=${TRACK.right} y2=${y} />
    ${scores(axis).map((one) => svg`<line class="grid" x1=${x(one)} y1=${y - 5} x2=${x(one)} y2=${y + 5} />`)}
    ${axis.before === null ? nothing : mark(x(axis.before), y, "before", SQUARE, axis)}
    ${axis.now === null ? nothing : mark(x(axis.now), y, "now", ROUND, axis)}
    ${end(low, "start", TRACK.left)} ${end(high, "end", TRACK.right)}`;
}

function mark(x: number, y: number, name: string, shape: string, { question }: Axis): SVGTemplateResult {
  return svg`<path class=${`mark ${name}`} data-axis=${question.id} d=${shape} transform=${`translate(${x} ${y}) scale(1.5)`} />`;
}

function described(axes: readonly Axis[], earlier: Moment | null): string {
  const scored = axes.filter(({ now }) => now !== null).map(({ label, now, max }) => `${label} ${now} van ${max}`);
  if (scored.length === 0) return "Nog geen cijfers ingevuld.";
  const before = earlier === null ? "" : ` De vierkantjes zijn van ${day(earlier.date)}.`;
  return `${scored.join(", ")}.${before} Dezelfde cijfers staan in de tabel.`;
}

/** A hint for the talk and never a reason to leave someone out; it says so. */
export function ladderHint({ hint }: Ladder): TemplateResult | typeof nothing {
  if (hint === null) return nothing;
  return html`<p class="instrument-hint">
    <strong>Aanknopingspunt voor het gesprek:</strong> ${hint} <span class="instrument-ends">Dit telt niet mee in het advies.</span>
  </p>`;
}
