// What is seen of clearing after a while without use: the warning, and the choice after how long.
import { html, type TemplateResult } from "lit";
import { CHOICES } from "./idle";

/** The warning, with what a key keeps. It belongs in a place with `role="alert"`. */
export function idleWarning(seconds: number, kept: string): TemplateResult {
  return html`<p class="idle">
    <strong>Bent u er nog?</strong> <span aria-hidden="true">Over ${seconds} ${seconds === 1 ? "seconde" : "seconden"}</span><span class="visually-hidden">Binnen een minuut</span> wordt alles gewist. Druk op een toets om ${kept} te houden.
    <button type="button" class="choice" data-do="keep">Houd ${kept}</button>
  </p>`;
}

export function idleChoice(minutes: number, set: (minutes: number) => void): TemplateResult {
  return html`<label class="switch">
    Wis alles na
    <select @change=${(event: Event) => set(Number((event.currentTarget as HTMLSelectElement).value))}>
      ${CHOICES.map((one) => html`<option value=${one} .selected=${one === minutes}>${one === 0 ? "nooit vanzelf" : `${one} minuten zonder gebruik`}</option>`)}
    </select>
  </label>`;
}
