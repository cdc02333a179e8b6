// Around the consult: header and footer.
import { html, nothing, type TemplateResult } from "lit";
import type { ProtocolInfo } from "../element/engine/module";
import { day, status, validity } from "../element/words";
import type { Actions, State } from "./page";

const HEX = 12;

export function headerView({ municipality, info, shortcuts }: State, actions: Actions): TemplateResult {
  const key = (name: string) => (shortcuts ? html`<kbd aria-hidden="true">${name}</kbd>` : nothing);
  return html`<header class="top">
    <h1>Domeinwijzer</h1>
    ${municipality === null
      ? nothing
      : html`<p class="which">
            ${municipality.name}${info === null ? nothing : html` <span class="version">${info.version} (${info.status})</span>`}
            <button type="button" class="quiet" @click=${() => actions.chooseAgain()}>Andere gemeente</button>
          </p>
          <p class="tools">
            <button type="button" class="quiet keys" aria-keyshortcuts=${shortcuts ? "?" : nothing} @click=${() => actions.showHelp()}>Sneltoetsen${key("?")}</button>
            <button type="button" class="quiet" aria-keyshortcuts=${shortcuts ? "Shift+W" : nothing} @click=${() => actions.clear()}>Wissen${key("Shift W")}</button>
          </p>`}
  </header>`;
}

const PURPOSE =
  "Domeinwijzer helpt de huisarts kiezen welke route in het sociaal domein past, ná de eigen medische beoordeling. " +
  "Het adviseert en beslist niet: u blijft zelf verantwoordelijk voor de keuze. Bij gevaar of spoed handelt u zoals altijd.";

export function footerView(info: ProtocolInfo | null, date: string | null): TemplateResult {
  return html`<footer>
    <p>${PURPOSE}</p>
    <p>Antwoorden blijven in dit venster. Er wordt niets verstuurd en niets van de patiënt bewaard.</p>
    ${info === null
      ? nothing
      : html`<dl class="protocol">
          <dt>Protocol</dt><dd>${info.title}</dd>
          <dt>Versie</dt><dd>${info.id} ${info.version}${info.base === null ? nothing : html`, op basis van ${info.base.id} ${info.base.version}`}</dd>
          <dt>Status</dt><dd>${status(info)}</dd>
          <dt>Geldigheid</dt><dd>${validity(info)}${date === null ? nothing : html`; advies op ${day(date)}`}</dd>
          <dt>Kenmerk</dt><dd><code title=${info.digest}>${info.digest.replace(/^sha256:/, "").slice(0, HEX)}</code></dd>
        </dl>`}
  </footer>`;
}
