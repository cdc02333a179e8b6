// Around the question and the advice: header, settings of this consult, footer.
import { html, nothing, type TemplateResult } from "lit";
import { isPostcode } from "../consult";
import type { Actions, State } from "../desk";
import type { ProtocolInfo } from "../engine/types";
import { day, status, validity } from "../words";

const HEX = 12;

export interface FrameActions extends Actions {
  showHelp(): void;
}

export function headerView({ municipality, protocol, shortcuts }: State, actions: FrameActions): TemplateResult {
  const info = protocol?.info;
  const key = (name: string) => (shortcuts ? html`<kbd aria-hidden="true">${name}</kbd>` : nothing);
  return html`<header class="top">
    <h1>Domeinwijzer</h1>
    ${municipality === null
      ? nothing
      : html`<p class="which">
            ${municipality.name}${info === undefined ? nothing : html` <span class="version">${info.version} (${info.status})</span>`}
            <button type="button" class="quiet" @click=${() => actions.chooseAgain()}>Andere gemeente</button>
          </p>
          <p class="tools">
            <button type="button" class="quiet keys" aria-keyshortcuts=${shortcuts ? "?" : nothing} @click=${() => actions.showHelp()}>Sneltoetsen${key("?")}</button>
            <button type="button" class="quiet" aria-keyshortcuts=${shortcuts ? "Shift+W" : nothing} @click=${() => actions.clear()}>Wissen${key("Shift W")}</button>
          </p>`}
  </header>`;
}

/** Chooses the contact only; the advice is the same without it. */
export function contextView({ consult }: State, actions: Actions): TemplateResult {
  const wrong = consult.postcode !== "" && !isPostcode(consult.postcode);
  const text = (event: Event) => (event.currentTarget as HTMLInputElement).value;
  return html`<details class="context">
    <summary>Praktijk en postcode (voor de juiste contactpersoon)</summary>
    <div class="fields">
      <p>
        <label for="praktijk">Praktijk</label>
        <input id="praktijk" type="text" autocomplete="off" .value=${consult.practice} @change=${(event: Event) => actions.setPractice(text(event))} />
      </p>
      <p>
        <label for="postcode">Postcode van de patiënt, alleen de 4 cijfers</label>
        <input
          id="postcode"
          type="text"
          inputmode="numeric"
          maxlength="4"
          autocomplete="off"
          aria-describedby="postcode-hulp"
          aria-invalid=${wrong ? "true" : "false"}
          .value=${consult.postcode}
          @change=${(event: Event) => actions.setPostcode(text(event))}
        />
        <span id="postcode-hulp" class=${wrong ? "wrong" : "range"}>${wrong ? "Vier cijfers, en niet met een 0 vooraan." : "Mag leeg blijven; wordt niet bewaard."}</span>
      </p>
    </div>
  </details>`;
}

const PURPOSE =
  "Domeinwijzer helpt de huisarts kiezen welke route in het sociaal domein past, ná de eigen medische beoordeling. " +
  "Het adviseert en beslist niet: u blijft zelf verantwoordelijk voor de keuze. Bij gevaar of spoed handelt u zoals altijd.";

export function footerView(info: ProtocolInfo | null, date: string): TemplateResult {
  return html`<footer>
    <p>${PURPOSE}</p>
    <p>Antwoorden blijven in dit venster. Er wordt niets verstuurd en niets van de patiënt bewaard.</p>
    ${info === null
      ? nothing
      : html`<dl class="protocol">
          <dt>Protocol</dt><dd>${info.title}</dd>
          <dt>Versie</dt><dd>${info.id} ${info.version}${info.base === null ? nothing : html`, op basis van ${info.base.id} ${info.base.version}`}</dd>
          <dt>Status</dt><dd>${status(info)}</dd>
          <dt>Geldigheid</dt><dd>${validity(info)}; advies op ${day(date)}</dd>
          <dt>Kenmerk</dt><dd><code title=${info.digest}>${info.digest.replace(/^sha256:/, "").slice(0, HEX)}</code></dd>
        </dl>`}
  </footer>`;
}
