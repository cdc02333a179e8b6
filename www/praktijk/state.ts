// What the page knows. The rows themselves stay in the worker.
import type { ListProtocol } from "virtual:lists";
import type { Answers } from "../element/consult";
import type { Form } from "../element/engine/module";
import type { Municipality } from "../src/engine";
import type { Progress } from "./engine/client";
import type { BadRow, CountsInfo, ListedRow, LookedInfo, Page, PatientInfo, Sorting } from "./engine/messages";
import type { Choices } from "./map/choices";

/** The mapping: chosen here, or from a file. */
export type Mapping = { readonly from: "page"; readonly choices: Choices } | { readonly from: "file"; readonly name: string; readonly text: string };

export interface Opened {
  readonly file: File;
  readonly looked: LookedInfo;
  readonly mapping: Mapping;
}

/** What is asked of the list. */
export interface Shown {
  readonly route: string | null;
  readonly rule: string | null;
  readonly search: string;
  readonly sorting: Sorting;
  /** Only those with whom something was noted. */
  readonly noted: boolean;
  /** From 0. */
  readonly page: number;
}

export interface List {
  readonly name: string;
  readonly counts: CountsInfo;
  readonly stopped: boolean;
  readonly shown: Shown;
  readonly page: Page;
  readonly bad: readonly BadRow[];
}

export type Manner = "mondeling" | "schriftelijk";
export type Stage = "consent" | "talk" | "triage" | "share";

/** A patient of the list with whom someone talks. */
export interface Talk {
  readonly row: ListedRow;
  readonly told: PatientInfo;
  readonly stage: Stage;
  readonly agreed: Manner | "nee" | null;
  /** Set when someone wanted to go on too early. */
  readonly tried: boolean;
  /** Of the talk and the triage together. */
  readonly answers: Answers;
}

export interface State {
  readonly lists: readonly ListProtocol[];
  /** Null without one in force. */
  readonly list: ListProtocol | null;
  readonly opened: Opened | null;
  /** While a list is made. */
  readonly running: Progress | null;
  readonly made: List | null;
  /** What happened with a patient, by row. */
  readonly notes: ReadonlyMap<number, string>;
  readonly talk: Talk | null;
  readonly municipalities: readonly Municipality[];
  readonly municipality: Municipality | null;
  /** Of the municipality: what is asked there. */
  readonly form: Form | null;
  /** How many drawings are there: one after the other, so that nothing waits for all of them. */
  readonly drawn: number;
  /** What could not be done, a line for each fault. */
  readonly faults: readonly string[];
  /** What was done. */
  readonly message: string;
  /** Minutes without use after which all is cleared; 0 is never. */
  readonly idle: number;
  /** Seconds until then; null while it is not near. */
  readonly warning: number | null;
}

export interface Actions {
  /** By digest: two versions may be there with one id. */
  choose(digest: string): void;
  /** A protocol of the practice itself. */
  openProtocol(file: File): Promise<void>;
  setIdle(minutes: number): void;
  open(file: File): Promise<void>;
  openMap(file: File): Promise<void>;
  forgetMap(): void;
  change(choices: Choices): void;
  saveMap(): void;
  make(): Promise<void>;
  stop(): void;
  show(change: Partial<Shown>): Promise<void>;
  moreBad(): Promise<void>;
  download(): Promise<void>;
  /** Forgets everything and starts anew. */
  clear(): void;
  talkTo(row: ListedRow): Promise<void>;
  changeTalk(change: Partial<Talk>): void;
  /** Goes on from the consent step, where it is complete. */
  consented(): void;
  setMunicipality(code: string): void;
  answer(question: string, given: Answers[string] | undefined): void;
  toTriage(): void;
  /** The patient wants no more of it: that is noted, and what was answered is gone. */
  withdraw(): void;
  /** Back to the list; what was answered is kept as long as the page is. */
  back(): void;
}

/** So many rows on a page of the list. */
export const ROWS = 25;

export const everything: Shown = { route: null, rule: null, search: "", sorting: "line", noted: false, page: 0 };

/** The title of a route, and of what is no route. */
export function routeTitle(list: ListProtocol, id: string): string {
  if (id === "onvoldoende_gegevens") return "Onvoldoende gegevens";
  return list.routes.find((route) => route.id === id)?.title ?? "Geen advies";
}
