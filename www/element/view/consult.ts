// The whole: the question of now and all questions on one side, the advice on the other.
import { html, type TemplateResult } from "lit";
import type { Actions } from "../session";
import { headline } from "../words";
import { adviceView } from "./advice";
import { askView } from "./ask";
import { contextView } from "./context";
import { groupsView } from "./groups";
import type { Model } from "./model";
import { prefillView } from "./prefill";

export function consultView(model: Model, actions: Actions): TemplateResult {
  return html`<div class="desk" ?data-trying=${model.state.trial !== null}>
      <fieldset class="questions" part="questions" ?disabled=${model.settings.disabled}>
        <slot name="start"></slot>
        ${prefillView(model, actions)} ${askView(model, actions)} ${groupsView(model, actions)} ${contextView(model, actions)}
        <slot name="end"></slot>
      </fieldset>
      ${adviceView(model, actions)}
    </div>`;
}

/** What a screen reader says when the advice changes. */
export function announcement({ outcome, recommendation, state }: Model): string {
  const signals = recommendation?.signals.map(({ title }) => `Let op: ${title}.`) ?? [];
  return [...signals, `${state.trial === null ? "Advies" : "Uitproberen"}: ${headline(outcome)}.`].join(" ");
}
