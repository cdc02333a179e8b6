// The question that matters most now. It is answered with buttons, because a button acts only when
// it is pressed: arrow keys in a radio group would answer on the way to the wanted choice.
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Given } from "../consult";
import type { Actions } from "../session";
import type { FormQuestion } from "../engine/module";
import type { Model } from "./model";
import { list } from "../words";
import { originOf } from "./prefill";
import { problem, readNumber, rangeHint, usesNumberField } from "./number";

/** The element that gets the focus when another question comes up. */
export const ASK_TITLE = "vraag-nu";

export function askView(model: Model, actions: Actions): TemplateResult {
  const question = model.ask === null ? undefined : model.names.questions.get(model.ask.question);
  return html`<section class="ask" part="question" role="group" aria-labelledby=${ASK_TITLE} data-question=${question?.id ?? nothing}>
    ${keyed(question?.id ?? model.outcome.face, question === undefined ? nothingToAsk(model) : asking(model, question, actions))}
    ${lastAnswer(model, actions)}
  </section>`;
}

function asking(model: Model, question: FormQuestion, actions: Actions): TemplateResult {
  const advised = model.outcome.face === "advised" || model.outcome.face === "none";
  return html`
    <p class="kicker">${advised ? "Het advies staat vast; deze vraag kan nog iets toevoegen" : "Nu de vraag die het meest uitmaakt"}</p>
    <h2 id=${ASK_TITLE} part="question-title" tabindex="-1">${question.text}</h2>
    ${question.help === null ? nothing : html`<p class="help">${question.help}</p>`}
    ${originOf(model, question.id)} ${controls(model, question, actions)}
    ${model.ask === null ? nothing : html`<p class="why"><span class="label">Waarom deze vraag?</span> ${model.names.why(model.ask)}</p>`}
  `;
}

function nothingToAsk({ state, outcome, names, recommendation }: Model): TemplateResult {
  if (state.unreadable !== null) {
    return html`<h2 id=${ASK_TITLE} part="question-title" tabindex="-1">De antwoorden zijn niet te lezen</h2>
      <p>Het systeem waarin dit scherm staat, gaf antwoorden mee die niet te lezen zijn. Zonder die antwoorden wordt er niets berekend.</p>`;
  }
  if (outcome.face === "failed") {
    return html`<h2 id=${ASK_TITLE} part="question-title" tabindex="-1">Eerst dit herstellen</h2>
      <p>Met deze antwoorden kan niets worden berekend. Bij het advies staat waarom. Pas het antwoord aan of maak het ongedaan.</p>`;
  }
  // What is left was answered with "weet ik niet".
  const left = (recommendation?.next ?? []).map(({ question }) => names.short(question));
  if (left.length === 0) {
    return html`<h2 id=${ASK_TITLE} part="question-title" tabindex="-1">Geen vraag meer nodig</h2>
      <p>Geen van de open vragen kan nog iets aan het advies veranderen.</p>`;
  }
  const unknown = html`U koos ‘weet ik niet’ bij ${list(left, "en")}. Komt u er later achter? Geef het antwoord dan hieronder.`;
  return outcome.face === "unknown"
    ? html`<h2 id=${ASK_TITLE} part="question-title" tabindex="-1">Wat nog uitmaakt, is niet bekend</h2>
        <p>${unknown}</p>`
    : html`<h2 id=${ASK_TITLE} part="question-title" tabindex="-1">De route staat vast</h2>
        <p>${unknown} Het kan iets toevoegen; de route verandert er niet door.</p>`;
}

function lastAnswer({ state, settings: { shortcuts }, names }: Model, actions: Actions): TemplateResult | typeof nothing {
  if (state.past.length === 0) return state.cleared === null ? nothing : broughtBack(shortcuts, actions);
  const { last } = state;
  const given = last === null ? undefined : state.consult.answers[last];
  return html`<p class="last">
    ${last === null || given === undefined
      ? nothing
      : html`<span>Laatste antwoord: ${names.short(last)}: <strong>${names.answer(last, given)}</strong>.</span>`}
    <button type="button" class="quiet" aria-keyshortcuts=${shortcuts ? "z" : nothing} @click=${() => actions.undo()}>
      Ongedaan maken${hint(shortcuts, "z")}
    </button>
  </p>`;
}

/** After clearing: the one way back, for a moment. */
function broughtBack(shortcuts: boolean, actions: Actions): TemplateResult {
  return html`<p class="last">
    <span>Alles is gewist.</span>
    <button type="button" class="quiet" aria-keyshortcuts=${shortcuts ? "z" : nothing} @click=${() => actions.undo()}>
      Wissen ongedaan maken${hint(shortcuts, "z")}
    </button>
  </p>`;
}

function controls(model: Model, question: FormQuestion, actions: Actions): TemplateResult {
  const { shortcuts } = model.settings;
  const button = (label: string, key: string | null, answer: Given) =>
    choiceButton(label, shortcuts ? key : null, answer, () => actions.answer(question.id, answer));
  const unknown = button("Weet ik niet", "o", null);
  switch (question.kind) {
    case "yesNo":
      return group(html`${button("Ja", "j", true)} ${button("Nee", "n", false)} ${unknown}`);
    case "choice":
      return group(html`${question.choices.map(({ id, label }, at) => button(label, digit(at + 1), id))} ${unknown}`);
    case "multiChoice":
      return severalChoices(question, actions, shortcuts, html`${button("Geen van deze", "0", [])} ${unknown}`);
    case "scale":
    case "number":
      return usesNumberField(question)
        ? numberForm(model, question, actions, unknown)
        : scaleButtons(question, (value) => button(String(value), scaleKey(value), value), unknown);
  }
}

function group(content: TemplateResult): TemplateResult {
  return html`<div class="choices" role="group" aria-labelledby=${ASK_TITLE}>${content}</div>`;
}

function scaleButtons(question: FormQuestion, button: (value: number) => TemplateResult, unknown: TemplateResult): TemplateResult {
  const { min, max, low, high } = question;
  const values = Array.from({ length: (max ?? 0) - (min ?? 0) + 1 }, (_, at) => (min ?? 0) + at);
  return html`
    <div class="scale" role="group" aria-labelledby=${ASK_TITLE} aria-describedby="vraag-nu-einden">${values.map(button)}</div>
    <p class="ends" id="vraag-nu-einden">
      <span>${min}${low === null ? nothing : html` = ${low}`}</span> <span>${max}${high === null ? nothing : html` = ${high}`}</span>
    </p>
    <div class="choices">${unknown}</div>
  `;
}

function severalChoices(question: FormQuestion, actions: Actions, shortcuts: boolean, others: TemplateResult): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const chosen = new FormData(form).getAll("keuze").map(String);
    if (chosen.length > 0) actions.answer(question.id, chosen);
    else say(form, "Kruis iets aan, of kies ‘Geen van deze’.");
  };
  return html`<form novalidate @submit=${submit} @change=${(event: Event) => say(event.currentTarget as HTMLFormElement, "")}>
    <div class="ticks" role="group" aria-labelledby=${ASK_TITLE}>
      ${question.choices.map(
        ({ id, label }, at) =>
          html`<label><input type="checkbox" name="keuze" value=${id} data-key=${keyOrNothing(shortcuts, digit(at + 1))} /> ${label}${hint(shortcuts, digit(at + 1))}</label>`,
      )}
    </div>
    <div class="choices"><button type="submit" class="choice" part="button">Verder met wat is aangekruist</button> ${others}</div>
  </form>`;
}

/** Says at the first box what is missing; the browser reads it out. */
function say(form: HTMLFormElement, message: string): void {
  const first = form.querySelector("input");
  first?.setCustomValidity(message);
  if (message !== "") first?.reportValidity();
}

function numberForm(model: Model, question: FormQuestion, actions: Actions, unknown: TemplateResult): TemplateResult {
  const draft = model.state.drafts[question.id];
  const wrong = draft === undefined ? null : problem(question, draft);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get("getal") ?? "");
    const value = readNumber(question, text);
    if (value === null) actions.forget(question.id, text);
    else actions.answer(question.id, value);
  };
  return html`<form novalidate class="number" @submit=${submit}>
    <input
      type="text"
      inputmode="numeric"
      autocomplete="off"
      name="getal"
      data-digits
      aria-labelledby=${ASK_TITLE}
      aria-describedby="vraag-nu-bereik"
      aria-invalid=${wrong === null ? "false" : "true"}
    />
    ${question.unit === null ? nothing : html`<span>${question.unit}</span>`}
    <span id="vraag-nu-bereik" class=${wrong === null ? "range" : "wrong"}>${wrong ?? rangeHint(question)}</span>
    <div class="choices"><button type="submit" class="choice" part="button">Verder</button> ${unknown}</div>
  </form>`;
}

function choiceButton(label: string, key: string | null, answer: Given, press: () => void): TemplateResult {
  return html`<button type="button" class="choice" part=${answer === null ? "choice unknown" : "choice"} value=${JSON.stringify(answer)} data-key=${key ?? nothing} aria-keyshortcuts=${key ?? nothing} @click=${(event: MouseEvent) => {
      // The second half of a double click would answer a question that nobody has read yet.
      if (event.detail <= 1) press();
    }}>
    ${label}${hint(key !== label, key)}
  </button>`;
}

/** The key beside a label that does not already say it; it is no part of the name that a screen reader says. */
function hint(shown: boolean, key: string | null): TemplateResult | typeof nothing {
  return shown && key !== null ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing;
}

function keyOrNothing(shortcuts: boolean, key: string | null): string | typeof nothing {
  return shortcuts && key !== null ? key : nothing;
}

function digit(number: number): string | null {
  return number <= 9 ? String(number) : null;
}

/** Ten has no key of its own: t. */
function scaleKey(value: number): string | null {
  if (value === 10) return "t";
  return value >= 0 && value <= 9 ? String(value) : null;
}
