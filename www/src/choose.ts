// The first screen: which municipality?
import { html, nothing, type TemplateResult } from "lit";
import type { Actions, State } from "./state";

export function chooseView({ all, notice }: State, actions: Actions): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const code = new FormData(event.currentTarget as HTMLFormElement).get("gemeente");
    if (typeof code === "string" && code !== "") actions.choose(code);
  };
  return html`<main class="choose" id="inhoud" tabindex="-1">
    <h2>Voor welke gemeente?</h2>
    <p>Elke gemeente heeft een eigen protocol: andere contacten, ander aanbod en soms andere regels.</p>
    ${notice === null ? nothing : html`<p class="wrong" role="alert">${notice}</p>`}
    ${all.length === 0
      ? html`<p class="wrong">In deze pagina zit geen protocol van een gemeente.</p>`
      : html`<form @submit=${submit}>
          <label for="gemeente">Gemeente</label>
          <select id="gemeente" name="gemeente" required>
            <option value="">Kies een gemeente</option>
            ${all.map(({ code, name }) => html`<option value=${code}>${name}</option>`)}
          </select>
          <button type="submit" class="choice">Begin</button>
        </form>`}
    <p class="range">De keuze wordt op dit apparaat onthouden; verder wordt niets bewaard.</p>
  </main>`;
}
