// Keys for one consult. A key that belongs to a choice is written at that choice (`data-key`), so
// that what is shown and what works are the same thing.
import type { Actions } from "./session";
import { ASK_TITLE } from "./view/ask";

/** Where letters and digits are keys: with the focus in the element, anywhere on the page, or nowhere. */
export type Shortcuts = "focus" | "page" | "none";

/** What each key does, for a host that shows it. */
export const SHORTCUTS: readonly (readonly [key: string, does: string])[] = [
  ["j / n", "ja of nee op de vraag van nu"],
  ["o", "weet ik niet"],
  ["0 – 9", "het cijfer of de keuze met dat nummer"],
  ["t", "tien"],
  ["← / →", "vorige of volgende keuze"],
  ["Enter", "kies, of ga verder na aankruisen of een getal"],
  ["z", "laatste antwoord of het wissen ongedaan maken"],
  ["v", "naar de vraag van nu"],
  ["a", "naar het advies"],
  ["Shift + W", "alles wissen, voor de volgende patiënt"],
];

export function handleKey(event: KeyboardEvent, root: ShadowRoot, actions: Actions): void {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
  // Seen from the document the target is the element; the path tells where the key really went.
  const target = event.composedPath()[0] ?? null;
  if (root.ownerDocument.querySelector("dialog:modal") !== null || isTyping(target)) return;
  if (press(event.key, target, root, actions)) event.preventDefault();
}

/** True when the key did something. */
function press(key: string, target: EventTarget | null, root: ShadowRoot, actions: Actions): boolean {
  switch (key) {
    case "W":
      actions.clear();
      return true;
    case "z":
      actions.undo();
      return true;
    case "v":
      return focusOn(root, ASK_TITLE);
    case "a":
      actions.focusAdvice();
      return true;
    case "Escape":
      actions.toggleSheet(false);
      return false;
    case "Enter":
      return submit(target, root);
    case "ArrowLeft":
    case "ArrowUp":
      return toChoice(-1, key, target, root);
    case "ArrowRight":
    case "ArrowDown":
      return toChoice(1, key, target, root);
  }
  const choice = [...root.querySelectorAll<HTMLElement>(".ask [data-key]")].find((element) => element.dataset["key"] === key);
  if (choice !== undefined) {
    // With the focus there first, the focus follows to the next question.
    choice.focus({ preventScroll: true });
    choice.click();
    return true;
  }
  // A digit for a number field moves there and is then typed by the browser itself.
  const field = /^[0-9]$/.test(key) ? root.querySelector<HTMLInputElement>(".ask [data-digits]") : null;
  field?.focus();
  field?.select();
  return false;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== "radio" && target.type !== "checkbox";
  return target.isContentEditable || target.matches("textarea, select");
}

export function focusOn(root: ShadowRoot, id: string, options?: FocusOptions): boolean {
  const element = root.querySelector<HTMLElement>(`#${id}`);
  element?.focus(options);
  return element !== null;
}

/** Moves among the choices of the question of now, and from its text to the first one. Elsewhere an arrow does what it always does. */
function toChoice(by: 1 | -1, key: string, target: EventTarget | null, root: ShadowRoot): boolean {
  const choices = [...root.querySelectorAll<HTMLElement>(".ask :is(button[value], button[type=submit], input[type=checkbox])")];
  const at = choices.findIndex((choice) => choice === target);
  // Up and down scroll the page while no choice has the focus.
  const fromText = key === "ArrowRight" && target instanceof HTMLElement && target.id === ASK_TITLE;
  const next = at === -1 && !fromText ? undefined : choices[at + by];
  next?.focus();
  return next !== undefined;
}

/** Enter goes on with the question of now, unless something else has the focus. */
function submit(target: EventTarget | null, root: ShadowRoot): boolean {
  const free = target === root.ownerDocument.body || (target instanceof HTMLElement && target.id === ASK_TITLE);
  const form = free ? root.querySelector<HTMLFormElement>(".ask form") : null;
  form?.requestSubmit();
  return form !== null;
}
