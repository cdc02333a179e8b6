// The protocol as people read it. A click on a line goes to its place in the text; simple things change here.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { choicesOf, ids, rangeOf, reference, textOf, titleOf, type Merged, type MergedEntry } from "../../text/merged";
import type { Named } from "../../publish/paper";
import { day } from "../say";
import { sentence } from "../../text/sentence";
import type { Actions, State } from "../state";
import { gapsIn, gapsOf, type Gaps } from "./coverage";
import { changeView, headerChange } from "./change";
import type { Room } from "./room";
import { called } from "./shared";

export function readableView(state: State, actions: Actions, room: Room): TemplateResult {
  const { merged, doc, faults } = state;
  if (merged === null) return html``;
  const writable = doc?.writable === true;
  const base = merged.chain[1];
  const info = faults?.info ?? null;
  const untested = new Set(state.examples?.coverage[0]?.rules.missing);
  const context = { merged, actions, writable, untested, room, gaps: gapsOf(state.examples) };
  const routes = ordered(merged);
  const removed = merged.entries.filter((one) => one.removed !== null);
  return html`<article class="readable">
    <h2>${textOf(merged.header, "titel") || "Zonder titel"}</h2>
    <dl class="about">
      <dt>Versie</dt><dd>${textOf(merged.header, "versie")} (${textOf(merged.header, "status")})</dd>
      <dt>Geldig</dt><dd>vanaf ${day(textOf(merged.header, "geldig_vanaf"))}${textOf(merged.header, "geldig_tot") === "" ? nothing : ` tot en met ${day(textOf(merged.header, "geldig_tot"))}`}</dd>
      <dt>Basis</dt><dd>${base === undefined ? "geen: dit protocol staat op zichzelf" : html`${reference(base)}. <mark>Gemarkeerd</mark> is wat hier anders is dan in de basis.`}</dd>
      <dt>Kenmerk</dt><dd>${info === null ? "nog niet: er staat een fout in de tekst" : html`<code>${info.digest}</code>`}</dd>
    </dl>
    ${headerChange(context)}
    <p class="do no-print"><button type="button" class="quiet" data-do="print" @click=${() => actions.print()}>Druk af</button></p>
    <h3>Routes, de belangrijkste eerst</h3>
    <p>Zijn er meer routes passend, dan is de eerste uit deze lijst het advies.</p>
    <ol class="routes">${repeat(room.some(routes, (route) => 1 + rulesOf(route, merged).length), ({ id }) => id, (route, at) => routeView(route, at, routes, context))}</ol>
    ${rulesView("Signalen", merged.inSpace("signaal"), "signaal", context)}
    <h3>Vragen</h3>
    ${groups(merged).map(({ title, questions }) => html`<h4>${title}</h4><ul>${room.some(questions).map((one) => questionView(one, context))}</ul>`)}
    ${list("Kenmerken en scores", merged.entries.filter((one) => one.removed === null && (one.section === "kenmerk" || one.section === "score")), context, (one) => html`${own(one, "titel", merged)}${textOf(one.values, "als") === "" ? nothing : html`: ${condition(one, context)}`}`)}
    ${list("Kan niet samen voorkomen", merged.inSpace("onmogelijk"), context, (one) => html`${condition(one, context)} ${textOf(one.values, "reden")}`)}
    ${list("Aanbod", merged.inSpace("aanbod"), context, (one) => html`${own(one, "titel", merged)}${textOf(one.values, "uitleg") === "" ? nothing : html`: ${own(one, "uitleg", merged)}`}`)}
    ${list("Contacten", merged.inSpace("contact"), context, (one) => contactView(one, context))}
    ${list("Vervallen uit de basis", removed, context, (one) => html`${one.section} ${one.id}: ${one.removed === "" ? "zonder reden" : one.removed}`)}
    ${list("Bronnen", merged.inSpace("bron"), context, (one) => html`${titleOf(one)}${textOf(one.values, "url") === "" ? nothing : html` <span class="url">${textOf(one.values, "url")}</span>`}`)}
  </article>`;
}

/** What stands on every sheet of paper. */
export function paperOf({ merged, faults }: State): Named {
  const said = (key: string) => (merged === null ? "" : textOf(merged.header, key));
  return { name: `${said("titel")}, versie ${said("versie")} (${said("status")})`, digest: faults?.info?.digest ?? null };
}

interface Context {
  readonly merged: Merged;
  readonly actions: Actions;
  readonly writable: boolean;
  /** Rules that hold in no example. */
  readonly untested: ReadonlySet<string>;
  readonly gaps: Gaps;
  readonly room: Room;
}

/** In the order of precedence; what is missing there comes last. */
export function ordered(merged: Merged): MergedEntry[] {
  const rank = (merged.header.get("voorrang")?.value.items ?? []).map(({ text }) => text);
  const place = (id: string) => (rank.includes(id) ? rank.indexOf(id) : rank.length);
  return [...merged.inSpace("route")].sort((a, b) => place(a.id) - place(b.id));
}

export function groups(merged: Merged): { readonly title: string; readonly questions: readonly MergedEntry[] }[] {
  const questions = merged.entries.filter((one) => one.section === "vraag" && one.removed === null);
  const of = (id: string) => questions.filter((one) => textOf(one.values, "groep") === id);
  const named = merged.inSpace("groep").map((one) => ({ title: titleOf(one), questions: of(one.id) }));
  const known = new Set(merged.inSpace("groep").map(({ id }) => id));
  const rest = questions.filter((one) => !known.has(textOf(one.values, "groep")));
  return [...named, { title: "Overige vragen", questions: rest }].filter((one) => one.questions.length > 0);
}

/** A text of an entry, marked when the municipality wrote it. */
function own(entry: MergedEntry, key: string, merged: Merged): TemplateResult | string {
  const text = textOf(entry.values, key);
  return entry.own.has(key) && merged.chain.length > 1 ? html`<mark>${text}</mark>` : text;
}

function jump(entry: MergedEntry, label: TemplateResult | string, { actions }: Context): TemplateResult {
  return html`<button type="button" class="jump" data-jump=${`${entry.section}.${entry.id}`} @click=${() => actions.go(entry.section, entry.id)}>${label}</button>`;
}

function mark(entry: MergedEntry, { merged }: Context): TemplateResult | typeof nothing {
  if (merged.chain.length === 1 || entry.own.size === 0 || entry.removed !== null) return nothing;
  return html` <span class="own">${entry.inBase ? "gewijzigd" : "eigen"}</span>`;
}

function routeView(route: MergedEntry, at: number, all: readonly MergedEntry[], context: Context): TemplateResult {
  const { merged, actions, writable } = context;
  const rules = rulesOf(route, merged);
  const indicating = rules.filter((rule) => ids(rule, "voor").includes(route.id));
  const excluding = rules.filter((rule) => ids(rule, "tegen").includes(route.id));
  return html`<li data-entry=${`route.${route.id}`}>
    <h4>${jump(route, own(route, "titel", merged), context)}${mark(route, context)}</h4>
    ${writable ? html`<p class="do no-print">
      <button type="button" class="quiet" data-move="eerder" ?disabled=${at === 0} @click=${() => actions.move(route.id, -1)}>Eerder<span class="visually-hidden"> in de voorrang: ${titleOf(route)}</span></button>
      <button type="button" class="quiet" data-move="later" ?disabled=${at === all.length - 1} @click=${() => actions.move(route.id, 1)}>Later<span class="visually-hidden"> in de voorrang: ${titleOf(route)}</span></button>
    </p>` : nothing}
    <p>${own(route, "uitleg", merged)}</p>
    ${textOf(route.values, "vangnet") === "true" ? html`<p>Vangnet: het advies als geen andere route past.</p>` : nothing}
    ${textOf(route.values, "patient") === "" ? nothing : html`<p class="patient"><strong>Voor de patiënt:</strong> ${own(route, "patient", merged)}</p>`}
    ${changeView(route, context)}
    ${indicating.length === 0 ? nothing : html`<p>Past als een van deze regels geldt:</p><ul>${indicating.map((rule) => ruleView(rule, context))}</ul>`}
    ${excluding.length === 0 ? nothing : html`<p>Valt af als:</p><ul>${excluding.map((rule) => ruleView(rule, context))}</ul>`}
    ${ids(route, "contact").length === 0 ? nothing : html`<p>Contact: ${ids(route, "contact").map((id) => called(merged, "contact", id)).join("; ")}</p>`}
    ${ids(route, "aanbod").length === 0 ? nothing : html`<p>Aanbod: ${ids(route, "aanbod").map((id) => called(merged, "aanbod", id)).join("; ")}</p>`}
    ${textOf(route.values, "termijn_werkdagen") === "" ? nothing : html`<p>Reactie binnen ${own(route, "termijn_werkdagen", merged)} werkdagen.</p>`}
  </li>`;
}

function rulesOf(route: MergedEntry, merged: Merged): MergedEntry[] {
  return merged.inSpace("regel").filter((rule) => ids(rule, "voor").includes(route.id) || ids(rule, "tegen").includes(route.id));
}

function condition(entry: MergedEntry, { merged, actions, gaps }: Context, key = "als"): TemplateResult | typeof nothing {
  const text = textOf(entry.values, key);
  if (text === "") return nothing;
  const parts = sentence(text, merged).map((part) => (part.name === null ? part.text : html`<button type="button" class="jump name" @click=${() => actions.go("vraag", part.name ?? "")}>${part.text}</button>`));
  const changed = entry.own.has(key) && entry.inBase;
  return html`<span class="condition">${changed ? html`<mark>${parts}</mark>` : parts}.</span>${gapsIn(text, gaps, merged).map((said) => html` <span class="untested no-print">${said}</span>`)}`;
}

function ruleView(rule: MergedEntry, context: Context): TemplateResult {
  const { merged, untested } = context;
  return html`<li data-entry=${`regel.${rule.id}`}>${jump(rule, own(rule, "reden", merged), context)}${mark(rule, context)}
    <br />${condition(rule, context)}
    ${sources(rule, merged)} ${untested.has(rule.id) ? html`<span class="untested no-print">Geen voorbeeld raakt deze regel.</span>` : nothing}${changeView(rule, context)}</li>`;
}

function sources(entry: MergedEntry, merged: Merged): TemplateResult | typeof nothing {
  const all = ids(entry, "bron");
  return all.length === 0 ? nothing : html`<span class="sources">Bron: ${all.map((id) => called(merged, "bron", id)).join("; ")}.</span>`;
}

function questionView(question: MergedEntry, context: Context): TemplateResult {
  const { merged } = context;
  const choices = choicesOf(question.values);
  return html`<li data-entry=${`vraag.${question.id}`}>${jump(question, own(question, "tekst", merged), context)}${mark(question, context)}
    <span class="range">${choices.length === 0 ? rangeOf(question) : choices.map(({ label }) => label).join(" · ")}</span>
    ${textOf(question.values, "alleen_als") === "" ? nothing : html`<br />Alleen gevraagd als ${condition(question, context, "alleen_als")}`} ${sources(question, merged)}${changeView(question, context)}</li>`;
}

const CONTACT_KEYS = ["functie", "organisatie", "telefoon", "email", "website"] as const;

function contactView(contact: MergedEntry, { merged }: Context): TemplateResult {
  const shown = CONTACT_KEYS.filter((key) => textOf(contact.values, key) !== "");
  return html`${shown.map((key, at) => html`${at === 0 ? nothing : ", "}${own(contact, key, merged)}`)}`;
}

function rulesView(title: string, all: readonly MergedEntry[], key: string, context: Context): TemplateResult | typeof nothing {
  const { merged } = context;
  if (all.length === 0) return nothing;
  return html`<h3>${title}</h3><ul>${context.room.some(all).map((one) => html`<li data-entry=${`${one.section}.${one.id}`}>${jump(one, own(one, "titel", merged), context)}${mark(one, context)}${changeView(one, context)}
    <ul>${merged.inSpace("regel").filter((rule) => ids(rule, key).includes(one.id)).map((rule) => ruleView(rule, context))}</ul></li>`)}</ul>`;
}

function list(title: string, all: readonly MergedEntry[], context: Context, view: (one: MergedEntry) => TemplateResult): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<h3>${title}</h3><ul>${context.room.some(all).map((one) => html`<li data-entry=${`${one.section}.${one.id}`}>${jump(one, html`<span class="id">${one.id}</span>`, context)}${mark(one, context)} ${view(one)}${one.removed === null ? changeView(one, context) : nothing}</li>`)}</ul>`;
}
