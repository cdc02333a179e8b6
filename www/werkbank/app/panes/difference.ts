// Which patients come out otherwise: from where to where, who for example, by which rules, and how often.
import { html, nothing, type TemplateResult } from "lit";
import type { DeviationInfo, DiffReport, MoveInfo, RuleDifference } from "../../../pkg/domeinwijzer.js";
import { chainOf, fileOf, headerOf, reference, referenceOf, textOf, type Merged } from "../../text/merged";
import { draftedEntry } from "../../publish/changelog";
import { nextVersion, share, step, stepEnough } from "../say";
import type { Actions, Against, State } from "../state";
import { againView, caseView, stuckText } from "./shared";

export function differenceView(state: State, actions: Actions): TemplateResult {
  const { against, diff, noDiff, comparing, merged, stuck } = state;
  const choices = candidates(state);
  const choose = (event: Event) => {
    const found = choices.find(({ path }) => path === (event.currentTarget as HTMLSelectElement).value);
    if (found !== undefined) actions.compare(found);
  };
  return html`<h2>Verschil</h2>
    ${choices.length === 0
      ? html`<p>Er is geen eerdere versie en geen basis om mee te vergelijken. Open ook het bestand dat nu geldt.</p>`
      : html`<label>Vergelijk met
          <select data-do="against" @change=${choose}>${choices.map(({ path, label }) => html`<option value=${path} ?selected=${path === against?.path}>${label}</option>`)}</select>
        </label>
        <p role="status" data-status>${stuck?.what === "diff" ? stuckText(stuck) : comparing ? "Bezig met vergelijken over alle patiënten …" : (noDiff ?? "")}</p>
        ${stuck?.what === "diff" ? againView(state, actions) : nothing}
        ${diff === null || merged === null ? nothing : report(diff, merged, state, actions)}`}`;
}

/** The version in force first: the newest of the same protocol. */
export function candidates({ doc, files, merged }: State): Against[] {
  if (doc === null || merged === null) return [];
  const id = merged.header.get("id")?.value.text;
  const own = files.filter((file) => headerOf(file).get("id")?.text === id);
  const version = (text: string) => text.split(".").map((one) => one.padStart(6, "0")).join(".");
  const sorted = own.sort((a, b) => version(textOf(headerOf(b), "versie")).localeCompare(version(textOf(headerOf(a), "versie"))));
  const found: Against[] = sorted.map((file) => ({ path: file.path, label: `${referenceOf(file)} (${textOf(headerOf(file), "status")}${file.path === doc.path ? ", zoals het was" : ""})` }));
  const base = merged.chain[1] ?? chainOf(fileOf(doc), files)[1];
  return base === undefined ? found : [...found, { path: "base", label: `de basis, ${reference(base)}` }];
}

function report(diff: DiffReport, merged: Merged, state: State, actions: Actions): TemplateResult {
  const others = diff.otherOutcomes.length;
  return html`${versionView(diff, state, actions)}
    <h3>Wie krijgt een ander advies?</h3>
    ${diff.moves.length === 0 ? html`<p>Niemand. Dat is bewezen over alle patiënten.</p>` : html`<ol class="moves">${diff.moves.map((it) => move(it, diff, merged, actions))}</ol>`}
    ${others === 0 ? nothing : html`<details><summary>Wat er naast het advies anders is: ${others}</summary><ol class="moves">${diff.otherOutcomes.map((it) => move(it, diff, merged, actions))}</ol></details>`}
    ${diff.unproved.length === 0 ? nothing : html`<p class="wrong">Van ${diff.unproved.length} mogelijke verschuivingen kon niet worden bewezen of ze voorkomen. Reken ze mee.</p>`}
    ${texts("Wat meebeslist", diff.changes, actions)} ${texts("Teksten en contacten", diff.texts, actions)}
    ${changelogView(diff, state, actions)}`;
}

function versionView(diff: DiffReport, { merged, doc, against }: State, actions: Actions): TemplateResult | typeof nothing {
  if (merged === null || against?.path === "base") return nothing;
  const now = textOf(merged.header, "versie");
  const old = diff.old.split("@")[1] ?? "";
  const proposed = nextVersion(old, diff.step);
  const enough = stepEnough(old, now, diff.step) || (diff.step === "none" && now === old);
  return html`<section class="step" data-step=${diff.step}>
    <h3>Versie</h3>
    <p>Nodig is ${step(diff.step)}. Van ${old} naar minstens <strong>${proposed}</strong>; hier staat ${now}: ${enough ? "dat klopt." : html`<strong>dat is te weinig.</strong>`}</p>
    ${enough || doc?.writable !== true ? nothing : html`<button type="button" class="choice" data-do="version" @click=${() => actions.setVersion(proposed)}>Maak er ${proposed} van</button>`}
    ${diff.grounds.length === 0 ? nothing : html`<ul>${diff.grounds.map((it) => html`<li>${GROUND[it.what]}: ${it.id}${it.choice === null ? nothing : `, ${it.choice}`}</li>`)}</ul>`}
  </section>`;
}

const GROUND: Readonly<Record<DiffReport["grounds"][number]["what"], string>> = {
  questionRemoved: "vraag vervallen",
  questionType: "vraag van een ander type",
  choiceRemoved: "keuze vervallen",
  rangeNarrowed: "bereik kleiner",
  routeRemoved: "route vervallen",
  signalRemoved: "signaal vervallen",
  questionAdded: "vraag erbij",
  choiceAdded: "keuze erbij",
  rangeWidened: "bereik groter",
  routeAdded: "route erbij",
  signalAdded: "signaal erbij",
};

const CAUSE = { precedence: "de voorrang", fallback: "het vangnet", alone: "een route die alleen staat" } as const;

function move(it: MoveInfo, diff: DiffReport, merged: Merged, actions: Actions): TemplateResult {
  const rules = it.rules.map((id) => diff.rules.find((rule) => rule.id === id)).filter((rule) => rule !== undefined);
  return html`<li class="move" data-from=${it.from ?? ""} data-to=${it.to ?? ""}>
    <h4>${KIND[it.kind]}${it.fromTitle ?? it.from ?? "geen"} → ${it.toTitle ?? it.to ?? "geen"}</h4>
    ${it.share === null ? nothing : html`<p>${share(it.share)}</p>`}
    <figure><figcaption>Bijvoorbeeld deze patiënt</figcaption>${caseView(it.witness.answers, merged)}</figure>
    ${rules.map((rule) => ruleView(rule, actions))}
    ${it.causes.length === 0 ? nothing : html`<p>Ook door ${it.causes.map((one) => CAUSE[one]).join(" en ")}.</p>`}
  </li>`;
}

const KIND = { advice: "", alsoSuitable: "Ook passend: ", signal: "Signaal: ", impossible: "Onmogelijke casus: " } as const;

function ruleView(rule: RuleDifference, actions: Actions): TemplateResult {
  return html`<p class="rule">Regel <button type="button" class="quiet" @click=${() => actions.go("regel", rule.id)}>${rule.id}</button>: ${rule.reason}
    ${rule.old !== null && rule.new !== null && rule.old.condition !== rule.new.condition
      ? html`<br /><del>${rule.old.condition}</del><br /><ins>${rule.new.condition}</ins>`
      : rule.old === null && rule.new !== null ? html`<br /><ins>${rule.new.condition}</ins>` : rule.new === null && rule.old !== null ? html`<br /><del>${rule.old.condition}</del>` : nothing}
    ${rule.below.length === 0 ? nothing : html`<br />door ${rule.below.join(", ")}`}</p>`;
}

const CHANGE = { added: "erbij", changed: "anders", removed: "vervallen" } as const;

function texts(title: string, all: readonly DeviationInfo[], actions: Actions): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<details><summary>${title}: ${all.length}</summary><ul class="texts">
    ${all.map((it) => html`<li><strong>${CHANGE[it.change]}</strong> <button type="button" class="quiet" @click=${() => actions.go(it.section, it.id)}>${it.section} ${it.id}</button>${it.title === null ? nothing : ` ${it.title}`}
      ${it.reason === null ? nothing : html`<br />reden: ${it.reason}`}
      ${it.keys.map((key) => html`<div class="key"><code>${key.key}</code> ${key.base === null ? nothing : html`<del>${key.base}</del>`} ${key.local === null ? nothing : html`<ins>${key.local}</ins>`}</div>`)}
    </li>`)}
  </ul></details>`;
}

function changelogView(diff: DiffReport, { changelog, merged, today }: State, actions: Actions): TemplateResult | typeof nothing {
  if (merged === null) return nothing;
  const text = changelog ?? draftedEntry(diff, merged, today);
  return html`<h3>Voor het wijzigingenoverzicht</h3>
    <label>Concept; pas het aan <textarea rows="10" data-do="changelog" .value=${text} @input=${(event: Event) => actions.setChangelog((event.currentTarget as HTMLTextAreaElement).value)}></textarea></label>
    ${changelog === null ? nothing : html`<p><button type="button" class="quiet" @click=${() => actions.setChangelog(null)}>Neem weer het concept</button></p>`}`;
}
