// After the referral: paste or open what came back, copy its line, or take the case up again. Nothing
// is kept: what was pasted is gone with the element.
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Answers } from "../types";
import { MOST, readFeedback, type Feedback, type ReadTask } from "./soep";

/** What `case-returned` carries: a new triage starts with these answers. */
export interface CaseReturned {
  readonly answers: Answers;
  /** The line for the record; empty when nothing was pasted. */
  readonly line: string;
}

/**
 * `date` as 2026-11-22; `answers` are those of the first triage; `readTask` is the engine's
 * `readFhirTask`. Emits `case-returned` with {@link CaseReturned}, and `line-copied` with the line.
 */
export class FeedbackPanel extends LitElement {
  static override properties = {
    date: { type: String },
    answers: { attribute: false },
    readTask: { attribute: false },
    copy: { attribute: false },
    pasted: { state: true },
    sender: { state: true },
    notice: { state: true },
  };

  declare date: string;
  declare answers: Answers;
  declare readTask: ReadTask | undefined;
  /** Puts a text on the clipboard and says whether that worked. */
  declare copy: (text: string) => Promise<boolean>;
  private declare pasted: string;
  private declare sender: string;
  private declare notice: string;

  constructor() {
    super();
    this.date = "";
    this.answers = {};
    this.readTask = undefined;
    this.copy = (text) => navigator.clipboard.writeText(text).then(() => true, () => false);
    this.pasted = "";
    this.sender = "";
    this.notice = "";
  }

  /** The styles are those of the page or element around it. */
  protected override createRenderRoot(): this {
    return this;
  }

  /** Everything that was pasted goes, with the patient. */
  clear(): void {
    this.pasted = "";
    this.sender = "";
    this.notice = "";
  }

  protected override render(): TemplateResult {
    const feedback = readFeedback(this.pasted, this.sender, this.date, this.readTask);
    const returned = feedback.kind === "line" && feedback.returned;
    return html`<section class="feedback" aria-labelledby="terugkoppeling-titel">
      <h3 id="terugkoppeling-titel">Na de verwijzing</h3>
      <p><label for="terugkoppeling-van">Van wie is het bericht?</label>
        <input id="terugkoppeling-van" type="text" autocomplete="off" placeholder="Welzijnscoach" .value=${live(this.sender)} @input=${this.#type("sender")} /></p>
      <p><label for="terugkoppeling-tekst">Plak hier de terugkoppeling</label>
        <textarea id="terugkoppeling-tekst" rows="6" aria-describedby="terugkoppeling-uitleg" .value=${live(this.pasted)} @input=${this.#type("pasted")}></textarea></p>
      <p class="help" id="terugkoppeling-uitleg">Gewone tekst, of een FHIR-bericht (Task). Niets wordt bewaard of verzonden.</p>
      <p><label class="open-file">Of open een bestand<input id="terugkoppeling-bestand" type="file" accept=".txt,.json,text/plain,application/json" @change=${this.#open} /></label></p>
      <div role="status">${this.#outcome(feedback)}</div>
      <p>
        <button type="button" class=${returned ? "choice" : "quiet"} data-do="return" @click=${() => this.#return(feedback)}>Casus terug: opnieuw kiezen</button>
        <span class="help">Begint een nieuwe triage met de antwoorden van toen.</span>
      </p>
    </section>`;
  }

  #outcome(feedback: Feedback): TemplateResult | typeof nothing {
    if (feedback.kind === "empty") return this.notice === "" ? nothing : html`<p>${this.notice}</p>`;
    if (feedback.kind === "unreadable") return html`<p class="wrong">${feedback.why}</p>`;
    return html`${feedback.returned ? html`<p><strong>De casus komt terug.</strong></p>` : nothing}
      <p class="label" id="terugkoppeling-regel">Regel voor het dossier</p>
      <p class="feedback-line" aria-labelledby="terugkoppeling-regel">${feedback.line}</p>
      <p><button type="button" class="choice" data-do="copy" @click=${() => this.#copy(feedback.line)}>Kopieer voor dossier</button> <span>${this.notice}</span></p>`;
  }

  #type(key: "pasted" | "sender") {
    return (event: Event) => {
      this[key] = (event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value;
      this.notice = "";
    };
  }

  async #open(event: Event): Promise<void> {
    const input = event.currentTarget as HTMLInputElement;
    const [file] = input.files ?? [];
    // The same file may be opened twice.
    if (file === undefined) return;
    this.pasted = file.size > 4 * MOST ? "x".repeat(MOST + 1) : await file.text();
    this.notice = "";
    input.value = "";
  }

  async #copy(line: string): Promise<void> {
    const copied = await this.copy(line);
    this.notice = copied ? "Gekopieerd." : "Kopiëren lukt niet. Selecteer de regel en kopieer die zelf.";
    if (copied) this.dispatchEvent(new CustomEvent("line-copied", { detail: line, bubbles: true, composed: true }));
  }

  #return(feedback: Feedback): void {
    const detail: CaseReturned = { answers: this.answers, line: feedback.kind === "line" ? feedback.line : "" };
    this.dispatchEvent(new CustomEvent<CaseReturned>("case-returned", { detail, bubbles: true, composed: true }));
  }
}
