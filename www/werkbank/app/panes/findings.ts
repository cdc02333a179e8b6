// Everything that is wrong, with the patient that shows it and the way out.
import { html, nothing, type TemplateResult } from "lit";
import type { DiagnosticInfo } from "../../../pkg/domeinwijzer.js";
import type { Merged } from "../../text/merged";
import { counted, severity } from "../say";
import { diagnostics, type Actions, type State } from "../state";
import { againView, caseView, stuckText } from "./shared";

const RANK = { error: 0, warning: 1, info: 2 } as const;

export function findingsView(state: State, actions: Actions): TemplateResult {
  const { findings, faults, merged, doc } = state;
  const all = [...diagnostics(state)].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  const sound = faults !== null && faults.info !== null;
  return html`<h2>Bevindingen</h2>
    <p data-status>${status(state, all)}</p>
    ${waits(state) ? againView(state, actions) : nothing}
    ${merged === null ? nothing : html`<ol class="findings">${all.map((it) => finding(it, merged, actions, doc?.writable === true))}</ol>`}
    ${sound && findings !== null && all.length === 0 ? html`<p class="good">Voor elke mogelijke patiënt is er een advies, en elke regel doet ertoe. Dat is bewezen, niet bemonsterd.</p>` : nothing}`;
}

/** Whether what is shown here did not come. */
function waits({ stuck }: State): boolean {
  return stuck !== null && stuck.what !== "diff" && stuck.what !== "examples";
}

function status(state: State, all: readonly DiagnosticInfo[]): string {
  const { faults, findings, stuck } = state;
  if (stuck !== null && waits(state)) return stuckText(stuck);
  if (faults === null) return "Bezig met lezen …";
  const errors = all.filter((it) => it.severity === "error").length;
  const rest = all.length - errors;
  const told = all.length === 0 ? "Geen bevindingen" : `${counted(errors, "fout", "fouten")}, ${counted(rest, "opmerking", "opmerkingen")}`;
  if (faults.info === null) return `${told}. Zolang er een fout is, kan niet over alle patiënten worden bewezen.`;
  return findings === null ? `${told}. Bezig met bewijzen over alle patiënten …` : `${told}. Alle patiënten zijn bekeken.`;
}

function finding(it: DiagnosticInfo, merged: Merged, actions: Actions, writable: boolean): TemplateResult {
  const place = it.start === null ? "" : `regel ${it.start.line}`;
  return html`<li class="finding ${it.severity}" data-code=${it.code}>
    <p><strong>${severity(it.severity)}.</strong> ${it.message}</p>
    ${it.help === null ? nothing : html`<p class="help">${it.help}</p>`}
    ${it.witness === null ? nothing : html`<figure><figcaption>Een patiënt bij wie dit speelt</figcaption>${caseView(it.witness.answers, merged)}</figure>`}
    ${it.related.map((one) => html`<p class="related"><button type="button" class="quiet" @click=${() => actions.goTo(one.file, one.start.line, one.start.offset)}>${one.file}, regel ${one.start.line}</button> ${one.message}</p>`)}
    <p class="do">
      ${place === "" ? nothing : html`<button type="button" class="quiet" @click=${() => actions.goTo(it.file, it.start?.line ?? null, it.start?.offset ?? null)}>Ga naar ${place}</button>`}
      ${writable && it.fix.length > 0 ? html`<button type="button" class="choice" data-do="fix" @click=${() => actions.fix(it)}>Herstel</button>` : nothing}
      ${writable && it.witness !== null ? html`<button type="button" class="choice" data-do="example" @click=${() => actions.exampleOf(it)}>Maak hier een voorbeeld van</button>` : nothing}
      <span class="code">${it.code}</span>
    </p>
  </li>`;
}
