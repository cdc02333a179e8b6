// All questions, in their groups, each with its own control and its place: answering never moves
// a question, so that nothing jumps and the focus stays where it is.
import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import type { Actions } from "../desk";
import type { FormGroup, FormQuestion } from "../engine/types";
import { answerControl } from "./answer";
import type { Model } from "./model";
import { sources } from "./sources";

export function groupsView(model: Model, actions: Actions): TemplateResult {
  const groups = model.protocol.form.groups.filter(({ questions }) => questions.length > 0);
  return html`<section class="groups" aria-labelledby="alle-vragen">
    <div class="bar">
      <h2 id="alle-vragen">Alle vragen</h2>
      <span>
        <button type="button" class="quiet" @click=${setAll(true)}>Alles open</button>
        <button type="button" class="quiet" @click=${setAll(false)}>Alles dicht</button>
      </span>
    </div>
    ${groups.map((group) => groupView(model, group, actions))}
  </section>`;
}

function setAll(open: boolean): (event: Event) => void {
  return (event) => {
    const section = (event.currentTarget as HTMLElement).closest(".groups");
    for (const group of section?.querySelectorAll<HTMLDetailsElement>("details.group") ?? []) group.open = open;
  };
}

/** Why a question no longer matters; null while it does. */
function idle({ next, names }: Model, question: FormQuestion): string | null {
  const unneeded = next?.notApplicable.find((one) => one.question === question.id);
  if (unneeded !== undefined) {
    return `Niet van toepassing door een ander antwoord; telt als ‘${names.answer(question.id, unneeded.countsAs)}’.`;
  }
  return next?.irrelevant.includes(question.id) ? "Geen antwoord hierop kan het advies nog veranderen." : null;
}

function groupView(model: Model, group: FormGroup, actions: Actions): TemplateResult {
  return html`<details class=${classMap({ group: true, safety: group.safety })}>
    <summary>
      <h3>${group.title}</h3>
      <span class="count">${progress(model, group)}</span>
    </summary>
    ${group.explanation === null ? nothing : html`<p class="help">${group.explanation}</p>`}
    ${group.questions.map((question) => row(model, question, actions))}
  </details>`;
}

/** "2 van 4", and whether the rest still matters. */
function progress(model: Model, group: FormGroup): string {
  const unneeded = new Set(model.next?.notApplicable.map(({ question }) => question));
  const applicable = group.questions.filter(({ id }) => !unneeded.has(id));
  const answered = applicable.filter(({ id }) => (model.state.consult.answers[id] ?? null) !== null);
  const waiting = applicable.filter((question) => !answered.includes(question) && idle(model, question) === null);
  const done = model.next !== null && waiting.length === 0 && answered.length < applicable.length;
  if (applicable.length === 0) return "doet er niet meer toe";
  return `${answered.length} van ${applicable.length}${done ? ", de rest doet er niet meer toe" : ""}`;
}

function row(model: Model, question: FormQuestion, actions: Actions): TemplateResult {
  const why = idle(model, question);
  const matters = model.next?.next.find((one) => one.question === question.id);
  return html`<div class=${classMap({ row: true, idle: why !== null })} data-question=${question.id}>
    ${answerControl(model, question, actions)}
    ${question.help === null && question.sources.length === 0
      ? nothing
      : html`<details class="about">
          <summary>${question.help === null ? "Bron" : "Toelichting en bron"}<span class="visually-hidden"> bij: ${question.text}</span></summary>
          ${question.help === null ? nothing : html`<p>${question.help}</p>`}
          ${matters === undefined ? nothing : html`<p>${model.names.why(matters)}</p>`} ${sources(question.sources)}
        </details>`}
    <p class="idle-why">${why === null ? nothing : html`<strong>Doet er niet meer toe.</strong> ${why}`}</p>
  </div>`;
}
