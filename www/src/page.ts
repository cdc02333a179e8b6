// The page around the element: the choice of the municipality, the keys, the ways out, and the clearing.
import { html, render, type TemplateResult } from "lit";
import { copyText } from "../element/clipboard";
import { failure, type Failure } from "../element/failure";
import type { DomeinWijzerElement } from "../element/index";
import { today } from "../element/properties";
import { failed } from "../element/view/advice";
import { startUpdates, type Updates } from "../parts/offline/updates";
import { noConsent } from "../parts/index";
import { caseName, caseText, otherProtocol, readCase } from "./casefile";
import { chooseView } from "./choose";
import { consultView, type Events } from "./consult";
import { download } from "./download";
import { piecesOf } from "./drawings";
import type { Exchange, Municipalities } from "./engine";
import { footerView, headerView, noticesView, skipView } from "./frame";
import { HELP_ID, helpView } from "./help";
import { USUAL, watchIdle } from "./idle";
import { fromAddress, recall, recallIdle, remember, rememberIdle, toAddress } from "./memory";
import { SIDE_TITLE, sideView } from "./side";
import { isBusy, type Actions, type State, type View } from "./state";

/** Nothing of a patient. */
const EMPTY = { info: null, recommendation: null, patient: null, form: null, view: null, recordLines: [], message: null } satisfies Partial<State>;

/** Milliseconds until the next piece of a drawing, which stands in a folded group. */
const SOON = 30;
/** Milliseconds until the page is in use and there is time for what it seldom needs. */
const REST = 1500;

/** Starts the page in an element. */
export function startPage(root: HTMLElement, municipalities: Municipalities): void {
  let state: State = { all: municipalities.all, municipality: null, notice: null, edition: null, drawn: 0, ...EMPTY, shortcuts: true, idle: recallIdle() ?? USUAL, warning: null, update: false };
  let updates: Updates | null = null;
  let exchange: Exchange | null = null;
  let cleared: string | null = null;
  let drawing = false;
  let broken = false;
  const draw = (): TemplateResult => html`
    ${skipView(state)} ${headerView(state, actions)} ${noticesView(state, actions)}
    ${state.municipality === null ? chooseView(state, actions) : consultView(state, actions, municipalities, events)}
    ${sideView(state, actions, exchange?.readTask ?? null)} ${footerView(state.info, state.patient?.date ?? null)} ${helpView(state, actions)}
  `;
  const set = (change: Partial<State>) => {
    state = { ...state, ...change };
    if (!broken) render(draw(), root);
  };
  const say = (text: string, wrong = false) => set({ message: { text, wrong } });
  const consult = () => root.querySelector("domein-wijzer");
  const again = (notice: string | null) => {
    set({ ...EMPTY, municipality: null, notice });
    root.querySelector<HTMLElement>("#inhoud")?.focus();
  };
  const refused = (thrown: unknown) => {
    broken = true;
    showFailure(root, failure(thrown));
  };
  const start = (): boolean => {
    try {
      municipalities.start();
    } catch (thrown) {
      refused(thrown);
    }
    return !broken;
  };
  const open = (wanted: string): boolean => {
    const municipality = municipalities.find(wanted);
    if (municipality === null) {
      again(municipalities.refusal(wanted));
      return false;
    }
    if (!start()) return false;
    // Another municipality asks other questions, so it starts empty.
    if (municipality.code !== state.municipality?.code) set({ ...EMPTY, municipality, edition: municipalities.edition(municipality.code, today()), notice: null });
    remember(municipality.code);
    history.replaceState(null, "", toAddress(municipality.code));
    return true;
  };
  /** `why` is said once it is cleared. */
  const clear = (undoable: boolean, why: string | null = null) => {
    cleared = why;
    set({ view: null, recordLines: [], message: null });
    consult()?.clear({ undoable });
  };
  /** The case as it would be sent. */
  const message = (): unknown => {
    const { patient, municipality } = state;
    if (patient === null || municipality === null || exchange === null) throw new Error("Er is geen casus.");
    const bundle = municipalities.inForce(municipality.code, patient.date);
    if (bundle === null) throw new Error("Er is geen protocol van kracht.");
    return exchange.fhirMessage(bundle, patient, patient.date);
  };
  const drawNext = () => {
    if (drawing || state.drawn >= piecesOf(state.form)) return;
    drawing = true;
    setTimeout(() => {
      drawing = false;
      set({ drawn: state.drawn + 1 });
      drawNext();
    }, SOON);
  };
  const back = () => {
    set({ view: null });
    consult()?.focusAdvice();
  };

  const actions: Actions = {
    choose: (wanted) => {
      if (open(wanted)) consult()?.focus({ preventScroll: true });
    },
    chooseAgain: () => {
      history.replaceState(null, "", location.pathname + location.search);
      again(null);
    },
    clear: () => clear(true),
    setShortcuts: (shortcuts) => set({ shortcuts }),
    setIdle: (idle) => {
      rememberIdle(idle);
      set({ idle });
    },
    showHelp: () => root.querySelector<HTMLDialogElement>(`#${HELP_ID}`)?.showModal(),
    show: async (kind, what = "letter") => {
      let view: View = kind === "consent" ? { kind, what: "letter", consent: noConsent } : { kind };
      try {
        if (kind === "feedback" || what === "fhir") exchange ??= await municipalities.exchange();
        if (kind === "consent" && what === "fhir") view = { kind, what, consent: noConsent, message: message() };
      } catch (thrown) {
        // What came back can be pasted as text without it.
        if (kind !== "feedback") return say(`Er kan geen bericht worden gemaakt. ${failure(thrown).message}`, true);
      }
      set({ view, message: null });
      window.scrollTo(0, 0);
      root.querySelector<HTMLElement>(`#${SIDE_TITLE}`)?.focus();
    },
    back,
    print: () => window.print(),
    changeConsent: (consent) => state.view?.kind === "consent" && set({ view: { ...state.view, consent } }),
    share: (line) => {
      const { patient, recommendation, view } = state;
      if (patient === null || recommendation === null || view?.kind !== "consent") return;
      set({ recordLines: [...state.recordLines, `P: ${line}`] });
      if (view.what === "letter") {
        void copyText(recommendation.texts?.letter ?? "").then((copied) =>
          copied ? say("De brief is gekopieerd. De toestemming staat in de tekst voor het dossier.") : say("Kopiëren lukt niet. Geef deze pagina toegang tot het klembord.", true),
        );
      } else {
        // Exactly what was shown.
        download(`verwijzing-${recommendation.protocol.id}-${patient.date}.fhir.json`, "application/fhir+json", `${JSON.stringify(view.message, null, 2)}\n`);
        say("Het bericht is als bestand bewaard. De toestemming staat in de tekst voor het dossier.");
      }
      back();
    },
    refuse: (line) => {
      set({ recordLines: [...state.recordLines, `P: ${line}`] });
      say("Er gaat niets weg. Dat staat in de tekst voor het dossier.");
      back();
    },
    answer: (question, given) => consult()?.answer(question, given),
    takeBack: (answers, line) => {
      const element = consult();
      if (element === null) return;
      element.answers = answers;
      set({ view: null, recordLines: line === "" ? [] : [line] });
      say("De casus is terug. Kijk de antwoorden na en pas aan wat veranderd is.");
      element.focus();
    },
    save: () => {
      const { patient, info, municipality } = state;
      if (patient === null || info === null || municipality === null || !isBusy(state)) return say("Er is nog niets om te bewaren.", true);
      const saved = { municipality: municipality.code, date: patient.date, protocol: info, answers: consult()?.answers ?? {} };
      download(caseName(saved), "application/json", caseText(saved));
      say("De casus is als bestand bewaard. Verwijder het bestand als u het niet meer nodig heeft.");
    },
    open: async (file) => {
      try {
        const saved = readCase(file.size > 2_000_000 ? "x".repeat(2_000_000) : await file.text());
        if (municipalities.find(saved.municipality) === null) throw new Error("Voor de gemeente van deze casus is hier geen protocol.");
        open(saved.municipality);
        const element = consult();
        if (element === null) return;
        element.answers = saved.answers;
        element.focus();
        await element.updateComplete;
        const other = state.info === null ? null : otherProtocol(saved, state.info);
        say(other ?? "De casus is geopend.", other !== null);
      } catch (thrown) {
        say((thrown as Error).message, true);
      }
    },
    update: () => {
      if (updates?.takeOver() === false) say("Wis eerst deze casus; dan kan de nieuwe versie erin.", true);
    },
  };

  const events: Events = {
    advised: ({ detail, target }) => {
      const { recommendation, case: patient } = detail;
      set({ recommendation, patient, info: recommendation.protocol, form: (target as DomeinWijzerElement).questions });
      drawNext();
    },
    changed: ({ detail }) => {
      if (detail.cause !== "clear") return set({ message: null });
      // Also when the key was pressed, and not the button here.
      set({ view: null, recordLines: [], message: cleared === null ? null : { text: cleared, wrong: false } });
      cleared = null;
      window.scrollTo(0, 0);
    },
    // What was computed before says nothing about this case.
    failed: () => set({ recommendation: null }),
  };

  // On loading the focus stays at the top, where everyone expects it.
  const wanted = fromAddress(location.hash) ?? recall();
  if (wanted === null) set({});
  else open(wanted);
  window.addEventListener("hashchange", () => {
    const now = fromAddress(location.hash);
    if (now !== null) actions.choose(now);
  });
  document.addEventListener("keydown", (event) => onKey(event, state, actions));
  watchIdle({
    busy: () => isBusy(state) || state.view !== null,
    minutes: () => state.idle,
    warn: (warning) => set({ warning }),
    clear: () => clear(false, `Gewist: er is ${state.idle} minuten niets gedaan.`),
  });
  setTimeout(() => {
    // Who has yet to choose does not wait for it then.
    if (!broken) void municipalities.startAside().catch(refused);
    // The first time, to keep the page is to load all of it once more.
    void startUpdates({ busy: () => isBusy(state) }).then(async (started) => {
      updates = started;
      started.onWaiting(() => set({ update: true }));
      // Loaded ahead only where it would not be there without a connection; it starts when it is used.
      if (!(await started.kept)) void municipalities.exchange().catch(() => undefined);
    });
  }, REST);
}

/** The keys of the page; those of the consult are the element's. */
function onKey(event: KeyboardEvent, { shortcuts, municipality, view }: State, actions: Actions): void {
  if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
  if (event.key === "Escape" && view !== null) actions.back();
  else if (event.key === "?" && shortcuts && municipality !== null && isFree(event)) actions.showHelp();
  else return;
  event.preventDefault();
}

/** Nobody is typing, and no other key is held. */
function isFree(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  const typing = target instanceof HTMLElement && target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  return !typing && !event.ctrlKey && !event.altKey && !event.metaKey;
}

/** Shows why the page could not start at all. */
function showFailure(root: HTMLElement, reason: Failure): void {
  render(html`<header class="top"><h1>Domeinwijzer</h1></header><main class="standalone">${failed(reason)}</main>`, root);
}
