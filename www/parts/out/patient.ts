// What the patient takes home, on one sheet of A4: short sentences, and room for the own plan.
import { html, nothing, type TemplateResult } from "lit";
import { fourDomains, type Quadrant } from "../instruments/model";
import type { Answers, ContactInfo, Form, Recommendation, RouteAdvice } from "../types";
import { capital, day, sentence, workingDays } from "../words";

export interface PatientSheet {
  readonly form: Form;
  readonly answers: Answers;
  readonly recommendation: Recommendation;
  /** The name of the practice, as the patient knows it. */
  readonly practice?: string;
}

/** Questions of an own plan; the patient writes the answers. */
const PLAN = ["Wat wil ik graag anders?", "Wat ga ik zelf doen?", "Wie helpt mij daarbij?", "Wanneer begin ik?", "Wanneer kijken we hoe het gaat?"] as const;

/** Nothing while there is no advised route: then there is nothing to take home yet. */
export function patientSheet({ form, answers, recommendation, practice }: PatientSheet): TemplateResult | typeof nothing {
  const { route, alsoSuitable, date } = recommendation;
  if (route === null) return nothing;
  const first = firstStep(form, answers);
  return html`<article class="sheet" data-sheet="patient" lang="nl" aria-label="Voor de patiënt">
    <header class="sheet-head">
      <h2>Wat we hebben afgesproken</h2>
      <p>${day(date)}${practice ? html`, ${practice}` : nothing}</p>
    </header>
    <section>
      <h3>${route.title}</h3>
      <p class="sheet-lead">${route.patient}</p>
      ${offered(route)}
    </section>
    <section>
      <h3>Wat gebeurt er nu?</h3>
      <ol>
        ${next(route).map((step) => html`<li>${step}</li>`)}
      </ol>
      ${contact(route.contact)}
    </section>
    ${alsoSuitable.length === 0
      ? nothing
      : html`<section>
          <h3>Dit kan ook</h3>
          <ul>
            ${alsoSuitable.map(({ title, patient }) => html`<li><strong>${title}.</strong> ${patient}</li>`)}
          </ul>
        </section>`}
    <section class="sheet-plan">
      <h3>Mijn plan</h3>
      ${first === null ? nothing : html`<p>Ik begin met: <strong>${first}</strong>.</p>`}
      <dl>
        ${PLAN.map((question) => html`<dt>${question}</dt><dd class="sheet-room"></dd>`)}
      </dl>
    </section>
    <footer class="sheet-foot">
      <p><strong>Gaat het slechter met u?</strong> Wacht niet. Bel uw huisarts. Is er direct gevaar? Bel 112.</p>
    </footer>
  </article>`;
}

/** What happens after this talk, and what to do when it does not. */
function next({ contact: to, responseDays, alone }: RouteAdvice): string[] {
  if (alone) return ["Uw huisarts regelt dit nu met u.", "Wacht op wat uw huisarts u vertelt."];
  // As the protocol writes it: a name of a place or team keeps its capitals.
  const who = to === null ? "" : ` van: ${to.function}`;
  const steps = ["Vindt u het goed? Dan geven wij uw naam en uw vraag door."];
  if (responseDays === null) steps.push(`U hoort daarna iets${who}.`, "Hoort u niets? Bel dan de praktijk.");
  else steps.push(`U hoort binnen ${workingDays(responseDays)} iets${who}.`, `Hoort u na ${workingDays(responseDays)} niets? Bel dan de praktijk. Dan zoeken wij het uit.`);
  return [...steps, "Wilt u toch niet? Dat mag altijd. Zeg het tegen uw huisarts."];
}

function offered({ offerings }: RouteAdvice): TemplateResult | typeof nothing {
  const fitting = offerings.filter(({ pointedTo }) => pointedTo);
  if (fitting.length === 0) return nothing;
  return html`<p>Dit past misschien bij u:</p>
    <ul>
      ${fitting.map(({ title, explanation }) => html`<li>${explanation === null ? title : html`${title}: ${sentence(explanation)}`}</li>`)}
    </ul>`;
}

function contact(to: ContactInfo | null): TemplateResult | typeof nothing {
  if (to === null) return nothing;
  const rows: readonly (readonly [string, string | null])[] = [
    ["Met wie", [to.function, to.organisation].filter((part) => part !== null).join(", ")],
    ["Telefoon", to.phone],
    ["E-mail", to.email],
    ["Website", to.website],
  ];
  return html`<dl class="sheet-contact">
    ${rows.map(([name, value]) => (value === null ? nothing : html`<dt>${name}</dt><dd>${value}</dd>`))}
  </dl>`;
}

/** The first step of the domain in which the patient wants to begin. */
function firstStep({ groups }: Form, answers: Answers): string | null {
  const maps = groups.filter(({ drawing }) => drawing === "map");
  const chosen = maps.flatMap((group) => fourDomains(group, answers).quadrants).find(({ first }: Quadrant) => first);
  return chosen === undefined ? null : (chosen.step ?? capital(chosen.domain));
}
