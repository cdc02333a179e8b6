// What a host and this package exchange beside protocols and cases. These types name nothing of a
// browser or of Node, so that they hold in a project that knows only one of them.
import type { DomeinwijzerError } from "./errors.js";

/** An address, as `URL` is one. */
export interface AddressLike {
  /** The whole address. */
  readonly href: string;
}

/** An answer of a server, as `fetch` gives one. */
export interface ResponseLike {
  /** Whether the server gave what was asked. */
  readonly ok: boolean;
  /** The number of the answer, such as 404. */
  readonly status: number;
  /** All that the server sent. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A `WebAssembly.Module`, which is any object to TypeScript. */
export interface CompiledModule {}

/** The bytes of the wasm file, or the module that was compiled from them. */
export type SyncWasmInput = ArrayBuffer | ArrayBufferView | CompiledModule;

/**
 * Where the wasm file comes from: an address, an answer to `fetch`, its bytes, a compiled module, or
 * a promise of one of these.
 */
export type WasmInput = string | AddressLike | ResponseLike | SyncWasmInput | PromiseLike<ResponseLike | SyncWasmInput>;

/**
 * What a listener hears when the engine broke off inside and was started anew. This should never
 * happen. When it does, the interrupted call throws an error with the code `restarted`, and every
 * protocol is read again when it is next used.
 *
 * @example
 * ```ts
 * onRestart(({ error, count }) => log(error.message, count));
 * ```
 */
export interface Restart {
  /** The error that the interrupted call threw; its code is `restarted`. */
  readonly error: DomeinwijzerError;
  /** How often this has happened since the page or program began. */
  readonly count: number;
}
