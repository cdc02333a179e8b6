// What plays and the first step in four domains, as a map and as a table. Where the patient wants to
// begin is ringed, and said.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { capital } from "../words";
import { lines } from "./geometry";
import type { FourDomains, Quadrant } from "./model";

const WIDTH = 360;
const HALF = WIDTH / 2;
const PAD = 10;
const LINE = 16;
/** Characters that fit beside each other in a quadrant. */
const FITS = 24;
const TITLE = 30;
/** The person in the middle needs room between what plays and the steps. */
const MIDDLE = 17;

export function mapDrawing(id: string, title: string, map: FourDomains): TemplateResult {
  const rows = [map.quadrants.slice(0, 2), map.quadrants.slice(2)].map((quadrants) => ({ quadrants, height: height(quadrants) }));
  const split = rows[0]?.height ?? 0;
  const whole = rows.reduce((sum, row) => sum + row.height, 0);
  return html`<svg class="instrument-drawing" role="img" viewBox=${`0 0 ${WIDTH} ${whole}`} aria-labelledby=${`${id}-naam ${id}-inhoud`}>
    <title id=${`${id}-naam`}>${title}</title>
    <desc id=${`${id}-inhoud`}>${described(map)}</desc>
    <rect class="edge" x="1" y="1" width=${WIDTH - 2} height=${whole - 2} />
    <line class="edge" x1=${HALF} y1="1" x2=${HALF} y2=${whole - 1} />
    <line class="edge" x1="1" y1=${split} x2=${WIDTH - 1} y2=${split} />
    <circle class="person" cx=${HALF} cy=${split} r=${MIDDLE} />
    <text class="tick" text-anchor="middle" x=${HALF} y=${split + 4}>ik</text>
    ${rows.map(({ quadrants, height: room }, row) => quadrants.map((one, column) => quadrant(one, column * HALF, row * split, room)))}
  </svg>`;
}

/** A row is as high as its fullest quadrant. */
function height(quadrants: readonly Quadrant[]): number {
  const needed = quadrants.map(({ plays, step }) => {
    const labels = plays.reduce((sum, label) => sum + lines(label, FITS).length, 0);
    return TITLE + Math.max(labels, 2) * LINE + stepRows(step).length * LINE + 44 + MIDDLE;
  });
  return Math.max(...needed);
}

function stepRows(step: string | null): string[] {
  return lines(step ?? "", FITS - 3);
}

function quadrant({ domain, plays, step, first }: Quadrant, x: number, y: number, room: number): SVGTemplateResult {
  const below = y > 0;
  const top = y + (below ? MIDDLE : 0);
  const rows = plays.flatMap((label) => lines(label, FITS).map((row, at) => (at === 0 ? `• ${row}` : `  ${row}`)));
  const texts = rows.map((row, at) => svg`<text class="plays" x=${x + PAD} y=${top + TITLE + (at + 1) * LINE - 4}>${row}</text>`);
  const box = stepRows(step);
  const high = box.length * LINE + 12;
  const boxTop = y + room - high - (below ? PAD : PAD + MIDDLE);
  const stepped = svg`<rect class="step" x=${x + PAD} y=${boxTop} width=${HALF - 2 * PAD} height=${high} rx="4" />
    ${box.map((row, at) => svg`<text class="step-text" x=${x + PAD + 8} y=${boxTop + 6 + (at + 1) * LINE - 4}>${row}</text>`)}`;
  const ring = svg`<rect class="ring" x=${x + PAD - 5} y=${boxTop - 5} width=${HALF - 2 * PAD + 10} height=${high + 10} rx="9" />`;
  const start = svg`<rect class="ring" x=${x + 4} y=${top + 4} width=${HALF - 8} height=${TITLE - 4} rx="9" />`;
  return svg`<g data-domain=${domain} data-first=${String(first)}>
    <text class="domain" x=${x + PAD} y=${top + 22}>${capital(domain)}</text>
    ${texts} ${step === null ? nothing : stepped} ${first ? (step === null ? start : ring) : nothing}
  </g>`;
}

function described({ quadrants }: FourDomains): string {
  const parts = quadrants.map(({ domain, plays, step, first }) => {
    const what = plays.length === 0 ? "niets ingevuld" : plays.join(", ");
    const next = step === null ? "" : `; eerste stap: ${step}`;
    return `${capital(domain)}: ${what}${next}${first ? "; hier wil de patiënt beginnen" : ""}.`;
  });
  return parts.join(" ");
}

export function mapTable(title: string, { quadrants }: FourDomains): TemplateResult {
  return html`<table class="instrument-table">
    <caption>${title}</caption>
    <thead>
      <tr>
        <th scope="col">Domein</th>
        <th scope="col">Wat speelt er</th>
        <th scope="col">Eerste stap</th>
      </tr>
    </thead>
    <tbody>
      ${quadrants.map(
        ({ domain, plays, step, first }) => html`<tr>
          <th scope="row">${capital(domain)}</th>
          <td>${plays.length === 0 ? "–" : plays.join(", ")}</td>
          <td>${step ?? "–"}${first ? html` <strong class="begins">(hier beginnen)</strong>` : nothing}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}
