// What the page shows, and what people can do with it.
import type { CheckReport, DiagnosticInfo, DiffReport, Form, Municipality, OverlayReport, ProtocolFile, TestReport } from "../../pkg/domeinwijzer.js";
import type { Faults } from "../engine/protocol";
import type { Published, Reopened } from "../publish/zip";
import type { Kept } from "../store/drafts";
import type { Merged } from "../text/merged";
import { FILE_LIMIT, type Outline } from "../text/outline";

/** The file that is being written. */
export interface Doc {
  readonly path: string;
  readonly text: string;
  /** What stands in its file; null for a text that never was one. */
  readonly saved: string | null;
  readonly handle: FileSystemFileHandle | null;
  /** False while another tab writes it. */
  readonly writable: boolean;
}

export const PANES = ["leesbaar", "bevindingen", "voorbeelden", "verschil", "proberen", "uitgeven"] as const;
export type Pane = (typeof PANES)[number];

export interface Against {
  /** The path of a file, or the base. */
  readonly path: string | "base";
  readonly label: string;
}

/** What the page waits for. */
export type Awaited = "faults" | "examples" | "findings" | "diff";

export interface Stuck {
  readonly what: Awaited;
  readonly message: string;
  /** Whether it is being asked again. */
  readonly again: boolean;
}

export interface State {
  /** Everything that came with the page or was opened, the file that is written aside. */
  readonly files: readonly ProtocolFile[];
  readonly municipalities: readonly Municipality[];
  readonly kept: readonly Kept[];
  /** What was forgotten last, and can still come back. */
  readonly forgotten: Kept | null;
  readonly doc: Doc | null;
  readonly outline: Outline | null;
  readonly merged: Merged | null;
  readonly pane: Pane;
  /** Which half fills the screen. */
  readonly full: "source" | "side" | null;
  /** A base that is being looked into. */
  readonly looking: string | null;
  readonly faults: Faults | null;
  /** Which change of the text each answer is about. */
  readonly about: { readonly text: number; readonly faults: number; readonly examples: number; readonly findings: number; readonly diff: number };
  /** The questions, of the last text that could be used. */
  readonly form: Form | null;
  /** Over all cases; null while that is being worked out. */
  readonly findings: CheckReport | null;
  readonly examples: TestReport | null;
  /** Why an answer about the text as it is now did not come; null while it is on its way or there. */
  readonly stuck: Stuck | null;
  readonly deviations: OverlayReport | null;
  readonly against: Against | null;
  readonly diff: DiffReport | null;
  /** Why there is no difference to show. */
  readonly noDiff: string | null;
  readonly comparing: boolean;
  /** The changelog entry as it was edited; null while it is the drafted one. */
  readonly changelog: string | null;
  /** Ready to decide: the draft as `text` has it, and what it is compared with. */
  readonly trying: { readonly draft: object; readonly old: object | null; readonly text: string } | null;
  readonly editingExample: string | null;
  readonly published: Published | null;
  readonly reopened: Reopened | null;
  readonly confirming: boolean;
  readonly message: { readonly text: string; readonly wrong: boolean } | null;
  /** Why what is typed cannot be kept in this browser. */
  readonly unkept: string | null;
  /** What another program made of the file meanwhile. */
  readonly conflict: string | null;
  readonly today: string;
}

export interface Actions {
  start(name: string, from: string, alone: boolean): Promise<void>;
  edit(path: string): Promise<void>;
  resume(kept: Kept): Promise<void>;
  forget(kept: Kept): Promise<void>;
  remember(kept: Kept): Promise<void>;
  pick(): Promise<void>;
  take(files: readonly File[]): Promise<void>;
  save(): Promise<void>;
  saveAs(): Promise<void>;
  close(): Promise<void>;
  takeOver(): Promise<void>;
  resolve(how: "mine" | "disk" | "copy"): Promise<void>;
  show(pane: Pane): void;
  fill(full: State["full"]): void;
  back(): void;
  go(section: string, id: string): void;
  goTo(file: string | null, line: number | null, offset: number | null): void;
  set(section: string, id: string, key: string, toml: string): void;
  /** What a base says counts again, or nothing does. */
  unset(section: string, id: string, key: string): void;
  setHeader(key: string, toml: string): void;
  setList(section: string, id: string, key: string, ids: readonly string[]): void;
  /** Something that a route names, new in the text. */
  addTo(route: string, section: "aanbod" | "contact", title: string): void;
  /** A route to an earlier or later place. */
  move(route: string, by: -1 | 1): void;
  undo(again: boolean): void;
  fix(it: DiagnosticInfo): void;
  exampleOf(it: DiagnosticInfo): void;
  addExample(toml: string): void;
  changeExample(id: string, toml: string): void;
  removeExample(id: string): void;
  editExample(id: string | null): void;
  compare(against: Against): void;
  /** Asks again what did not come. */
  again(): void;
  setVersion(version: string): void;
  tidy(): Promise<void>;
  setChangelog(text: string | null): void;
  ask(confirming: boolean): void;
  publish(): Promise<void>;
  download(): void;
  reopen(file: File | null): Promise<void>;
  print(): void;
}

/** Whether a text is more than a protocol can be: it is kept, and nothing is read of it. */
export function tooLong({ text }: { readonly text: string }): boolean {
  return text.length > FILE_LIMIT;
}

/** All that is found: over all cases as soon as that is known. */
export function diagnostics({ faults, findings }: State): readonly DiagnosticInfo[] {
  return (findings ?? faults?.report)?.diagnostics ?? [];
}

/** Whether all that can be known of the text as it is now is shown. */
export function proved({ faults, findings, examples, about }: State): boolean {
  return faults !== null && findings !== null && about.faults === about.text && about.findings === about.text && (faults.info === null || (examples !== null && about.examples === about.text));
}
