// The advice, always in sight: signals first, then one of four faces. On a phone it is a strip at
// the bottom that opens upward.
import { html, nothing, type TemplateResult } from "lit";
import type { Actions } from "../session";
import type { Failure } from "../failure";
import type { Recommendation, RouteAdvice, RouteVerdict, SignalInfo } from "../engine/module";
import { headline, list } from "../words";
import type { Model } from "./model";
import { explainView } from "./explain";
import { folded } from "./fold";
import { decideView } from "./override";
import { protocolView } from "./protocol";
import { ruleReasons, whyNot } from "./reasons";
import { routeDetails } from "./route";
import { sources } from "./sources";
import { textsView } from "./texts";
import { trialView } from "./trial";

export const ADVICE_TITLE = "advies-titel";

export function adviceView(model: Model, actions: Actions): TemplateResult {
  const { outcome, recommendation, state } = model;
  return html`<section class="advice" part="advice" role="group" aria-labelledby=${ADVICE_TITLE} data-face=${outcome.face} ?data-trying=${state.trial !== null} data-open=${state.sheetOpen}>
    <div class="strip" part="strip">
      <span class="strip-text">
        ${recommendation?.signals.map(({ title }) => html`<strong class="warning">Let op: ${title}</strong>`)}
        <span><span class="label">${state.trial === null ? "Advies:" : "Uitproberen:"}</span> ${headline(outcome)}</span>
      </span>
      <button type="button" class="strip-action" aria-expanded=${state.sheetOpen} aria-controls="advies" @click=${() => actions.toggleSheet()}>
        ${state.sheetOpen ? "Sluit" : "Open"}<span class="visually-hidden"> het advies</span>
      </button>
    </div>
    <div class="advice-body" id="advies">
      ${trialView(model, actions)} ${recommendation === null ? nothing : signals(model, recommendation)} ${face(model, actions)}
      ${recommendation === null ? nothing : protocolView(recommendation)}
      <slot name="advice"></slot>
    </div>
  </section>`;
}

function face(model: Model, actions: Actions): TemplateResult {
  const { outcome } = model;
  switch (outcome.face) {
    case "advised":
      return advised(model, outcome.route, outcome.recommendation, actions);
    case "open":
      return open(model, outcome.recommendation, actions);
    case "unknown":
      return unknown(model, outcome.recommendation, outcome.missing, actions);
    case "none":
      return none(model, outcome.recommendation, actions);
    case "failed":
      return failed(outcome.failure);
  }
}

function title(kicker: string, text: string): TemplateResult {
  return html`<p class="kicker">${kicker}</p>
    <h2 id=${ADVICE_TITLE} part="advice-title" tabindex="-1">${text}</h2>`;
}

function signals(model: Model, { signals: raised, reasoning }: Recommendation): TemplateResult | typeof nothing {
  if (raised.length === 0) return nothing;
  const signal = ({ id, title: name, explanation, rules, sources: from }: SignalInfo) => html`<div class="signal" part="signal" data-signal=${id}>
    <p class="signal-title"><span class="label">Let op:</span> ${name}</p>
    ${explanation === null ? nothing : html`<p>${explanation}</p>`}
    <details>
      <summary>Waarom<span class="visually-hidden"> het signaal ${name}</span>?</summary>
      ${folded(() => html`${ruleReasons(model, reasoning.rules.filter((rule) => rules.includes(rule.id)))} ${sources(from)}`)}
    </details>
  </div>`;
  return html`<div class="signals" role="group" aria-label="Signalen">${raised.map(signal)}</div>`;
}

function advised(model: Model, route: RouteAdvice, recommendation: Recommendation, actions: Actions): TemplateResult {
  const indicating = recommendation.reasoning.rules.filter(({ for: routes }) => routes.includes(route.id));
  const rules = indicating.filter(({ verdict }) => verdict === "holds");
  // The advice can be certain while it is not which of its reasons holds.
  const mayHold = indicating.filter(({ verdict }) => verdict === "open");
  const either = route.fallback ? "Een van deze redenen geldt, of anders past geen andere route." : "Een van deze redenen geldt zeker.";
  return html`
    ${title("Advies", route.title)}
    <p class="lead">${route.explanation}</p>
    ${routeDetails(route)} ${certainty(model, recommendation)} ${notProved(recommendation)}
    ${decideView(model, recommendation, actions)} ${alsoSuitable(model, recommendation)}
    <h3>Waarom</h3>
    ${rules.length === 0 && mayHold.length > 0
      ? html`<p>${either}</p>${ruleReasons(model, mayHold)}`
      : rules.length === 0
      ? html`<p>Geen van de andere routes past bij deze antwoorden. Dan adviseert het protocol ${route.title}.</p>`
      : ruleReasons(model, rules)}
    ${model.state.trial === null ? explainView(model, actions) : nothing}
    ${ignored(model, recommendation)} ${otherRoutes(model, recommendation)} ${model.state.trial === null ? textsView(model, recommendation) : nothing}
  `;
}

/** Whether something beside the advised route may still change. */
function certainty({ names }: Model, { complete, openSignals, routes }: Recommendation): TemplateResult {
  if (complete) return html`<p><strong>Het advies staat vast.</strong> Geen open vraag kan er nog iets aan veranderen.</p>`;
  const undecided = routes.filter(({ verdict }) => verdict === "open").map(({ id }) => names.title(id));
  const warnings = openSignals.map(({ title: name }) => name);
  return html`<p>
    <strong>De geadviseerde route staat vast.</strong>
    ${undecided.length === 0 ? nothing : html`Nog niet beslist is of ook ${list(undecided, "en")} ${undecided.length === 1 ? "past" : "passen"}.`}
    ${warnings.length === 0 ? nothing : html`Nog mogelijk als signaal: ${list(warnings, "en")}.`}
  </p>`;
}

function alsoSuitable(model: Model, { alsoSuitable: others, reasoning }: Recommendation): TemplateResult | typeof nothing {
  if (others.length === 0) return nothing;
  const one = (route: RouteAdvice) => html`<details class="also" data-route=${route.id}>
    <summary>${route.title}</summary>
    ${folded(() => html`<p>${route.explanation}</p>
    ${routeDetails(route)}
    ${ruleReasons(model, reasoning.rules.filter((rule) => rule.verdict === "holds" && rule.for.includes(route.id)))}`)}
  </details>`;
  return html`<h3>Past ook</h3>
    ${others.map(one)}`;
}

function open(model: Model, recommendation: Recommendation, actions: Actions): TemplateResult {
  return html`
    ${title("Advies", "Nog open")}
    <p class="lead">Nog geen advies. ${ask(model, recommendation.next.length)}</p>
    ${notProved(recommendation)} ${stillPossible(model, recommendation)} ${ignored(model, recommendation)} ${decideView(model, recommendation, actions)}
  `;
}

/** The search was cut short: what is called open may be certain already. */
function notProved({ exact }: Recommendation): TemplateResult | typeof nothing {
  return exact ? nothing : html`<p>Niet bewezen: wat hier open heet, staat misschien al vast.</p>`;
}

/** What may still come out, what may only come beside it, and what is out. */
function stillPossible(model: Model, recommendation: Recommendation): TemplateResult {
  const { routes, possible, noAdvicePossible, openSignals } = recommendation;
  const first = routes.filter(({ id }) => possible.includes(id));
  const beside = routes.filter(({ id, verdict }) => !possible.includes(id) && verdict === "open");
  const out = routes.filter((route) => !first.includes(route) && !beside.includes(route));
  const section = (name: string, list: readonly RouteVerdict[], more: TemplateResult | typeof nothing = nothing) =>
    list.length === 0 && more === nothing ? nothing : html`<h3>${name}</h3>${list.map((route) => whyNot(model, recommendation, route))}${more}`;
  const uncovered = noAdvicePossible ? html`<p>Ook mogelijk: geen advies, omdat het protocol de situatie dan niet dekt.</p>` : nothing;
  return html`
    ${section("Nog mogelijk", first, uncovered)} ${section("Kan alleen nog naast een andere route", beside)}
    ${openSignals.length === 0 ? nothing : html`<p>Nog mogelijk als signaal: ${list(openSignals.map((signal) => signal.title), "en", openSignals.length)}.</p>`}
    ${section("Valt af", out)}
  `;
}

function ask({ ask: question, names }: Model, open: number): TemplateResult | typeof nothing {
  if (question === null) return nothing;
  const others = open === 2 ? "Daarna maakt nog 1 andere vraag uit." : `Daarna maken nog ${open - 1} andere vragen uit.`;
  return html`Vraag nu: <strong>${names.text(question.question)}</strong> ${open > 1 ? others : nothing}`;
}

function unknown(model: Model, recommendation: Recommendation, missing: readonly string[], actions: Actions): TemplateResult {
  return html`
    ${title("Advies", "Niet genoeg bekend om te adviseren")}
    <p class="lead">Zonder deze antwoorden zijn nog verschillende uitkomsten mogelijk. Onbekend telt nooit als nee.</p>
    <h3>Deze antwoorden ontbreken</h3>
    <ul>
      ${missing.map((id) => html`<li>${model.names.text(id)}</li>`)}
    </ul>
    <p>Vraag ze aan de patiënt, aan een naaste of aan een collega die de patiënt kent, of beoordeel het zelf in een volgend gesprek.</p>
    ${notProved(recommendation)} ${stillPossible(model, recommendation)} ${ignored(model, recommendation)} ${decideView(model, recommendation, actions)}
  `;
}

function none(model: Model, recommendation: Recommendation, actions: Actions): TemplateResult {
  return html`
    ${title("Advies", "Geen advies voor deze situatie")}
    <p class="lead">Alle vragen die uitmaken zijn beantwoord. Het protocol noemt voor deze situatie geen passende route. Beslis zelf, en meld het aan de beheerder van het protocol.</p>
    ${decideView(model, recommendation, actions)} ${ignored(model, recommendation)} ${otherRoutes(model, recommendation)}
  `;
}

/** What broke; no advice, not even an old one. */
export function failed({ message, details }: Failure): TemplateResult {
  return html`
    ${title("Advies", "Kan niet worden berekend")}
    <p class="lead wrong" part="error">${message}</p>
    ${details.length === 0 ? nothing : html`<ul>${details.map((line) => html`<li>${line}</li>`)}</ul>`}
    <p>Er is nu geen advies. Beslis zonder Domeinwijzer, of herstel wat hierboven staat.</p>
  `;
}

function ignored({ names }: Model, { ignored: answers }: Recommendation): TemplateResult | typeof nothing {
  if (answers.length === 0) return nothing;
  return html`<h3>Telt niet mee</h3>
    <ul>
      ${answers.map(
        ({ question, answer, countsAs }) =>
          html`<li>${names.short(question)}: u antwoordde ‘${names.answer(question, answer)}’. Door een ander antwoord geldt de vraag niet en telt ze als ‘${names.answer(question, countsAs)}’.</li>`,
      )}
    </ul>`;
}

function otherRoutes(model: Model, recommendation: Recommendation): TemplateResult | typeof nothing {
  const others = recommendation.routes.filter(({ verdict }) => verdict !== "advised" && verdict !== "alsoSuitable");
  if (others.length === 0) return nothing;
  return html`<h3>Andere routes</h3>
    ${others.map((route) => whyNot(model, recommendation, route))}`;
}
