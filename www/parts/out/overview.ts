// One page for a talk of three, or for a meeting of all who help: what plays, what is signalled, what
// is advised and who comes. It names nobody: that is left to be written by hand.
import { html, nothing, type TemplateResult } from "lit";
import { isFilled, picture } from "../instruments/instrument";
import type { Answers, Form, FormQuestion, Recommendation } from "../types";
import { capital, day, DOMAINS, list, shown } from "../words";

export interface Overview {
  readonly form: Form;
  readonly answers: Answers;
  readonly recommendation: Recommendation;
  /** What the talk is: the title above the page. */
  readonly meeting?: "Drie-gesprek" | "Multidisciplinair overleg";
}

const LINES = 4;

export function overviewSheet({ form, answers, recommendation, meeting = "Drie-gesprek" }: Overview): TemplateResult {
  const { date, protocol, signals, openSignals } = recommendation;
  const drawn = form.groups.filter((group) => group.drawing === "map" && isFilled(group, answers));
  return html`<article class="sheet" data-sheet="overview" lang="nl" aria-label=${`Overzicht voor ${meeting}`}>
    <header class="sheet-head">
      <h2>Overzicht voor ${meeting === "Drie-gesprek" ? "het drie-gesprek" : "het multidisciplinair overleg"}</h2>
      <p>${day(date)}. Voor wie: <span class="sheet-blank"></span> (initialen of nummer, geen naam of BSN)</p>
    </header>
    ${signals.length === 0
      ? nothing
      : html`<section class="sheet-signals">
          <h3>Let op</h3>
          <ul>
            ${signals.map(({ title, explanation }) => html`<li><strong>${title}.</strong> ${explanation ?? nothing}</li>`)}
          </ul>
        </section>`}
    ${openSignals.length === 0 ? nothing : html`<p>Nog mogelijk als signaal: ${list(openSignals.map(({ title }) => title))}.</p>`}
    ${drawn.map((group) => html`<section class="instrument"><h3>${group.title}</h3>${picture({ group, answers })}</section>`)}
    <section>
      <h3>Wat is besproken, per domein</h3>
      <table class="sheet-table">
        <caption class="visually-hidden">Antwoorden per domein</caption>
        <tbody>
          ${perDomain(form, answers).map(([domain, said]) => html`<tr><th scope="row">${domain}</th><td>${said.length === 0 ? "niets ingevuld" : said.join("; ")}</td></tr>`)}
        </tbody>
      </table>
    </section>
    <section>
      <h3>Advies van het protocol</h3>
      <p>${advice(recommendation)}</p>
    </section>
    <section>
      <h3>Wie komt er</h3>
      <ul class="sheet-ticks">
        ${who(recommendation).map((name) => html`<li>${name}</li>`)}
        <li>Anders: <span class="sheet-blank"></span></li>
      </ul>
    </section>
    <section>
      <h3>Afspraken</h3>
      <table class="sheet-table sheet-agreed">
        <thead>
          <tr><th scope="col">Wat</th><th scope="col">Wie</th><th scope="col">Wanneer</th></tr>
        </thead>
        <tbody>
          ${Array.from({ length: LINES }, () => html`<tr><td></td><td></td><td></td></tr>`)}
        </tbody>
      </table>
    </section>
    <footer class="sheet-foot">
      <p>Delen mag alleen met toestemming van de patiënt. Wat het protocol buiten brieven houdt, staat hier niet. Advies volgens ${protocol.title}, versie ${protocol.version} (${protocol.status}).</p>
    </footer>
  </article>`;
}

/**
 * What was answered, by domain; what belongs to none stands last. A map shows itself. What the protocol
 * keeps out of letters is kept off this page as well: it goes to people outside the practice.
 */
function perDomain({ groups }: Form, answers: Answers): [string, string[]][] {
  const asked = groups.filter(({ drawing }) => drawing !== "map").flatMap(({ questions }) => questions).filter(({ inLetter }) => inLetter);
  const said = (questions: readonly FormQuestion[]) =>
    questions.flatMap((question) => {
      const answer = shown(question, answers[question.id]);
      return answer === null ? [] : [`${question.short}: ${answer}`];
    });
  const rest = said(asked.filter(({ domain }) => domain === null));
  const found = DOMAINS.map((domain): [string, string[]] => [capital(domain), said(asked.filter((question) => question.domain === domain))]);
  return rest.length === 0 ? found : [...found, ["Verder", rest]];
}

function advice({ route, alsoSuitable, possible, routes }: Recommendation): string {
  if (route !== null) {
    const also = alsoSuitable.length === 0 ? "" : ` Past ook: ${list(alsoSuitable.map(({ title }) => title))}.`;
    return `${route.title}. ${route.explanation}${also}`;
  }
  const titles = routes.filter(({ id }) => possible.includes(id)).map(({ title }) => title);
  return titles.length === 0 ? "Geen advies: het protocol noemt hier geen passende route." : `Nog open. Nog mogelijk: ${list(titles)}.`;
}

/** The patient first; then each function that the advice names, once. */
function who({ route, alsoSuitable }: Recommendation): string[] {
  const contacts = [route, ...alsoSuitable].flatMap((one) => (one?.contact ? [one.contact] : []));
  const named = contacts.map(({ function: name, organisation }) => (organisation === null ? name : `${name}, ${organisation}`));
  return [...new Set(["De patiënt, en wie hij of zij meeneemt", "Huisarts of praktijkondersteuner", ...named])];
}
