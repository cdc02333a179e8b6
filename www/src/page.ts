// Draws the desk into an element. Nothing here knows how the engine was loaded.
import { html, nothing, render, type TemplateResult } from "lit";
import { Desk, type State } from "./desk";
import type { Engine } from "./engine/engine";
import type { Failure } from "./engine/failure";
import { handleKey } from "./keyboard";
import { fromAddress, recall, remember, toAddress } from "./memory";
import { ADVICE_TITLE, adviceView, failed } from "./view/advice";
import { ASK_TITLE, askView } from "./view/ask";
import { chooseView } from "./view/choose";
import { contextView, footerView, headerView, type FrameActions } from "./view/frame";
import { groupsView } from "./view/groups";
import { HELP_ID, helpView } from "./view/help";
import { modelOf, type Model } from "./view/model";
import { headline } from "./words";

/** Starts the page in an element. */
export function startPage(root: HTMLElement, engine: Engine): void {
  const desk = new Desk(engine, today, (state) => draw(state));
  const dialog = () => root.querySelector<HTMLDialogElement>(`#${HELP_ID}`);
  const actions: FrameActions = {
    choose: (wanted) => {
      desk.choose(wanted);
      settle(desk.state);
      root.querySelector<HTMLElement>(`#${ASK_TITLE}, #inhoud`)?.focus({ preventScroll: true });
    },
    chooseAgain: () => {
      desk.chooseAgain();
      history.replaceState(null, "", location.pathname + location.search);
      root.querySelector<HTMLElement>("#inhoud")?.focus();
    },
    answer: (question, answer) => followQuestion(root, () => desk.answer(question, answer)),
    forget: (question, draft) => desk.forget(question, draft),
    undo: () => followQuestion(root, () => desk.undo()),
    clear: () => {
      desk.clear();
      for (const group of root.querySelectorAll<HTMLDetailsElement>("details[open]")) group.open = false;
      window.scrollTo(0, 0);
      root.querySelector<HTMLElement>(`#${ASK_TITLE}`)?.focus({ preventScroll: true });
    },
    setPractice: (text) => desk.setPractice(text),
    setPostcode: (text) => desk.setPostcode(text),
    toggleSheet: (open) => desk.toggleSheet(open),
    setShortcuts: (on) => desk.setShortcuts(on),
    showHelp: () => dialog()?.showModal(),
  };
  const draw = (state: State) => render(pageView(state, actions), root);
  const fromHash = () => {
    const wanted = fromAddress(location.hash);
    if (wanted !== null) actions.choose(wanted);
  };
  draw(desk.state);
  // On loading the focus stays at the top, where everyone expects it.
  const wanted = fromAddress(location.hash) ?? recall();
  if (wanted !== null) {
    desk.choose(wanted);
    settle(desk.state);
  }
  window.addEventListener("hashchange", fromHash);
  document.addEventListener("keydown", (event) => handleKey(event, root, { ...actions, enabled: desk.state.shortcuts && desk.state.protocol !== null }));
}

/** Shows why the page could not start at all. */
export function showFailure(root: HTMLElement, reason: Failure): void {
  render(html`<header class="top"><h1>Domeinwijzer</h1></header><main class="standalone">${failed(reason)}</main>`, root);
}

function pageView(state: State, actions: FrameActions): TemplateResult {
  const model = modelOf(state);
  return html`
    <p class="skip">
      ${model === null ? nothing : html`<a href="#${ASK_TITLE}" @click=${jump}>Naar de vraag</a> <a href="#${ADVICE_TITLE}" @click=${jump}>Naar het advies</a>`}
    </p>
    ${headerView(state, actions)} ${content(state, model, actions)} ${footerView(state.protocol?.info ?? null, state.date)}
    ${helpView(state, actions)}
    <p class="visually-hidden" role="status" data-announcement>${model === null ? "" : announcement(model)}</p>
  `;
}

function content(state: State, model: Model | null, actions: FrameActions): TemplateResult {
  if (model !== null) {
    return html`<main class="desk">
      <div class="questions">${askView(model, actions)} ${groupsView(model, actions)} ${contextView(state, actions)}</div>
      ${adviceView(model, actions)}
    </main>`;
  }
  if (state.failure !== null) return html`<main class="standalone" id="inhoud" tabindex="-1">${failed(state.failure)}</main>`;
  return chooseView(state, actions);
}

/** What a screen reader says when the advice changes. */
function announcement({ outcome, recommendation }: Model): string {
  const signals = recommendation?.signals.map(({ title }) => `Let op: ${title}.`) ?? [];
  return [...signals, `Advies: ${headline(outcome)}.`].join(" ");
}

/** A skip link moves the focus and leaves the address alone: that holds the municipality. */
function jump(event: Event): void {
  event.preventDefault();
  const target = (event.currentTarget as HTMLAnchorElement).hash.slice(1);
  document.getElementById(target)?.focus();
}

/**
 * After an answer from the question of now that question is gone, and the focus would be lost with
 * it: it goes to the text of the next one. Answers given elsewhere leave the focus alone.
 */
function followQuestion(root: HTMLElement, change: () => void): void {
  const before = document.activeElement;
  const inAsk = before?.closest(".ask") ?? null;
  change();
  if (inAsk !== null && before?.isConnected === false) root.querySelector<HTMLElement>(`#${ASK_TITLE}`)?.focus();
}

/** After a choice: remembered, and in the address. */
function settle({ municipality }: State): void {
  if (municipality === null) return;
  remember(municipality.code);
  history.replaceState(null, "", toAddress(municipality.code));
}

/** The civil date here, as 2026-11-22. */
function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
