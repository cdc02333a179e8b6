// The three texts to take along. They are shown as they are copied.
import { html, nothing, type TemplateResult } from "lit";
import { copyText } from "../clipboard";
import type { Recommendation } from "../engine/module";

const TEXTS = [
  { key: "record", label: "Voor het dossier", button: "Kopieer voor dossier" },
  { key: "letter", label: "Verwijsbrief", button: "Kopieer brief" },
  { key: "patient", label: "Voor de patiënt", button: "Kopieer voor patiënt" },
] as const;

export function textsView({ texts }: Recommendation): TemplateResult | typeof nothing {
  if (texts === null) return nothing;
  return html`<h3>Teksten</h3>
    ${TEXTS.map(({ key, label, button }) => {
      const id = `tekst-${key}`;
      return html`<div class="text" part="text">
        <label for=${id}>${label}</label>
        <textarea id=${id} readonly rows=${Math.min(texts[key].split("\n").length + 3, 14)} .value=${texts[key]}></textarea>
        <p>
          <button type="button" class="choice" part="button copy" @click=${copy}>${button}</button>
          <slot name=${key}></slot>
          <span class="copied" role="status"></span>
        </p>
      </div>`;
    })}
    <div class="print-only" aria-hidden="true">${texts.patient}</div>`;
}

/** Copies the text beside the button; where the browser refuses, the text is selected instead. */
async function copy(event: Event): Promise<void> {
  const block = (event.currentTarget as HTMLElement).closest(".text");
  const field = block?.querySelector("textarea");
  const report = block?.querySelector(".copied");
  if (!field || !report) return;
  // Emptied first, so that copying twice is announced twice.
  report.textContent = "";
  const copied = await copyText(field.value);
  if (!copied) field.select();
  report.textContent = copied ? "Gekopieerd." : "De tekst is geselecteerd. Kopieer met Ctrl+C (Mac: ⌘C).";
}
