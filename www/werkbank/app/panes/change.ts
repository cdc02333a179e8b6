// What can be changed without looking at the text: the words of an entry, the numbers of its condition, what a route offers.
import { html, nothing, type TemplateResult } from "lit";
import { quote } from "../../text/edit";
import { tokens } from "../../text/condition";
import { ids, textOf, titleOf, type Merged, type MergedEntry } from "../../text/merged";
import type { Actions } from "../state";
import { folded } from "./fold";
import { called } from "./shared";

export interface Writing {
  readonly merged: Merged;
  readonly actions: Actions;
  readonly writable: boolean;
}

interface Field {
  readonly key: string;
  readonly label: string;
  readonly lines: number;
  /** Whether an entry can be without it. */
  readonly optional?: boolean;
}

const field = (key: string, label: string, lines = 1, optional = false): Field => ({ key, label, lines, optional });

const FIELDS: Readonly<Record<string, readonly Field[]>> = {
  route: [field("titel", "Titel"), field("uitleg", "Uitleg voor de huisarts", 3, true), field("patient", "Tekst voor de patiënt", 5, true)],
  vraag: [field("tekst", "Vraag", 2), field("kort", "Kort", 1, true), field("toelichting", "Toelichting", 2, true)],
  regel: [field("reden", "Reden", 2)],
  signaal: [field("titel", "Titel"), field("uitleg", "Uitleg", 3, true)],
  kenmerk: [field("titel", "Titel")],
  score: [field("titel", "Titel")],
  onmogelijk: [field("reden", "Reden", 2)],
  aanbod: [field("titel", "Naam"), field("uitleg", "Uitleg", 2, true)],
  contact: [field("functie", "Functie"), field("organisatie", "Organisatie", 1, true), field("telefoon", "Telefoon", 1, true), field("email", "E-mail", 1, true), field("website", "Website", 1, true)],
  bron: [field("titel", "Titel"), field("url", "Adres", 1, true)],
};

type Input = HTMLInputElement | HTMLTextAreaElement;

/** Back to what stands in the text first; then out of the fields. */
function leave(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  const [target] = event.composedPath();
  const details = event.currentTarget as HTMLDetailsElement;
  if ((target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.type !== "checkbox" && target.value !== target.defaultValue) target.value = target.defaultValue;
  else {
    details.open = false;
    details.querySelector("summary")?.focus();
  }
  event.preventDefault();
}

function unfolding(name: string, content: () => unknown): TemplateResult {
  return html`<details class="no-print change" @keydown=${leave}><summary>Wijzig<span class="visually-hidden"> ${name}</span></summary>${folded(() => html`<div class="fields">${content()}</div>`)}</details>`;
}

/** Everything of an entry that people change without knowing the language of the file. */
export function changeView(entry: MergedEntry, { merged, actions, writable }: Writing): TemplateResult | typeof nothing {
  const fields = FIELDS[entry.section] ?? [];
  const locked = textOf(entry.values, "vast") === "true" && entry.inBase;
  if (!writable || fields.length === 0 || locked) return nothing;
  return unfolding(titleOf(entry), () => html`
    ${fields.map((one) => words(entry, one, actions))} ${limits(entry, merged, actions)}
    ${entry.section === "route" ? html`${days(entry, actions)} ${named(entry, "contact", "Contacten bij deze route", "Nieuw contact", merged, actions)} ${named(entry, "aanbod", "Aanbod bij deze route", "Nieuw aanbod", merged, actions)}` : nothing}`);
}

function words(entry: MergedEntry, { key, label, lines, optional }: Field, actions: Actions): TemplateResult {
  const text = textOf(entry.values, key).trim();
  const set = (event: Event) => {
    const input = event.currentTarget as Input;
    const now = input.value.trim();
    if (now === text) return;
    if (now !== "") return actions.set(entry.section, entry.id, key, quote(now));
    input.value = text;
    if (optional === true) actions.unset(entry.section, entry.id, key);
  };
  const name = `${entry.section}.${entry.id}.${key}`;
  return lines > 1 || text.includes("\n")
    ? html`<label>${label} <textarea rows=${Math.max(lines, text.split("\n").length)} data-set=${name} .defaultValue=${text} .value=${text} @change=${set}></textarea></label>`
    : html`<label>${label} <input data-set=${name} autocomplete="off" ?required=${optional !== true} .defaultValue=${text} .value=${text} @change=${set} /></label>`;
}

const COMPARED: Readonly<Record<string, string>> = { ">=": "vanaf", "<=": "tot en met", ">": "meer dan", "<": "minder dan", "=": "gelijk aan", "<>": "anders dan" };
const COUNTED = ["minstens", "hoogstens", "precies"];

interface Limit {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** The numbers of a condition, each with what it is about. */
export function limitsOf(condition: string, merged: Merged): Limit[] {
  const all = tokens(condition, 0);
  return all.flatMap(({ kind, from, to }, at) => {
    if (kind !== "number") return [];
    const [third, second, first] = all.slice(Math.max(0, at - 3), at).reverse().map(({ text }) => text).concat("", "", "");
    const name = [...all.slice(0, at)].reverse().find((one) => one.kind === "name")?.text ?? "";
    const about = titleOrId(merged, name);
    const compared = COMPARED[third ?? ""];
    if (compared !== undefined) return [{ from, to, label: `${about} ${compared}` }];
    if (third === "tussen") return [{ from, to, label: `${about} van` }];
    if (third === "en" && first === "tussen" && /^-?\d+$/.test(second ?? "")) return [{ from, to, label: `${about} tot en met` }];
    return COUNTED.includes(third ?? "") ? [{ from, to, label: `${third} zoveel van wat genoemd is` }] : [];
  });
}

function titleOrId(merged: Merged, name: string): string {
  const entry = merged.named("naam", name);
  return entry === null ? name : titleOf(entry);
}

function limits(entry: MergedEntry, merged: Merged, actions: Actions): TemplateResult[] {
  const condition = textOf(entry.values, "als");
  return limitsOf(condition, merged).map(({ from, to, label }, at) => {
    const now = condition.slice(from, to);
    const set = (event: Event) => {
      const input = event.currentTarget as HTMLInputElement;
      if (!/^-?\d{1,7}$/.test(input.value)) input.value = now;
      else if (input.value !== now) actions.set(entry.section, entry.id, "als", quote(condition.slice(0, from) + input.value + condition.slice(to)));
    };
    return html`<label>${label} <input type="number" step="1" data-set=${`${entry.section}.${entry.id}.als.${at}`} .defaultValue=${now} .value=${now} @change=${set} /></label>`;
  });
}

function days(route: MergedEntry, actions: Actions): TemplateResult {
  const now = textOf(route.values, "termijn_werkdagen");
  const set = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    if (input.value === "" && now !== "") actions.unset("route", route.id, "termijn_werkdagen");
    else if (!/^\d{1,3}$/.test(input.value)) input.value = now;
    else if (input.value !== now) actions.set("route", route.id, "termijn_werkdagen", input.value);
  };
  return html`<label>Reactie binnen zoveel werkdagen <input type="number" min="1" max="365" step="1" data-set=${`route.${route.id}.termijn_werkdagen`} .defaultValue=${now} .value=${now} @change=${set} /></label>`;
}

/** Which of them a route names, and one that is new. */
function named(route: MergedEntry, section: "aanbod" | "contact", legend: string, more: string, merged: Merged, actions: Actions): TemplateResult {
  const now = ids(route, section);
  // In one order, whatever is chosen: a box must not move away under the hand that checks it.
  const all = [...new Set([...merged.inSpace(section).map(({ id }) => id), ...now])];
  const set = (id: string, event: Event) => {
    const chosen = (event.currentTarget as HTMLInputElement).checked;
    actions.setList("route", route.id, section, chosen ? [...now.filter((one) => one !== id), id] : now.filter((one) => one !== id));
  };
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).querySelector("input");
    const title = input?.value.trim() ?? "";
    if (input === null || title === "") return;
    actions.addTo(route.id, section, title);
    input.value = "";
  };
  return html`<fieldset><legend>${legend}</legend>
      ${all.map((id) => html`<label class="check"><input type="checkbox" data-set=${`route.${route.id}.${section}.${id}`} .checked=${now.includes(id)} @change=${(event: Event) => set(id, event)} /> ${called(merged, section, id)}</label>`)}
      <form class="add" @submit=${add}><label>${more} <input maxlength="200" autocomplete="off" data-add=${`${route.id}.${section}`} /></label> <button type="submit" class="quiet">Voeg toe</button></form>
    </fieldset>`;
}

const STATUS = ["concept", "voorbeeld", "vastgesteld", "ingetrokken"];

/** What the protocol says of itself. */
export function headerChange({ merged, actions, writable }: Writing): TemplateResult | typeof nothing {
  if (!writable) return nothing;
  const set = (key: string, toml: (text: string) => string | null) => (event: Event) => {
    const input = event.currentTarget as HTMLInputElement | HTMLSelectElement;
    const written = toml(input.value.trim());
    if (written !== null) actions.setHeader(key, written);
    else input.value = textOf(merged.header, key);
  };
  const date = (key: string, label: string) => {
    const now = textOf(merged.header, key);
    return html`<label>${label} <input type="date" data-set=${`protocol.${key}`} .value=${now} @change=${set(key, (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? text : null))} /></label>`;
  };
  const title = textOf(merged.header, "titel");
  const status = textOf(merged.header, "status");
  return unfolding("titel, data en status", () => html`
    <label>Titel <input data-set="protocol.titel" autocomplete="off" .defaultValue=${title} .value=${title} @change=${set("titel", (text) => (text === "" ? null : quote(text)))} /></label>
    ${date("geldig_vanaf", "Geldig vanaf")} ${date("geldig_tot", "Geldig tot en met")}
    <label>Status <select data-set="protocol.status" @change=${set("status", quote)}>${[...new Set([...STATUS, status])].filter((one) => one !== "").map((one) => html`<option value=${one} .selected=${one === status}>${one}</option>`)}</select></label>`);
}
