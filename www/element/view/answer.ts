// The control of one question in its group.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Given } from "../consult";
import type { Actions } from "../session";
import type { FormQuestion } from "../engine/module";
import type { Model } from "./model";
import { problem, rangeHint, readNumber, usesNumberField } from "./number";

interface Option {
  readonly key: string;
  readonly label: string;
  readonly value: Given;
}

/** "Weet ik niet" has the same weight as every other answer and keeps the question open. */
const UNKNOWN: Option = { key: "onbekend", label: "Weet ik niet", value: null };

export function answerControl(model: Model, question: FormQuestion, actions: Actions): TemplateResult {
  switch (question.kind) {
    case "yesNo":
      return radios(model, question, actions, [
        { key: "ja", label: "Ja", value: true },
        { key: "nee", label: "Nee", value: false },
        UNKNOWN,
      ]);
    case "choice": {
      const choices = question.choices.map(({ id, label }) => ({ key: `keuze-${id}`, label, value: id }));
      return radios(model, question, actions, [...choices, UNKNOWN]);
    }
    case "multiChoice":
      return boxes(model, question, actions);
    case "scale":
    case "number":
      return usesNumberField(question) ? numberField(model, question, actions) : radios(model, question, actions, scale(question));
  }
}

function scale({ min, max }: FormQuestion): Option[] {
  const first = min ?? 0;
  const values = Array.from({ length: (max ?? 0) - first + 1 }, (_, at) => first + at);
  return [...values.map((value) => ({ key: String(value), label: String(value), value })), UNKNOWN];
}

function radios({ state }: Model, question: FormQuestion, actions: Actions, options: readonly Option[]): TemplateResult {
  const given = state.consult.answers[question.id];
  const ends = question.kind === "scale" ? scaleEnds(question) : null;
  const endsId = `einden-${question.id}`;
  return html`<fieldset aria-describedby=${ends === null ? nothing : endsId}>
    <legend>${question.text}</legend>
    ${ends === null ? nothing : html`<p class="ends" id=${endsId}>${ends}</p>`}
    <div class=${question.kind === "scale" ? "options scale" : "options"}>
      ${options.map(
        ({ key, label, value }) => html`<label
          ><input
            type="radio"
            name=${`antwoord-${question.id}`}
            value=${key}
            .checked=${live(given === value)}
            @change=${() => actions.answer(question.id, value)}
          /><span>${label}</span></label
        >`,
      )}
    </div>
  </fieldset>`;
}

function scaleEnds({ min, max, low, high }: FormQuestion): string | null {
  const parts = [low === null ? null : `${min} = ${low}`, high === null ? null : `${max} = ${high}`].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

/** Ticking nothing is not an answer; "geen van deze" is. */
function boxes({ state }: Model, question: FormQuestion, actions: Actions): TemplateResult {
  const given = state.consult.answers[question.id];
  const chosen = Array.isArray(given) ? given : [];
  const toggle = (id: string) => {
    // In the order of the form, so that the same ticks are always the same answer.
    const now = question.choices.map((choice) => choice.id).filter((one) => (one === id) !== chosen.includes(one));
    if (now.length === 0) actions.forget(question.id);
    else actions.answer(question.id, now);
  };
  const none = Array.isArray(given) && given.length === 0;
  const box = (label: string, checked: boolean, change: () => void) => html`<label
    ><input type="checkbox" .checked=${live(checked)} @change=${change} /><span>${label}</span></label
  >`;
  const setTo = (answer: Given, on: boolean) => () => (on ? actions.forget(question.id) : actions.answer(question.id, answer));
  return html`<fieldset>
    <legend>${question.text}</legend>
    <div class="options">
      ${question.choices.map(({ id, label }) => box(label, chosen.includes(id), () => toggle(id)))}
      ${box("Geen van deze", none, setTo([], none))} ${box("Weet ik niet", given === null, setTo(null, given === null))}
    </div>
  </fieldset>`;
}

function numberField({ state }: Model, question: FormQuestion, actions: Actions): TemplateResult {
  const given = state.consult.answers[question.id];
  const draft = state.drafts[question.id];
  const wrong = draft === undefined ? null : problem(question, draft);
  const hintId = `bereik-${question.id}`;
  const change = (event: Event) => {
    const text = (event.currentTarget as HTMLInputElement).value.trim();
    const value = readNumber(question, text);
    if (value !== null) actions.answer(question.id, value);
    else if (text === "") actions.forget(question.id);
    else actions.forget(question.id, text);
  };
  return html`<fieldset>
    <legend>${question.text}</legend>
    <div class="options">
      <span class="number">
        <input
          type="text"
          inputmode="numeric"
          autocomplete="off"
          aria-label=${question.text}
          aria-describedby=${hintId}
          aria-invalid=${wrong === null ? "false" : "true"}
          .value=${live(draft ?? (typeof given === "number" ? String(given) : ""))}
          @change=${change}
        />
        ${question.unit === null ? nothing : html`<span>${question.unit}</span>`}
      </span>
      <label
        ><input
          type="checkbox"
          .checked=${live(given === null)}
          @change=${() => (given === null ? actions.forget(question.id) : actions.answer(question.id, null))}
        /><span>Weet ik niet</span></label
      >
    </div>
    <p id=${hintId} class=${wrong === null ? "range" : "wrong"}>${wrong ?? rangeHint(question)}</p>
  </fieldset>`;
}
