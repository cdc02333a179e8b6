// The same patient at the draft and at the version in force, side by side, in the element that practices use.
import { html, nothing, type TemplateResult } from "lit";
import type { DomeinWijzerElement } from "../../../element/index";
import type { Form } from "../../../pkg/domeinwijzer.js";
import type { State } from "../state";

export function tryView({ trying, faults, against }: State): TemplateResult {
  return html`<h2>Proberen</h2>
    ${faults !== null && faults.info === null ? html`<p class="wrong">Er staat een fout in de tekst: hieronder het protocol van daarvoor.</p>` : nothing}
    ${trying === null
      ? html`<p role="status">Het protocol wordt klaargezet …</p>`
      : html`<div class="try">
          <section aria-label="Uw concept"><h3>Uw concept</h3>${element(trying.draft)}</section>
          ${trying.old === null ? nothing : html`<section aria-label="Ter vergelijking"><h3>${against?.label ?? "Ter vergelijking"}</h3>${element(trying.old)}</section>`}
        </div>`}`;
}

/** An answer on one side counts on the other, as far as it is asked there. */
function follow(event: Event): void {
  const changed = event.currentTarget as DomeinWijzerElement;
  for (const other of changed.closest(".try")?.querySelectorAll("domein-wijzer") ?? []) {
    if (other === changed) continue;
    const known = new Set((other.questions as Form | null)?.groups.flatMap((group) => group.questions.map(({ id }) => id)));
    const answers = Object.fromEntries(Object.entries(changed.answers ?? {}).filter(([id]) => known.has(id)));
    if (JSON.stringify(answers) !== JSON.stringify(other.answers)) other.answers = answers;
  }
}

function element(protocol: object): TemplateResult {
  return html`<domein-wijzer no-handover no-letter shortcuts="none" .protocol=${protocol} @domeinwijzer-change=${follow}></domein-wijzer>`;
}
