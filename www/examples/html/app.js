// A consult in a page without any framework: ask what matters most, until the advice is decided.
// In this folder the package lies under /domeinwijzer/; see serve.mjs.
import { DomeinwijzerError, initSync, Registry } from "./domeinwijzer/inline.js";
import { files } from "./domeinwijzer/protocols.js";

const [ask, advice] = [document.querySelector("#vraag"), document.querySelector("#advies")];
const today = new Date().toLocaleDateString("sv"); // year-month-day, in local time
let answers = {};

/** Elements are made one by one: text of a protocol is text and never markup. */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function answered(question, answer) {
  answers = { ...answers, [question.id]: answer };
  show();
}

/** The ways to answer a question. What is not known stays open, and is never a "nee". */
function controls(question) {
  const button = (text, answer) => element("button", { type: "button", onclick: () => answered(question, answer) }, text);
  const unknown = button("Weet ik niet", null);
  if (question.kind === "yesNo") return [button("Ja", true), button("Nee", false), unknown];
  if (question.kind === "choice") return [...question.choices.map(({ id, label }) => button(label, id)), unknown];
  if (question.kind === "multiChoice") {
    const boxes = question.choices.map(({ id, label }) => [element("input", { type: "checkbox", value: id }), label]);
    const chosen = () => boxes.map(([box]) => box).filter((box) => box.checked).map((box) => box.value);
    const next = element("button", { type: "button", onclick: () => answered(question, chosen()) }, "Verder");
    return [...boxes.map(([box, label]) => element("label", {}, box, ` ${label}`)), next, unknown];
  }
  const number = element("input", { type: "number", min: question.min, max: question.max, required: true, ariaLabel: question.short });
  const next = () => number.reportValidity() && answered(question, number.valueAsNumber);
  return [number, element("button", { type: "button", onclick: next }, "Verder"), unknown];
}

function show() {
  const given = { answers, date: today };
  const { route, outcome, signals } = protocol.decide(given);
  const { next } = protocol.next(given);
  const open = next.map((it) => it.question).find((id) => !(id in answers));
  const question = protocol.questions.find((it) => it.id === open);
  ask.replaceChildren(
    ...(outcome === "decided" || question === undefined
      ? []
      : [element("fieldset", {}, element("legend", {}, question.text), ...controls(question))]),
  );
  advice.replaceChildren(
    ...(route ? [element("h2", {}, route.title), element("p", {}, route.explanation)] : []),
    ...(outcome === "open" && question === undefined ? [element("p", {}, "Er is te weinig bekend voor een advies.")] : []),
    ...signals.map((signal) => element("p", {}, `Let op: ${signal.title}`)),
  );
  document.documentElement.dataset.outcome = route?.id ?? outcome;
}

let protocol;
try {
  initSync();
  protocol = new Registry(files).find("GM0718", today);
  document.querySelector("#opnieuw").onclick = () => {
    answers = {};
    show();
  };
  show();
} catch (error) {
  if (!(error instanceof DomeinwijzerError)) throw error;
  advice.replaceChildren(element("p", {}, `Domeinwijzer kan niet rekenen: ${error.message}`));
}
