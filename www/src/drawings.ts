// One drawing for each group that the protocol wants drawn, in the place of its questions in the element.
import { html, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import type { Answers, Given } from "../element/consult";
import type { Form, FormGroup } from "../element/engine/module";
import { instrumentView, isInstrument, piecesOf as piecesOfOne } from "../parts/index";

const drawnGroups = (form: Form | null): FormGroup[] => form?.groups.filter(isInstrument) ?? [];

/** How many pieces there are to draw, of the first so many instruments or of all. */
export function piecesOf(form: Form | null, instruments = Infinity): number {
  return drawnGroups(form)
    .slice(0, instruments)
    .reduce((sum, group) => sum + piecesOfOne(group), 0);
}

/** The first so many pieces; an instrument is drawn anew only when an answer in it is another one. */
export function drawings(form: Form | null, answers: Answers, drawn: number, give: (question: string, given: Given | undefined) => void): TemplateResult[] {
  const answer = (question: string, given: unknown) => give(question, given as Given | undefined);
  let left = drawn;
  const all: TemplateResult[] = [];
  for (const group of drawnGroups(form)) {
    const pieces = Math.min(left, piecesOfOne(group));
    if (pieces <= 0) break;
    left -= pieces;
    all.push(html`<div slot=${`groep-${group.id}`} class="drawn" data-drawn=${group.id}>
      ${guard([group, pieces, ...group.questions.map(({ id }) => JSON.stringify(answers[id]))], () => instrumentView({ group, answers, answer, pieces }))}
    </div>`);
  }
  return all;
}
