// The consult with what the page adds to it: the drawings among the questions, and the ways out.
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Answers, Given } from "../element/consult";
import { instrumentView, isInstrument } from "../parts/index";
import type { Actions, State } from "./state";

export interface Events {
  advised(event: HTMLElementEventMap["domeinwijzer-advice"]): void;
  changed(event: HTMLElementEventMap["domeinwijzer-change"]): void;
  failed(): void;
}

export function consultView(state: State, actions: Actions, { advised, changed, failed }: Events): TemplateResult | typeof nothing {
  const { municipality, shortcuts, view, recordLines } = state;
  if (municipality === null) return nothing;
  return html`<main id="inhoud" ?hidden=${view !== null}>
    ${keyed(municipality.code, html`<domein-wijzer
      gemeente=${municipality.code}
      shortcuts=${shortcuts && view === null ? "page" : "none"}
      no-handover
      no-letter
      .recordLines=${recordLines}
      @domeinwijzer-advice=${advised}
      @domeinwijzer-change=${changed}
      @domeinwijzer-error=${failed}
    >
      ${drawings(state, actions)} ${outs(state, actions)}
      <p slot="end" class="file">
        <button type="button" class="quiet" data-do="save" @click=${() => actions.save()}>Bewaar casus als bestand</button>
        <label class="open-file">Open casus <input type="file" accept=".json,application/json" @change=${(event: Event) => open(event, actions)} /></label>
        <span class="range">Een bestand bevat antwoorden van een patiënt. Bewaar het alleen waar dat mag.</span>
      </p>
    </domein-wijzer>`)}
  </main>`;
}

function open(event: Event, actions: Actions): void {
  const input = event.currentTarget as HTMLInputElement;
  const [file] = input.files ?? [];
  if (file !== undefined) void actions.open(file);
  // The same file may be opened twice.
  input.value = "";
}

/** One for each group that the protocol wants drawn. */
function drawings({ form, patient }: State, actions: Actions): TemplateResult[] {
  const answers = (patient?.answers ?? {}) as Answers;
  const groups = form?.groups.filter(isInstrument) ?? [];
  return groups.map(
    (group) => html`<div slot=${`groep-${group.id}`} class="drawn" data-drawn=${group.id}>
      ${instrumentView({ group, answers, answer: (question, given) => actions.answer(question, given as Given | undefined) })}
    </div>`,
  );
}

/** What can be done with the advice. */
function outs({ recommendation, patient }: State, actions: Actions): TemplateResult[] {
  const button = (name: string, label: string, act: () => void) => html`<button slot="actions" type="button" class="choice" data-do=${name} @click=${act}>${label}</button>`;
  const advised = recommendation !== null && recommendation.route !== null;
  return [
    ...(advised
      ? [
          button("patient", "Print voor patiënt", () => actions.show("patient")),
          button("letter", "Verwijsbrief", () => actions.show("consent", "letter")),
          button("fhir", "Verwijsbericht (FHIR)", () => actions.show("consent", "fhir")),
        ]
      : []),
    ...(patient !== null && Object.keys(patient.answers).length > 0 ? [button("overview", "Overzicht op één pagina", () => actions.show("overview"))] : []),
    button("feedback", "Terugkoppeling", () => actions.show("feedback")),
  ];
}
