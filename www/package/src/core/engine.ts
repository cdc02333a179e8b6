// One instance of the engine at a time: starting it, calling it, and starting it anew.
import { DomeinwijzerError, fault, isEngineFault, textOf } from "./errors.js";
import type { Restart, SyncWasmInput, WasmInput } from "./host.js";
import { compiled, compiledNow } from "./source.js";
import type { RawHandle, RawRuntime } from "./raw.js";

export class Engine<R extends RawRuntime> {
  readonly #make: () => R;
  readonly #listeners = new Set<(restart: Restart) => void>();
  #module: WebAssembly.Module | undefined;
  #raw: R | undefined;
  #starting: Promise<void> | undefined;
  #restarts = 0;

  constructor(make: () => R) {
    this.#make = make;
  }

  /** Starts once, however often it is asked; after a failure it can be asked again. */
  start(input: () => WasmInput): Promise<void> {
    if (this.#raw !== undefined) return Promise.resolve();
    this.#starting ??= this.#started(input).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #started(input: () => WasmInput): Promise<void> {
    const module = await compiled(input());
    // It may have been started synchronously in the meantime.
    if (this.#raw === undefined) this.#begin(module);
  }

  /** Starts at once, from what is already there. */
  startNow(input: () => SyncWasmInput): void {
    if (this.#raw === undefined) this.#begin(compiledNow(input()));
  }

  #begin(module: WebAssembly.Module): void {
    const raw = this.#make();
    try {
      raw.start({ module });
    } catch (thrown) {
      throw fault("not-loaded", `de wasm hoort niet bij deze versie van het pakket (${textOf(thrown)})`, thrown);
    }
    this.#module = module;
    this.#raw = raw;
  }

  /** The instance of now; another one after a restart. */
  raw(): R {
    if (this.#raw === undefined) {
      throw fault("not-started", "domeinwijzer is nog niet gestart: roep eerst `await init()` of `initSync()` aan");
    }
    return this.#raw;
  }

  /** The instance of now, if there is one; for asking whether it is still the same. */
  get now(): R | undefined {
    return this.#raw;
  }

  /** Hears of every restart; the result stops that. */
  listen(listener: (restart: Restart) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Asks the engine something. Whatever goes wrong becomes an error of ours. */
  call<T>(work: (raw: R) => T): T {
    const raw = this.raw();
    try {
      return work(raw);
    } catch (thrown) {
      if (thrown instanceof DomeinwijzerError) throw thrown;
      if (isEngineFault(thrown)) throw new DomeinwijzerError(thrown.code, thrown.message, thrown.diagnostics);
      throw this.broken(thrown);
    }
  }

  /**
   * Anything but a refusal means that the engine stopped halfway: its memory is not to be trusted
   * any more. Handles see that the instance is another one, and are read again when they are used.
   */
  broken(cause: unknown): DomeinwijzerError {
    const module = this.#module;
    this.#raw = undefined;
    const error = fault(
      "restarted",
      `het rekenhart brak deze berekening af en is opnieuw gestart; een volgende vraag kan gewoon (${textOf(cause)})`,
      cause,
    );
    try {
      if (module !== undefined) this.#begin(module);
    } catch (failure) {
      return fault("not-started", `het rekenhart brak af en kon niet opnieuw starten (${textOf(failure)})`, cause);
    }
    this.#restarts += 1;
    for (const listener of [...this.#listeners]) {
      try {
        listener({ error, count: this.#restarts });
      } catch (thrown) {
        // A fault of the listener is the host's own; it may not hide what happened here.
        queueMicrotask(() => {
          throw thrown;
        });
      }
    }
    return error;
  }
}

/** Something of the engine that outlives a restart: it knows how to be made again. */
export class Slot<R extends RawRuntime, H extends RawHandle> {
  /** Where it lives. */
  readonly engine: Engine<R>;
  readonly #make: (raw: R) => H;
  #of: R;
  #handle: H | undefined;

  constructor(engine: Engine<R>, make: (raw: R) => H) {
    this.engine = engine;
    this.#make = make;
    this.#handle = engine.call(make);
    this.#of = engine.raw();
  }

  /** Whether its memory was given back. */
  get freed(): boolean {
    return this.#handle === undefined;
  }

  /** Asks the handle something. */
  use<T>(work: (handle: H, raw: R) => T): T {
    return this.engine.call((raw) => work(this.handle(raw), raw));
  }

  /** The handle within the instance of now. */
  handle(raw: R): H {
    if (this.#handle === undefined) throw fault("freed", "dit is vrijgegeven en kan niet meer gebruikt worden: lees het opnieuw in");
    if (this.#of !== raw) {
      this.#handle = this.#make(raw);
      this.#of = raw;
    }
    return this.#handle;
  }

  /** Gives its memory back; a second time does nothing. */
  free(): void {
    const handle = this.#handle;
    this.#handle = undefined;
    if (handle === undefined) return;
    // What belonged to an instance that is gone went with it.
    this.engine.call((raw) => {
      if (this.#of === raw) handle.free();
    });
  }
}

/** Frees what nobody holds any more, for hosts that do not free it themselves. */
const forgotten = new FinalizationRegistry<{ free(): void }>((slot) => {
  try {
    slot.free();
  } catch {
    // Nobody is there to hear it, and listeners heard of the restart.
  }
});

/** Frees `slot` when `owner` is collected. */
export function freedWith(owner: object, slot: { free(): void }): void {
  forgotten.register(owner, slot, owner);
}

/** Frees `slots` now. */
export function freeNow(owner: object, ...slots: { free(): void }[]): void {
  forgotten.unregister(owner);
  for (const slot of slots) slot.free();
}
