// What several panes show.
import { html, nothing, type TemplateResult } from "lit";
import type { Answer } from "../../../pkg/domeinwijzer.js";
import { titleOf, type Merged } from "../../text/merged";
import { answerText } from "../../text/sentence";
import type { Actions, Awaited, State } from "../state";

/** A case as a small filled-in form, so that both people at the table see the patient it is about. */
export function caseView(answers: Readonly<Record<string, Answer>>, merged: Merged, strong: readonly string[] = []): TemplateResult {
  const order = new Map(merged.inSpace("naam").map(({ id }, at) => [id, at]));
  const all = Object.entries(answers).sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  if (all.length === 0) return html`<p class="case-empty">Wat er ook wordt geantwoord.</p>`;
  return html`<dl class="case">
    ${all.map(([question, answer]) => {
      const entry = merged.named("naam", question);
      return html`<div class=${strong.includes(question) ? "strong" : ""}>
        <dt>${entry === null ? question : titleOf(entry)}</dt>
        <dd>${answerText(question, answer, merged)}</dd>
      </div>`;
    })}
  </dl>`;
}

/** What people call an id. */
export function called(merged: Merged, section: string, id: string | null): string {
  if (id === null) return "geen advies";
  const entry = merged.find(section, id);
  return entry === null ? id : titleOf(entry);
}

const AWAITED: Readonly<Record<Awaited, string>> = { faults: "Het lezen van de tekst", examples: "Het narekenen van de voorbeelden", findings: "Het bewijzen over alle patiënten", diff: "Het vergelijken over alle patiënten" };

/** In words: what did not come, why, and that it is tried again. */
export function stuckText({ what, message, again }: NonNullable<State["stuck"]>): string {
  return `${AWAITED[what]} is niet gelukt. ${message} ${again ? "Het wordt nu opnieuw geprobeerd …" : "Ook een tweede keer lukte het niet."}`;
}

/** The way out; once it is pressed it stays until the answer is there, so that whoever works by keyboard keeps their place. */
export function againView({ stuck }: State, actions: Actions): TemplateResult | typeof nothing {
  if (stuck === null) return nothing;
  return html`<p class="do no-print"><button type="button" class="choice" data-do="again" aria-disabled=${stuck.again ? "true" : "false"} @click=${() => (stuck.again ? undefined : actions.again())}>Probeer opnieuw</button></p>`;
}
