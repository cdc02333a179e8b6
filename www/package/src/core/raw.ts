// The engine as wasm-bindgen gives it. Everything here is inside: what goes in was made plain, what
// comes out is typed by src/types.ts, which is generated from the same Rust.

/** A class of the engine. */
export interface RawHandle {
  free(): void;
}

/** What both builds can do. */
export interface RawProtocol extends RawHandle {
  info(): unknown;
  form(): unknown;
  decide(input: unknown): unknown;
  explain(input: unknown): unknown;
  next(input: unknown): unknown;
}

export interface RawRegistry extends RawHandle {
  list(): unknown;
  find(name: string, date: string): RawProtocol;
}

/** An instance of the runtime build. */
export interface RawRuntime {
  start(input: { module: WebAssembly.Module }): unknown;
  exports(): { readonly memory: WebAssembly.Memory };
}

/** An instance of the full build. */
export interface RawFull extends RawRuntime {
  readonly Protocol: { parse(toml: string, options: unknown): RawProtocol };
  readonly Registry: new (files: unknown) => RawRegistry;
  check(files: unknown): unknown;
  diff(old: RawProtocol, other: RawProtocol, samples?: number): unknown;
  municipalities(): unknown;
}
