// Names under the cursor: what they mean, where they are defined, and giving them another name.
import { EditorSelection, type Extension } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, type Command, type Tooltip } from "@codemirror/view";
import { WORDS } from "../text/condition";
import { rangeOf, reference, textOf, titleOf, type File, type Merged, type MergedEntry } from "../text/merged";
import { definition, everywhere, nameAt, type Reference } from "../text/outline";
import { outlineField } from "./highlight";

export interface Names {
  merged(): Merged;
  /** Shows a place of another file. */
  show(file: File, from: number): void;
  say(text: string, wrong?: boolean): void;
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
  const entry = found === null ? null : merged().named(found.space, found.id);
  if (found === null || entry === null) return null;
  return {
    pos: found.from,
    end: found.to,
    above: true,
    create: () => {
      const dom = document.createElement("div");
      dom.className = "about";
      for (const text of about(entry)) dom.append(Object.assign(document.createElement("p"), { textContent: text }));
      return { dom };
    },
  };
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
  const own = definition(view.state.field(outlineField), found.space, found.id);
  if (own !== null && !(own.name.from <= at && at <= own.name.to)) {
    view.dispatch({ selection: EditorSelection.cursor(own.name.from), effects: EditorView.scrollIntoView(own.name.from, { y: "center" }) });
    return true;
  }
  for (const file of merged().chain.slice(1)) {
    const entry = definition(file.outline, found.space, found.id);
    if (entry === null) continue;
    show(file, entry.name.from);
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
  if (host.merged().named(found.space, wanted) !== null) return host.say(`Er is al iets dat ‘${wanted}’ heet.`, true);
  const places = everywhere(view.state.field(outlineField), found.space, found.id);
  view.dispatch({ changes: places.map(({ from, to }) => ({ from, to, insert: wanted })), userEvent: "rename" });
  view.focus();
  host.say(`‘${found.id}’ heet nu ‘${wanted}’, op ${places.length} ${places.length === 1 ? "plaats" : "plaatsen"}.`);
}

/** Why a name cannot change here. */
function fixed(found: Reference, view: EditorView, { merged }: Names): string | null {
  const entry = merged().named(found.space, found.id);
  if (entry?.inBase === true) return `‘${found.id}’ komt uit de basis en heet daar zo. Hier kan die naam niet veranderen.`;
  return definition(view.state.field(outlineField), found.space, found.id) === null ? `‘${found.id}’ staat nergens omschreven.` : null;
}
