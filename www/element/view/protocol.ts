// Which protocol this is: version, status, days, digest, sources, and what is this municipality's own.
import { html, nothing, type TemplateResult } from "lit";
import type { ProtocolInfo, Recommendation, RuleTrace, SourceInfo } from "../engine/module";
import { count, day, sentence, status, validity } from "../words";
import { folded } from "./fold";
import { sources } from "./sources";

const HEX = 12;

export function protocolView(recommendation: Recommendation): TemplateResult {
  const { protocol: info, date, reasoning } = recommendation;
  const own = info.base === null ? [] : reasoning.rules.filter((rule) => isOwn(rule, info));
  return html`<details class="origin protocol" part="protocol">
    <summary>Protocol ${info.id} ${info.version}${info.base === null ? nothing : html`, wijkt op punten af van ${info.base.id} ${info.base.version}`}</summary>
    ${folded(() => html`<dl class="practical">
      <dt>Titel</dt><dd>${info.title}</dd>
      <dt>Status</dt><dd>${status(info)}</dd>
      <dt>Geldigheid</dt><dd>${validity(info)}; advies op ${day(date)}</dd>
      <dt>Kenmerk</dt><dd><code title=${info.digest}>${info.digest.replace(/^sha256:/, "").slice(0, HEX)}</code></dd>
    </dl>
    ${info.base === null ? nothing : deviation(info, own, reasoning.rules.length)} ${sources(sourcesOf(reasoning.rules))}`)}
  </details>`;
}

/** Whether a rule is written, or written otherwise, in the protocol itself and not in what it builds on. */
export function isOwn(rule: RuleTrace, info: ProtocolInfo): boolean {
  return info.base !== null && rule.at.file === info.file;
}

/** At a rule: whose it is. */
export function ownership(rule: RuleTrace, info: ProtocolInfo): TemplateResult | typeof nothing {
  if (info.base === null || !isOwn(rule, info)) return nothing;
  return html`<span class="own" part="own">Eigen regel van ${info.municipalityName ?? info.id}, anders dan ${info.base.id} ${info.base.version}</span>`;
}

function deviation({ base, municipalityName, id }: ProtocolInfo, own: readonly RuleTrace[], all: number): TemplateResult {
  const name = municipalityName ?? id;
  if (own.length === 0) return html`<p>Alle ${all} regels komen uit ${base?.id} ${base?.version}. Contacten, aanbod en volgorde zijn van ${name}.</p>`;
  return html`<p>Eigen of gewijzigd door ${name}: ${count(own.length, "regel", "regels")} van ${all}.</p>
    <ul class="seen">${own.map(({ reason, id: rule }) => html`<li data-own=${rule}>${sentence(reason)}</li>`)}</ul>`;
}

/** Those of the rules that hold, each once. */
function sourcesOf(rules: readonly RuleTrace[]): SourceInfo[] {
  const found = rules.filter(({ verdict }) => verdict === "holds").flatMap((rule) => rule.sources);
  return [...new Map(found.map((source) => [source.id, source])).values()];
}
