// The text that is being written, and everything the engine says of it: asked on every change, each kind
// of answer shown as soon as it is there, stale ones dropped.
import { initSync, Protocol } from "../../pkg/domeinwijzer.js";
import type { Engine } from "../engine/client";
import type { Draft, Questions } from "../engine/protocol";
import { chainOf, merge, reference, referenceOf } from "../text/merged";
import { outline } from "../text/outline";
import { candidates } from "./panes/difference";
import { painted, turn } from "./turns";
import { tooLong, type Against, type Awaited, type State } from "./state";

/** Milliseconds without a key before what takes longer is asked. */
const PROVE_AFTER = 120;
const COMPARE_AFTER = 400;
/** Random cases for the shares: enough for one in a thousand. */
const SAMPLES = 20_000;

export interface Engines {
  /** For what has to be there while someone types. */
  readonly quick: Engine;
  /** For what looks at all cases. */
  readonly slow: Engine;
  /** For what people ask for themselves, and may take longer still. */
  readonly asked: Engine;
  readonly module: WebAssembly.Module;
}

export class Session {
  #prove = 0;
  #compare = 0;
  /** What decides which files matter. */
  #around = "";
  /** Counts the changes of the text. */
  #change = 0;

  constructor(
    private readonly engines: Engines,
    private readonly state: () => State,
    private readonly set: (change: Partial<State>) => void,
  ) {}

  /** Everything anew, for a text as it is now. */
  changed(text: string): void {
    const { doc, files } = this.state();
    if (doc === null) return;
    const file = { path: doc.path, text, outline: outline(tooLong({ text }) ? "" : text) };
    const merged = merge(chainOf(file, files.filter(({ path }) => path !== doc.path)));
    this.set({ doc: { ...doc, text } });
    const around = [reference(file), file.outline.header.get("basis")?.text].join();
    if (around !== this.#around) this.files();
    this.#around = around;
    this.#change += 1;
    this.set({ about: { ...this.state().about, text: this.#change }, outline: file.outline, merged, findings: null, stuck: null, published: null, confirming: false });
    void this.#read({ path: doc.path, text }, this.#change);
    clearTimeout(this.#prove);
    const change = this.#change;
    this.#prove = window.setTimeout(() => void this.#all({ path: doc.path, text }, change), PROVE_AFTER);
    this.later();
  }

  /** Tells the workers which files there are. */
  files(): void {
    const { files, doc } = this.state();
    if (doc === null) return;
    const own = { ...doc, outline: outline(tooLong(doc) ? "" : doc.text) };
    // Two files that say to be the same version cannot both be read: the one that is written counts.
    const others = files.filter((file) => file.path !== doc.path && referenceOf(file) !== reference(own));
    const { quick, slow, asked } = this.engines;
    // All of them: reading one costs the same however many lie beside it.
    for (const engine of [quick, slow, asked]) engine.files(others);
  }

  /** What only some panes show, when nobody types. */
  later(): void {
    clearTimeout(this.#compare);
    this.#compare = window.setTimeout(() => {
      void this.compare();
      void this.try();
    }, COMPARE_AFTER);
  }

  /** Once more what did not come; what did come stays. */
  again(): void {
    const { doc, about, stuck } = this.state();
    if (doc === null || stuck === null) return;
    const draft = { path: doc.path, text: doc.text };
    this.set({ stuck: { ...stuck, again: true } });
    if (about.faults !== about.text || about.examples !== about.text) void this.#read(draft, this.#change);
    if (about.findings !== about.text) void this.#all(draft, this.#change);
    this.later();
  }

  async #read(draft: Draft, change: number): Promise<void> {
    const { quick } = this.engines;
    const faults = this.#ask(quick, "faults", draft, change);
    const examples = this.#ask(quick, "examples", draft, change);
    const found = await faults;
    if (found !== null) this.set({ about: this.#about({ faults: change }), faults: found.gives, ...(found.gives.form === null ? {} : { form: found.gives.form }) });
    const run = await examples;
    if (run !== null) this.set({ about: this.#about({ examples: change }), examples: run.gives });
  }

  async #all(draft: Draft, change: number): Promise<void> {
    const { slow } = this.engines;
    const found = await this.#ask(slow, "findings", draft, change);
    if (found !== null) this.set({ about: this.#about({ findings: change }), findings: found.gives });
    const deviations = await slow.ask("deviations", draft);
    if (deviations.is === "answer") this.set({ deviations: deviations.gives });
  }

  /** What came back; null when the text is another by now, or when nothing came: then it is said. A worker that stopped is asked once more. */
  async #ask<One extends Awaited>(engine: Engine, kind: One, takes: Questions[One]["takes"], change: number): Promise<{ readonly gives: Questions[One]["gives"] } | null> {
    for (const last of [false, true]) {
      const found = await engine.ask(kind, takes);
      if (change !== this.#change || found.is === "stale") return null;
      if (found.is === "answer") {
        if (this.state().stuck?.what === kind) this.set({ stuck: null });
        return found;
      }
      const again = found.stopped && !last;
      this.set({ stuck: { what: kind, message: found.message, again } });
      if (!again) return null;
    }
    return null;
  }

  #about(change: Partial<State["about"]>): State["about"] {
    return { ...this.state().about, ...change };
  }

  /** The difference with what was chosen; only where it is shown, because it takes longest. */
  async compare(): Promise<void> {
    const { doc, pane, faults, about } = this.state();
    if (doc === null || tooLong(doc) || (pane !== "verschil" && pane !== "uitgeven")) return;
    // Handing over is measured against the version in force, whatever was looked at.
    const against = pane === "uitgeven" ? (candidates(this.state())[0] ?? null) : this.against();
    if (against !== null && against.path === this.state().against?.path && about.diff === about.text) return;
    if (against === null) return this.set({ against: null, diff: null, noDiff: null });
    if (faults !== null && faults.info === null) return this.set({ diff: null, noDiff: "Er staat een fout in de tekst. Zodra die is opgelost, staat hier het verschil." });
    this.set({ against, comparing: true, noDiff: null });
    const old = this.#old(against);
    const takes = { draft: { path: doc.path, text: doc.text }, old, samples: SAMPLES };
    let found = await this.engines.asked.ask("diff", takes);
    if (found.is === "refused" && found.stopped && about.text === this.#change) found = await this.engines.asked.ask("diff", takes);
    if (found.is !== "stale" && this.state().stuck?.what === "diff") this.set({ stuck: null });
    if (found.is === "answer") this.set({ about: this.#about({ diff: about.text }), diff: found.gives, comparing: false, noDiff: found.gives === null ? "Er is niets om mee te vergelijken." : null });
    else if (found.is === "refused" && found.stopped) this.set({ diff: null, comparing: false, noDiff: null, stuck: { what: "diff", message: found.message, again: false } });
    else if (found.is === "refused") this.set({ diff: null, comparing: false, noDiff: `De versie om mee te vergelijken is niet te gebruiken: ${found.message}` });
  }

  /** What was chosen, as long as it is still there; else the version in force. */
  against(): Against | null {
    const all = candidates(this.state());
    const chosen = this.state().against?.path;
    return all.find(({ path }) => path === chosen) ?? all[0] ?? null;
  }

  #old({ path }: Against): Draft | "base" {
    const found = this.state().files.find((one) => one.path === path);
    // Under a name of its own: it may be another version of the very same file.
    return path === "base" || found === undefined ? "base" : { path: `vergelijk:${path}`, text: found.text };
  }

  /** Gets both protocols ready to decide; the engine of the page itself only loads them. */
  async try(): Promise<void> {
    const { doc, pane, trying, faults } = this.state();
    if (doc === null || pane !== "proberen" || faults?.info === null || trying?.text === doc.text) return;
    const against = this.against();
    const bundle = await this.engines.asked.ask("bundle", { path: doc.path, text: doc.text });
    if (bundle.is !== "answer" || bundle.gives === null) return;
    let old: Protocol | null = null;
    const text = against === null ? undefined : this.#textOf(against);
    if (text !== undefined) {
      const made = await this.engines.asked.ask("bundle", { path: "vergelijk", text });
      if (made.is === "answer" && made.gives !== null) old = await this.#loaded(made.gives);
    }
    const draft = await this.#loaded(bundle.gives);
    const before = this.state().trying;
    // One element, and the other in a task of its own.
    this.set({ trying: { draft, old: null, text: doc.text }, against });
    await painted();
    if (old !== null && this.state().trying?.draft === draft) this.set({ trying: { draft, old, text: doc.text } });
    // The elements have let go of the ones before by now.
    setTimeout(() => {
      for (const handle of [before?.draft, before?.old]) (handle as Protocol | null | undefined)?.free();
    }, 1000);
  }

  /** Ready to decide in the page itself, a step at a time: what runs for the first time takes longest. */
  async #loaded(bundle: Uint8Array): Promise<Protocol> {
    await import("../../element/define");
    await turn();
    initSync({ module: this.engines.module });
    await turn();
    const protocol = Protocol.load(bundle);
    await turn();
    protocol.form();
    await turn();
    return protocol;
  }

  #textOf({ path }: Against): string | undefined {
    const { merged, files } = this.state();
    return path === "base" ? merged?.chain[1]?.text : files.find((one) => one.path === path)?.text;
  }
}
