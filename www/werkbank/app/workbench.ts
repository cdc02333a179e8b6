// The page: its state, its workers, and who draws what when.
import { html, nothing, render } from "lit";
import type { ProtocolFile } from "../../pkg/domeinwijzer.js";
import { byName } from "../../build/names.mjs";
import { today } from "../../element/properties";
import { marks } from "../editor/diagnostics";
import type { ProtocolEditor } from "../editor/editor";
import { Engine } from "../engine/client";
import { openDrafts } from "../store/drafts";
import { merge, usersOf } from "../text/merged";
import { edits } from "./actions";
import { askName, dialogView } from "./dialog";
import { filing } from "./files";
import { focusAfter, keepFocus, undoes } from "./focus";
import { heard } from "./heard";
import { publishing } from "./publishing";
import { Session } from "./session";
import { paper } from "../publish/paper";
import { paperOf } from "./panes/readable";
import { Room } from "./panes/room";
import { painted } from "./turns";
import { tidying } from "./tidying";
import { diagnostics, proved, tooLong, type Actions, type State } from "./state";
import { headerView, noticesView, sideView, sourceBar, startView } from "./view";

/** Shows in the readable protocol where the cursor is in the text. */
function follow(side: HTMLElement, { pane, outline }: State, at: number): void {
  if (pane !== "leesbaar") return;
  for (const one of side.querySelectorAll(".current")) one.classList.remove("current");
  const entry = outline?.entries.find(({ from, to }) => from <= at && at <= to);
  if (entry === undefined) return;
  const found = side.querySelector(`[data-entry="${CSS.escape(`${entry.section}.${entry.id}`)}"]`);
  found?.classList.add("current");
  found?.scrollIntoView({ block: "nearest" });
}

/** The half beside the text waits until nobody types, so that typing never waits for it. */
const DRAW_AFTER = 90;
/** Entries that are drawn at once when another half is shown, and in each task after that. */
const FIRST = 20;
const MORE = 20;

export async function startWorkbench(root: HTMLElement, module: WebAssembly.Module, files: readonly ProtocolFile[]): Promise<void> {
  const editor = document.createElement("protocol-tekst") as ProtocolEditor;
  const side = document.createElement("section");
  side.setAttribute("aria-label", "Wat de tekst betekent");
  side.className = "beside";
  const engines = { quick: new Engine(module), slow: new Engine(module), asked: new Engine(module), module };
  let state: State = {
    files,
    municipalities: [],
    kept: [],
    forgotten: null,
    doc: null,
    outline: null,
    merged: null,
    pane: "bevindingen",
    full: null,
    looking: null,
    faults: null,
    about: { text: 0, faults: 0, examples: 0, findings: 0, diff: 0 },
    form: null,
    findings: null,
    examples: null,
    stuck: null,
    deviations: null,
    against: null,
    diff: null,
    noDiff: null,
    comparing: false,
    changelog: null,
    trying: null,
    editingExample: null,
    published: null,
    reopened: null,
    confirming: false,
    message: null,
    unkept: null,
    conflict: null,
    today: today(),
  };

  let frame = 0;
  let timer = 0;
  /** What stands beside the text, and how much of it. */
  let shown = "";
  let size = FIRST;
  /** What gets the focus once it is there. */
  let goTo = "";
  const said = heard();
  const onPaper = new CSSStyleSheet();
  document.adoptedStyleSheets.push(onPaper);
  const drawSide = () => {
    clearTimeout(timer);
    timer = 0;
    const { doc, pane } = state;
    const shows = doc === null ? "" : `${doc.path} ${pane}`;
    if (shows !== shown) size = FIRST;
    shown = shows;
    const room = new Room(size);
    const held = document.activeElement;
    const within = side.contains(held);
    render(doc === null ? nothing : sideView(state, actions, room), side);
    if (goTo !== "") moveFocus();
    if (within && held instanceof HTMLElement) keepFocus(side, held);
    said.news(() => state);
    side.dataset["proved"] = proved(state) && !room.full ? "ja" : "nee";
    if (!room.full) return;
    size += MORE;
    timer = window.setTimeout(drawSide);
  };
  const moveFocus = () => {
    const found = side.querySelector<HTMLElement>(goTo);
    if (found === null) return;
    goTo = "";
    found.focus();
    found.scrollIntoView({ block: "nearest" });
  };
  const draw = () => {
    frame = 0;
    const open = state.doc !== null;
    const within = root.contains(document.activeElement);
    render(
      html`<nav class="skip" aria-label="Direct naar"><a href="#inhoud">Naar de inhoud</a></nav>
        ${headerView(state, actions)} ${noticesView(state, actions)} ${open ? nothing : startView(state, actions)}
        <main class="bench" ?hidden=${!open} id=${open ? "inhoud" : nothing} data-full=${state.full ?? "geen"}>
          <section class="source" aria-label="Tekst van het protocol">${sourceBar(state, actions)}${editor}</section>
          ${side}
        </main>
        <footer class="no-print"><p>Alles blijft in deze browser: er wordt niets verstuurd. Wat u typt wordt hier bewaard tot u het opslaat of vergeet.</p></footer>
        ${dialogView()} ${said.element}`,
      root,
    );
    if (!within || root.contains(document.activeElement)) return;
    if (open) editor.focus();
    else root.querySelector<HTMLElement>("#inhoud")?.focus();
  };
  const set = (change: Partial<State>) => {
    const before = state;
    state = { ...state, ...change };
    goTo = focusAfter(before, state, side.contains(document.activeElement)) ?? goTo;
    if (!proved(state)) side.dataset["proved"] = "nee";
    if (frame === 0) frame = requestAnimationFrame(draw);
    if (change.faults || change.findings) showDiagnostics();
    // For who measures: `bench/werkbank.mjs`.
    if (change.faults) performance.mark("werkbank-fouten");
    if (change.findings) performance.mark("werkbank-bewijzen");
    const typed = before.doc?.path === state.doc?.path && ("doc" in change || "outline" in change || "faults" in change || "examples" in change || "findings" in change);
    if (!typed) {
      // What was chosen shows at once.
      clearTimeout(timer);
      timer = window.setTimeout(drawSide);
    } else {
      clearTimeout(timer);
      timer = window.setTimeout(drawSide, DRAW_AFTER);
    }
  };
  const showDiagnostics = () => {
    const { doc, looking } = state;
    if (doc === null || looking !== null || tooLong(doc)) return;
    const all = diagnostics(state);
    // An answer about an older text would put marks in the wrong places.
    if (editor.text === doc.text) editor.diagnostics(marks(all, doc.path, doc.text, { exampleOf: (it) => actions.exampleOf(it) }));
  };
  const say = (text: string, wrong = false) => set({ message: { text, wrong } });
  const session = new Session(engines, () => state, set);
  const drafts = openDrafts((unkept) => set({ unkept }));
  const place = { editor: () => editor, state: () => state, set, say };
  const file = filing({
    ...place,
    drafts,
    engine: engines.asked,
    shipped: new Set(files.map(({ path }) => path)),
    opened: () => {
      session.files();
      session.changed(editor.text);
    },
  });
  const actions: Actions = {
    ...file,
    ...edits({ ...place, show: (pane) => actions.show(pane) }),
    ...tidying({ ...place, engine: engines.asked }),
    ...publishing({ ...place, engine: engines.asked, actions: () => actions }),
    show: (pane) => {
      set({ pane, ...(state.full === "source" ? { full: null } : {}) });
      session.later();
    },
    fill: (full) => set({ full }),
    back: () => {
      editor.back();
      set({ looking: null });
      editor.focus();
    },
    editExample: (editingExample) => set({ editingExample }),
    compare: (against) => {
      set({ against, about: { ...state.about, diff: -1 }, diff: null, trying: null });
      session.later();
    },
    again: () => session.again(),
    setChangelog: (changelog) => set({ changelog }),
    print: () => {
      set({ full: "side" });
      setTimeout(() => window.print(), 50);
    },
  };
  editor.host = {
    changed: (text) => {
      performance.mark("werkbank-toets");
      // What was said is about the text before.
      if (state.message?.wrong === false) set({ message: null });
      session.changed(text);
      file.keep();
    },
    moved: (at) => follow(side, state, at),
    save: () => void actions.save(),
    tidy: () => void actions.tidy(),
    merged: () => state.merged ?? merge([]),
    show: (found, from) => {
      set({ looking: found.path });
      editor.look(found.text, from, `Basis ${found.path}, alleen lezen`);
    },
    users: (name) => usersOf(name, state),
    say,
    askName,
  };
  document.addEventListener("keydown", (event) => {
    const again = undoes(event);
    if (again === null || state.doc === null) return;
    event.preventDefault();
    actions.undo(again);
  });
  window.addEventListener("pagehide", () => editor.settle());
  window.addEventListener("focus", () => void file.look());
  // A tab that is closed by hand: the browser asks first, as long as something is nowhere else.
  window.addEventListener("beforeunload", (event) => {
    if (state.unkept !== null && state.doc !== null && state.doc.text !== state.doc.saved) event.preventDefault();
  });
  // On paper belongs all of it, however much was drawn yet.
  window.addEventListener("beforeprint", () => {
    size = Infinity;
    drawSide();
    if (state.doc === null) return;
    const named = paperOf(state);
    onPaper.replaceSync(paper(named));
    // The name of the file, for who keeps it as one.
    const title = document.title;
    document.title = named.name;
    window.addEventListener("afterprint", () => (document.title = title), { once: true });
  });
  for (const engine of [engines.quick, engines.slow, engines.asked]) engine.files(files);
  draw();
  const all = engines.asked.ask("municipalities", null);
  set({ kept: await drafts.all() });
  let found = await all;
  if (found.is === "refused" && found.stopped) found = await engines.asked.ask("municipalities", null);
  if (found.is === "answer") set({ municipalities: found.gives.sort(byName) });
  else if (found.is === "refused") say(found.message, true);
  // Measuring where it stands costs nothing once the page itself was laid out.
  await painted();
  editor.prepare();
}
