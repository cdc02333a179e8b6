// What people do with the text from outside the editor: every change is one step in its history.
import type { DiagnosticInfo } from "../../pkg/domeinwijzer.js";
import type { ProtocolEditor } from "../editor/editor";
import { append, freeId, idOf, quote, quotedList, remove, setHeader, setValue, unset, type Change } from "../text/edit";
import { setList } from "../text/list";
import { fileOf, ids, titleOf, type MergedEntry } from "../text/merged";
import { ordered } from "./panes/readable";
import { definition, outline, spaceOf } from "../text/outline";
import { offsets } from "../text/offsets";
import type { Actions, State } from "./state";

const UNDO = "Ongedaan maken kan met Ctrl+Z.";
const CHANGED = `Gewijzigd in de tekst. ${UNDO}`;

type Edits = Pick<Actions, "go" | "goTo" | "set" | "unset" | "setHeader" | "setList" | "addTo" | "move" | "undo" | "fix" | "exampleOf" | "addExample" | "changeExample" | "removeExample" | "setVersion">;

export interface Place {
  readonly editor: () => ProtocolEditor;
  readonly state: () => State;
  readonly set: (change: Partial<State>) => void;
  readonly say: (text: string, wrong?: boolean) => void;
  readonly show: Actions["show"];
}

export function edits({ editor, state, set, say, show }: Place): Edits {
  const now = () => {
    const { text } = editor();
    return { text, it: outline(text) };
  };
  const apply = (changes: readonly Change[], at?: number) => {
    if (changes.length === 0 || state().doc?.writable !== true) return;
    if (state().looking !== null) set({ looking: null });
    editor().change([...changes], at);
  };
  const look = (entry: MergedEntry) => {
    set({ looking: entry.file.path, full: state().full === "side" ? null : state().full });
    editor().look(entry.file.text, entry.entry.name.from, `Basis ${entry.file.path}, alleen lezen`);
  };
  const listed = (section: string, id: string, key: string, wanted: readonly string[]): Change[] => {
    const { text, it } = now();
    const entry = definition(it, spaceOf(section) ?? "naam", id);
    const value = entry?.section === section ? entry.values.get(key) : undefined;
    return value?.kind === "list" ? setList(text, value, it.scanned.comments, wanted) : setValue(text, it, section, id, key, quotedList(wanted));
  };
  const addExample = (toml: string) => {
    const { text, it } = now();
    const change = append(text, it, "voorbeeld", toml);
    apply([change], change.from + change.insert.length);
  };
  return {
    go(section, id) {
      const { merged } = state();
      if (section === "protocol" || merged === null) return editor().select(now().it.header.get("voorrang")?.from ?? 0);
      const entry = merged.find(section, id) ?? merged.named("naam", id);
      if (entry === null) return;
      const own = now().it.entries.find((one) => one.section === entry.section && one.id === entry.id);
      if (own === undefined) return look(entry);
      set({ looking: null, full: state().full === "side" ? null : state().full });
      editor().select(own.name.from, own.name.to);
    },
    goTo(path, line, offset) {
      const { doc, files } = state();
      const other = path === doc?.path ? undefined : files.find((one) => one.path === path);
      const text = other?.text ?? now().text;
      const at = offset === null ? (line === null ? 0 : lineStart(text, line)) : offsets(text).of(offset);
      set({ full: state().full === "side" ? null : state().full, looking: other?.path ?? null });
      if (other === undefined) editor().select(at);
      else editor().look(fileOf(other).text, at, `${other.path}, alleen lezen`);
    },
    set(section, id, key, toml) {
      const { text, it } = now();
      apply(setValue(text, it, section, id, key, toml));
      say(CHANGED);
    },
    unset(section, id, key) {
      const { text, it } = now();
      const changes = unset(text, it, section, id, key);
      if (changes === null) return say("Dit komt uit de basis en kan hier niet leeg zijn. Schrijf wat er bij u staat.", true);
      apply(changes);
      say(CHANGED);
    },
    setHeader(key, toml) {
      const { text, it } = now();
      apply(setHeader(text, it, key, toml));
      say(CHANGED);
    },
    setList(section, id, key, wanted) {
      apply(listed(section, id, key, wanted));
      say(CHANGED);
    },
    addTo(route, section, title) {
      const { merged } = state();
      const entry = merged?.find("route", route);
      if (merged == null || entry == null) return;
      const { text, it } = now();
      let id = freeId(it, section, idOf(title));
      for (let number = 2; merged.find(section, id) !== null; number += 1) id = `${idOf(title)}_${number}`;
      const made = append(text, it, section, `[${section}.${id}]\n${section === "contact" ? "functie" : "titel"} = ${quote(title)}\n`);
      apply([made, ...listed("route", route, section, [...ids(entry, section), id])]);
      say(`‘${title}’ staat erbij. ${UNDO}`);
    },
    move(route, by) {
      const { merged } = state();
      if (merged === null) return;
      const all = ordered(merged).map(({ id }) => id);
      const at = all.indexOf(route);
      const to = at + by;
      if (at === -1 || to < 0 || to >= all.length) return;
      all.splice(at, 1);
      all.splice(to, 0, route);
      const { text, it } = now();
      const value = it.header.get("voorrang");
      apply(value?.kind === "list" ? setList(text, value, it.scanned.comments, all) : setHeader(text, it, "voorrang", quotedList(all)));
      const found = merged.find("route", route);
      say(`‘${found === null ? route : titleOf(found)}’ staat nu op plaats ${to + 1} van ${all.length}. ${UNDO}`);
    },
    undo(again) {
      if (state().doc?.writable !== true) return;
      if (state().looking !== null) set({ looking: null });
      const done = editor().undo(again);
      say(done ? (again ? "Opnieuw gedaan." : "Ongedaan gemaakt.") : `Er is niets om ${again ? "opnieuw te doen" : "ongedaan te maken"}.`);
    },
    fix(it: DiagnosticInfo) {
      const { text } = now();
      const { of } = offsets(text);
      apply(it.fix.map(({ start, end, text: insert }) => ({ from: of(start.offset), to: of(end.offset), insert })));
      say(`Hersteld. ${UNDO}`);
    },
    exampleOf(it) {
      if (it.witness === null) return;
      const id = /^\[voorbeeld\.(\w+)\]/m.exec(it.witness.example)?.[1] ?? "";
      addExample(it.witness.example);
      show("voorbeelden");
      set({ editingExample: id });
      say("Het voorbeeld staat in de tekst. Kies welk advies u hier verwacht.");
    },
    addExample(toml) {
      addExample(toml);
      say("Het voorbeeld staat in de tekst.");
    },
    changeExample(id, toml) {
      const { text, it } = now();
      const entry = it.entries.find((one) => one.section === "voorbeeld" && one.id === id);
      if (entry === undefined) return this.addExample(toml);
      const removed = remove(text, it, entry);
      const first = removed.reduce((a, b) => (a.from < b.from ? a : b));
      // What stood above it was about it: it stays.
      const header = text.indexOf("[", entry.from);
      const rest = removed.filter((one) => one !== first);
      const after = text.slice(first.from, header);
      apply([{ from: first.from, to: first.to, insert: `${after}${toml.trimEnd()}\n${first.to < text.length ? "\n" : ""}` }, ...rest]);
      say("Het voorbeeld is gewijzigd.");
    },
    removeExample(id) {
      const { text, it } = now();
      const entry = it.entries.find((one) => one.section === "voorbeeld" && one.id === id);
      if (entry !== undefined) apply(remove(text, it, entry));
      if (entry === undefined) {
        addExample(`[voorbeeld.${id}]\nvervalt = true\nreden   = "Schrijf hier waarom dit voorbeeld van de basis bij u niet geldt."\n`);
        return say("Het voorbeeld van de basis vervalt. Schrijf in de tekst waarom.");
      }
      say(`Het voorbeeld is weg. ${UNDO}`);
    },
    setVersion(version) {
      const { text, it } = now();
      apply(setHeader(text, it, "versie", quote(version)));
      say(`De versie is nu ${version}.`);
    },
  };
}

function lineStart(text: string, line: number): number {
  let at = 0;
  for (let seen = 1; seen < line; seen += 1) {
    const next = text.indexOf("\n", at);
    if (next === -1) return at;
    at = next + 1;
  }
  return at;
}
