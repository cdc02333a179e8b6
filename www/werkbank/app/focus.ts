// Where the focus goes, so that whoever works by keyboard never has to look for their place.
import type { State } from "./state";

/** What gets it after a change of the page; null when it stays where it is. `within` says that it is beside the text. */
export function focusAfter(before: State, now: State, within: boolean): string | null {
  if (now.editingExample !== before.editingExample) {
    if (now.editingExample !== null) return ".example-form input";
    if (within) return before.editingExample === "" ? "[data-do=new-example]" : `[data-example="${CSS.escape(before.editingExample ?? "")}"] [data-do=edit-example]`;
  }
  if (now.confirming && !before.confirming) return "[data-do=publish-now]";
  if (within && !now.confirming && before.confirming) return now.published === null ? "[data-do=publish]" : "[data-do=download]";
  return null;
}

/** What had it may have been moved, put out of use, or be gone. */
export function keepFocus(side: HTMLElement, held: HTMLElement): void {
  const now = document.activeElement;
  if (now !== held && side.contains(now)) return;
  const usable = (one: Element) => !(one instanceof HTMLButtonElement && one.disabled);
  const stand = side.contains(held) ? (usable(held) ? held : [...(held.parentElement?.querySelectorAll<HTMLElement>("button") ?? [])].find(usable)) : undefined;
  const to = stand ?? side.querySelector<HTMLElement>("#paneel");
  if (to === null || to === now) return;
  to.focus({ preventScroll: true });
  if (stand !== undefined) stand.scrollIntoView({ block: "nearest" });
}

/** Whether a key takes back what was done to the text (false), or does it again (true); null when it is for something else. */
export function undoes(event: KeyboardEvent): boolean | null {
  const key = event.key.toLowerCase();
  if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey) || (key !== "z" && key !== "y")) return null;
  const [target] = event.composedPath();
  if (!(target instanceof Element) || target.closest("form, dialog") !== null || target.getRootNode() !== document) return null;
  // A field with something half typed in it has its own way back.
  const typed = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "checkbox");
  if (typed && (!("set" in target.dataset) || target.value !== target.defaultValue)) return null;
  return key === "y" || event.shiftKey;
}
