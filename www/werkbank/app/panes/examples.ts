// The examples as a table: what was expected, what came out, and why.
import { html, nothing, type TemplateResult } from "lit";
import type { ExampleResult, OutcomeInfo, Reached } from "../../../pkg/domeinwijzer.js";
import { textOf, titleOf, type Merged } from "../../text/merged";
import { answerText } from "../../text/sentence";
import { counted } from "../say";
import type { Actions, State } from "../state";
import { exampleForm } from "./exampleform";
import { againView, called, stuckText } from "./shared";

export function examplesView(state: State, actions: Actions): TemplateResult {
  const { examples, merged, doc, editingExample, outline, stuck } = state;
  if (merged === null || outline === null) return html`<h2>Voorbeelden</h2>`;
  const writable = doc?.writable === true;
  const late = stuck !== null && (stuck.what === "examples" || stuck.what === "faults");
  return html`<h2>Voorbeelden</h2>
    <p>Een voorbeeld is een verzonnen patiënt met het advies dat u verwacht. Alle voorbeelden worden bij elke toets nagerekend.</p>
    ${examples === null
      ? html`<p data-status>${late ? stuckText(stuck) : "Zolang er een fout in de tekst staat, kunnen de voorbeelden niet worden nagerekend."}</p>${late ? againView(state, actions) : nothing}`
      : html`<p data-status>${late ? stuckText(stuck) : examples.failed === 0 ? `Alle ${examples.passed} voorbeelden kloppen.` : `${counted(examples.failed, "voorbeeld klopt", "voorbeelden kloppen")} niet, ${examples.passed} wel.`}</p>
          ${late ? againView(state, actions) : nothing}
          <div class="scroll" tabindex="0" role="region" aria-label="Tabel met voorbeelden">
            <table>
              <thead><tr><th scope="col">Voorbeeld</th><th scope="col">Verwacht</th><th scope="col">Gekregen</th><th scope="col">Uitkomst</th><th scope="col">Doen</th></tr></thead>
              <tbody>${[...examples.examples].sort((a, b) => Number(a.passed) - Number(b.passed)).map((it) => row(it, merged, actions, writable))}</tbody>
            </table>
          </div>
          ${examples.coverage.map((it) => html`<h3>Wat de voorbeelden raken</h3>
            <dl class="reach">
              ${reached("Regels", it.rules, merged, "regel", actions)} ${reached("Routes", it.routes, merged, "route", actions)}
              ${reached("Vergelijkingen", it.parts, merged, null, actions)} ${reached("Drempelwaarden", it.thresholds, merged, null, actions)}
            </dl>`)}`}
    ${writable ? (editingExample === null ? html`<p><button type="button" class="choice" data-do="new-example" @click=${() => actions.editExample("")}>Nieuw voorbeeld</button></p>` : exampleForm(state, actions)) : nothing}`;
}

function row(it: ExampleResult, merged: Merged, actions: Actions, writable: boolean): TemplateResult {
  const entry = merged.find("voorbeeld", it.id);
  const title = entry === null ? it.id : titleOf(entry);
  // One of the base can be given another outcome here, or be dropped with a reason.
  const drop = entry?.inBase === true ? "Laat vervallen" : "Verwijder";
  return html`<tr class=${it.passed ? "" : "failed"} data-example=${it.id}>
    <th scope="row"><button type="button" class="quiet" @click=${() => actions.go("voorbeeld", it.id)}>${title}</button></th>
    <td>${outcome(it.expected, merged)}</td>
    <td>${outcome(it.got, merged, it.expected)}</td>
    <td>${it.passed ? "klopt" : html`<strong>klopt niet</strong>${why(it, merged, actions)}`}</td>
    <td>${writable && entry !== null ? html`<button type="button" class="quiet" data-do="edit-example" @click=${() => actions.editExample(it.id)}>Wijzig <span class="visually-hidden">${title}</span></button> <button type="button" class="quiet" @click=${() => actions.removeExample(it.id)}>${drop} <span class="visually-hidden">${title}</span></button>` : nothing}</td>
  </tr>`;
}

/** Only what was expected counts; the rest of what came out would be noise. */
function outcome(it: OutcomeInfo, merged: Merged, expected: OutcomeInfo = it): TemplateResult {
  const list = (ids: readonly string[] | null, section: string) => (ids ?? []).map((id) => called(merged, section, id)).join(", ") || "geen";
  const open = expected.possible !== null;
  return html`${open ? html`nog open: ${list(it.possible, "route")}` : called(merged, "route", it.route)}
    ${expected.contact === null ? nothing : html`<br />contact: ${called(merged, "contact", it.contact)}`}
    ${expected.alsoSuitable === null ? nothing : html`<br />ook passend: ${list(it.alsoSuitable, "route")}`}
    ${expected.signals === null || expected.signals.length + (it.signals ?? []).length === 0 ? nothing : html`<br />signalen: ${list(it.signals, "signaal")}`}`;
}

function why(it: ExampleResult, merged: Merged, actions: Actions): TemplateResult {
  return html`
    ${it.rules.length === 0 ? nothing : html`<br />Het verschil maken: ${it.rules.map((id) => html`<button type="button" class="quiet" @click=${() => actions.go("regel", id)}>${id}</button> `)}`}
    ${it.change === null ? nothing : html`<br />Het zou wel kloppen met ${called(merged, "vraag", it.change.question)}: ${answerText(it.change.question, it.change.to, merged)} (nu ${answerText(it.change.question, it.change.from, merged)}).`}
  `;
}

/** Names of a long list that are shown. */
const SHOWN = 12;

function reached(label: string, it: Reached, merged: Merged, section: string | null, actions: Actions): TemplateResult {
  const share = it.of === 0 ? 1 : it.hit / it.of;
  const name = (id: string) => {
    const entry = section === null ? null : merged.find(section, id);
    return section === null || entry === null ? html`<li>${id}</li>` : html`<li><button type="button" class="quiet" title=${textOf(entry.values, "als")} @click=${() => actions.go(section, id)}>${id}</button></li>`;
  };
  return html`<div><dt>${label}</dt>
    <dd><meter min="0" max="1" .value=${share} aria-label=${`${label}: ${it.hit} van ${it.of}`}></meter> ${it.hit} van ${it.of}
      ${it.missing.length === 0 ? nothing : html`<details><summary>Nog geen voorbeeld: ${it.missing.length}</summary><ul>${it.missing.slice(0, SHOWN).map(name)}</ul>${it.missing.length > SHOWN ? html`<p>en nog ${it.missing.length - SHOWN}</p>` : nothing}</details>`}
    </dd></div>`;
}
