// What goes between the page and its worker. The file is read there, and the rows stay there: the page gets what it shows.
import type { BadRow, CountsInfo, LookedInfo, OutcomeInfo, PatientInfo } from "../../pkg-list/list.js";

export type { BadRow, CountsInfo, LookedInfo, OutcomeInfo, PatientInfo };

/** A row of the list. */
export interface ListedRow {
  /** Its position among the rows that were decided. */
  readonly row: number;
  readonly key: string;
  readonly line: number;
  readonly outcome: OutcomeInfo;
}

export type Sorting = "line" | "key" | "reasons";

/** Which rows to show. */
export interface Query {
  /** Null for all. */
  readonly route: string | null;
  readonly rule: string | null;
  /** Rows with one of these positions only; null for all. */
  readonly only: readonly number[] | null;
  /** Part of a key. */
  readonly search: string;
  readonly sorting: Sorting;
  readonly from: number;
  readonly most: number;
}

export interface Page {
  readonly rows: readonly ListedRow[];
  /** How many rows there are with this route, rule and search. */
  readonly total: number;
}

/** Each kind of question, with what it takes and gives. */
export interface Questions {
  readonly look: { readonly takes: { readonly file: File; readonly map: string; readonly date: string }; readonly gives: LookedInfo };
  readonly make: { readonly takes: { readonly file: File; readonly map: string; readonly bundle: Uint8Array; readonly date: string }; readonly gives: Made };
  readonly rows: { readonly takes: Query; readonly gives: Page };
  readonly bad: { readonly takes: { readonly from: number; readonly most: number }; readonly gives: readonly BadRow[] };
  readonly patient: { readonly takes: number; readonly gives: PatientInfo };
  readonly csv: { readonly takes: ReadonlyMap<number, string>; readonly gives: Uint8Array<ArrayBuffer> };
}

export interface Made {
  readonly counts: CountsInfo;
  /** Whether someone stopped it before the end. */
  readonly stopped: boolean;
}

export type Kind = keyof Questions;

export type ToWorker =
  | { readonly type: "start"; readonly module: WebAssembly.Module }
  | { readonly type: "stop" }
  | { readonly type: "ask"; readonly id: number; readonly kind: Kind; readonly takes: Questions[Kind]["takes"] };

export type FromWorker =
  | { readonly type: "answer"; readonly id: number; readonly gives: Questions[Kind]["gives"] }
  | { readonly type: "refused"; readonly id: number; readonly message: string; readonly broken: boolean }
  /** While a list is made. */
  | { readonly type: "progress"; readonly read: number; readonly of: number; readonly rows: number };
