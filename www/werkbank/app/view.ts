// The page: where to begin, and the text with what is known of it beside it.
import { html, nothing, type TemplateResult } from "lit";
import { headerOf, referenceOf, textOf } from "../text/merged";
import { canPick } from "../store/disk";
import { differenceView } from "./panes/difference";
import { examplesView } from "./panes/examples";
import { findingsView } from "./panes/findings";
import { publishView } from "./panes/publish";
import { readableView } from "./panes/readable";
import type { Room } from "./panes/room";
import { tryView } from "./panes/tryit";
import { FILE_LIMIT } from "../text/outline";
import { clock, megabytes } from "./say";
import { diagnostics, PANES, tooLong, type Actions, type Pane, type State } from "./state";

const TITLE: Readonly<Record<Pane, string>> = { leesbaar: "Leesbaar", bevindingen: "Bevindingen", voorbeelden: "Voorbeelden", verschil: "Verschil", proberen: "Proberen", uitgeven: "Uitgeven" };

export function headerView(state: State, actions: Actions): TemplateResult {
  const { doc } = state;
  const unsaved = doc !== null && doc.saved !== doc.text;
  return html`<header class="top">
    <h1>Werkbank</h1>
    ${doc === null
      ? html`<p class="which">Protocollen maken, bewijzen en uitgeven</p>`
      : html`<p class="which" data-doc>${doc.path} <span data-saved=${unsaved ? "nee" : "ja"}>${unsaved ? "niet opgeslagen als bestand" : "opgeslagen"}</span></p>`}
    <p class="tools">
      ${doc === null
        ? nothing
        : html`<button type="button" class="quiet" data-do="save" aria-keyshortcuts="Control+S" @click=${() => void actions.save()}>Opslaan</button>
            <button type="button" class="quiet" data-do="save-as" @click=${() => void actions.saveAs()}>Opslaan als</button>
            ${doc.writable ? html`<button type="button" class="quiet" data-do="undo" aria-keyshortcuts="Control+Z" title="Ctrl+Z" @click=${() => actions.undo(false)}>Ongedaan maken</button>` : nothing}
            <button type="button" class="quiet" data-do="close" @click=${() => void actions.close()}>Beginscherm</button>`}
      <a href="../">Naar de keuzehulp</a>
    </p>
  </header>`;
}

export function noticesView(state: State, actions: Actions): TemplateResult {
  const { message, unkept, conflict, doc } = state;
  return html`<div class="notices">
    <p role="status" class=${message?.wrong === true ? "notice wrong" : "notice"} data-message>${message?.text ?? nothing}</p>
    <div role="alert">
      ${unkept === null ? nothing : html`<p class="wrong" data-unkept>${unkept}</p>`}
      ${conflict === null ? nothing : html`<div class="wrong" data-conflict><p><strong>Dit bestand is op de schijf veranderd</strong> sinds u het opende. Uw tekst staat er nog. Wat wilt u?</p>
        <p class="do"><button type="button" class="choice" data-do="mine" @click=${() => void actions.resolve("mine")}>Mijn tekst opslaan over die van de schijf</button>
        <button type="button" class="choice" data-do="disk" @click=${() => void actions.resolve("disk")}>De tekst van de schijf nemen</button>
        <button type="button" class="choice" data-do="copy" @click=${() => void actions.resolve("copy")}>Mijn tekst ergens anders opslaan</button></p></div>`}
    </div>
    ${doc !== null && !doc.writable ? html`<p class="do"><button type="button" class="choice" data-do="take-over" @click=${() => void actions.takeOver()}>Hier verder schrijven</button></p>` : nothing}
  </div>`;
}

export function startView(state: State, actions: Actions): TemplateResult {
  const { kept, forgotten, files, municipalities, today } = state;
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    void actions.start(String(data.get("gemeente")), String(data.get("vanaf")), data.has("alleen"));
  };
  const open = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    void actions.take([...(input.files ?? [])]);
    input.value = "";
  };
  return html`<main id="inhoud" class="begin" tabindex="-1">
    ${forgotten === null ? nothing : html`<p class="do" role="status">${forgotten.path} is hier vergeten. <button type="button" class="choice" data-do="remember" @click=${() => void actions.remember(forgotten)}>Zet terug</button></p>`}
    ${kept.length === 0 ? nothing : html`<section aria-labelledby="verder"><h2 id="verder">Ga verder</h2><p>Dit is in deze browser bewaard.</p><ul>${kept.map((one) => html`<li data-kept=${one.path}>
      <button type="button" class="choice" data-do="resume" @click=${() => void actions.resume(one)}>${one.path}</button> ${clock(one.at)}${one.saved === one.text ? "" : ", niet opgeslagen als bestand"}
      <button type="button" class="quiet" data-do="forget" @click=${() => void actions.forget(one)}>Vergeet <span class="visually-hidden">${one.path}</span></button></li>`)}</ul></section>`}
    <section aria-labelledby="nieuw"><h2 id="nieuw">Een nieuw protocol voor een gemeente</h2>
      <form @submit=${begin} data-form="start">
        <label>Gemeente <select name="gemeente" required><option value="">Kies een gemeente</option>${municipalities.map(({ code, name }) => html`<option value=${code}>${name}</option>`)}</select></label>
        <label>Geldig vanaf <input type="date" name="vanaf" required .value=${today} /></label>
        <label class="check"><input type="checkbox" name="alleen" /> Zonder landelijke basis</label>
        <button type="submit" class="choice" data-do="start">Begin</button>
      </form>
    </section>
    <section aria-labelledby="openen"><h2 id="openen">Bestanden van dit apparaat</h2>
      <p>Open een protocol, samen met de basis waarop het voortbouwt als die hier niet staat. Er wordt niets verstuurd.</p>
      ${canPick() ? html`<button type="button" class="choice" data-do="pick" @click=${() => void actions.pick()}>Open bestanden</button>` : nothing}
      <label>${canPick() ? "of kies ze hier" : "Kies bestanden"} <input type="file" multiple accept=".toml,.docx,.txt" data-do="take" @change=${open} /></label>
    </section>
    <section aria-labelledby="hier"><h2 id="hier">Protocollen die hier al zijn</h2>
      <ul class="shipped">${files.map((file) => html`<li><button type="button" class="quiet" data-edit=${file.path} @click=${() => void actions.edit(file.path)}>${referenceOf(file)}</button> ${textOf(headerOf(file), "titel")}</li>`)}</ul>
    </section>
  </main>`;
}

/** The half beside the text; drawn apart from it, and less often. */
export function sideView(state: State, actions: Actions, room: Room): TemplateResult {
  const { pane, full, doc } = state;
  const long = doc !== null && tooLong(doc) ? doc.text.length : null;
  const views: Readonly<Record<Pane, () => TemplateResult>> = {
    leesbaar: () => readableView(state, actions, room),
    bevindingen: () => findingsView(state, actions),
    voorbeelden: () => examplesView(state, actions),
    verschil: () => differenceView(state, actions),
    proberen: () => tryView(state),
    uitgeven: () => publishView(state, actions),
  };
  const key = (event: KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = PANES[(PANES.indexOf(pane) + by + PANES.length) % PANES.length] ?? pane;
    actions.show(next);
    document.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label="Naast de tekst" @keydown=${key}>
      ${PANES.map((one) => html`<button type="button" role="tab" id=${`tab-${one}`} aria-selected=${one === pane ? "true" : "false"} aria-controls="paneel" tabindex=${one === pane ? 0 : -1} @click=${() => actions.show(one)}>${TITLE[one]}${count(one, state)}</button>`)}
    </div>
    <div id="paneel" role="tabpanel" aria-labelledby=${`tab-${pane}`} tabindex="0" data-pane=${pane}>
      <p class="fill no-print"><button type="button" class="quiet" aria-pressed=${full === "side" ? "true" : "false"} @click=${() => actions.fill(full === "side" ? null : "side")}>Vul het scherm</button></p>
      ${long === null ? nothing : longView(long)} ${long === null || pane === "bevindingen" ? views[pane]() : nothing}
    </div>`;
}

/** What there is to do about a text that is too long. */
function longView(length: number): TemplateResult {
  return html`<div class="wrong" data-long>
    <p><strong>Deze tekst is ${megabytes(length)} MB. Een protocol is hoogstens ${megabytes(FILE_LIMIT)} MB.</strong> Daarboven wordt hij niet gelezen: er zijn geen kleuren, geen leesbare versie, geen bewijzen en geen voorbeelden.</p>
    <p>Uw tekst is bewaard en u kunt hem veranderen. Is er per ongeluk te veel geplakt? Maak dat ongedaan met Ctrl+Z, of haal weg wat niet bij het protocol hoort. Daarna is alles er weer.</p>
  </div>`;
}

function count(pane: Pane, state: State): string {
  if (pane === "bevindingen") {
    const all = diagnostics(state).filter(({ severity }) => severity !== "info").length;
    return all === 0 ? "" : ` (${all})`;
  }
  const failed = state.examples?.failed ?? 0;
  return pane === "voorbeelden" && failed > 0 ? ` (${failed})` : "";
}

export function sourceBar({ looking, full }: State, actions: Actions): TemplateResult {
  return html`<p class="bar">
    ${looking === null
      ? html`<button type="button" class="quiet" aria-pressed=${full === "source" ? "true" : "false"} @click=${() => actions.fill(full === "source" ? null : "source")}>Vul het scherm</button> <button type="button" class="quiet" data-do="tidy" title="Alt+Shift+F" aria-keyshortcuts="Alt+Shift+F" @click=${() => void actions.tidy()}>Zet in vorm</button> <span class="range">F12: ga naar omschrijving · F2: andere naam · Ctrl+spatie: aanvullen · F8: volgende bevinding · Alt+Enter: herstel · Esc, Tab: uit de tekst</span>`
      : html`<strong data-looking>U kijkt in ${looking} (alleen lezen)</strong> <button type="button" class="choice" data-do="back" @click=${() => actions.back()}>Terug naar uw tekst</button>`}
  </p>`;
}
