// Names under the cursor: what they mean, where they are defined, and giving them another name.
import { EditorSelection, type Extension } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, type Command, type Tooltip } from "@codemirror/view";
import { WORDS } from "../text/condition";
import { choicesOf, rangeOf, reference, textOf, titleOf, type File, type Merged, type MergedEntry } from "../text/merged";
import { choiceOf, definition, everywhere, nameAt, type Outline, type Reference } from "../text/outline";
import type { Span } from "../text/scan";
import { outlineField } from "./highlight";

export interface Names {
  merged(): Merged;
  /** Shows a place of another file. */
  show(file: File, from: number): void;
  say(text: string, wrong?: boolean): void;
  /** Other files that build on this one and speak of a name. */
  users(name: Reference): readonly string[];
  /** Asks for another name. */
  askName(old: string): Promise<string | null>;
}

const ID = /^[a-z][a-z0-9_]{0,63}$/;

export function names(host: Names): Extension {
  const go: Command = (view) => jump(view, view.state.selection.main.head, host);
  const change: Command = (view) => {
    void rename(view, host);
    return true;
  };
  return [
    hoverTooltip((view, at) => tooltip(view, at, host)),
    keymap.of([
      { key: "F12", run: go },
      { key: "F2", run: change },
    ]),
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        return at !== null && jump(view, at, host);
      },
    }),
  ];
}

function tooltip(view: EditorView, at: number, { merged }: Names): Tooltip | null {
  const found = nameAt(view.state.field(outlineField), at);
  const lines = found === null ? [] : told(found, merged());
  if (found === null || lines.length === 0) return null;
  return {
    pos: found.from,
    end: found.to,
    above: true,
    create: () => {
      const dom = document.createElement("div");
      dom.className = "about";
      for (const text of lines) dom.append(Object.assign(document.createElement("p"), { textContent: text }));
      return { dom };
    },
  };
}

function told(found: Reference, merged: Merged): string[] {
  const entry = merged.named(found.space === "keuze" ? "naam" : found.space, found.of ?? found.id);
  if (entry === null) return [];
  if (found.space !== "keuze") return about(entry);
  const choice = choicesOf(entry.values).find(({ id }) => id === found.id);
  return choice === undefined ? [] : [choice.label, `keuze ${choice.id} van vraag ${entry.id}: ${titleOf(entry)}`];
}

/** Where a name is described in a text. */
function place(it: Outline, found: Reference): Span | null {
  return found.space === "keuze" ? choiceOf(it, found) : (definition(it, found.space, found.id)?.name ?? null);
}

/** What an entry is, in a few lines. */
export function about(entry: MergedEntry): string[] {
  const where = entry.inBase ? `uit ${reference(entry.file)}` : "uit dit bestand";
  const text = textOf(entry.values, "tekst") || titleOf(entry);
  if (entry.section === "vraag") return [text, rangeOf(entry), `vraag ${entry.id}, ${where}`];
  const condition = textOf(entry.values, "als");
  return [text, ...(condition === "" ? [] : [condition]), `${entry.section} ${entry.id}, ${where}`];
}

export function jump(view: EditorView, at: number, { merged, show, say }: Names): boolean {
  const found = nameAt(view.state.field(outlineField), at);
  if (found === null) return false;
  const own = place(view.state.field(outlineField), found);
  if (own !== null && !(own.from <= at && at <= own.to)) {
    view.dispatch({ selection: EditorSelection.cursor(own.from), effects: EditorView.scrollIntoView(own.from, { y: "center" }) });
    return true;
  }
  for (const file of merged().chain.slice(1)) {
    const there = place(file.outline, found);
    if (there === null) continue;
    show(file, there.from);
    return true;
  }
  if (own === null) say(`‘${found.id}’ staat nergens omschreven.`, true);
  return own !== null;
}

async function rename(view: EditorView, host: Names): Promise<void> {
  const found = nameAt(view.state.field(outlineField), view.state.selection.main.head);
  if (found === null) return host.say("Zet de cursor eerst op een naam.", true);
  const why = fixed(found, view, host);
  if (why !== null) return host.say(why, true);
  const wanted = (await host.askName(found.id))?.trim() ?? found.id;
  if (wanted === found.id) return view.focus();
  if (!ID.test(wanted) || (WORDS as readonly string[]).includes(wanted)) return host.say(`‘${wanted}’ kan geen naam zijn: kleine letters a-z, cijfers en _, beginnend met een letter.`, true);
  if (taken(found, wanted, host.merged())) return host.say(`Er is al iets dat ‘${wanted}’ heet.`, true);
  const places = everywhere(view.state.field(outlineField), found.space, found.id, found.of);
  view.dispatch({ changes: places.map(({ from, to }) => ({ from, to, insert: wanted })), userEvent: "rename" });
  view.focus();
  const users = host.users(found);
  const elsewhere = users.length === 0 ? "" : ` ${users.join(", ")} ${users.length === 1 ? "bouwt" : "bouwen"} hierop voort en ${users.length === 1 ? "gebruikt" : "gebruiken"} de oude naam nog: geef dit bestand een nieuwe versie, of verander de naam ook daar.`;
  host.say(`‘${found.id}’ heet nu ‘${wanted}’, op ${places.length} ${places.length === 1 ? "plaats" : "plaatsen"}.${elsewhere}`);
}

function taken(found: Reference, wanted: string, merged: Merged): boolean {
  if (found.space !== "keuze") return merged.named(found.space, wanted) !== null;
  const question = merged.named("naam", found.of ?? "");
  return question !== null && choicesOf(question.values).some(({ id }) => id === wanted);
}

/** Why a name cannot change here. */
function fixed(found: Reference, view: EditorView, { merged }: Names): string | null {
  if (merged().chain.slice(1).some((file) => place(file.outline, found) !== null)) return `‘${found.id}’ komt uit de basis en heet daar zo. Hier kan die naam niet veranderen.`;
  return place(view.state.field(outlineField), found) === null ? `‘${found.id}’ staat nergens omschreven.` : null;
}
