// All questions, in their groups, each with its own control and its place: answering never moves
// a question, so that nothing jumps and the focus stays where it is.
import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { guard } from "lit/directives/guard.js";
import type { Actions } from "../session";
import type { FormGroup, FormQuestion } from "../engine/module";
import { answerControl } from "./answer";
import { quoted } from "../words";
import { folded } from "./fold";
import type { Model } from "./model";
import { originOf } from "./prefill";
import { sources } from "./sources";

export function groupsView(model: Model, actions: Actions): TemplateResult {
  const groups = model.protocol.form.groups.filter(({ questions }) => questions.length > 0);
  return html`<section class="groups" part="groups" role="group" aria-labelledby="alle-vragen">
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
function idle({ ranked, names }: Model, question: FormQuestion): string | null {
  if (ranked === null) return null;
  const { next, outcome } = ranked;
  const unneeded = next.notApplicable.find((one) => one.question === question.id);
  if (unneeded !== undefined) {
    return `Niet van toepassing door een ander antwoord; telt als ‘${names.answer(question.id, unneeded.countsAs)}’.`;
  }
  if (!next.irrelevant.includes(question.id)) return null;
  if (outcome.face === "advised") {
    const { route, recommendation } = outcome;
    const beside = recommendation.complete ? ", en ook aan wat ernaast past en aan de signalen niet" : "";
    return `Het advies ${quoted(route.title)} staat vast; geen antwoord hierop verandert daar iets aan${beside}.`;
  }
  return "Wat hiervan afhangt, ligt door de andere antwoorden al vast. Geen antwoord hierop kan het advies nog veranderen.";
}

function groupView(model: Model, group: FormGroup, actions: Actions): TemplateResult {
  return html`<details class=${classMap({ group: true, safety: group.safety })} part="group" data-group=${group.id} ?data-done=${isDone(model, group)}>
    <summary>
      <h3>${group.title}</h3>
      <span class="count">${progress(model, group)}</span>
    </summary>
    ${folded(() => drawable(group, html`${group.explanation === null ? nothing : html`<p class="help">${group.explanation}</p>`} ${group.questions.map((question) => row(model, question, actions))}`))}
  </details>`;
}

/** A host may draw a group that asks for it; without one its questions are a list like the others. */
function drawable({ id, drawing }: FormGroup, content: TemplateResult): TemplateResult {
  return (drawing ?? null) === null ? content : html`<slot name=${`groep-${id}`}>${content}</slot>`;
}

interface Progress {
  readonly applicable: number;
  readonly answered: number;
  /** Questions without an answer that still matter; "weet ik niet" leaves one. */
  readonly waiting: number;
}

function progressOf(model: Model, group: FormGroup): Progress {
  const unneeded = new Set(model.ranked?.next.notApplicable.map(({ question }) => question));
  const applicable = group.questions.filter(({ id }) => !unneeded.has(id));
  const isAnswered = ({ id }: FormQuestion) => (model.state.consult.answers[id] ?? null) !== null;
  const waiting = applicable.filter((question) => !isAnswered(question) && idle(model, question) === null);
  return { applicable: applicable.length, answered: applicable.filter(isAnswered).length, waiting: waiting.length };
}

/** Nothing in the group is left to answer. */
function isDone(model: Model, group: FormGroup): boolean {
  return model.ranked !== null && progressOf(model, group).waiting === 0;
}

/** "2 van 4", and whether the rest still matters. */
function progress(model: Model, group: FormGroup): string {
  const { applicable, answered, waiting } = progressOf(model, group);
  const done = model.ranked !== null && waiting === 0;
  if (applicable === 0 || (done && answered === 0)) return "doet er niet meer toe";
  return `${answered} van ${applicable}${done && answered < applicable ? ", de rest doet er niet meer toe" : ""}`;
}

/**
 * Folds groups in which nothing is left to answer, after an answer to the question of now: that
 * stands above them, so that nothing moves under the hand. A group in which someone is at work stays.
 */
export function foldDone(root: ParentNode & { readonly activeElement: Element | null }): void {
  for (const group of root.querySelectorAll<HTMLDetailsElement>("details.group[data-done][open]")) {
    if (!group.contains(root.activeElement)) group.open = false;
  }
}

/** Drawn anew only when something about this question is different: most answers change one row. */
function row(model: Model, question: FormQuestion, actions: Actions): TemplateResult {
  const { answers, origins } = model.state.consult;
  const why = idle(model, question);
  const matters = model.ranked?.next.next.find((one) => one.question === question.id);
  const use = matters === undefined ? null : model.names.why(matters);
  const parts = [question, JSON.stringify(answers[question.id]), model.state.drafts[question.id], origins[question.id], why, use];
  return html`${guard(parts, () => drawnRow(model, question, actions, why, use))}`;
}

function drawnRow(model: Model, question: FormQuestion, actions: Actions, why: string | null, use: string | null): TemplateResult {
  return html`<div class=${classMap({ row: true, idle: why !== null })} part="row" data-question=${question.id}>
    ${answerControl(model, question, actions)} ${originOf(model, question.id)}
    ${question.help === null && question.sources.length === 0
      ? nothing
      : html`<details class="about">
          <summary>${question.help === null ? "Bron" : "Toelichting en bron"}<span class="visually-hidden"> bij: ${question.text}</span></summary>
          ${folded(() => html`${question.help === null ? nothing : html`<p>${question.help}</p>`} ${use === null ? nothing : html`<p>${use}</p>`} ${sources(question.sources)}`)}
        </details>`}
    <p class="idle-why">${why === null ? nothing : html`<strong>Doet er niet meer toe.</strong> ${why}`}</p>
  </div>`;
}
