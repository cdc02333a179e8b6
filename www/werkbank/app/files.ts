// Opening, keeping and saving: what is typed is kept in the browser at once, and is a file when it is saved.
import type { Engine } from "../engine/client";
import type { ProtocolEditor } from "../editor/editor";
import { allow, canPick, Cancelled, changedOnDisk, pick, readFile, write, type OnDisk } from "../store/disk";
import type { Drafts } from "../store/drafts";
import { claim, type Claim } from "../store/tabs";
import { textOf } from "../text/merged";
import { outline } from "../text/outline";
import { painted, turn } from "./turns";
import type { Actions, Doc, State } from "./state";

type Filing = Pick<Actions, "start" | "edit" | "resume" | "forget" | "remember" | "pick" | "take" | "save" | "saveAs" | "close" | "takeOver" | "resolve">;

export interface Place {
  readonly editor: () => ProtocolEditor;
  readonly state: () => State;
  readonly set: (change: Partial<State>) => void;
  readonly say: (text: string, wrong?: boolean) => void;
  readonly drafts: Drafts;
  readonly engine: Engine;
  /** After another text was opened. */
  readonly opened: () => void;
  readonly shipped: ReadonlySet<string>;
}

export function filing(place: Place): Filing & { readonly keep: () => void; readonly look: () => Promise<void> } {
  const { editor, state, set, say, drafts, engine, opened, shipped } = place;
  let held: Claim | null = null;

  const keep = () => {
    const { doc } = state();
    if (doc?.writable === true) drafts.keep({ path: doc.path, text: doc.text, saved: doc.saved, at: Date.now(), handle: doc.handle });
  };
  const hold = async (path: string, steal: boolean): Promise<boolean> => {
    held?.release();
    held = await claim(path, steal, async () => {
      editor().settle();
      const { doc } = state();
      if (doc?.path !== path) return;
      keep();
      set({ doc: { ...doc, writable: false } });
      editor().allow(false);
      await drafts.idle();
      say("Dit bestand wordt nu in een ander tabblad geschreven. Hier kunt u alleen lezen.", true);
    });
    return held !== null;
  };
  const open = async (doc: Omit<Doc, "writable">) => {
    const writable = await hold(doc.path, false);
    const kept = (await drafts.all()).find(({ path, text, saved }) => path === doc.path && text !== saved);
    set({ doc: { ...doc, writable }, faults: null, form: null, findings: null, examples: null, stuck: null, deviations: null, diff: null, against: null, changelog: null, trying: null, published: null, editingExample: null, looking: null, conflict: null, message: null });
    // What stood there before makes way first, then comes the text, then all that is said of it.
    await painted();
    if (state().doc?.path !== doc.path) return;
    editor().open(doc.text, writable);
    await turn();
    opened();
    if (!writable) say("Dit bestand is ook open in een ander tabblad. Hier kunt u het alleen lezen, zodat niemand werk van de ander overschrijft.", true);
    // What was typed before and is no file yet stays; one step back is what was opened.
    if (kept !== undefined && kept.text !== doc.text) {
      editor().replace(kept.text);
      if (writable) say("U was hier al mee bezig: dat werk staat er nu. Met Ctrl+Z ziet u wat u nu opende.");
    }
    editor().focus();
  };
  const fails = (error: unknown) => {
    if (!(error instanceof Cancelled)) say((error as Error).message, true);
  };
  const take = async (files: readonly OnDisk[]) => {
    const [first] = files;
    if (first === undefined) return;
    const all = files.map((file) => ({ ...file, path: pathOf(file) }));
    // All of them can be built on and compared with; what came with the page under the same name makes way.
    const paths = new Set(all.map(({ path }) => path));
    set({ files: [...state().files.filter(({ path }) => !paths.has(path)), ...all.map(({ path, text }) => ({ path, text }))] });
    const wanted = all.find(({ text }) => outline(text).header.has("basis")) ?? all[0];
    if (wanted === undefined) return;
    await open({ path: wanted.path, text: wanted.text, saved: wanted.text, handle: wanted.handle });
    const missing = outline(wanted.text).header.get("basis")?.text;
    const known = state().merged?.chain[1] !== undefined;
    if (missing !== undefined && !known) {
      say(`De basis ${missing} is hier niet. Open het bestand van de basis erbij (u kunt meer bestanden tegelijk kiezen); tot dan staan namen uit de basis als onbekend.`, true);
    }
  };
  const store = async (handle: FileSystemFileHandle | null) => {
    editor().settle();
    const { doc } = state();
    if (doc === null) return;
    const { text } = editor();
    const written = await write(handle, nameOf(text, doc.path), text);
    const now = state().doc;
    if (now?.path !== doc.path) return;
    set({ doc: { ...now, saved: text, handle: written }, conflict: null });
    keep();
    say(written === null ? "Bewaard in de map met downloads." : `Opgeslagen als ${written.name}.`);
  };
  return {
    keep,
    async look() {
      const { doc } = state();
      if (doc?.handle == null || doc.saved === null) return;
      const found = await changedOnDisk(doc.handle, doc.saved).catch(() => null);
      if (found !== null && state().doc?.path === doc.path) set({ conflict: found });
    },
    async start(name, from, alone) {
      const found = await engine.ask("start", { name, date: from, alone });
      if (found.is === "refused") return say(found.message, true);
      if (found.is !== "answer") return;
      const { header } = outline(found.gives);
      await open({ path: `${textOf(header, "id")}/${textOf(header, "versie")}.toml`, text: found.gives, saved: null, handle: null });
    },
    async edit(path) {
      const file = state().files.find((one) => one.path === path);
      if (file !== undefined) await open({ path, text: file.text, saved: shipped.has(path) ? null : file.text, handle: null });
    },
    async resume(kept) {
      await open({ path: kept.path, text: kept.text, saved: kept.saved, handle: kept.handle });
    },
    async forget(kept) {
      await drafts.forget(kept.path);
      set({ kept: state().kept.filter(({ path }) => path !== kept.path), forgotten: kept });
    },
    async remember(kept) {
      drafts.keep(kept);
      await drafts.idle();
      set({ kept: await drafts.all(), forgotten: null });
    },
    async pick() {
      if (!canPick()) return;
      try {
        await take(await pick());
      } catch (error) {
        fails(error);
      }
    },
    async take(files) {
      try {
        await take(await Promise.all(files.map(readFile)));
      } catch (error) {
        fails(error);
      }
    },
    async save() {
      const { doc } = state();
      if (doc === null) return;
      try {
        if (doc.handle !== null) await allow(doc.handle);
        if (doc.handle !== null && doc.saved !== null) {
          const found = await changedOnDisk(doc.handle, doc.saved);
          if (found !== null && found !== editor().text) return set({ conflict: found });
        }
        await store(doc.handle);
      } catch (error) {
        if (error instanceof Cancelled) return;
        say(`Opslaan lukt niet: ${(error as Error).message} Uw tekst staat nog hier. Probeer ‘Opslaan als’ op een andere plaats.`, true);
      }
    },
    async saveAs() {
      try {
        await store(null);
      } catch (error) {
        fails(error);
      }
    },
    async close() {
      editor().settle();
      keep();
      await drafts.idle();
      held?.release();
      held = null;
      set({ doc: null, outline: null, merged: null, message: null, conflict: null, kept: await drafts.all(), full: null });
    },
    async takeOver() {
      const { doc } = state();
      if (doc === null || !(await hold(doc.path, true))) return;
      // What the other tab wrote last is in the browser: that is what goes on here.
      const kept = (await drafts.all()).find(({ path }) => path === doc.path);
      set({ doc: { ...doc, writable: true } });
      editor().allow(true);
      if (kept !== undefined && kept.text !== editor().text) editor().replace(kept.text);
      say("U schrijft nu hier verder.");
    },
    async resolve(how) {
      const { doc, conflict } = state();
      if (doc === null || conflict === null) return;
      if (how === "disk") {
        editor().replace(conflict);
        set({ doc: { ...(state().doc ?? doc), saved: conflict }, conflict: null });
        keep();
        return say("De tekst van de schijf staat er nu. Uw eigen tekst komt terug met Ctrl+Z.");
      }
      if (how === "mine") {
        set({ doc: { ...doc, saved: conflict }, conflict: null });
        return void (await store(doc.handle).catch(fails));
      }
      set({ conflict: null });
      await store(null).catch(fails);
    },
  };
}

/** The folder and name that its content says it has; else its own name. */
function pathOf({ name, text }: OnDisk): string {
  const { header } = outline(text);
  const [id, version] = [textOf(header, "id"), textOf(header, "versie")];
  return id === "" || version === "" ? name : `${id}/${version}.toml`;
}

function nameOf(text: string, path: string): string {
  const { header } = outline(text);
  const version = textOf(header, "versie");
  return version === "" ? path.replaceAll("/", "-") : `${textOf(header, "id")}-${version}.toml`;
}
