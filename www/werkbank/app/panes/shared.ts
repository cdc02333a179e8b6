// What several panes show.
import { html, type TemplateResult } from "lit";
import type { Answer } from "../../../pkg/domeinwijzer.js";
import { titleOf, type Merged } from "../../text/merged";
import { answerText } from "../../text/sentence";

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
