// The dialog with the keys. Letters can be switched off, for those whose speech or hand types them
// by accident.
import { html, type TemplateResult } from "lit";
import type { Actions, State } from "../desk";

export const HELP_ID = "sneltoetsen";

const KEYS: readonly (readonly [string, string])[] = [
  ["j / n", "ja of nee op de vraag van nu"],
  ["o", "weet ik niet"],
  ["0 – 9", "het cijfer of de keuze met dat nummer"],
  ["t", "tien"],
  ["Enter", "verder, bij aankruisen of een getal"],
  ["z", "laatste antwoord ongedaan maken"],
  ["v", "naar de vraag van nu"],
  ["a", "naar het advies"],
  ["Shift + W", "alles wissen, voor de volgende patiënt"],
  ["?", "dit overzicht"],
];

export function helpView({ shortcuts }: State, actions: Actions): TemplateResult {
  return html`<dialog id=${HELP_ID} aria-labelledby="sneltoetsen-titel">
    <h2 id="sneltoetsen-titel">Sneltoetsen</h2>
    <table>
      <thead><tr><th scope="col">Toets</th><th scope="col">Doet</th></tr></thead>
      <tbody>
        ${KEYS.map(([key, does]) => html`<tr><th scope="row"><kbd>${key}</kbd></th><td>${does}</td></tr>`)}
      </tbody>
    </table>
    <p>In een invulveld doen deze toetsen niets bijzonders.</p>
    <form method="dialog">
      <label class="switch">
        <input type="checkbox" .checked=${shortcuts} @change=${(event: Event) => actions.setShortcuts((event.currentTarget as HTMLInputElement).checked)} />
        Sneltoetsen aan
      </label>
      <button type="submit" class="choice">Sluit</button>
    </form>
  </dialog>`;
}
