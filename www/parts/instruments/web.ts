// Scores as the axes of a web, and the same scores in a table.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Moment } from "../types";
import { day } from "../words";
import { lines, outline, place, rings, ROUND, spokes, SQUARE, WEB, type Spoke } from "./geometry";
import type { Axis } from "./model";

const LABEL = 13;
const LINE = 14;

export function webDrawing(id: string, title: string, axes: readonly Axis[], earlier: Moment | null): TemplateResult {
  return html`<svg class="instrument-drawing" role="img" viewBox=${`0 0 ${WEB.width} ${WEB.height}`} aria-labelledby=${`${id}-naam ${id}-inhoud`}>
    <title id=${`${id}-naam`}>${title}</title>
    <desc id=${`${id}-inhoud`}>${described(axes, earlier)}</desc>
    <g transform=${`translate(${WEB.x} ${WEB.y})`}>
      ${rings(axes).map(({ radius }) => svg`<circle class="grid" r=${radius} />`)}
    </g>
    ${spokes(axes).map(({ end }) => svg`<line class="grid" x1=${WEB.x} y1=${WEB.y} x2=${end.x} y2=${end.y} />`)}
    ${rings(axes).map(({ radius, score }) => svg`<text class="tick" x=${WEB.x + 4} y=${WEB.y - radius - 2}>${score}</text>`)}
    ${earlier === null ? nothing : moment(axes, (axis) => axis.before, "before", SQUARE)}
    ${moment(axes, (axis) => axis.now, "now", ROUND)} ${spokes(axes).map(label)}
  </svg>`;
}

function moment(axes: readonly Axis[], scoreOf: (axis: Axis) => number | null, name: string, mark: string): SVGTemplateResult {
  const { path, closed } = outline(axes, scoreOf);
  const marks = axes.map((axis, at) => {
    const score = scoreOf(axis);
    if (score === null) return nothing;
    const { x, y } = place(axis, at, axes.length, score);
    return svg`<path class=${`mark ${name}`} data-axis=${axis.question.id} d=${mark} transform=${`translate(${x} ${y})`} />`;
  });
  return svg`<path class=${`outline ${name} ${closed ? "closed" : "open"}`} d=${path} transform=${`translate(${WEB.x} ${WEB.y})`} />${marks}`;
}

function label({ axis, label: { x, y }, anchor }: Spoke): SVGTemplateResult {
  const rows = lines(axis.label, LABEL);
  // Above the web the lines grow upward, below it downward.
  const rise = y < WEB.y - WEB.radius / 2 ? (rows.length - 1) * LINE : y > WEB.y + WEB.radius / 2 ? -LINE / 2 : ((rows.length - 1) * LINE) / 2;
  const score = axis.now === null ? nothing : svg` <tspan class="score">${axis.now}</tspan>`;
  return svg`<text class="label" text-anchor=${anchor}>${rows.map(
    (row, at) => svg`<tspan x=${x} y=${y - rise + at * LINE}>${row}</tspan>${at === rows.length - 1 ? score : nothing}`,
  )}</text>`;
}

function described(axes: readonly Axis[], earlier: Moment | null): string {
  const scored = axes.filter(({ now }) => now !== null).map(({ label: name, now }) => `${name} ${now}`);
  if (scored.length === 0) return "Nog geen cijfers ingevuld.";
  const before = earlier === null ? "" : ` De gestreepte lijn is van ${day(earlier.date)}.`;
  return `${scored.join(", ")}.${before} Dezelfde cijfers staan in de tabel.`;
}

/** The same scores, with the difference in words of numbers. */
export function webTable(title: string, axes: readonly Axis[], earlier: Moment | null): TemplateResult {
  const cell = (score: number | null) => html`<td>${score ?? "–"}</td>`;
  return html`<table class="instrument-table">
    <caption>${title}</caption>
    <thead>
      <tr>
        <th scope="col">Onderdeel</th>
        <th scope="col">Nu</th>
        ${earlier === null ? nothing : html`<th scope="col">${day(earlier.date)}</th><th scope="col">Verschil</th>`}
      </tr>
    </thead>
    <tbody>
      ${axes.map(
        (axis) => html`<tr>
          <th scope="row">${axis.label}</th>
          ${cell(axis.now)} ${earlier === null ? nothing : html`${cell(axis.before)}<td>${difference(axis)}</td>`}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function difference({ now, before }: Axis): string {
  if (now === null || before === null) return "–";
  const step = now - before;
  return step === 0 ? "gelijk" : step > 0 ? `${step} hoger` : `${-step} lager`;
}

/** Which line is of which moment: by line and mark, not by colour. */
export function legend(earlier: Moment | null): TemplateResult | typeof nothing {
  if (earlier === null) return nothing;
  const sample = (name: string, mark: string) => html`<svg class="instrument-sample" viewBox="0 0 44 16" aria-hidden="true">
    <line class=${`outline ${name}`} x1="2" y1="8" x2="42" y2="8" /><path class=${`mark ${name}`} d=${mark} transform="translate(22 8)" />
  </svg>`;
  return html`<p class="instrument-legend"><span>${sample("now", ROUND)} nu</span> <span>${sample("before", SQUARE)} ${day(earlier.date)}</span></p>`;
}
