// Making the package, and opening one as its receiver does.
import type { Engine } from "../engine/client";
import { draftedEntry } from "../publish/changelog";
import { documentOf, examplesReport } from "../publish/document";
import { pack, unpack, type Check, type Reopened } from "../publish/zip";
import { download } from "../../src/download";
import { textOf } from "../text/merged";
import { hindrances } from "./panes/publish";
import { paperOf, readableView } from "./panes/readable";
import { Room } from "./panes/room";
import type { Actions, State } from "./state";

export interface Place {
  readonly state: () => State;
  readonly set: (change: Partial<State>) => void;
  readonly say: (text: string, wrong?: boolean) => void;
  readonly engine: Engine;
  readonly actions: () => Actions;
}

/** No package is this large. */
const MOST = 20_000_000;

export function publishing({ state, set, say, engine, actions }: Place): Pick<Actions, "ask" | "publish" | "download" | "reopen"> {
  const receive = async (name: string, bytes: Uint8Array): Promise<Reopened> => {
    const it = await unpack(bytes);
    const got = await engine.ask("receive", { files: it.files, path: it.path, bundle: it.bundle });
    const checks: Check[] = [
      { what: "alle bestanden van de lijst zijn er, en geen andere.", ok: it.missing.length + it.extra.length === 0, detail: [...it.missing.map((one) => `${one} ontbreekt`), ...it.extra.map((one) => `${one} staat niet op de lijst`)].join("; ") },
      { what: "geen bestand is veranderd sinds het uitgeven.", ok: it.damaged.length === 0, detail: it.damaged.join(", ") },
    ];
    if (got.is === "answer") {
      const { report, examples, digest, bundleDigest } = got.gives;
      const errors = report.diagnostics.filter((one) => one.severity === "error");
      checks.push(
        { what: "het protocol heeft met de basis erbij geen fouten, over alle patiënten.", ok: errors.length === 0, detail: errors[0]?.message ?? "" },
        { what: "alle voorbeelden kloppen.", ok: examples !== null && examples.failed === 0, detail: examples === null ? "" : `${examples.passed} van ${examples.examples.length}` },
        { what: "het kenmerk hoort bij deze tekst.", ok: digest === it.digest, detail: digest ?? "" },
        { what: "de bundel zegt hetzelfde als de tekst.", ok: bundleDigest === it.digest, detail: "" },
      );
    } else checks.push({ what: "het protocol is te lezen.", ok: false, detail: got.is === "refused" ? got.message : "" });
    return { name, checks };
  };
  return {
    ask: (confirming) => set({ confirming }),
    async publish() {
      const now = state();
      const { doc, merged, examples, faults, diff, changelog, today } = now;
      if (doc === null || merged === null || examples === null || faults?.info == null || hindrances(now).some(({ stops }) => stops)) return;
      const bundle = await engine.ask("bundle", { path: doc.path, text: doc.text });
      if (bundle.is !== "answer" || bundle.gives === null) return say("De bundel kan niet worden gemaakt. Probeer het nog eens.", true);
      const { id, version, digest } = faults.info;
      try {
        const view = readableView({ ...now, doc: { ...doc, writable: false } }, actions(), new Room());
        const entry = changelog ?? (diff === null ? `## ${version} (${today})\n\nEerste versie.\n` : draftedEntry(diff, merged, today));
        const published = await pack({
          id,
          version,
          digest,
          protocol: { path: doc.path, text: doc.text },
          bases: merged.chain.slice(1).map(({ path, text }) => ({ path, text })),
          bundle: bundle.gives,
          document: documentOf(view, textOf(merged.header, "titel"), paperOf(now)),
          changelog: entry,
          examples: examplesReport(examples, merged),
          today,
        });
        // Whoever typed meanwhile hands over what it says now, not what it said.
        if (state().doc?.text !== doc.text) return say("De tekst veranderde tijdens het uitgeven. Geef opnieuw uit.", true);
        set({ published, confirming: false, reopened: await receive(published.name, published.bytes) });
      } catch (error) {
        say((error as Error).message, true);
      }
    },
    download() {
      const { published } = state();
      if (published !== null) download(published.name, "application/zip", published.bytes);
    },
    async reopen(file) {
      try {
        const { published } = state();
        if (file !== null && file.size > MOST) throw new Error("Dit bestand is te groot voor een pakket van de werkbank.");
        if (file !== null) set({ reopened: await receive(file.name, new Uint8Array(await file.arrayBuffer())) });
        else if (published !== null) set({ reopened: await receive(published.name, published.bytes) });
      } catch (error) {
        set({ reopened: null });
        say((error as Error).message, true);
      }
    },
  };
}
