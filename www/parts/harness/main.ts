// Shows one part at a time, with the real engine behind it. Tests say which, by `harness.show`.
import "./harness.css";
import { html, nothing, render, type TemplateResult } from "lit";
import { initSync, Registry, type Form, type Recommendation } from "../../pkg/domeinwijzer.js";
import wasm from "../../pkg/domeinwijzer_bg.wasm?url&inline";
import { startUpdates, type Updates } from "../offline/updates";
import "../feedback/define";
import { feedbackStyle } from "../feedback/style";
import { consentLine, consentStep, FeedbackPanel, instrumentView, isGiven, noConsent, overviewSheet, patientSheet, type Consent } from "../index";
import { instrumentStyle } from "../instruments/style";
import { outStyle } from "../out/style";
import type { Answers, Given, Moment } from "../types";

document.adoptedStyleSheets = [instrumentStyle, outStyle, feedbackStyle].map(({ styleSheet }) => styleSheet ?? new CSSStyleSheet());
const files = import.meta.glob<string>("../../../protocols/*/*.toml", { query: "?raw", import: "default", eager: true });
const text = atob(wasm.slice(wasm.indexOf(",") + 1));
initSync({ module: Uint8Array.from(text, (one) => one.charCodeAt(0)) });
const registry = new Registry(Object.entries(files).map(([path, text]) => ({ path: path.replace("../../../protocols/", ""), text })));

const DATE = "2026-11-22";
const protocol = registry.find("GM0718", DATE);
const form = protocol.form() as Form;

export interface Scene {
  readonly form: Form;
  readonly date: string;
  readonly answers: Answers;
  readonly earlier: Moment | null;
  readonly recommendation: Recommendation;
  answer(question: string, value: Given): void;
  redraw(): void;
}

const parts: Record<string, (scene: Scene) => TemplateResult> = {};
for (const group of form.groups.filter(({ drawing }) => drawing !== null)) {
  parts[group.id] = ({ answers, earlier, answer }) => instrumentView({ group, answers, earlier, answer });
}

parts["print"] = ({ answers, recommendation }) => html`${patientSheet({ form, answers, recommendation, practice: "Huisartsenpraktijk Voorbeeld" })}`;
parts["overview"] = ({ answers, recommendation }) => overviewSheet({ form, answers, recommendation });
let consent: Consent = noConsent;
const said: string[] = [];
parts["consent"] = ({ recommendation, date, redraw }) => {
  const { route, texts } = recommendation;
  if (route === null || texts === null) return html`<p>Er is nog niets te delen.</p>`;
  const sharing = { what: "de verwijsbrief", to: route.contact?.function ?? route.title, text: texts.letter, date };
  const say = (line: string) => said.push(line);
  const change = (next: Consent) => {
    consent = next;
    redraw();
  };
  return html`${consentStep(consent, sharing, { change, proceed: say, refuse: say })}<p hidden data-line>${isGiven(consent) ? consentLine(consent, sharing, true) : ""}</p>`;
};
// What the engine reads in a Task, until it can.
const readTask = (resource: unknown) => {
  const { resourceType, status } = resource as { resourceType?: string; status?: string };
  if (resourceType !== "Task" || status === undefined) throw new Error("Dit is geen Task.");
  return { status, soep: `S: Terugkoppeling: ${status}` };
};
parts["feedback"] = ({ answers, date }) => html`<domeinwijzer-feedback .date=${date} .answers=${answers} .readTask=${readTask}></domeinwijzer-feedback>`;

interface Wanted {
  part: string;
  answers?: Answers;
  earlier?: Moment | null;
}

const stage = document.querySelector<HTMLElement>("#stage");
let wanted: Wanted = { part: "kaart" };

function draw(): void {
  if (stage === null) return;
  const answers = wanted.answers ?? {};
  const given = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));
  const scene: Scene = {
    form,
    date: DATE,
    answers,
    earlier: wanted.earlier ?? null,
    recommendation: protocol.decide({ answers: given, date: DATE }) as Recommendation,
    answer(question, value) {
      wanted = { ...wanted, answers: { ...wanted.answers, [question]: value } };
      draw();
    },
    redraw: draw,
  };
  const part = parts[wanted.part];
  // A sheet has a heading of the second level itself; the other parts stand below one.
  const above = ["print", "overview"].includes(wanted.part) ? nothing : html`<h2>Advies</h2>`;
  render(html`<h1>Onderdelen</h1>${above}${part === undefined ? html`<p>Onbekend: ${wanted.part}</p>` : part(scene)}`, stage);
}

const harness = {
  parts: Object.keys(parts),
  form,
  said,
  returned: [] as unknown[],
  FeedbackPanel,
  busy: false,
  announced: 0,
  updates: null as Updates | null,
  async startUpdates() {
    harness.updates = await startUpdates({ busy: () => harness.busy });
    harness.updates.onWaiting(() => {
      harness.announced += 1;
    });
  },
  show(next: Wanted) {
    wanted = next;
    consent = noConsent;
    draw();
  },
  answers: () => wanted.answers ?? {},
};
declare global {
  interface Window {
    harness: typeof harness;
  }
}
window.harness = harness;
document.addEventListener("case-returned", (event) => harness.returned.push((event as CustomEvent).detail));
draw();
