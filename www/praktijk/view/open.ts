// The first screen: a file, and which of its columns answers which question.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { ListProtocol } from "virtual:lists";
import type { FormQuestion } from "../../pkg/domeinwijzer.js";
import { status } from "../../element/words";
import { empties, makings, mapText, noOrigin, type Choices, type Origin } from "../map/choices";
import type { Actions, Opened, State } from "../state";

export const MAKE_FAULTS = "fouten";

const taken = (event: Event, take: (file: File) => unknown) => {
  const input = event.currentTarget as HTMLInputElement;
  const [file] = input.files ?? [];
  if (file !== undefined) void take(file);
  // The same file may be opened twice.
  input.value = "";
};

export function openView(state: State, actions: Actions): TemplateResult {
  const { opened, list, lists, faults } = state;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) void actions.open(file);
  };
  return html`<section class="step" aria-labelledby="stap-uitdraai">
      <h2 id="stap-uitdraai">1. De uitdraai</h2>
      <p>Een CSV-bestand uit uw eigen HIS: op de eerste regel de namen van de kolommen, daarna één regel per patiënt. Het blijft op deze computer: de pagina leest het en verstuurt niets.</p>
      <p>Neem een pseudoniem als sleutel. Kolommen met een BSN, naam, adres of geboortedatum horen er niet in.</p>
      ${list === null ? html`<p class="wrong">Er is hier geen protocol voor een lijst van kracht.</p>` : protocolChoice(lists, list, actions)}
      <p>
        <label class="open-file">Open een eigen protocol<input type="file" accept=".toml" data-do="protocol" @change=${(event: Event) => taken(event, actions.openProtocol)} /></label>
        <span class="range">met grenzen die u als praktijk zelf vaststelt</span>
      </p>
      <p class="drop" @dragover=${(event: Event) => event.preventDefault()} @drop=${drop}>
        <label class="open-file">Open een uitdraai<input type="file" accept=".csv,.txt,.tsv,text/csv" data-do="open" ?disabled=${list === null} @change=${(event: Event) => taken(event, actions.open)} /></label>
        <span class="range">of sleep het bestand hierheen</span>
      </p>
      ${opened === null ? nothing : html`<p role="status" data-opened>${opened.file.name}: ${opened.looked.columns.length} kolommen, met <q>${opened.looked.separator === "\t" ? "tab" : opened.looked.separator}</q> ertussen.</p>`}
    </section>
    ${opened === null || list === null ? nothing : mapStep(opened, list, actions)}
    <div role="alert" id=${MAKE_FAULTS} tabindex="-1" data-faults>${faults.length === 0 ? nothing : html`<ul class="wrong plain">${faults.map((one) => html`<li>${one}</li>`)}</ul>`}</div>`;
}

function protocolChoice(lists: readonly ListProtocol[], { info }: ListProtocol, actions: Actions): TemplateResult {
  const told = html`${info.title}, ${info.version} (${status(info)})`;
  if (lists.length < 2) return html`<p>Protocol: ${told}</p>`;
  return html`<p><label>Protocol <select data-do="list" @change=${(event: Event) => actions.choose((event.currentTarget as HTMLSelectElement).value)}>
    ${lists.map((one) => html`<option value=${one.info.digest} .selected=${one.info.digest === info.digest}>${one.info.title}, ${one.info.version}</option>`)}
  </select></label> ${told}</p>`;
}

function mapStep(opened: Opened, list: ListProtocol, actions: Actions): TemplateResult {
  const { mapping, looked } = opened;
  return html`<section class="step" aria-labelledby="stap-kolommen">
    <h2 id="stap-kolommen">2. De kolommen</h2>
    <p>
      <label class="open-file">Open een kolommenbestand<input type="file" accept=".toml" data-do="map" @change=${(event: Event) => taken(event, actions.openMap)} /></label>
      <span class="range">Hebt u er nog geen? Kies hieronder, en bewaar het voor een volgende keer.</span>
    </p>
    ${mapping.from === "file"
      ? html`<p>Kolommenbestand <strong>${mapping.name}</strong>. <button type="button" class="quiet" data-do="forget-map" @click=${() => actions.forgetMap()}>Kies zelf de kolommen</button></p>
          <details><summary>Wat erin staat</summary><pre tabindex="0" role="region" aria-label="Kolommenbestand">${mapping.text}</pre></details>`
      : chooser(mapping.choices, opened, list, actions)}
    ${mapping.from === "file" && looked.identifying.length > 0
      ? html`<p>Let op: ${looked.identifying.map(({ column, what }) => `kolom ‘${column}’ lijkt op ${what}`).join("; ")}. Staat hij niet bij <code>negeer</code>, dan begint de lijst niet.</p>`
      : nothing}
    <p class="do">
      <button type="button" class="choice" data-do="make" @click=${() => void actions.make()}>Maak de lijst</button>
      ${mapping.from === "page" ? html`<button type="button" class="quiet" data-do="save-map" @click=${() => actions.saveMap()}>Bewaar de keuze als kolommenbestand</button>` : nothing}
    </p>
  </section>`;
}

function chooser(choices: Choices, { looked }: Opened, { form }: ListProtocol, actions: Actions): TemplateResult {
  const change = (some: Partial<Choices>) => actions.change({ ...choices, ...some });
  const toggle = (column: string) => change({ ignored: choices.ignored.includes(column) ? choices.ignored.filter((one) => one !== column) : [...choices.ignored, column] });
  const free = looked.columns.filter((column) => !choices.ignored.includes(column));
  return html`${looked.identifying.length === 0
      ? nothing
      : html`<fieldset class="refused" data-refused>
          <legend>Hier is te zien wie iemand is. Met deze kolommen begint de lijst niet.</legend>
          ${looked.identifying.map(
            ({ column, what }) => html`<label class="check"><input type="checkbox" .checked=${live(choices.ignored.includes(column))} @change=${() => toggle(column)} /><span>Sla kolom <strong>${column}</strong> over: die lijkt op ${what}</span></label>`,
          )}
        </fieldset>`}
    <p>De keuzes hieronder zijn geraden naar de namen van de kolommen. <strong>Kijk ze na.</strong> Een vraag zonder kolom blijft open, en een lege cel ook: leeg is niet nee.</p>
    <div class="pair">
      <label>Pseudoniem (sleutel) ${columnSelect(free, choices.key, "sleutel", (key) => change({ key }))}</label>
      <label>Peildatum <input type="date" required .value=${live(choices.date)} @change=${(event: Event) => change({ date: (event.currentTarget as HTMLInputElement).value })} /></label>
    </div>
    ${form.groups.map(
      ({ title, questions }) => html`<fieldset class="questions">
        <legend>${title}</legend>
        ${questions.map((question) => originView(question, choices.origins[question.id] ?? noOrigin, free, (origin) => change({ origins: { ...choices.origins, [question.id]: origin } })))}
      </fieldset>`,
    )}
    <details><summary>Het kolommenbestand dat hierbij hoort</summary><pre tabindex="0" role="region" aria-label="Kolommenbestand">${mapText(choices)}</pre></details>`;
}

function columnSelect(columns: readonly string[], chosen: string, name: string, choose: (column: string) => void): TemplateResult {
  return html`<select data-column=${name} @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value)}>
    <option value="" .selected=${chosen === ""}>geen kolom</option>
    ${columns.map((column) => html`<option value=${column} .selected=${column === chosen}>${column}</option>`)}
  </select>`;
}

const MADE = { "": "staat er zo", leeftijd: "leeftijd uit jaar of datum", maanden: "maanden sinds een datum", aantal: "hoeveel erin staan" } as const;

function originView(question: FormQuestion, origin: Origin, columns: readonly string[], set: (origin: Origin) => void): TemplateResult {
  const { id, short, kind } = question;
  const { columns: chosen, made } = origin;
  const put = (at: number) => (column: string) => set({ ...origin, columns: column === "" ? chosen.filter((_, other) => other !== at) : [...chosen.slice(0, at), column, ...chosen.slice(at + 1)] });
  const adds = chosen.length > 0 && kind !== "choice" && !chosen.includes("");
  const value = (event: Event) => (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;
  return html`<div class="origin" data-question=${id} role="group" aria-labelledby=${`kolom-${id}`}>
    <p class="label" id=${`kolom-${id}`}>${short}</p>
    <p class="picks">
      ${[...chosen, ...(chosen.length === 0 ? [""] : [])].map((column, at) => html`<label><span class="visually-hidden">Kolom</span>${columnSelect(columns, column, id, put(at))}</label>`)}
      ${adds ? html`<button type="button" class="quiet" data-add=${id} aria-label=${`Kolom erbij voor ${short}`} @click=${() => set({ ...origin, columns: [...chosen, ""] })}>kolom erbij</button>` : nothing}
      ${chosen.length === 0
        ? nothing
        : html`${makings(question).length < 2
              ? nothing
              : html`<label><span class="visually-hidden">Wat ervan gemaakt wordt</span><select data-made=${id} @change=${(event: Event) => set({ ...origin, made: value(event) as Origin["made"] })}>
                  ${makings(question).map((one) => html`<option value=${one} .selected=${one === made}>${MADE[one]}</option>`)}
                </select></label>`}
            ${made === "aantal" ? html`<label>begint met <input type="text" size="8" data-prefixes=${id} .value=${live(origin.prefixes)} @input=${(event: Event) => set({ ...origin, prefixes: value(event) })} /></label>` : nothing}
            ${made === "maanden" && kind === "yesNo"
              ? html`<label>ja tot en met <input type="text" inputmode="numeric" size="4" data-yes=${id} .value=${live(origin.yesUpTo)} @input=${(event: Event) => set({ ...origin, yesUpTo: value(event) })} /> maanden</label>`
              : nothing}
            ${empties(question).length === 0
              ? nothing
              : html`<label>leeg is <select data-empty=${id} @change=${(event: Event) => set({ ...origin, empty: value(event) })}>
                  <option value="" .selected=${origin.empty === ""}>niet bekend</option>
                  ${empties(question).map((one) => html`<option value=${one.value} .selected=${one.value === origin.empty}>${one.label}</option>`)}
                </select></label>`}`}
    </p>
  </div>`;
}
