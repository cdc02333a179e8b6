// The consult with what the page adds to it: the drawings among the questions, and the ways out.
import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { keyed } from "lit/directives/keyed.js";
import type { Answers } from "../element/consult";
import { deviationView } from "./deviation";
import { drawings } from "./drawings";
import type { Municipalities } from "./engine";
import type { Actions, State } from "./state";

/** What is known of the protocols. */
export type Protocols = Pick<Municipalities, "protocols" | "deviations">;

export interface Events {
  advised(event: HTMLElementEventMap["domeinwijzer-advice"]): void;
  changed(event: HTMLElementEventMap["domeinwijzer-change"]): void;
  failed(): void;
}

export function consultView(state: State, actions: Actions, protocols: Protocols, { advised, changed, failed }: Events): TemplateResult | typeof nothing {
  const { municipality, shortcuts, view, recordLines } = state;
  if (municipality === null) return nothing;
  return html`<main id="inhoud" ?hidden=${view !== null}>
    ${keyed(municipality.code, html`<domein-wijzer
      gemeente=${municipality.code}
      .source=${protocols.protocols(municipality.code)}
      shortcuts=${shortcuts && view === null ? "page" : "none"}
      no-handover
      no-letter
      .recordLines=${recordLines}
      @domeinwijzer-advice=${advised}
      @domeinwijzer-change=${changed}
      @domeinwijzer-error=${failed}
    >
      ${drawings(state.form, (state.patient?.answers ?? {}) as Answers, state.drawn, actions.answer)} ${outs(state, actions)} ${guard([state.info?.digest], () => deviationView(state.info, protocols.deviations(state.info?.digest ?? "")))}
      <p slot="end" class="file">
        <button type="button" class="quiet" data-do="save" @click=${() => actions.save()}>Bewaar casus als bestand</button>
        <label class="open-file">Open casus<input type="file" accept=".json,application/json" @change=${(event: Event) => open(event, actions)} /></label>
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

/** What can be done with the advice. */
function outs({ recommendation, patient }: State, actions: Actions): TemplateResult[] {
  const button = (name: string, label: string, act: () => void) => html`<button slot="actions" type="button" class="choice" data-do=${name} @click=${act}>${label}</button>`;
  const advised = recommendation !== null && recommendation.route !== null;
  return [
    ...(advised
      ? [
          button("patient", "Print voor patiënt", () => void actions.show("patient")),
          button("letter", "Verwijsbrief", () => void actions.show("consent", "letter")),
          button("fhir", "Verwijsbericht (FHIR)", () => void actions.show("consent", "fhir")),
        ]
      : []),
    ...(patient !== null && Object.keys(patient.answers).length > 0 ? [button("overview", "Overzicht op één pagina", () => void actions.show("overview"))] : []),
    button("feedback", "Terugkoppeling", () => void actions.show("feedback")),
  ];
}
