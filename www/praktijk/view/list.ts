// The worklist: per patient a route with its reasons, what came of asking, and how often each rule holds.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { ListProtocol } from "virtual:lists";
import { sentence } from "../../element/words";
import type { ListedRow, OutcomeInfo } from "../engine/messages";
import { ROWS, routeTitle, type Actions, type List, type Shown, type State } from "../state";

export const LIST_TITLE = "lijst-titel";
const OPEN = "onvoldoende_gegevens";

const numbers = new Intl.NumberFormat("nl-NL");
/** Cut off and not rounded, as on the command line. */
const share = (rows: number, of: number) => (of === 0 ? "" : `${(Math.floor((1000 * rows) / of) / 10).toLocaleString("nl-NL", { maximumFractionDigits: 1, minimumFractionDigits: 1 })} %`);

export function runningView({ running }: State, actions: Actions): TemplateResult | typeof nothing {
  if (running === null) return nothing;
  return html`<section class="step" aria-labelledby="bezig">
    <h2 id="bezig" tabindex="-1">De lijst wordt gemaakt</h2>
    <p><progress aria-labelledby="bezig" max=${Math.max(1, running.of)} value=${running.read}></progress> <span data-progress>${numbers.format(running.rows)} rijen</span></p>
    <p><button type="button" class="choice" data-do="stop" @click=${() => actions.stop()}>Stop</button></p>
  </section>`;
}

export function listView(state: State, made: List, list: ListProtocol, actions: Actions): TemplateResult {
  const { counts } = made.counts;
  return html`<section class="step" aria-labelledby=${LIST_TITLE}>
      <h2 id=${LIST_TITLE} tabindex="-1">De lijst van ${made.name}</h2>
      ${made.stopped ? html`<p class="wrong">Gestopt voor het einde. Wat hieronder staat, is een deel van de uitdraai.</p>` : nothing}
      <p data-counts>
        ${numbers.format(counts.gelezen)} rijen gelezen: ${numbers.format(counts.vastgesteld)} vastgesteld, ${numbers.format(counts.onvoldoendeGegevens)} met onvoldoende gegevens,
        ${numbers.format(counts.fout)} fout.
      </p>
      <p class="do">
        <button type="button" class="choice" data-do="download" @click=${() => void actions.download()}>Bewaar de lijst als CSV</button>
        <button type="button" class="quiet" data-do="clear" @click=${() => actions.clear()}>Wis alles en begin opnieuw</button>
      </p>
      <p class="range">De lijst bevat gegevens van patiënten. Bewaar het bestand alleen waar dat mag, en gooi het weg als u klaar bent. Zonder bewaren is alles weg als u deze pagina sluit.</p>
      ${summaryView(made, list)} ${badView(made, actions)}
    </section>
    <section class="step" aria-labelledby="namen">
      <h2 id="namen">Per patiënt</h2>
      ${filterView(made.shown, made, list, actions)} ${tableView(state, made, list, actions)}
    </section>`;
}

function summaryView({ counts: { counts } }: List, list: ListProtocol): TemplateResult {
  const all = counts.vastgesteld + counts.onvoldoendeGegevens;
  const row = (name: string, id: string, rows: number) => html`<tr data-count=${id}><th scope="row">${name}</th><td>${numbers.format(rows)}</td><td>${share(rows, all)}</td></tr>`;
  const table = (caption: string, rows: TemplateResult[]) => html`<table class="counts">
    <caption>${caption}</caption>
    <thead><tr><th scope="col">Wat</th><th scope="col">Rijen</th><th scope="col">Deel</th></tr></thead>
    <tbody>${rows}</tbody>
  </table>`;
  const routes = [...list.routes.map(({ id }) => id), OPEN, ...(counts.routes.geen_advies === undefined ? [] : ["geen_advies"])];
  const missing = Object.entries(counts.ontbreekt);
  const short = new Map(list.form.groups.flatMap(({ questions }) => questions.map((one) => [one.id, one.short] as const)));
  return html`<div class="summaries">
    ${table("Routes", routes.map((id) => row(routeTitle(list, id), `route-${id}`, counts.routes[id] ?? 0)))}
    <details data-rules>
      <summary>Per regel, signaal en open vraag</summary>
      ${table("Regels die gelden", list.rules.map(({ id, reason }) => row(reason, `regel-${id}`, counts.regels[id] ?? 0)))}
      ${table("Signalen", list.signals.map(({ id, title }) => row(title, `signaal-${id}`, counts.signalen[id] ?? 0)))}
      ${missing.length === 0 ? nothing : table("Ontbreekt bij onvoldoende gegevens", missing.map(([id, rows]) => row(short.get(id) ?? id, `ontbreekt-${id}`, rows)))}
    </details>
  </div>`;
}

function badView({ bad, counts: { counts } }: List, actions: Actions): TemplateResult | typeof nothing {
  if (counts.fout === 0) return nothing;
  return html`<details class="bad" data-bad>
    <summary>${numbers.format(counts.fout)} ${counts.fout === 1 ? "rij die niet te lezen is" : "rijen die niet te lezen zijn"}</summary>
    <p>Deze rijen staan niet in de lijst. Verbeter ze in de uitdraai, of loop ze zelf na.</p>
    <ul>${bad.map(({ line, message }) => html`<li>Regel ${line}: ${message}</li>`)}</ul>
    ${bad.length < counts.fout ? html`<button type="button" class="quiet" data-do="more-bad" @click=${() => void actions.moreBad()}>Toon er meer</button>` : nothing}
  </details>`;
}

function filterView(shown: Shown, { counts: { counts } }: List, list: ListProtocol, actions: Actions): TemplateResult {
  const value = (event: Event) => (event.currentTarget as HTMLSelectElement | HTMLInputElement).value;
  const orAll = (event: Event) => value(event) || null;
  const routes = [...list.routes.map(({ id }) => id), OPEN, "geen_advies"].filter((id) => (counts.routes[id] ?? 0) > 0);
  const rules = list.rules.filter(({ id }) => (counts.regels[id] ?? 0) > 0);
  return html`<form class="filters" @submit=${(event: Event) => event.preventDefault()}>
    <label>Route
      <select data-filter="route" @change=${(event: Event) => void actions.show({ route: orAll(event), page: 0 })}>
        <option value="" .selected=${shown.route === null}>alle routes</option>
        ${routes.map((id) => html`<option value=${id} .selected=${shown.route === id}>${routeTitle(list, id)}</option>`)}
      </select>
    </label>
    <label>Reden
      <select data-filter="rule" @change=${(event: Event) => void actions.show({ rule: orAll(event), page: 0 })}>
        <option value="" .selected=${shown.rule === null}>alle redenen</option>
        ${rules.map(({ id, reason }) => html`<option value=${id} .selected=${shown.rule === id}>${reason}</option>`)}
      </select>
    </label>
    <label>Volgorde
      <select data-filter="sorting" @change=${(event: Event) => void actions.show({ sorting: value(event) as Shown["sorting"], page: 0 })}>
        ${([["line", "zoals in de uitdraai"], ["reasons", "meeste redenen eerst"], ["key", "op pseudoniem"]] as const).map(([id, title]) => html`<option value=${id} .selected=${shown.sorting === id}>${title}</option>`)}
      </select>
    </label>
    <label>Zoek pseudoniem <input type="text" autocomplete="off" data-filter="search" .value=${live(shown.search)} @input=${(event: Event) => void actions.show({ search: value(event), page: 0 })} /></label>
    <label class="check"><input type="checkbox" data-filter="noted" .checked=${live(shown.noted)} @change=${() => void actions.show({ noted: !shown.noted, page: 0 })} /> alleen wie al gevraagd is</label>
  </form>`;
}

function tableView({ notes }: State, { page, shown }: List, list: ListProtocol, actions: Actions): TemplateResult {
  const from = shown.page * ROWS;
  const last = Math.max(0, Math.ceil(page.total / ROWS) - 1);
  const turn = (to: number, label: string, name: string) => html`<button type="button" class="quiet" data-do=${name} ?disabled=${to < 0 || to > last} @click=${() => void actions.show({ page: to })}>${label}</button>`;
  return html`<p role="status" data-total>${page.total === 0 ? "Geen rijen." : `Rij ${numbers.format(from + 1)} tot en met ${numbers.format(from + page.rows.length)} van ${numbers.format(page.total)}.`}</p>
    <div class="scroll" tabindex="0" role="region" aria-label="Patiënten in de lijst">
      <table class="patients" role="table">
        <thead role="rowgroup"><tr role="row">${["Pseudoniem", "Route", "Waarom", "Gesprek"].map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}</tr></thead>
        <tbody role="rowgroup">${page.rows.map((row) => rowView(row, notes.get(row.row) ?? null, list, actions))}</tbody>
      </table>
    </div>
    <p class="turn">${turn(shown.page - 1, "Vorige", "previous")} <span>Bladzijde ${shown.page + 1} van ${last + 1}</span> ${turn(shown.page + 1, "Volgende", "next")}</p>`;
}

function rowView(row: ListedRow, note: string | null, list: ListProtocol, actions: Actions): TemplateResult {
  const { key, outcome, line } = row;
  // Where it is narrow the cells stand below each other; the roles keep it a table.
  return html`<tr role="row" data-row=${row.row}>
    <th role="rowheader" scope="row"><span data-key>${key}</span><span class="range"> regel ${line}</span></th>
    <td role="cell">${routeTitle(list, outcome.route)}</td>
    <td role="cell">${whyView(outcome, list)}</td>
    <td role="cell">${note === null ? nothing : html`<p data-note>${note}</p>`}<button type="button" class="quiet" data-do="talk" aria-label=${`Gesprek met ${key}`} @click=${() => void actions.talkTo(row)}>${note === null ? "Gesprek" : "Open weer"}</button></td>
  </tr>`;
}

/** The reasons in sentences; without any it says that, and what keeps an open row open. */
export function whyView({ rules, signals, decided, possible, missing }: OutcomeInfo, list: ListProtocol): TemplateResult {
  const held = list.rules.filter(({ id, indicates, against }) => rules.includes(id) && indicates.length + against.length > 0);
  const raised = list.signals.filter(({ id }) => signals.includes(id));
  const asked = list.form.groups.flatMap(({ questions }) => questions.filter(({ id }) => missing.includes(id)).map(({ short }) => short));
  return html`${held.length === 0 ? (decided ? html`<p>Geen regel geldt.</p>` : nothing) : held.map(({ reason, against }) => html`<p>${against.length > 0 ? "Niet nu: " : nothing}${sentence(reason)}</p>`)}
    ${decided ? nothing : html`<p>Nog mogelijk: ${possible.map((id) => routeTitle(list, id)).join(" of ")}. Ontbreekt: ${asked.join(", ")}.</p>`}
    ${raised.length === 0 ? nothing : html`<p class="range">Let op: ${raised.map(({ title }) => title).join("; ")}.</p>`}`;
}
