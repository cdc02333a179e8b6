// Everything of the full build but how it is started, which differs per entry.
import { disposable } from "./core/disposable.js";
import "./core/disposable.js"; // also the types: `using` needs them
import { freedWith, freeNow, Slot } from "./core/engine.js";
import { fault } from "./core/errors.js";
import { filesOf, optionsOf } from "./core/files.js";
import { bytes, text } from "./core/plain.js";
import { ProtocolHandle } from "./core/protocol.js";
import { engine } from "./full-engine.js";
import { fullSlot } from "./full-slot.js";
import type { RawFull, RawFullProtocol, RawRegistry } from "./core/raw.js";
import type { Restart } from "./core/host.js";
import type { CheckReport, DiffReport, Municipality, ParseOptions, ProtocolFile, ProtocolInfo } from "./types.js";

export * from "./formats.js";
export * from "./shared.js";

/** The most random cases that a comparison may be asked to look at. */
const SAMPLES = 10_000_000;

/**
 * One protocol, ready to decide.
 *
 * @example
 * ```ts
 * await init();
 * using protocol = Protocol.parse(toml);
 * protocol.decide({ answers: {}, date: "2026-11-22" });
 * ```
 */
export class Protocol extends ProtocolHandle {
  /**
   * Reads a protocol from its TOML text, and the bases that it builds on. Throws with every fault
   * in it at once.
   */
  static parse(toml: string, options?: ParseOptions): Protocol {
    const [source, given] = [text(toml, "toml"), optionsOf(options)];
    return new Protocol(new Slot(engine, (raw: RawFull) => raw.Protocol.parse(source, given)));
  }

  /** Reads a protocol from a bundle, which is quicker and needs no base. Comparing it needs the text. */
  static load(bundle: Uint8Array): Protocol {
    const given = bytes(bundle, "bundle");
    return new Protocol(new Slot(engine, (raw: RawFull) => raw.Protocol.load(given)));
  }

  /** The protocol as a bundle, for {@link Protocol.load} of either build. */
  bundle(): Uint8Array {
    return fullSlot(this, "protocol").use((handle) => handle.bundle());
  }

  /** @internal */
  static of(slot: Slot<RawFull, RawFullProtocol>): Protocol {
    return new Protocol(slot);
  }
}

/**
 * All protocols of a folder: finds the version in force by municipality and date.
 *
 * @example
 * ```ts
 * import { files } from "domeinwijzer/protocols";
 * const registry = new Registry(files);
 * const protocol = registry.find("Vlissingen", "2026-11-22");
 * ```
 */
export class Registry {
  readonly #files: readonly ProtocolFile[];
  readonly #slot: Slot<RawFull, RawRegistry>;

  /** Takes protocol files. Faults in a file come up when it is found, or with {@link check}. */
  constructor(files: readonly ProtocolFile[]) {
    const given = filesOf(files);
    this.#files = given;
    this.#slot = new Slot(engine, (raw: RawFull) => new raw.Registry(given));
    freedWith(this, this.#slot);
  }

  /** Every sound protocol version in it, bases too. */
  list(): ProtocolInfo[] {
    return this.#slot.use((registry) => registry.list() as ProtocolInfo[]);
  }

  /** The version in force on a date, by id, CBS code or name of the municipality. */
  find(name: string, date: string): Protocol {
    const [wanted, day] = [text(name, "name"), text(date, "date")];
    const [slot, files] = [this.#slot, this.#files];
    return Protocol.of(
      new Slot(engine, (raw: RawFull) => {
        if (!slot.freed) return slot.handle(raw).find(wanted, day);
        // After a restart the protocol may be needed again when its registry is long gone.
        const registry = new raw.Registry(files);
        try {
          return registry.find(wanted, day);
        } finally {
          registry.free();
        }
      }),
    );
  }

  /** Gives the memory back; protocols that were found in it stay. */
  free(): void {
    freeNow(this, this.#slot);
  }
}

/** `using registry = …` frees it at the end of the block. */
export interface Registry extends Disposable {}

disposable(Registry);

/** Every fault of every file, in the order of the files. */
export function check(files: readonly ProtocolFile[]): CheckReport {
  const given = filesOf(files);
  return engine.call((raw) => raw.check(given) as CheckReport);
}

/**
 * Which cases come out otherwise between two protocols, or two versions of one, and which step the
 * version has to make. Shares are counted over `samples` random cases: 100,000 when left out, none
 * with 0.
 */
export function diff(old: Protocol, other: Protocol, samples?: number): DiffReport {
  const [from, to] = [fullSlot(old, "old"), fullSlot(other, "other")];
  if (samples !== undefined && !(Number.isInteger(samples) && samples >= 0 && samples <= SAMPLES)) {
    throw fault("input", `\`samples\` moet een geheel getal van 0 tot en met ${SAMPLES} zijn`);
  }
  return engine.call((raw) => raw.diff(from.handle(raw), to.handle(raw), samples) as DiffReport);
}

/** All Dutch municipalities, with their CBS codes and other names. */
export function municipalities(): Municipality[] {
  return engine.call((raw) => raw.municipalities() as Municipality[]);
}

/** Calls `listener` whenever the engine broke off inside and was started anew: see {@link Restart}. */
export function onRestart(listener: (restart: Restart) => void): () => void {
  return engine.listen(listener);
}
