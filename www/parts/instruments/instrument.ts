// An instrument: its inputs, its drawing and its table. Which one it is, the protocol says.
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Answers, FormGroup, Moment } from "../types";
import { inputs, type Answering } from "./inputs";
import { ladderDrawing, ladderHint } from "./ladder";
import { mapDrawing, mapTable } from "./map";
import { axes, fourDomains, ladder } from "./model";
import { legend, webDrawing, webTable } from "./web";

export interface InstrumentInput {
  readonly group: FormGroup;
  readonly answers: Answers;
  /** Laid under the answers of now, where the drawing is one of scores. */
  readonly earlier?: Moment | null;
  /** Without it only the drawing and the table are shown. */
  readonly answer?: Answering;
  /** How many of its pieces are shown, for a host that draws it piece by piece; all when left out. */
  readonly pieces?: number;
}

/** In how many pieces an instrument is drawn: each question, and then the drawing with its table. */
export function piecesOf({ questions }: FormGroup): number {
  return questions.length + 1;
}

/** Whether a group is drawn; the others are lists of questions. */
export function isInstrument({ drawing }: FormGroup): boolean {
  return drawing !== null;
}

/** Whether there is anything to draw. */
export function isFilled({ questions }: FormGroup, answers: Answers): boolean {
  return questions.some(({ id }) => answers[id] !== undefined && answers[id] !== null);
}

/** Inputs of one question are never reused for another: a ticked radio that gets another name unticks its new group. */
export function instrumentView({ group, answers, earlier = null, answer, pieces = piecesOf(group) }: InstrumentInput): TemplateResult {
  const titleId = `instrument-${group.id}`;
  return html`<section class="instrument" data-instrument=${group.drawing ?? "none"} aria-labelledby=${titleId}>
    <h3 id=${titleId}>${group.title}</h3>
    ${group.explanation === null ? nothing : html`<p>${group.explanation}</p>`}
    ${group.talk ? html`<p class="instrument-ends">Voor het gesprek. De antwoorden tellen niet mee in het advies.</p>` : nothing}
    <div class="instrument-body">
      ${answer === undefined ? nothing : html`<div class="instrument-inputs">${group.questions.slice(0, pieces).map((question) => keyed(question.id, inputs(question, answers[question.id], answer)))}</div>`}
      <div class="instrument-result">${pieces < piecesOf(group) ? nothing : picture({ group, answers, earlier })}</div>
    </div>
    ${owner(group)}
  </section>`;
}

/** The drawing with its table, for a page of its own such as an overview. */
export function picture({ group, answers, earlier = null }: InstrumentInput): TemplateResult | typeof nothing {
  const id = `tekening-${group.id}`;
  switch (group.drawing) {
    case "web": {
      const drawn = axes(group, answers, earlier);
      return html`<figure>${webDrawing(id, group.title, drawn, earlier)}</figure>
        ${legend(earlier)} ${webTable(group.title, drawn, earlier)}`;
    }
    case "map": {
      const drawn = fourDomains(group, answers);
      return html`<figure>${mapDrawing(id, group.title, drawn)}</figure>
        ${mapTable(group.title, drawn)}`;
    }
    case "ladder": {
      const drawn = ladder(group, answers, earlier);
      if (drawn === null) return nothing;
      return html`<figure>${ladderDrawing(id, group.title, drawn, earlier)}</figure>
        ${legend(earlier)} ${ladderHint(drawn)} ${webTable(group.title, [drawn.health, ...drawn.beside], earlier)}`;
    }
    case null:
      return nothing;
  }
}

/** Texts of an instrument belong to its owner: the page shows the way and no more. */
function owner({ link, title }: FormGroup): TemplateResult | typeof nothing {
  if (link === null || !link.startsWith("https://")) return nothing;
  return html`<p class="instrument-owner">
    De woorden hierboven zijn eigen woorden. Het instrument zelf staat bij de eigenaar:
    <a href=${link} target="_blank" rel="noopener noreferrer">${link.replace(/^https:\/\/(www\.)?/, "").replace(/\/$/, "")}<span class="visually-hidden"> (${title}, nieuw venster)</span></a>
  </p>`;
}
