// One patient of the list: consent, the talk with its scores, and then the triage of the referral.
import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { live } from "lit/directives/live.js";
import type { ListProtocol } from "virtual:lists";
import type { Answers } from "../../element/consult";
import type { Form, FormGroup } from "../../element/engine/module";
import { instrumentView, isInstrument } from "../../parts/index";
import type { Actions, Manner, State, Talk } from "../state";
import { whyView } from "./list";

export const TALK_TITLE = "gesprek-titel";

const TITLES = { consent: "Eerst: wil de patiënt dit gesprek?", talk: "Het andere gesprek", triage: "Verwijstriage", share: "De brief delen" } as const;

export function talkTitle({ stage, row }: Talk): TemplateResult {
  return html`<h2 id=${TALK_TITLE} tabindex="-1">${TITLES[stage]}<span class="range"> ${row.key}</span></h2>`;
}

/** What the export says, and why this patient is on the list. */
export function toldView({ row, told, stage }: Talk, list: ListProtocol): TemplateResult {
  const questions = list.form.groups.flatMap((group) => group.questions);
  return html`<details class="told" ?open=${stage === "consent"}>
    <summary>Wat er in de uitdraai staat</summary>
    ${whyView(row.outcome, list)}
    <dl class="pairs">${questions.map(({ id, short }) => html`<div><dt>${short}</dt><dd>${told.shown[id] === undefined ? "niet bekend" : told.shown[id]}</dd></div>`)}</dl>
  </details>`;
}

export function consentView(talk: Talk, actions: Actions): TemplateResult {
  const { agreed, tried } = talk;
  const submit = (event: Event) => {
    event.preventDefault();
    actions.consented();
  };
  const option = (value: Manner | "nee", label: string) => html`<label class="check"><input type="radio" name="instemming" value=${value} .checked=${live(agreed === value)} @change=${() => actions.changeTalk({ agreed: value, tried: false })} /> ${label}</label>`;
  return html`<form class="ask-consent" @submit=${submit}>
    <p>Kijk eerst zelf in het dossier. Vertel dan waarom u belt of vraagt, en wat het gesprek inhoudt. Meedoen hoeft niet, en stoppen mag altijd. De zorg verandert er niet door.</p>
    <fieldset>
      <legend>Vindt de patiënt het goed om dit gesprek te voeren?</legend>
      ${option("mondeling", "Ja, mondeling gezegd")} ${option("schriftelijk", "Ja, op het formulier")} ${option("nee", "Nee")}
    </fieldset>
    <p class="wrong" role="alert">${tried && agreed === null ? "Kies eerst wat de patiënt zegt." : nothing}</p>
    <p class="do"><button type="submit" class="choice" data-do="consented">Ga verder</button></p>
    <p class="range">Bij nee komt alleen dat in de lijst. Toestemming om iets met een ander te delen is een aparte vraag; die komt bij de brief.</p>
  </form>`;
}

/** Groups that only help the talk: the web and the ladder first, the map behind them. */
export function talkGroups(form: Form): FormGroup[] {
  const drawn = form.groups.filter((group) => group.talk && isInstrument(group));
  return [...drawn.filter(({ drawing }) => drawing !== "map"), ...drawn.filter(({ drawing }) => drawing === "map")];
}

export function conversationView({ form, drawn, municipality, municipalities }: State, talk: Talk, actions: Actions): TemplateResult {
  const groups = form === null ? [] : talkGroups(form).slice(0, drawn);
  return html`<p>Vul dit samen in. Het zijn de cijfers en de woorden van de patiënt; niets hiervan is verplicht, en niets ervan beslist.</p>
    <p><label>Gemeente van de patiënt
      <select data-do="municipality" @change=${(event: Event) => actions.setMunicipality((event.currentTarget as HTMLSelectElement).value)}>
        <option value="" .selected=${municipality === null}>kies een gemeente</option>
        ${municipalities.map(({ code, name }) => html`<option value=${code} .selected=${code === municipality?.code}>${name}</option>`)}
      </select></label>
      <span class="range">Het protocol van de gemeente heeft de cijfers, de ladder en de verwijstriage.</span>
    </p>
    ${municipality === null ? html`<p data-first>Kies eerst de gemeente.</p>` : groups.map((group) => drawingOf(group, talk.answers, actions))}
    ${municipality === null
      ? nothing
      : html`<p class="do"><button type="button" class="choice" data-do="triage" @click=${() => actions.toTriage()}>Naar de verwijstriage</button></p>
          <p class="range">De antwoorden gaan mee. De triage begint met veiligheid; daar vraagt deze lijst niet naar.</p>`}`;
}

function drawingOf(group: FormGroup, answers: Answers, actions: Actions): TemplateResult {
  const answer = (question: string, given: unknown) => actions.answer(question, given as Answers[string]);
  return html`<div data-drawn=${group.id}>${guard([group, ...group.questions.map(({ id }) => JSON.stringify(answers[id]))], () => instrumentView({ group, answers, answer }))}</div>`;
}
