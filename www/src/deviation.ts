// What this municipality has otherwise than the national protocol: not the rules alone.
import { html, nothing, type TemplateResult } from "lit";
import type { Deviation } from "virtual:protocols";
import type { ProtocolInfo } from "../element/engine/module";
import { folded } from "../element/view/fold";
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
  als: "grens",
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

/** These name entries by their id, which stand in a list of their own. */
const LISTS = new Set(["aanbod", "contact", "voorrang", "bron"]);

/** Changes of these are short enough to show whole. */
const SHORT = 60;

export function deviationView(info: ProtocolInfo | null, all: readonly Deviation[]): TemplateResult | typeof nothing {
  const base = info?.base ?? null;
  if (info === null || base === null || all.length === 0) return nothing;
  return html`<details slot="advice" class="deviation" data-deviation>
    <summary>Anders dan landelijk: ${count(all.length, "onderdeel", "onderdelen")}</summary>
    ${folded(() => listed(info, base, all))}
  </details>`;
}

function listed(info: ProtocolInfo, base: NonNullable<ProtocolInfo["base"]>, all: readonly Deviation[]): TemplateResult {
  const known = SECTIONS.map(([section]) => section);
  const rest = [...new Set(all.map(({ section }) => section))].filter((section) => !known.includes(section));
  const sections = [...SECTIONS, ...rest.map((section) => [section, section] as const)];
  return html`<p>Wat ${info.municipalityName ?? info.id} anders heeft dan ${base.id} ${base.version}. De rest is hetzelfde.</p>
    ${sections.map(([section, title]) => {
      const here = all.filter((one) => one.section === section);
      return here.length === 0 ? nothing : html`<h3>${title}</h3><ul data-section=${section}>${here.map((one) => html`<li>${entry(one)}</li>`)}</ul>`;
    })}`;
}

function entry({ section, title, change, reason, keys }: Deviation): TemplateResult {
  const name = section === "protocol" ? "" : title;
  if (change === "added") return html`${name} <span class="range">(nieuw)</span>`;
  if (change === "removed") return html`${name} <span class="range">(vervallen)</span>${reason === null ? nothing : html`: ${sentence(reason)}`}`;
  // What it is called stands there already.
  const parts = keys.filter(({ local }) => local !== title).map(({ key, base, local }) => difference(key, base, local));
  const start = name.replace(/[.]$/, "");
  return html`${start}${start === "" || parts.length === 0 ? nothing : ": "}${parts.map((part, at) => html`${at === 0 ? nothing : "; "}${part}`)}`;
}

function difference(key: string, base: string | null, local: string | null): TemplateResult {
  const name = KEYS[key] ?? key;
  const short = [base, local].every((text) => text === null || text.length <= SHORT);
  if (!short || LISTS.has(key)) return html`${name} anders`;
  return html`${name}: <strong>${readable(local)}</strong> (landelijk: ${readable(base)})`;
}

/** The comparisons of a condition in words. */
function readable(text: string | null): string {
  return (text ?? "geen").replace(/ >= /g, " vanaf ").replace(/ <= /g, " tot en met ").replace(/ > /g, " boven ").replace(/ < /g, " onder ");
}
