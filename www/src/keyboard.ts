// Keys for the whole page. A key that belongs to a choice is written at that choice (`data-key`),
// so that what is shown and what works are the same thing.
import { ADVICE_TITLE } from "./view/advice";
import { ASK_TITLE } from "./view/ask";
import type { FrameActions } from "./view/frame";

export interface KeyActions extends FrameActions {
  /** Whether the letters and digits are switched on. */
  readonly enabled: boolean;
}

export function handleKey(event: KeyboardEvent, page: HTMLElement, actions: KeyActions): void {
  if (!actions.enabled || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.repeat || page.querySelector("dialog[open]") !== null || isTyping(event.target)) return;
  if (press(event, page, actions)) event.preventDefault();
}

/** True when the key did something. */
function press(event: KeyboardEvent, page: HTMLElement, actions: KeyActions): boolean {
  const { key } = event;
  switch (key) {
    case "?":
      actions.showHelp();
      return true;
    case "W":
      actions.clear();
      return true;
    case "z":
      actions.undo();
      return true;
    case "v":
      return focusOn(page, ASK_TITLE);
    case "a":
      actions.toggleSheet(true);
      return focusOn(page, ADVICE_TITLE);
    case "Escape":
      actions.toggleSheet(false);
      return false;
    case "Enter":
      return submit(event.target, page);
  }
  const choice = [...page.querySelectorAll<HTMLElement>(".ask [data-key]")].find((element) => element.dataset["key"] === key);
  if (choice !== undefined) {
    // With the focus there first, the focus follows to the next question.
    choice.focus({ preventScroll: true });
    choice.click();
    return true;
  }
  // A digit for a number field moves there and is then typed by the browser itself.
  const field = /^[0-9]$/.test(key) ? page.querySelector<HTMLInputElement>(".ask [data-digits]") : null;
  field?.focus();
  field?.select();
  return false;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== "radio" && target.type !== "checkbox";
  return target.isContentEditable || target.matches("textarea, select");
}

function focusOn(page: HTMLElement, id: string): boolean {
  const element = page.querySelector<HTMLElement>(`#${id}`);
  element?.focus();
  return element !== null;
}

/** Enter goes on with the question of now, unless something else has the focus. */
function submit(target: EventTarget | null, page: HTMLElement): boolean {
  const free = target === document.body || (target instanceof HTMLElement && target.id === ASK_TITLE);
  const form = free ? page.querySelector<HTMLFormElement>(".ask form") : null;
  form?.requestSubmit();
  return form !== null;
}
