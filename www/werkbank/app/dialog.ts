// Asking for a name.
import { html, type TemplateResult } from "lit";

const ID = "vraag-naam";
let answer: ((name: string | null) => void) | null = null;

export function dialogView(): TemplateResult {
  const close = (name: string | null) => {
    answer?.(name);
    answer = null;
    dialog()?.close();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    close(String(new FormData(event.currentTarget as HTMLFormElement).get("naam")));
  };
  return html`<dialog id=${ID} aria-labelledby="vraag-naam-titel" @close=${() => close(null)}>
    <h2 id="vraag-naam-titel">Andere naam</h2>
    <form @submit=${submit}>
      <label>Naam (kleine letters, cijfers en _) <input name="naam" required pattern="[a-z][a-z0-9_]*" maxlength="64" autocomplete="off" /></label>
      <p class="do"><button type="submit" class="choice">Hernoem overal</button> <button type="button" class="quiet" @click=${() => close(null)}>Niet</button></p>
    </form>
  </dialog>`;
}

export function askName(old: string): Promise<string | null> {
  const found = dialog();
  const input = found?.querySelector("input");
  if (found == null || input == null) return Promise.resolve(null);
  input.value = old;
  found.showModal();
  input.select();
  return new Promise((done) => (answer = done));
}

function dialog(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>(`#${ID}`);
}
