// The three texts to take along. They are shown as they are copied.
import { html, nothing, type TemplateResult } from "lit";
import { copyText } from "../clipboard";
import type { Recommendation } from "../engine/module";
import type { Model } from "./model";

const RECORD = "tekst-record";

const TEXTS = [
  { key: "record", label: "Voor het dossier", button: "Kopieer voor dossier" },
  { key: "letter", label: "Verwijsbrief", button: "Kopieer brief" },
  { key: "patient", label: "Voor de patiënt", button: "Kopieer voor patiënt" },
] as const;

export function textsView(model: Model, recommendation: Recommendation): TemplateResult | typeof nothing {
  if (recommendation.texts === null) return nothing;
  const { letter, recordLines } = model.settings;
  const record = [recommendation.texts.record, ...overrideLine(model), ...recordLines].join("\n");
  const texts = { ...recommendation.texts, record };
  return html`<h3>Teksten</h3>
    ${TEXTS.filter(({ key }) => letter || key !== "letter").map(({ key, label, button }) => {
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

/** That something else was chosen belongs in the record, with its reason. */
function overrideLine({ state: { override }, names }: Model): string[] {
  if (override === null) return [];
  const { advised, chosen, reason, note } = override;
  const choice = chosen === null ? "geen van de routes" : names.title(chosen);
  const why = [reason?.title, note].filter((part) => part !== null && part !== undefined).join("; ");
  return [`P: Gekozen: ${choice}${advised === null ? "" : `, in plaats van ${names.title(advised)}`}. Reden: ${why}`];
}

/** The same for the record, at hand where the advice stands: it is what is copied most. A place to say that it was done stands beside it. */
export function copyRecord(): TemplateResult {
  return html`<button type="button" class="choice" part="button copy" @click=${copy}>Kopieer voor dossier</button>`;
}

/** Copies the text beside the button, or that for the record; where the browser refuses, the text is selected instead. */
async function copy(event: Event): Promise<void> {
  const button = event.currentTarget as HTMLElement;
  const block = button.closest(".text");
  const field = block === null ? button.closest(".advice")?.querySelector<HTMLTextAreaElement>(`#${RECORD}`) : block.querySelector("textarea");
  const report = button.parentElement?.querySelector(".copied");
  if (!field || !report) return;
  // Emptied first, so that copying twice is announced twice.
  report.textContent = "";
  const copied = await copyText(field.value);
  if (!copied) field.select();
  report.textContent = copied ? "Gekopieerd." : "De tekst is geselecteerd. Kopieer met Ctrl+C (Mac: ⌘C).";
}
