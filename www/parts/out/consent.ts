// The step before anything that is meant to be sent: what goes, to whom, and whether the patient
// agrees. It sends nothing; whoever asked for it goes on with what it says.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { day } from "../words";

export type Manner = "mondeling" | "schriftelijk";

export interface Consent {
  /** The patient heard what goes and to whom. */
  readonly told: boolean;
  /** The patient agrees. */
  readonly agreed: boolean;
  readonly manner: Manner | null;
  /** Set when someone wanted to go on too early. */
  readonly tried: boolean;
}

export const noConsent: Consent = { told: false, agreed: false, manner: null, tried: false };

export interface Sharing {
  /** What is shared, as a noun: "de verwijsbrief". */
  readonly what: string;
  /** Whom with. */
  readonly to: string;
  /** Exactly what goes. */
  readonly text: string;
  /** The same as it is written in the file, where that differs from what people read. */
  readonly exact?: string;
  /** As 2026-11-22. */
  readonly date: string;
}

export interface ConsentActions {
  change(consent: Consent): void;
  /** Only called when consent was given; `line` is for the record. */
  proceed(line: string): void;
  refuse(line: string): void;
}

export function isGiven({ told, agreed, manner }: Consent): boolean {
  return told && agreed && manner !== null;
}

/** What to write in the record. */
export function consentLine({ manner }: Consent, { what, to, date }: Sharing, given: boolean): string {
  return given
    ? `Toestemming ${manner ?? ""} gegeven op ${day(date)} om ${what} te delen met ${to}.`
    : `Geen toestemming op ${day(date)} om ${what} te delen met ${to}. Niets verzonden.`;
}

export function consentStep(consent: Consent, sharing: Sharing, { change, proceed, refuse }: ConsentActions): TemplateResult {
  const missing = consent.tried && !isGiven(consent);
  const tick = (key: "told" | "agreed", label: string) => html`<label class="consent-tick"
    ><input type="checkbox" name=${key} .checked=${live(consent[key])} @change=${() => change({ ...consent, [key]: !consent[key] })} /><span>${label}</span></label
  >`;
  const how = (manner: Manner, label: string) => html`<label class="consent-tick"
    ><input type="radio" name="toestemming-hoe" value=${manner} .checked=${live(consent.manner === manner)} @change=${() => change({ ...consent, manner })} /><span>${label}</span></label
  >`;
  const go = () => (isGiven(consent) ? proceed(consentLine(consent, sharing, true)) : change({ ...consent, tried: true }));
  return html`<section class="consent" aria-labelledby="toestemming-titel">
    <h3 id="toestemming-titel">Eerst: toestemming van de patiënt</h3>
    <p>U wilt ${sharing.what} delen met <strong>${sharing.to}</strong>. Dit gaat mee, en verder niets:</p>
    <pre class="consent-text" role="region" aria-label="Wat er meegaat">${sharing.text}</pre>
    ${sharing.exact === undefined
      ? nothing
      : html`<details class="consent-exact">
          <summary>Het bericht zelf (FHIR)</summary>
          <pre class="consent-text" tabindex="0" role="region" aria-label="Het bericht zelf">${sharing.exact}</pre>
        </details>`}
    <fieldset>
      <legend>Is dit besproken?</legend>
      ${tick("told", "Ik heb de patiënt verteld wat er meegaat en naar wie.")} ${tick("agreed", "De patiënt vindt het goed.")}
    </fieldset>
    <fieldset>
      <legend>Hoe is de toestemming gegeven?</legend>
      ${how("mondeling", "Mondeling")} ${how("schriftelijk", "Schriftelijk")}
    </fieldset>
    <p class="wrong" role="alert">${missing ? `Nog niet compleet: ${lacking(consent).join(", ")}.` : nothing}</p>
    <p class="consent-buttons">
      <button type="button" class="choice" data-do="proceed" @click=${go}>Ga verder</button>
      <button type="button" class="quiet" data-do="refuse" @click=${() => refuse(consentLine(consent, sharing, false))}>De patiënt wil het niet</button>
    </p>
    <p class="help">Domeinwijzer verstuurt zelf niets. De toestemming komt als regel in de tekst voor het dossier.</p>
  </section>`;
}

function lacking({ told, agreed, manner }: Consent): string[] {
  return [
    ...(told ? [] : ["vertel wat er meegaat en naar wie"]),
    ...(agreed ? [] : ["vraag of de patiënt het goed vindt"]),
    ...(manner === null ? ["kies mondeling of schriftelijk"] : []),
  ];
}
