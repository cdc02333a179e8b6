// Which answers suffice, and which others would lead elsewhere. It comes after the advice: working it out
// takes longer than an answer may.
import { html, nothing, type TemplateResult } from "lit";
import type { Recommendation } from "../engine/module";
import type { Actions } from "../session";
import { count, list, quoted } from "../words";
import type { Model } from "./model";

type Reasoning = Recommendation["reasoning"];
type Counterfactual = NonNullable<Reasoning["counterfactuals"]>[number];

export function explainView(model: Model, actions: Actions): TemplateResult {
  const { explained } = model.state;
  return html`<div part="explained" data-explained=${explained !== null}>
    ${explained === null ? nothing : html`${suffices(model, explained)} ${otherwise(model, explained, actions)}`}
  </div>`;
}

function suffices(model: Model, { reasoning, route }: Recommendation): TemplateResult | typeof nothing {
  const { sufficient, sufficientSmallest, sufficientSignals } = reasoning;
  const [first, ...others] = sufficient ?? [];
  if (first === undefined || route === null) return nothing;
  const few = sufficientSmallest === true ? "Met minder antwoorden kan het niet." : "";
  return html`<h3>${first.length === 1 ? "Dit antwoord volstaat" : "Deze antwoorden volstaan"}</h3>
    <p>
      ${first.length === 0
        ? html`Zonder één antwoord staat ${quoted(route.title)} al vast.`
        : html`Wat de andere antwoorden ook zijn: met ${first.length === 1 ? "dit antwoord" : `deze ${count(first.length, "antwoord", "antwoorden")}`} is ${quoted(route.title)} het advies. ${few}`}
    </p>
    ${answers(model, first)}
    ${others.map((set) => html`<p>Deze ${set.length === 1 ? "ook, alleen" : "samen ook"}:</p>${answers(model, set)}`)}
    ${(sufficientSignals ?? []).map(({ signal, sufficient: set }) => html`<p>Voor het signaal ${quoted(model.names.title(signal))} volstaat:</p>${answers(model, set)}`)}`;
}

function answers({ names, state }: Model, questions: readonly string[]): TemplateResult {
  return html`<ul class="seen" part="sufficient">
    ${questions.map((id) => html`<li data-suffices=${id}>${names.short(id)}: <strong>${names.answer(id, state.consult.answers[id] ?? null)}</strong></li>`)}
  </ul>`;
}

function otherwise(model: Model, { reasoning }: Recommendation, actions: Actions): TemplateResult | typeof nothing {
  const { counterfactuals, unreachable } = reasoning;
  if (counterfactuals === null && unreachable === null) return nothing;
  const found = counterfactuals ?? [];
  return html`<h3>Wat zou het advies veranderen?</h3>
    ${found.length === 0 ? html`<p>Er is geen ander antwoord gevonden dat naar een andere route leidt.</p>` : nothing}
    ${found.map((one) => counterfactual(model, one, actions))}
    ${nowhere(model, reasoning)}`;
}

function counterfactual({ names, settings }: Model, { change, route }: Counterfactual, actions: Actions): TemplateResult {
  const answersTo = Object.fromEntries(change.map(({ question, to }) => [question, to]));
  const shown = change.map(({ question }) => question);
  const title = names.title(route);
  return html`<details class="why-not" part="route" data-counterfactual=${route}>
    <summary>${title}</summary>
    <p>${change.length === 1 ? "Bij een ander antwoord op deze vraag:" : "Als deze antwoorden tegelijk anders zijn:"}</p>
    <ul class="seen">
      ${change.map(({ label, from, shownFrom, shownTo, safety }) => html`<li>${label}: <strong>${shownTo}</strong> (nu ${from === null ? "open" : shownFrom})${safety ? ", een vraag over veiligheid" : nothing}</li>`)}
    </ul>
    <p><button type="button" class="choice" part="button try" ?disabled=${settings.disabled} @click=${() => actions.tryOut(answersTo, shown)}>Probeer dit<span class="visually-hidden">: ${title}</span></button></p>
  </details>`;
}

/** Routes to which no change leads, and why. */
function nowhere({ names }: Model, { unreachable }: Reasoning): TemplateResult | typeof nothing {
  const by = (why: string) => (unreachable ?? []).filter((one) => one.why === why).map(({ route }) => names.title(route));
  const line = (routes: string[], text: string) => (routes.length === 0 ? nothing : html`<p>${text} ${list(routes, "en", routes.length)}.</p>`);
  const parts = [by("fixedFact"), by("never"), by("notProved")] as const;
  if (parts.every(({ length }) => length === 0)) return nothing;
  return html`<details class="origin">
    <summary>Routes waar niets naartoe leidt</summary>
    ${line(parts[0], "Alleen met een ander vast gegeven, zoals de leeftijd:")} ${line(parts[1], "Met geen enkel antwoord:")} ${line(parts[2], "Niet uitgezocht, de zoektocht duurde te lang:")}
  </details>`;
}
