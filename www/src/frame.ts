// Around the consult: header, notices and footer.
import { html, nothing, type TemplateResult } from "lit";
import type { ProtocolInfo } from "../element/engine/module";
import { day, status, validity } from "../element/words";
import type { DomeinWijzerElement } from "../element/index";
import { idleWarning } from "./idleview";
import { isBusy, type Actions, type State } from "./state";

const HEX = 12;

export function headerView({ municipality, edition, shortcuts }: State, actions: Actions): TemplateResult {
  const key = (name: string) => (shortcuts ? html`<kbd aria-hidden="true">${name}</kbd>` : nothing);
  return html`<header class="top">
    <h1>Domeinwijzer</h1>
    ${municipality === null
      ? nothing
      : html`<p class="which">
            <span>${municipality.name}${edition === null ? nothing : html` <span class="version">${edition.version} (${edition.status})</span>`}</span>
            <button type="button" class="quiet" @click=${() => actions.chooseAgain()}>Andere gemeente</button>
          </p>
          <p class="tools">
            <button type="button" class="quiet keys" aria-keyshortcuts=${shortcuts ? "?" : nothing} @click=${() => actions.showHelp()}>Sneltoetsen${key("?")}</button>
            <button type="button" class="quiet" aria-keyshortcuts=${shortcuts ? "Shift+W" : nothing} @click=${() => actions.clear()}>Wissen${key("Shift W")}</button>
          </p>`}
  </header>`;
}

export function skipView({ municipality }: State): TemplateResult {
  const jump = (to: (element: DomeinWijzerElement) => void) => (event: Event) => {
    // The address holds the municipality: it stays as it is.
    event.preventDefault();
    const element = document.querySelector("domein-wijzer");
    if (element !== null) to(element);
  };
  return html`<nav class="skip" aria-label="Direct naar">
    ${municipality === null
      ? nothing
      : html`<a href="#inhoud" @click=${jump((element) => element.focus())}>Naar de vraag</a>
          <a href="#inhoud" @click=${jump((element) => element.focusAdvice())}>Naar het advies</a>`}
  </nav>`;
}

/**
 * What happens around the consult. The places are always there, so that a screen reader hears what comes in them. That a new
 * version waits it does not hear again with the first answer, only what that adds.
 */
export function noticesView(state: State, actions: Actions): TemplateResult {
  const { message, warning, update } = state;
  return html`<div class="notices">
    <p role="status" class=${message?.wrong === true ? "notice wrong" : "notice"} data-message>${message?.text ?? nothing}</p>
    <div role="alert" data-warning>
      ${warning === null
        ? nothing
        : idleWarning(warning, "de antwoorden")}
    </div>
    <div role="status" aria-atomic="false">
      ${update
        ? html`<p class="notice" data-update>
            Er is een nieuwe versie van deze pagina of van een protocol. ${isBusy(state) ? "Die kan erin als deze casus is gewist." : nothing}
            <button type="button" class="quiet" ?disabled=${isBusy(state)} @click=${() => actions.update()}>Neem de nieuwe versie</button>
          </p>`
        : nothing}
    </div>
  </div>`;
}

const PURPOSE =
  "Domeinwijzer helpt de huisarts kiezen welke route in het sociaal domein past, ná de eigen medische beoordeling. " +
  "Het adviseert en beslist niet: u blijft zelf verantwoordelijk voor de keuze. Bij gevaar of spoed handelt u zoals altijd.";

export function footerView(info: ProtocolInfo | null, date: string | null): TemplateResult {
  return html`<footer>
    <p>${PURPOSE}</p>
    ${location.protocol === "file:" ? nothing : html`<p>Maakt u het protocol van uw gemeente? <a href="./werkbank/">Naar de werkbank</a></p>
      <p>Wilt u weten wie u uitnodigt voor het andere gesprek? <a href="./praktijk/">Naar de lijst van de praktijk</a></p>`}
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
