// The engine as wasm-bindgen gives it. Everything here is inside: what goes in was made plain, what
// comes out is typed by src/types.ts, which is generated from the same Rust.

/** A class of the engine. */
export interface RawHandle {
  free(): void;
}

/** A protocol of either build. */
export interface RawProtocol extends RawHandle {
  info(): unknown;
  form(): unknown;
  decide(input: unknown): unknown;
  explain(input: unknown): unknown;
  next(input: unknown): unknown;
  routeTable(): unknown;
  router(): RawRouter;
  routeSlots(answers: unknown): Int32Array;
  routeRefusal(answers: unknown): void;
  columns(cases: number): RawColumns;
  prefill(facts: unknown, date: string): unknown;
  overrideRecord(input: unknown, choice: unknown): unknown;
  receipt(input: unknown): unknown;
  replay(receipt: unknown): unknown;
}

/** A protocol of the full build. */
export interface RawFullProtocol extends RawProtocol {
  bundle(): Uint8Array;
  fhirQuestionnaire(): unknown;
  fhirBundle(input: unknown, options: unknown): unknown;
  fromFhirResponse(response: unknown): unknown;
  cdsHooks(input: unknown, options: unknown): unknown;
  cdsFeedback(input: unknown, options: unknown, feedback: unknown): unknown;
  referralText(input: unknown): string | null | undefined;
}

/** Decides what stands in its slots, which lie in the memory of the engine. */
export interface RawRouter extends RawHandle {
  slotsAt(): number;
  slots(): number;
  firedAt(): number;
  firedWords(): number;
  decide(): number;
}

/** Columns of answers in the memory of the engine. */
export interface RawColumns extends RawHandle {
  columnAt(question: number): number;
  routesAt(): number;
  run(fired: boolean): void;
}

export interface RawRegistry extends RawHandle {
  list(): unknown;
  find(name: string, date: string): RawFullProtocol;
}

/** An instance of the runtime build. */
export interface RawRuntime {
  readonly Protocol: { load(bundle: Uint8Array): RawProtocol };
  start(input: { module: WebAssembly.Module }): unknown;
  exports(): { readonly memory: WebAssembly.Memory };
}

/** An instance of the full build. */
export interface RawFull extends RawRuntime {
  readonly Protocol: { load(bundle: Uint8Array): RawFullProtocol; parse(toml: string, options: unknown): RawFullProtocol };
  readonly Registry: new (files: unknown) => RawRegistry;
  check(files: unknown): unknown;
  diff(old: RawProtocol, other: RawProtocol, samples?: number): unknown;
  municipalities(): unknown;
  readFhirTask(resource: unknown): unknown;
}
