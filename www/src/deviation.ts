// What this municipality has otherwise than the national protocol: not the rules alone.
import { html, nothing, type TemplateResult } from "lit";
import type { Deviation } from "virtual:protocols";
import type { ProtocolInfo } from "../element/engine/module";
import { count, sentence } from "../element/words";

/** Each table as people call it, in the order in which they would ask about it. */
const SECTIONS: readonly (readonly [section: string, title: string])[] = [
  ["vraag", "Vragen"],
  ["groep", "Groepen van vragen"],
  ["kenmerk", "Grenzen"],
  ["score", "Scores"],
  ["regel", "Regels"],
  ["onmogelijk", "Wat niet samen kan"],
  ["route", "Routes"],
  ["aanbod", "Aanbod"],
  ["contact", "Contacten"],
  ["signaal", "Signalen"],
  ["protocol", "Volgorde"],
];

/** Keys of a protocol file in words; another key is shown as it is written. */
const KEYS: Readonly<Record<string, string>> = {
  als: "grens of voorwaarde",
  aanbod: "aanbod",
  contact: "contact",
  patient: "tekst voor de patiënt",
  uitleg: "uitleg",
  termijn_werkdagen: "termijn in werkdagen",
  terugkoppeling: "terugkoppeling",
  titel: "naam",
  reden: "reden",
  voorrang: "volgorde van de routes",
  functie: "functie",
  organisatie: "organisatie",
  telefoon: "telefoon",
  email: "e-mail",
  website: "website",
};

/** Changes of these are short enough to show whole. */
const SHORT = 60;

export function deviationView(info: ProtocolInfo | null, all: readonly Deviation[]): TemplateResult | typeof nothing {
  if (info === null || info.base === null || all.length === 0) return nothing;
  const known = SECTIONS.map(([section]) => section);
  const rest = [...new Set(all.map(({ section }) => section))].filter((section) => !known.includes(section));
  const sections = [...SECTIONS, ...rest.map((section) => [section, section] as const)];
  return html`<details slot="advice" class="deviation" data-deviation>
    <summary>Anders dan landelijk: ${count(all.length, "onderdeel", "onderdelen")}</summary>
    <p>Wat ${info.municipalityName ?? info.id} anders heeft dan ${info.base.id} ${info.base.version}. De rest is hetzelfde.</p>
    ${sections.map(([section, title]) => {
      const here = all.filter((one) => one.section === section);
      return here.length === 0 ? nothing : html`<h3>${title}</h3><ul data-section=${section}>${here.map((one) => html`<li>${entry(one)}</li>`)}</ul>`;
    })}
  </details>`;
}

function entry({ section, title, change, reason, keys }: Deviation): TemplateResult {
  const name = section === "protocol" ? "" : title;
  if (change === "added") return html`${name} <span class="range">(nieuw)</span>`;
  if (change === "removed") return html`${name} <span class="range">(vervallen)</span>${reason === null ? nothing : html`: ${sentence(reason)}`}`;
  const parts = keys.map(({ key, base, local }) => difference(KEYS[key] ?? key, base, local));
  return html`${name}${name === "" ? nothing : ": "}${parts.map((part, at) => html`${at === 0 ? nothing : "; "}${part}`)}`;
}

function difference(name: string, base: string | null, local: string | null): TemplateResult {
  const short = [base, local].every((text) => text === null || text.length <= SHORT);
  if (!short) return html`${name} anders`;
  return html`${name}: <strong>${local ?? "geen"}</strong> (landelijk: ${base ?? "geen"})`;
}
