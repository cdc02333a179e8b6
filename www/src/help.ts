// The dialog with the keys. Letters can be switched off, for those whose speech or hand types them
// by accident.
import { html, type TemplateResult } from "lit";
import { SHORTCUTS } from "../element/index";
import { idleChoice } from "./idleview";
import type { Actions, State } from "./state";

export const HELP_ID = "sneltoetsen";

const KEYS: readonly (readonly [string, string])[] = [...SHORTCUTS, ["Esc", "terug van een afdruk of stap naar de vragen"], ["?", "dit overzicht"]];

export function helpView({ shortcuts, idle }: State, actions: Actions): TemplateResult {
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
      ${idleChoice(idle, actions.setIdle)}
      <button type="submit" class="choice">Sluit</button>
    </form>
  </dialog>`;
}
