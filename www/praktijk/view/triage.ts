// The triage of the municipality for a patient of the list, and the letter that may come of it.
import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { keyed } from "lit/directives/keyed.js";
import type { Answers } from "../../element/consult";
import { copyText } from "../../element/clipboard";
import type { Case, Form, Recommendation } from "../../element/engine/module";
import type { DomeinWijzerElement } from "../../element/index";
import { consentStep, noConsent, type Consent, type Sharing } from "../../parts/index";
import { caseName, caseText } from "../../src/casefile";
import { download } from "../../src/download";
import { drawings, piecesOf } from "../../src/drawings";
import type { Municipalities, Municipality } from "../../src/engine";
import type { Talk } from "../state";

/** What came of the triage so far; it lives no longer than the page. */
export interface Triage {
  /** What the element starts with: given once, because after that it has answers of its own. */
  readonly given: Answers;
  readonly form: Form | null;
  readonly recommendation: Recommendation | null;
  readonly patient: Case | null;
  readonly consent: Consent;
  readonly recordLines: readonly string[];
}

export const noTriage: Triage = { given: {}, form: null, recommendation: null, patient: null, consent: noConsent, recordLines: [] };

export interface TriageActions {
  change(change: Partial<Triage>): void;
  /** The answers as they are now, to go on with later. */
  keep(answers: Answers): void;
  stage(stage: Talk["stage"]): void;
  say(message: string): void;
}

export function triageView(talk: Talk, triage: Triage, drawn: number, municipality: Municipality, protocols: Municipalities, actions: TriageActions): TemplateResult {
  const { form, patient, recommendation, recordLines } = triage;
  const answers = (patient?.answers ?? talk.answers) as Answers;
  const element = () => document.querySelector("domein-wijzer");
  const advised = ({ detail, target }: HTMLElementEventMap["domeinwijzer-advice"]) => {
    actions.change({ recommendation: detail.recommendation, patient: detail.case, form: (target as DomeinWijzerElement).questions });
    actions.keep((target as DomeinWijzerElement).answers);
  };
  const save = () => {
    if (patient === null || recommendation === null) return;
    const saved = { municipality: municipality.code, date: patient.date, protocol: recommendation.protocol, answers: element()?.answers ?? {} };
    download(caseName(saved), "application/json", caseText(saved));
    actions.say("De casus is als bestand bewaard. Verwijder het bestand als u het niet meer nodig heeft.");
  };
  // Given once: an object that is set anew would put back what was answered since.
  // Another patient gets another element: nothing of the one before is left in it.
  return html`<p>Antwoorden uit het gesprek zijn overgenomen. Wat uit de uitdraai komt, staat er als zodanig bij; verander het als het niet klopt.</p>
    ${keyed(
      `${talk.row.row} ${municipality.code}`,
      html`<domein-wijzer
        gemeente=${municipality.code}
        .source=${protocols.protocols(municipality.code)}
        .answers=${guard([triage.given], () => triage.given)}
        .prefill=${guard([talk.told], () => talk.told.facts)}
        shortcuts="focus"
        no-handover
        no-letter
        .recordLines=${recordLines}
        @domeinwijzer-advice=${advised}
      >
        ${drawings(form, answers, piecesOf(form, drawn), (question, given) => element()?.answer(question, given))}
        ${recommendation === null || recommendation.route === null
          ? nothing
          : html`<button slot="actions" type="button" class="choice" data-do="share" @click=${() => actions.stage("share")}>Deel als brief…</button>`}
        <p slot="end" class="file">
          <button type="button" class="quiet" data-do="save-case" @click=${save}>Bewaar casus als bestand</button>
          <span class="range">Zo’n bestand opent u op de gewone pagina, bijvoorbeeld om te printen voor de patiënt.</span>
        </p>
      </domein-wijzer>`,
    )}`;
}

export function shareView({ recommendation, consent, recordLines }: Triage, actions: TriageActions): TemplateResult | typeof nothing {
  const { route, texts, date } = recommendation ?? { route: null, texts: null, date: "" };
  if (route === null || texts === null) return nothing;
  const to = route.contact === null ? route.title : [route.contact.function, route.contact.organisation].filter((part) => part !== null).join(", ");
  const sharing: Sharing = { what: "de verwijsbrief", to, text: texts.letter, date };
  const ended = (line: string, said: string) => {
    actions.change({ recordLines: [...recordLines, `P: ${line}`], consent: noConsent });
    actions.say(said);
    actions.stage("triage");
  };
  return consentStep(consent, sharing, {
    change: (next) => actions.change({ consent: next }),
    proceed: (line) =>
      void copyText(sharing.text).then((copied) =>
        ended(line, copied ? "De brief is gekopieerd. De toestemming staat in de tekst voor het dossier." : "Kopiëren lukt niet. Geef deze pagina toegang tot het klembord."),
      ),
    refuse: (line) => ended(line, "Er gaat niets weg. Dat staat in de tekst voor het dossier."),
  });
}
