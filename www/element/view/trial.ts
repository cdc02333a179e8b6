// Trying out other answers: sliders and lists above an advice that follows at once. The case stays.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Given } from "../consult";
import type { FormQuestion } from "../engine/module";
import type { Actions } from "../session";
import { headline } from "../words";
import type { Model } from "./model";

/** Where the focus goes when something is tried. */
export const TRIAL_TITLE = "proef-titel";

/** A slider with more stops than this cannot be set by hand. */
const STOPS = 130;
/** More questions than this stand in the way of the advice. */
const MOST = 8;

export function trialView(model: Model, actions: Actions): TemplateResult | typeof nothing {
  const { trial } = model.state;
  if (trial === null) return nothing;
  const questions = trial.questions.flatMap((id) => model.names.questions.get(id) ?? []).slice(0, MOST);
  return html`<section class="trial" part="trial" role="group" aria-labelledby=${TRIAL_TITLE}>
    <p id=${TRIAL_TITLE} class="trial-title" tabindex="-1"><strong>U probeert iets uit.</strong> De casus zelf verandert niet. Dan: <strong>${headline(model.outcome)}</strong>.</p>
    ${questions.map((question) => control(model, question, actions))}
    <p>
      <button type="button" class="choice" part="button stop" @click=${() => actions.stopTrying()}>Terug naar de casus</button>
    </p>
  </section>`;
}

function control(model: Model, question: FormQuestion, actions: Actions): TemplateResult {
  const { names, state } = model;
  const id = `proef-${question.id}`;
  const now = state.consult.answers[question.id] ?? null;
  const own = state.trial?.consult.answers[question.id] ?? null;
  const set = (answer: Given) => actions.answer(question.id, answer);
  const same = JSON.stringify(now) === JSON.stringify(own);
  return html`<p class="trial-row" data-trial=${question.id}>
    <label for=${id}>${question.short}</label>
    ${field(question, id, now, set)}
    <span class="trial-own">${same ? "zoals in de casus" : html`in de casus: ${names.answer(question.id, own)}`}</span>
  </p>`;
}

function field(question: FormQuestion, id: string, now: Given, set: (answer: Given) => void): TemplateResult {
  const { kind, min, max } = question;
  if ((kind === "scale" || kind === "number") && min !== null && max !== null && max - min <= STOPS) {
    const value = typeof now === "number" ? now : min;
    return html`<input id=${id} type="range" min=${min} max=${max} step="1" .value=${live(String(value))} @input=${(event: Event) => set(Number((event.currentTarget as HTMLInputElement).value))} />
      <output for=${id}>${now === null ? "open" : String(now)}${question.unit === null || now === null ? nothing : html` ${question.unit}`}</output>`;
  }
  const options = optionsOf(question, now);
  const chosen = options.findIndex(({ value }) => JSON.stringify(value) === JSON.stringify(now));
  return html`<select id=${id} @change=${(event: Event) => set(options[(event.currentTarget as HTMLSelectElement).selectedIndex]?.value ?? null)}>
    ${options.map(({ label }, at) => html`<option .selected=${live(at === chosen)}>${label}</option>`)}
  </select>`;
}

function optionsOf({ kind, choices }: FormQuestion, now: Given): { readonly label: string; readonly value: Given }[] {
  const open = { label: "weet ik niet", value: null };
  if (kind === "yesNo") return [{ label: "ja", value: true }, { label: "nee", value: false }, open];
  if (kind === "choice") return [...choices.map(({ id, label }) => ({ label, value: id })), open];
  if (kind === "multiChoice") {
    const single = choices.map(({ id, label }) => ({ label: `alleen: ${label}`, value: [id] }));
    const several = Array.isArray(now) && now.length > 1 ? [{ label: `${now.length} aangekruist`, value: now }] : [];
    return [{ label: "geen van deze", value: [] }, ...single, ...several, open];
  }
  return [...(typeof now === "number" ? [{ label: String(now), value: now }] : []), open];
}
