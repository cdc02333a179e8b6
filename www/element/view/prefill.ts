// What was taken from the record, from what, and how to change it.
import { html, nothing, type TemplateResult } from "lit";
import { takenFrom } from "../prefill";
import type { Actions } from "../session";
import { count } from "../words";
import type { Model } from "./model";

export function prefillView(model: Model, actions: Actions): TemplateResult | typeof nothing {
  const { state, names } = model;
  const taken = takenFrom(state.consult).filter(({ origin }) => names.questions.has(origin.question));
  if (state.unfilled !== null) {
    const { message, details } = state.unfilled;
    return html`<div class="prefill" part="prefill" role="group" aria-label="Uit het dossier">
      <p class="wrong">Er is niets uit het dossier overgenomen. ${message}</p>
      ${details.map((line) => html`<p>${line}</p>`)}
    </div>`;
  }
  const { leftOpen = [], unused = [] } = state.filled ?? {};
  if (taken.length + leftOpen.length + unused.length === 0) return nothing;
  const row = ({ origin, given, kept }: (typeof taken)[number]) => html`<li data-prefilled=${origin.question}>
    ${names.short(origin.question)}: <strong>${names.answer(origin.question, origin.answer)}</strong>, uit ${origin.from}
    ${kept
      ? html`<button type="button" class="quiet" @click=${() => actions.forget(origin.question)}>
          Haal weg<span class="visually-hidden"> ${names.short(origin.question)}</span>
        </button>`
      : html`<span class="changed">${given === undefined ? "(weggehaald)" : html`(nu: ${names.answer(origin.question, given)})`}</span>
          <button type="button" class="quiet" @click=${() => actions.answer(origin.question, origin.answer)}>
            Neem toch over<span class="visually-hidden"> ${names.short(origin.question)}</span>
          </button>`}
  </li>`;
  return html`<details class="prefill" part="prefill">
    <summary>Uit het dossier: ${count(taken.filter(({ kept }) => kept).length, "antwoord", "antwoorden")} overgenomen</summary>
    <p class="help">Klopt er iets niet? Haal het weg, of geef hieronder een ander antwoord.</p>
    <ul>${taken.map(row)}</ul>
    ${leftOpen.length === 0
      ? nothing
      : html`<p>Dit geeft geen antwoord:</p>
          <ul>${leftOpen.map(({ label, from, why }) => html`<li>${label}, uit ${from}: ${why}</li>`)}</ul>`}
    ${unused.length === 0
      ? nothing
      : html`<p>Dit is niet gebruikt:</p>
          <ul>${unused.map(({ fact, why }) => html`<li>${fact}: ${why}</li>`)}</ul>`}
  </details>`;
}

/** At a question: what the record said. */
export function originOf({ state, names }: Model, question: string): TemplateResult | typeof nothing {
  const origin = state.consult.origins[question];
  if (origin === undefined) return nothing;
  return html`<p class="origin-of">Uit het dossier: ‘${names.answer(question, origin.answer)}’, uit ${origin.from}.</p>`;
}
