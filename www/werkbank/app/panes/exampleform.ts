// Writing an example: the questions of the protocol, and the advice that is expected.
import { html, nothing, type TemplateResult } from "lit";
import type { FormQuestion } from "../../../pkg/domeinwijzer.js";
import { freeId, idOf, quote, quotedList } from "../../text/edit";
import { textOf, titleOf, type MergedEntry } from "../../text/merged";
import type { Value } from "../../text/scan";
import type { Actions, State } from "../state";

export function exampleForm(state: State, actions: Actions): TemplateResult {
  const { editingExample: id, form, merged, outline } = state;
  if (id === null || merged === null || outline === null) return html``;
  const entry = id === "" ? null : merged.find("voorbeeld", id);
  const given = new Map((entry?.values.get("antwoorden")?.value.pairs ?? []).map(({ keys: [key], value }) => [key?.name ?? "", value]));
  const expected = (entry?.values.get("verwacht")?.value.pairs ?? []).find(({ keys: [key] }) => key?.name === "route")?.value.text ?? "";
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const title = String(data.get("titel") ?? "").trim();
    const own = id === "" ? freeId(outline, "voorbeeld", idOf(title)) : id;
    const toml = written(own, title, form?.groups.flatMap((group) => group.questions) ?? [], data, entry);
    if (id === "") actions.addExample(toml);
    else actions.changeExample(id, toml);
    actions.editExample(null);
  };
  return html`<form class="example-form" @submit=${submit}>
    <h3>${entry === null ? "Nieuw voorbeeld" : `Voorbeeld ${id}`}</h3>
    <label>Over wie gaat het? (verzonnen) <input name="titel" required maxlength="200" .value=${entry === null ? "" : textOf(entry.values, "titel")} /></label>
    <label>Verwacht advies
      <select name="route" required>
        <option value="">Kies een route</option>
        ${merged.inSpace("route").map((route) => html`<option value=${route.id} ?selected=${route.id === expected}>${titleOf(route)}</option>`)}
      </select>
    </label>
    ${form === null
      ? html`<p>De vragen zijn er als de fouten in de tekst zijn opgelost. Wat al was geantwoord, blijft.</p>`
      : form.groups.filter(({ talk }) => !talk).map((group) => html`<fieldset><legend>${group.title}</legend>${group.questions.map((question) => field(question, given.get(question.id)))}</fieldset>`)}
    <p class="do"><button type="submit" class="choice">Zet in de tekst</button> <button type="button" class="quiet" @click=${() => actions.editExample(null)}>Niet</button></p>
  </form>`;
}

function field(it: FormQuestion, value: Value | undefined): TemplateResult {
  const name = `vraag.${it.id}`;
  const now = value?.text ?? "";
  if (it.kind === "scale" || it.kind === "number") {
    return html`<label>${it.short} <input type="number" name=${name} min=${it.min ?? nothing} max=${it.max ?? nothing} step="1" .value=${now} /> <span class="range">${it.min} tot en met ${it.max}</span></label>`;
  }
  if (it.kind === "multiChoice") {
    const chosen = new Set(value?.items.map(({ text }) => text));
    return html`<fieldset class="inner"><legend>${it.short}</legend>
      <label><input type="checkbox" name=${`${name}.gevraagd`} ?checked=${value !== undefined} /> is gevraagd</label>
      ${it.choices.map((one) => html`<label><input type="checkbox" name=${name} value=${one.id} ?checked=${chosen.has(one.id)} /> ${one.label}</label>`)}
    </fieldset>`;
  }
  const choices = it.kind === "yesNo" ? [{ id: "true", label: "Ja" }, { id: "false", label: "Nee" }] : it.choices;
  return html`<label>${it.short}
    <select name=${name}>
      <option value="" ?selected=${now === ""}>Open</option>
      ${choices.map(({ id, label }) => html`<option value=${id} ?selected=${id === now}>${label}</option>`)}
    </select>
  </label>`;
}

/** The entry as text; keys that the form does not know stay as they were. */
function written(id: string, title: string, questions: readonly FormQuestion[], data: FormData, entry: MergedEntry | null): string {
  const before = (entry?.values.get("antwoorden")?.value.pairs ?? []).map(({ from, to }) => entry?.values.get("antwoorden")?.file.text.slice(from, to) ?? "");
  const lines = questions.length === 0 ? before : questions.flatMap((it) => {
    const name = `vraag.${it.id}`;
    const all = data.getAll(name).map(String).filter((one) => one !== "");
    const [one] = all;
    if (it.kind === "multiChoice") return all.length > 0 || data.has(`${name}.gevraagd`) ? [`${it.id} = ${quotedList(all)}`] : [];
    if (one === undefined) return [];
    return [`${it.id} = ${it.kind === "choice" ? quote(one) : one}`];
  });
  const source = entry?.values.get("bron");
  const kept = source === undefined ? "" : `bron = ${source.file.text.slice(source.value.from, source.value.to)}\n`;
  const context = entry?.values.get("context");
  const where = context === undefined ? "" : `context = ${context.file.text.slice(context.value.from, context.value.to)}\n`;
  const rest = (entry?.values.get("verwacht")?.value.pairs ?? []).filter(({ keys: [key] }) => key?.name !== "route" && key?.name !== "mogelijk");
  const expected = [`route = ${quote(String(data.get("route")))}`, ...rest.map(({ from, to }) => entry?.values.get("verwacht")?.file.text.slice(from, to) ?? "")];
  return `[voorbeeld.${id}]\ntitel = ${quote(title)}\n${kept}${where}verwacht = { ${expected.join(", ")} }\n\n[voorbeeld.${id}.antwoorden]\n${lines.join("\n")}\n`;
}
