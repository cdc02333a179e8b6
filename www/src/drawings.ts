// One drawing for each group that the protocol wants drawn, in the place of its questions in the element.
import { html, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import type { Answers, Given } from "../element/consult";
import type { Form } from "../element/engine/module";
import { instrumentView, isInstrument } from "../parts/index";

/** The first so many; each is drawn anew only when an answer in it is another one. */
export function drawings(form: Form | null, answers: Answers, drawn: number, give: (question: string, given: Given | undefined) => void): TemplateResult[] {
  const groups = form?.groups.filter(isInstrument).slice(0, drawn) ?? [];
  const answer = (question: string, given: unknown) => give(question, given as Given | undefined);
  return groups.map(
    (group) => html`<div slot=${`groep-${group.id}`} class="drawn" data-drawn=${group.id}>
      ${guard([group, ...group.questions.map(({ id }) => JSON.stringify(answers[id]))], () => instrumentView({ group, answers, answer }))}
    </div>`,
  );
}
