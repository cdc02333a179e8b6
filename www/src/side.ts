// What stands in place of the consult for a moment: a sheet to print, the consent step, or what came back.
import { html, nothing, type TemplateResult } from "lit";
import { consentStep, overviewSheet, patientSheet, type CaseReturned } from "../parts/index";
import type { Answers } from "../element/consult";
import type { ReadTask } from "../parts/index";
import { sharingOf, type Actions, type State, type View } from "./state";

export const SIDE_TITLE = "naast-titel";

const TITLES: Readonly<Record<View["kind"], string>> = {
  patient: "Afdruk voor de patiënt",
  overview: "Overzicht op één pagina",
  feedback: "Terugkoppeling",
  consent: "Delen",
};

export function sideView(state: State, actions: Actions, readTask: ReadTask | null): TemplateResult | typeof nothing {
  const { view } = state;
  if (view === null) return nothing;
  const printed = view.kind === "patient" || view.kind === "overview";
  return html`<main class="side" aria-labelledby=${SIDE_TITLE} data-view=${view.kind}>
    <div class="side-bar">
      <h2 id=${SIDE_TITLE} tabindex="-1">${TITLES[view.kind]}</h2>
      <p>
        ${printed ? html`<button type="button" class="choice" data-do="print" @click=${() => actions.print()}>Druk af</button>` : nothing}
        <button type="button" class="quiet" aria-keyshortcuts="Escape" @click=${() => actions.back()}>Terug naar de vragen</button>
      </p>
    </div>
    ${content(state, view, actions, readTask)}
  </main>`;
}

function content(state: State, view: View, actions: Actions, readTask: ReadTask | null): TemplateResult | typeof nothing {
  const { recommendation, form, patient } = state;
  const answers = (patient?.answers ?? {}) as Answers;
  if (view.kind === "feedback") {
    const take = ({ detail }: CustomEvent<CaseReturned>) => actions.takeBack(detail.answers as Answers, detail.line);
    return html`<domeinwijzer-feedback .date=${patient?.date ?? ""} .answers=${answers} .readTask=${readTask ?? undefined} @case-returned=${take}></domeinwijzer-feedback>`;
  }
  if (recommendation === null || form === null) return nothing;
  switch (view.kind) {
    case "patient":
      return html`${patientSheet({ form, answers, recommendation })}`;
    case "overview":
      return overviewSheet({ form, answers, recommendation });
    case "consent": {
      const sharing = sharingOf(state);
      if (sharing === null) return nothing;
      return consentStep(view.consent, sharing, {
        change: (consent) => actions.changeConsent(consent),
        proceed: (line) => actions.share(line),
        refuse: (line) => actions.refuse(line),
      });
    }
  }
}
