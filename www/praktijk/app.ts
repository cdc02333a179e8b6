// The page of a practice: a file becomes a list, and a patient of the list a talk. Nothing outlives the page.
import { html, nothing, render, type TemplateResult } from "lit";
import { lists, type ListProtocol } from "virtual:lists";
import { Library } from "../element/engine/library";
import { today } from "../element/properties";
import { day } from "../element/words";
import { bytesOf } from "../src/bytes";
import { download } from "../src/download";
import { isInstrument } from "../parts/index";
import { municipalitiesHere, type Municipality } from "../src/engine";
import { USUAL, watchIdle } from "../src/idle";
import { idleChoice, idleWarning } from "../src/idleview";
import { recall, recallIdle, remember, rememberIdle } from "../src/memory";
import { startSmallAside } from "../src/small";
import { Lister } from "./engine/client";
import type { Page, Questions } from "./engine/messages";
import { mapText } from "./map/choices";
import { guessed } from "./map/guess";
import { everything, ROWS, type Actions, type List, type Mapping, type Opened, type Shown, type State, type Talk } from "./state";
import { LIST_TITLE, listView, runningView } from "./view/list";
import { MAKE_FAULTS, openView } from "./view/open";
import { consentView, conversationView, TALK_TITLE, talkTitle, toldView } from "./view/talk";
import { noTriage, shareView, triageView, type Triage, type TriageActions } from "./view/triage";
import { limitsView, warningView } from "./view/warning";

/** What a file may be; a practice has some thousands of patients. */
const MOST_BYTES = 100_000_000;
/** Of a file with columns. */
const MOST_MAP = 1_000_000;
/** Of a protocol; the engine says the same of a larger one. */
const MOST_PROTOCOL = 1_048_576;
/** A mapping that says nothing yet. */
const NO_MAP = "[uitdraai]\n";
/** So many bad rows are shown at a time. */
const BAD = 20;

/** Milliseconds until the next drawing. */
const SOON = 20;

/** Of all in force, the newest of each. */
function inForce(date: string): ListProtocol[] {
  const fitting = lists.filter(({ info }) => info.validFrom <= date && (info.validUntil === null || date <= info.validUntil));
  const newest = (a: ListProtocol, b: ListProtocol) => b.info.version.localeCompare(a.info.version, "en", { numeric: true });
  return [...new Map([...fitting].sort(newest).reverse().map((one) => [one.info.id, one])).values()];
}

export function startPractice(root: HTMLElement, module: WebAssembly.Module): void {
  const municipalities = municipalitiesHere();
  const known = inForce(today());
  const municipalityOf = (wanted: string | null): Municipality | null => (wanted === null ? null : municipalities.find(wanted));
  const empty = { opened: null, running: null, made: null, notes: new Map<number, string>(), talk: null, form: null, drawn: 0, faults: [], message: "" };
  let state: State = { lists: known, list: known[0] ?? null, municipalities: municipalities.all, municipality: municipalityOf(recall()), idle: recallIdle() ?? USUAL, warning: null, ...empty };
  /** Talks that were begun, by row. */
  let talks = new Map<number, Talk>();
  let triage: Triage = noTriage;
  const lister = new Lister(module, (running) => state.running !== null && set({ running }));
  let small: Promise<void> | null = null;
  /** Each question about rows; only the answer to the last one counts. */
  let asked = 0;

  const set = (change: Partial<State>) => {
    state = { ...state, ...change };
    render(view(), root);
  };
  const focus = (id: string) => root.querySelector<HTMLElement>(`#${id}`)?.focus();
  const fail = (thrown: unknown) => {
    set({ faults: (thrown as Error).message.split("\n").filter((line) => line.trim() !== ""), running: null });
    focus(MAKE_FAULTS);
  };
  const textOf = (mapping: Mapping) => (mapping.from === "file" ? mapping.text : mapText(mapping.choices));
  const chosen = ({ columns, identifying }: Opened["looked"], list: ListProtocol): Mapping => {
    const ignored = identifying.map(({ column }) => column);
    // Nothing is left out until someone says so; what tells who someone is, is no guess either.
    return { from: "page", choices: { ...guessed(columns, list.form, today(), ignored), ignored: [] } };
  };
  const query = ({ route, rule, search, sorting, noted, page }: Shown): Questions["rows"]["takes"] => ({
    route,
    rule,
    search,
    sorting,
    only: noted ? [...state.notes.keys()] : null,
    from: page * ROWS,
    most: ROWS,
  });
  const note = (row: number, said: string) => set({ notes: new Map(state.notes).set(row, `${said} (${day(today())})`) });

  /** The engine of the consult comes when it is first needed. */
  const consulting = async () => {
    small ??= startSmallAside();
    await small;
  };
  /** What the municipality asks comes in a task of its own, and then one drawing after the other. */
  const drawAnew = () => {
    set({ form: null, drawn: 0 });
    setTimeout(() => {
      const { municipality, talk } = state;
      if (municipality === null || talk === null || talk.stage === "consent") return;
      set({ form: Library.of(municipalities.protocols(municipality.code)).open(municipality.code, today()).form });
      setTimeout(drawNext, SOON);
    });
  };
  const drawNext = () => {
    const all = state.form?.groups.filter(isInstrument).length ?? 0;
    if (state.talk === null || state.drawn >= all) return;
    set({ drawn: state.drawn + 1 });
    setTimeout(drawNext, SOON);
  };

  const actions: Actions = {
    choose: (digest) => set({ list: state.lists.find(({ info }) => info.digest === digest) ?? null, opened: null, made: null }),
    async openProtocol(file) {
      set({ faults: [], message: "" });
      try {
        if (file.size > MOST_PROTOCOL) throw new Error("Dit bestand is te groot voor een protocol.");
        const { ownList } = await import("./protocol/own");
        const own = await ownList(file.name, await file.text());
        const others = state.lists.filter(({ info }) => info.digest !== own.info.digest);
        set({ lists: [...others, own], list: own, opened: null, made: null, message: `Protocol geopend: ${own.info.title}, ${own.info.version}.` });
      } catch (thrown) {
        fail(thrown);
      }
    },
    setIdle(idle) {
      rememberIdle(idle);
      set({ idle });
    },
    async open(file) {
      const { list } = state;
      if (list === null) return;
      set({ faults: [], opened: null, message: "" });
      try {
        if (file.size > MOST_BYTES) throw new Error("Dit bestand is groter dan 100 MB. Gebruik hiervoor domeinwijzer batch, op de opdrachtregel.");
        const looked = await lister.ask("look", { file, map: NO_MAP, date: today() });
        set({ opened: { file, looked, mapping: chosen(looked, list) } });
      } catch (thrown) {
        fail(thrown);
      }
    },
    async openMap(file) {
      const { opened } = state;
      if (opened === null) return;
      try {
        if (file.size > MOST_MAP) throw new Error("Dit bestand is te groot voor een kolommenbestand.");
        const text = await file.text();
        // It may say how the export is written.
        const looked = await lister.ask("look", { file: opened.file, map: text, date: today() });
        set({ opened: { ...opened, looked, mapping: { from: "file", name: file.name, text } }, faults: [] });
      } catch (thrown) {
        fail(thrown);
      }
    },
    forgetMap() {
      const { opened, list } = state;
      if (opened !== null && list !== null) set({ opened: { ...opened, mapping: chosen(opened.looked, list) }, faults: [] });
    },
    change(choices) {
      const { opened } = state;
      if (opened !== null) set({ opened: { ...opened, mapping: { from: "page", choices } }, faults: [] });
    },
    saveMap() {
      const { opened } = state;
      if (opened === null) return;
      download("kolommen.toml", "application/toml", textOf(opened.mapping));
      set({ message: "De keuze van de kolommen is bewaard. Er staan geen gegevens van patiënten in." });
    },
    async make() {
      const { opened, list } = state;
      if (opened === null || list === null) return;
      set({ faults: [], running: { read: 0, of: opened.file.size, rows: 0 }, message: "" });
      focus("bezig");
      try {
        const { counts, stopped } = await lister.ask("make", { file: opened.file, map: textOf(opened.mapping), bundle: bytesOf(list.base64), date: today() });
        const shown: Shown = { ...everything, route: list.routes[0]?.id ?? null };
        const [page, bad] = await Promise.all([lister.ask("rows", query(shown)), lister.ask("bad", { from: 0, most: BAD })]);
        set({ running: null, made: { name: opened.file.name, counts, stopped, shown, page, bad } });
        focus(LIST_TITLE);
      } catch (thrown) {
        fail(thrown);
      }
    },
    stop: () => lister.stop(),
    async show(change) {
      const { made } = state;
      if (made === null) return;
      const shown = { ...made.shown, ...change };
      set({ made: { ...made, shown } });
      asked += 1;
      const mine = asked;
      const page: Page = await lister.ask("rows", query(shown));
      if (mine === asked && state.made !== null) set({ made: { ...state.made, page } });
    },
    async moreBad() {
      const { made } = state;
      if (made === null) return;
      const more = await lister.ask("bad", { from: made.bad.length, most: 10 * BAD });
      set({ made: { ...made, bad: [...made.bad, ...more] } });
    },
    async download() {
      download("lijst.csv", "text/csv", await lister.ask("csv", state.notes));
      set({ message: "De lijst is als bestand bewaard. Verwijder het bestand als u het niet meer nodig heeft." });
    },
    clear() {
      lister.clear();
      talks = new Map();
      triage = noTriage;
      set(empty);
      window.scrollTo(0, 0);
    },
    async talkTo(row) {
      const begun = talks.get(row.row);
      const talk: Talk = begun ?? { row, told: await lister.ask("patient", row.row), stage: "consent", agreed: null, tried: false, answers: {} };
      triage = { ...noTriage, given: talk.answers };
      if (talk.stage !== "consent") await consulting();
      set({ talk: talk.stage === "share" ? { ...talk, stage: "triage" } : talk, message: "" });
      drawAnew();
      window.scrollTo(0, 0);
      focus(TALK_TITLE);
    },
    changeTalk: (change) => state.talk !== null && set({ talk: { ...state.talk, ...change } }),
    consented() {
      const { talk } = state;
      if (talk === null) return;
      if (talk.agreed === null) return set({ talk: { ...talk, tried: true } });
      if (talk.agreed === "nee") {
        return dropped(talk, "Wil geen gesprek");
      }
      note(talk.row.row, `Toestemming ${talk.agreed} voor het gesprek`);
      void step("talk");
    },
    setMunicipality(code) {
      const municipality = municipalityOf(code);
      if (municipality === null) return;
      remember(municipality.code);
      set({ municipality });
      drawAnew();
    },
    answer(question, given) {
      const { talk } = state;
      if (talk === null) return;
      const { [question]: _, ...others } = talk.answers;
      set({ talk: { ...talk, answers: given === undefined ? others : { ...others, [question]: given } } });
    },
    toTriage: () => void step("triage"),
    withdraw: () => state.talk !== null && dropped(state.talk, "Gestopt op verzoek van de patiënt"),
    back() {
      const { talk } = state;
      if (talk === null) return;
      if (talk.stage !== "consent") talks.set(talk.row.row, talk);
      leave();
    },
  };

  const step = async (stage: Talk["stage"]) => {
    await consulting();
    const { talk } = state;
    if (talk === null) return;
    if (talk.stage === "talk") triage = { ...noTriage, given: talk.answers };
    set({ talk: { ...talk, stage } });
    if (stage === "talk" || talk.stage === "talk") drawAnew();
    window.scrollTo(0, 0);
    focus(TALK_TITLE);
  };
  /** What is noted, and nothing else. */
  const dropped = ({ row }: Talk, said: string) => {
    talks.delete(row.row);
    note(row.row, said);
    leave();
  };
  const leave = () => {
    const row = state.talk?.row.row;
    triage = noTriage;
    set({ talk: null });
    root.querySelector<HTMLElement>(`tr[data-row="${row}"] button`)?.focus();
    if (state.made?.shown.noted === true) void actions.show({});
  };
  const ofTriage: TriageActions = {
    change(change) {
      triage = { ...triage, ...change };
      set({});
    },
    keep: (answers) => state.talk !== null && (state = { ...state, talk: { ...state.talk, answers } }),
    stage: (stage) => void step(stage),
    say: (message) => set({ message }),
  };

  const view = (): TemplateResult => html`
    <header class="top">
      <h1>Lijst van de praktijk</h1>
      <p class="tools"><a href="../index.html">Naar de keuzehulp</a></p>
    </header>
    <div class="notices">
      <p role="status" class="notice" data-message>${state.message}</p>
      <div role="alert" data-warning>${state.warning === null ? nothing : idleWarning(state.warning, "de lijst")}</div>
    </div>
    ${state.talk === null ? mainView() : talkView(state.talk)}
    <footer>
      <p>Deze pagina loopt een uitdraai na met de regels van een protocol, en maakt een lijst. Zij kiest niemand uit: dat doet u, met het dossier erbij.</p>
      <p>Het bestand blijft op deze computer. Er wordt niets verstuurd, en niets van een patiënt bewaard; alleen de gekozen gemeente en deze tijd worden onthouden.</p>
      ${idleChoice(state.idle, actions.setIdle)}
    </footer>
  `;
  const mainView = (): TemplateResult => {
    const { made, list, running } = state;
    return html`<main id="inhoud">
      ${warningView()} ${list === null ? nothing : limitsView(list)}
      ${running !== null ? runningView(state, actions) : made === null || list === null ? openView(state, actions) : listView(state, made as List, list, actions)}
    </main>`;
  };
  const talkView = (talk: Talk): TemplateResult => {
    const { list, municipality } = state;
    return html`<main id="inhoud" class="talk">
      <p><button type="button" class="quiet" data-do="back" @click=${() => actions.back()}>Terug naar de lijst</button>
        ${talk.stage === "consent" ? nothing : html`<button type="button" class="quiet" data-do="withdraw" @click=${() => actions.withdraw()}>De patiënt wil stoppen</button>`}
      </p>
      ${talkTitle(talk)} ${list === null || talk.stage === "share" ? nothing : toldView(talk, list)}
      ${talk.stage === "consent" ? consentView(talk, actions) : nothing} ${talk.stage === "talk" ? conversationView(state, talk, actions) : nothing}
      ${municipality === null || (talk.stage !== "triage" && talk.stage !== "share")
        ? nothing
        : html`<div ?hidden=${talk.stage === "share"}>${triageView(talk, triage, state.drawn, municipality, municipalities, ofTriage)}</div>`}
      ${talk.stage === "share" ? html`<p><button type="button" class="quiet" @click=${() => void step("triage")}>Terug naar de triage</button></p>${shareView(triage, ofTriage)}` : nothing}
    </main>`;
  };

  set({});
  watchIdle({
    // While a list is made nobody has to touch anything.
    busy: () => state.running === null && (state.opened !== null || state.made !== null || state.talk !== null),
    minutes: () => state.idle,
    warn: (warning) => set({ warning }),
    clear() {
      actions.clear();
      set({ message: `Gewist: er is ${state.idle} minuten niets gedaan.` });
    },
  });
  // A list that took an afternoon is not lost by a wrong key.
  window.addEventListener("beforeunload", (event) => {
    if (state.made !== null || state.opened !== null) event.preventDefault();
  });
  // A file that misses its place would be opened by the browser, in place of the page.
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
}
