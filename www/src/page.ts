// The page around the element: the choice of the municipality, the keys, and paper.
import { html, nothing, render, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { ProtocolInfo } from "../element/engine/module";
import type { Failure } from "../element/failure";
import type { DomeinWijzerElement } from "../element/index";
import { today } from "../element/properties";
import { failed } from "../element/view/advice";
import { chooseView } from "./choose";
import type { Municipalities, Municipality } from "./engine";
import { footerView, headerView } from "./frame";
import { HELP_ID, helpView } from "./help";
import { fromAddress, recall, remember, toAddress } from "./memory";

export interface State {
  readonly all: readonly Municipality[];
  /** Null while the municipality has to be chosen. */
  readonly municipality: Municipality | null;
  /** Why the choice has to be made (again). */
  readonly notice: string | null;
  /** The protocol of the last advice, and its day. */
  readonly info: ProtocolInfo | null;
  readonly date: string | null;
  readonly shortcuts: boolean;
}

export interface Actions {
  choose(wanted: string): void;
  chooseAgain(): void;
  clear(): void;
  setShortcuts(on: boolean): void;
  showHelp(): void;
}

/** Starts the page in an element. */
export function startPage(root: HTMLElement, municipalities: Municipalities): void {
  let state: State = { all: municipalities.all, municipality: null, notice: null, info: null, date: null, shortcuts: true };
  const set = (change: Partial<State>) => {
    state = { ...state, ...change };
    render(pageView(state, actions, events), root);
  };
  const consult = () => root.querySelector("domein-wijzer");
  const again = (notice: string | null) => {
    set({ municipality: null, notice, info: null, date: null });
    root.querySelector<HTMLElement>("#inhoud")?.focus();
  };
  const open = (wanted: string) => {
    const municipality = municipalities.find(wanted);
    if (municipality === null) return again(municipalities.refusal(wanted, today()));
    // Another municipality asks other questions, so it starts empty.
    if (municipality.code !== state.municipality?.code) set({ municipality, notice: null, info: null, date: null });
    remember(municipality.code);
    history.replaceState(null, "", toAddress(municipality.code));
  };
  const actions: Actions = {
    choose: (wanted) => {
      open(wanted);
      const element = consult();
      void element?.updateComplete.then(() => element.focus({ preventScroll: true }));
    },
    chooseAgain: () => {
      history.replaceState(null, "", location.pathname + location.search);
      again(null);
    },
    clear: () => consult()?.clear(),
    setShortcuts: (shortcuts) => set({ shortcuts }),
    showHelp: () => root.querySelector<HTMLDialogElement>(`#${HELP_ID}`)?.showModal(),
  };
  const events: Events = {
    advised: ({ detail: { recommendation } }) => set({ info: recommendation.protocol, date: recommendation.date }),
    changed: ({ detail }) => detail.cause === "clear" && window.scrollTo(0, 0),
  };
  set({});
  // On loading the focus stays at the top, where everyone expects it.
  const wanted = fromAddress(location.hash) ?? recall();
  if (wanted !== null) open(wanted);
  window.addEventListener("hashchange", () => {
    const now = fromAddress(location.hash);
    if (now !== null) actions.choose(now);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "?" && state.shortcuts && state.municipality !== null && isFree(event)) {
      actions.showHelp();
      event.preventDefault();
    }
  });
}

/** Shows why the page could not start at all. */
export function showFailure(root: HTMLElement, reason: Failure): void {
  render(html`<header class="top"><h1>Domeinwijzer</h1></header><main class="standalone">${failed(reason)}</main>`, root);
}

interface Events {
  advised(event: HTMLElementEventMap["domeinwijzer-advice"]): void;
  changed(event: HTMLElementEventMap["domeinwijzer-change"]): void;
}

function pageView(state: State, actions: Actions, events: Events): TemplateResult {
  const { municipality, info, date } = state;
  const jump = (to: (element: DomeinWijzerElement) => void) => (event: Event) => {
    // The address holds the municipality: it stays as it is.
    event.preventDefault();
    const element = document.querySelector("domein-wijzer");
    if (element !== null) to(element);
  };
  return html`
    <nav class="skip" aria-label="Direct naar">
      ${municipality === null
        ? nothing
        : html`<a href="#inhoud" @click=${jump((element) => element.focus())}>Naar de vraag</a>
            <a href="#inhoud" @click=${jump((element) => element.focusAdvice())}>Naar het advies</a>`}
    </nav>
    ${headerView(state, actions)} ${municipality === null ? chooseView(state, actions) : consultView(municipality, state, events)}
    ${footerView(info, date)} ${helpView(state, actions)}
  `;
}

function consultView({ code }: Municipality, { shortcuts }: State, { advised, changed }: Events): TemplateResult {
  return html`<main id="inhoud">
    ${keyed(code, html`<domein-wijzer
      gemeente=${code}
      shortcuts=${shortcuts ? "page" : "none"}
      no-handover
      no-override
      @domeinwijzer-advice=${advised}
      @domeinwijzer-change=${changed}
    >
      <button slot="patient" type="button" class="choice" @click=${() => window.print()}>Druk af voor patiënt</button>
    </domein-wijzer>`)}
  </main>`;
}

/** Nobody is typing, and no other key is held. */
function isFree(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  const typing = target instanceof HTMLElement && target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  return !typing && !event.ctrlKey && !event.altKey && !event.metaKey && document.querySelector("dialog[open]") === null;
}
