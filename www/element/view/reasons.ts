// Reasons as sentences: what a rule says, what was seen, and what it would have taken.
import { html, nothing, type TemplateResult } from "lit";
import type { Because, Recommendation, RouteVerdict, RuleTrace } from "../engine/module";
import { sentence, unquoted } from "../words";
import type { Model } from "./model";
import { folded } from "./fold";
import { ownership } from "./protocol";
import { sources } from "./sources";

type Met = Because["met"];

/** Rules that hold, each with the answers that made it so. */
export function ruleReasons(model: Model, rules: readonly RuleTrace[]): TemplateResult {
  return html`<ul class="reasons">
    ${rules.map((rule) => reason(model, rule, "yes"))}
  </ul>`;
}

function reason(model: Model, rule: RuleTrace, met: Met): TemplateResult {
  const fitting = rule.because.filter((part) => part.met === met);
  const seen = fitting.length > 0 ? fitting : rule.because;
  return html`<li data-rule=${rule.id} part="reason">
    <p>${sentence(rule.reason)} ${model.recommendation === null ? nothing : ownership(rule, model.recommendation.protocol)}</p>
    ${seen.length === 0 ? always(rule) : html`<ul class="seen">${seen.map((part) => html`<li>${because(model, part)}</li>`)}</ul>`}
    <details class="origin">
      <summary>Regel<span class="visually-hidden"> achter: ${rule.reason}</span></summary>
      ${folded(() => html`<p><code>${rule.id}</code> in <code>${rule.at.file}:${rule.at.line}</code>${rule.version === null ? nothing : html`, protocol ${rule.version}`}</p>
      ${rule.because.length > seen.length ? html`<p>Alles waar deze regel naar kijkt:</p><ul class="seen">${rule.because.map((part) => html`<li>${because(model, part)}</li>`)}</ul>` : nothing}
      ${effects(model, rule)} ${sources(rule.sources)}`)}
    </details>
  </li>`;
}

/** A rule that looks at nothing is the same whatever is answered. */
function always({ verdict }: RuleTrace): TemplateResult {
  return html`<p>${verdict === "holds" ? "Dit geldt in elk geval." : "Dit kan in geen geval gelden."}</p>`;
}

function effects({ names }: Model, rule: RuleTrace): TemplateResult | typeof nothing {
  const parts = [
    ...rule.for.map((id) => `voor ${names.title(id)}`),
    ...rule.against.map((id) => `tegen ${names.title(id)}`),
    ...rule.signals.map((id) => `signaal ${names.title(id)}`),
  ];
  return parts.length === 0 ? nothing : html`<p>${sentence(parts.join(", "))}</p>`;
}

/** "Eenzaamheid: 8 (6 of meer)" */
function because({ names }: Model, part: Because): TemplateResult {
  const wanted = names.needed(part);
  const same = unquoted(wanted).toLowerCase() === unquoted(part.shown).toLowerCase();
  const remark = part.met === "yes" ? (same ? null : wanted) : `nodig: ${wanted}`;
  return html`${part.label}: <strong>${part.shown}</strong>${part.assumed ? ", omdat de vraag hier niet geldt" : nothing}${remark === null ? nothing : html` (${remark})`}`;
}

/** Why another route was not advised, or is not decided yet. */
export function whyNot(model: Model, recommendation: Recommendation, route: RouteVerdict): TemplateResult {
  const undecided = route.verdict === "open";
  const possible = recommendation.route === null && recommendation.possible.includes(route.id);
  const question = possible ? route.title : undecided ? `Waarom is ${route.title} nog open?` : `Waarom niet ${route.title}?`;
  return html`<details class="why-not" part="route" data-route=${route.id}>
    <summary>${question}</summary>
    ${folded(() => verdictReasons(model, recommendation, route, possible))}
  </details>`;
}

function verdictReasons(model: Model, recommendation: Recommendation, route: RouteVerdict, possible: boolean): TemplateResult {
  const { rules } = recommendation.reasoning;
  const indicating = rules.filter((rule) => rule.for.includes(route.id));
  const excluding = rules.filter((rule) => rule.against.includes(route.id));
  const holding = (list: readonly RuleTrace[]) => list.filter(({ verdict }) => verdict === "holds");
  const unmet = indicating.filter(({ verdict }) => verdict === "doesNotHold");
  const waiting = [...indicating, ...excluding].filter(({ verdict }) => verdict === "open");
  const listed = (title: string, list: readonly RuleTrace[], met: Met) =>
    list.length === 0 ? nothing : html`<p>${title}</p><ul class="reasons">${list.map((rule) => reason(model, rule, met))}</ul>`;
  return html`<p>${summary(recommendation, route, possible)}</p>
    ${listed("Hierdoor uitgesloten:", holding(excluding), "yes")}
    ${listed("Dit pleit ervoor:", holding(indicating), "yes")}
    ${route.verdict === "open" ? listed("Dit is nog niet bekend:", waiting, "open") : nothing}
    ${listed("Dit zou ervoor pleiten, maar geldt hier niet:", unmet, "no")}`;
}

function summary({ route: advised }: Recommendation, { verdict, title }: RouteVerdict, possible: boolean): string {
  // Not indicated and still possible: the protocol's safety net.
  if (possible && verdict !== "open") return "Wordt het advies als geen andere route past.";
  switch (verdict) {
    case "excluded":
      return "Er is een reden voor, maar ook een reden die deze route uitsluit.";
    case "notIndicated":
      return "Geen van de redenen voor deze route geldt.";
    case "superseded":
      return `${title} past ook, maar ${advised?.title ?? "de geadviseerde route"} gaat voor en wordt alleen geadviseerd.`;
    case "open":
      return "Dit hangt nog af van open vragen.";
    default:
      return "";
  }
}
