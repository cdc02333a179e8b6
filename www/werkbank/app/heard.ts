// What a screen reader says by itself of the text: once nobody types, and only what was not said before.
import { counted } from "./say";
import { diagnostics, proved, tooLong, type State } from "./state";
import { stuckText } from "./panes/shared";

/** Milliseconds without news before it is said: a half typed word is no fault yet. */
const SAID_AFTER = 1_000;

export interface Heard {
  readonly element: HTMLElement;
  /** Takes note of what is known now. */
  news(state: () => State): void;
}

export function heard(): Heard {
  const element = document.createElement("p");
  element.setAttribute("role", "status");
  element.className = "visually-hidden";
  element.dataset["heard"] = "";
  let timer = 0;
  return {
    element,
    news(state) {
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        const text = outcome(state());
        if (text !== null && text !== element.textContent) element.textContent = text;
      }, SAID_AFTER);
    },
  };
}

/** In one breath; null while it is not known yet. */
function outcome(state: State): string | null {
  const { doc, stuck, examples } = state;
  if (doc === null) return "";
  if (tooLong(doc)) return null;
  if (stuck !== null) return stuckText(stuck);
  if (!proved(state)) return null;
  const all = diagnostics(state);
  const errors = all.filter(({ severity }) => severity === "error");
  const rest = all.length - errors.length;
  const [first] = errors;
  const where = first?.file === doc.path && first.start !== null ? ` op regel ${first.start.line}` : "";
  const found = first === undefined ? (rest === 0 ? "Geen bevindingen." : `Geen fouten, ${counted(rest, "opmerking", "opmerkingen")}.`) : `${counted(errors.length, "fout", "fouten")}${errors.length === 1 ? "" : "; de eerste"}${where}: ${first.message}.`;
  return `${found} ${examples !== null && examples.failed > 0 && errors.length === 0 ? `${counted(examples.failed, "voorbeeld klopt", "voorbeelden kloppen")} niet.` : ""}`.trim();
}
