// The inputs of an instrument: ordinary ones, which the drawing follows.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { FormQuestion, Given } from "../types";

/** Gives an answer; undefined takes it back. */
export type Answering = (question: string, value: Given) => void;

export function inputs(question: FormQuestion, given: Given, answer: Answering): TemplateResult {
  switch (question.kind) {
    case "multiChoice":
      return boxes(question, given, answer);
    case "choice":
      return radios(question, given, answer, question.choices.map(({ id, label }) => ({ value: id, label })));
    case "yesNo":
      return radios(question, given, answer, [{ value: true, label: "Ja" }, { value: false, label: "Nee" }]);
    case "scale":
    case "number":
      return radios(question, given, answer, numbers(question));
  }
}

function numbers({ min, max }: FormQuestion): { value: number; label: string }[] {
  const first = min ?? 0;
  return Array.from({ length: (max ?? first) - first + 1 }, (_, at) => ({ value: first + at, label: String(first + at) }));
}

function radios(question: FormQuestion, given: Given, answer: Answering, options: readonly { value: Given; label: string }[]): TemplateResult {
  const option = (value: Given, label: string, key: string) => html`<label class=${value === undefined ? "none" : nothing}
    ><input
      type="radio"
      name=${`instrument-${question.id}`}
      value=${key}
      .checked=${live((given ?? undefined) === value)}
      @change=${() => answer(question.id, value)}
    /><span>${label}</span></label
  >`;
  return html`<fieldset class="instrument-question" data-question=${question.id}>
    <legend>${question.text}</legend>
    ${ends(question)}
    <div class=${question.kind === "scale" ? "instrument-options scores" : "instrument-options"}>
      ${options.map(({ value, label }) => option(value, label, String(value)))} ${option(undefined, "niet ingevuld", "")}
    </div>
  </fieldset>`;
}

function ends({ min, max, low, high }: FormQuestion): TemplateResult | typeof nothing {
  const parts = [low === null ? null : `${min} = ${low}`, high === null ? null : `${max} = ${high}`].filter((part) => part !== null);
  return parts.length === 0 ? nothing : html`<p class="instrument-ends">${parts.join(", ")}</p>`;
}

/** Ticking nothing leaves the question open. */
function boxes(question: FormQuestion, given: Given, answer: Answering): TemplateResult {
  const ticked = Array.isArray(given) ? given : [];
  const toggle = (id: string) => {
    const now = question.choices.map((choice) => choice.id).filter((one) => (one === id) !== ticked.includes(one));
    answer(question.id, now.length === 0 ? undefined : now);
  };
  return html`<fieldset class="instrument-question" data-question=${question.id}>
    <legend>${question.text}</legend>
    <div class="instrument-options">
      ${question.choices.map(
        ({ id, label }) => html`<label
          ><input type="checkbox" value=${id} .checked=${live(ticked.includes(id))} @change=${() => toggle(id)} /><span>${label}</span></label
        >`,
      )}
    </div>
  </fieldset>`;
}
