// Handing it over: what stands in the way, what the receiver will see, and checking it as they would.
import { html, nothing, type TemplateResult } from "lit";
import { textOf } from "../../text/merged";
import { counted, nextVersion, stepEnough } from "../say";
import { candidates } from "./difference";
import { diagnostics, type Actions, type State } from "../state";

export interface Hindrance {
  readonly text: string;
  /** Whether it can be handed over all the same. */
  readonly stops: boolean;
}

export function hindrances(state: State): Hindrance[] {
  const { faults, findings, examples, merged, diff, against } = state;
  const found: Hindrance[] = [];
  const errors = diagnostics(state).filter((it) => it.severity === "error").length;
  if (errors > 0) found.push({ text: `Er ${errors === 1 ? "is" : "zijn"} nog ${counted(errors, "fout", "fouten")}. Kijk bij Bevindingen.`, stops: true });
  else if (faults === null || faults.info === null || findings === null || examples === null) found.push({ text: "De bewijzen en de voorbeelden zijn nog niet klaar.", stops: true });
  if (examples !== null && examples.failed > 0) found.push({ text: `${counted(examples.failed, "voorbeeld klopt", "voorbeelden kloppen")} niet.`, stops: true });
  const [before] = candidates(state);
  if (errors === 0 && before !== undefined && (diff === null || state.about.diff !== state.about.text || against?.path !== before.path)) found.push({ text: "Het verschil met wat er nu geldt wordt nog uitgerekend.", stops: true });
  else if (merged !== null && diff !== null && against !== null && against.path !== "base") {
    const [, old = ""] = diff.old.split("@");
    const now = textOf(merged.header, "versie");
    if (diff.step !== "none" && !stepEnough(old, now, diff.step)) found.push({ text: `De versie gaat te weinig omhoog: van ${old} naar minstens ${nextVersion(old, diff.step)}. Kijk bij Verschil.`, stops: true });
  }
  const status = merged === null ? "" : textOf(merged.header, "status");
  if (status === "concept") found.push({ text: "De status is concept: huisartsen krijgen dit protocol nog niet. Is het besloten, maak er dan vastgesteld van.", stops: false });
  return found;
}

export function publishView(state: State, actions: Actions): TemplateResult {
  const { merged, confirming, published, reopened, deviations } = state;
  if (merged === null) return html``;
  const all = hindrances(state);
  const stopped = all.some(({ stops }) => stops);
  const name = `${textOf(merged.header, "id")}-${textOf(merged.header, "versie")}.zip`;
  return html`<h2>Uitgeven</h2>
    <p>Uitgeven maakt één bestand dat u kunt mailen of publiceren. Er wordt niets verstuurd: u bewaart het zelf.</p>
    ${all.length === 0 ? nothing : html`<ul class="hindrances">${all.map(({ text, stops }) => html`<li class=${stops ? "wrong" : ""}>${text}</li>`)}</ul>`}
    ${deviations === null ? nothing : html`<p>Ten opzichte van ${deviations.base}: ${deviations.added} toegevoegd, ${deviations.changed} gewijzigd, ${deviations.removed} vervallen.</p>`}
    ${confirming
      ? html`<section class="confirm" role="group" aria-label="Uitgeven bevestigen">
          <p><strong>Weet u het zeker?</strong> Wie ${name} ontvangt, ziet het protocol met de basis, het leesbare document, de wijzigingen en de voorbeelden. Een versie die is uitgegeven verandert niet meer: een volgende wijziging krijgt een nieuwe versie.</p>
          <p class="do"><button type="button" class="choice" data-do="publish-now" @click=${() => void actions.publish()}>Ja, maak ${name}</button> <button type="button" class="quiet" @click=${() => actions.ask(false)}>Nog niet</button></p>
        </section>`
      : html`<p><button type="button" class="choice" data-do="publish" ?disabled=${stopped} @click=${() => actions.ask(true)}>Geef uit als ${name}</button></p>`}
    ${published === null ? nothing : html`<section data-published>
      <h3>${published.name}</h3>
      <p>Kenmerk <code>${published.digest}</code></p>
      <ul>${published.contents.map(({ path, what, size }) => html`<li><code>${path}</code> ${what} (${Math.max(1, Math.round(size / 1024))} kB)</li>`)}</ul>
      <p class="do"><button type="button" class="choice" data-do="download" @click=${() => actions.download()}>Bewaar ${published.name}</button>
      <button type="button" class="quiet" data-do="reopen-own" @click=${() => void actions.reopen(null)}>Controleer als ontvanger</button></p>
    </section>`}
    <h3>Een pakket controleren</h3>
    <label>Open een uitgegeven zip <input type="file" accept=".zip,application/zip" data-do="reopen" @change=${(event: Event) => {
      const input = event.currentTarget as HTMLInputElement;
      const [file] = input.files ?? [];
      if (file !== undefined) void actions.reopen(file);
      input.value = "";
    }} /></label>
    ${reopened === null ? nothing : html`<section data-reopened role="status"><h4>${reopened.name}: ${reopened.checks.every(({ ok }) => ok) ? "alles klopt" : "klopt niet"}</h4>
      <ul class="checks">${reopened.checks.map(({ what, ok, detail }) => html`<li class=${ok ? "" : "wrong"}><strong>${ok ? "Klopt" : "Klopt niet"}:</strong> ${what}${detail === "" ? nothing : html` ${detail}`}</li>`)}</ul></section>`}`;
}
