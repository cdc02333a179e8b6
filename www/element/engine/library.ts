// The protocols that were handed in. Nothing is ever fetched.
import { ElementError } from "../failure";
import { day } from "../words";
import type { ProtocolHandle } from "./handle";
import { module, type ProtocolFile, type ProtocolInfo, type RegistryHandle } from "./module";
import { opened, type OpenProtocol } from "./opened";

/** A protocol file, or a compiled bundle. */
export type ProtocolSource = ProtocolFile | Uint8Array;

export class Library {
  static readonly #known = new WeakMap<readonly ProtocolSource[], Library>();

  /** The same list is read once, however many elements use it. */
  static of(source: readonly ProtocolSource[]): Library {
    const known = Library.#known.get(source) ?? new Library(source);
    Library.#known.set(source, known);
    return known;
  }

  readonly #files: ProtocolFile[];
  readonly #bundles: readonly Uint8Array[];
  #registry: RegistryHandle | null = null;
  #loaded: ProtocolHandle[] | null = null;

  private constructor(source: readonly ProtocolSource[]) {
    this.#bundles = source.filter((one) => one instanceof Uint8Array);
    this.#files = source.filter((one) => !(one instanceof Uint8Array)) as ProtocolFile[];
  }

  /** Every sound version that was handed in, bases too. */
  list(): ProtocolInfo[] {
    const files = this.#files.length === 0 ? [] : this.#fromFiles().list();
    return [...this.#fromBundles().map(infoOf), ...files];
  }

  /** The version in force on a day, by id, CBS code or name of the municipality; throws without one. */
  open(wanted: string, date: string): OpenProtocol {
    const bundle = this.#find(wanted, date);
    return bundle === null ? opened(this.fromFile(wanted, date), true) : opened(bundle, false);
  }

  /** The same from the files only, as the engine gives it: whoever asks frees it. */
  fromFile(wanted: string, date: string): ProtocolHandle {
    if (this.#files.length === 0) {
      throw new ElementError("ELEMENT_NO_PROTOCOL", `Voor ${this.#called(wanted)} is op ${day(date)} geen protocol van kracht.`);
    }
    return this.#fromFiles().find(wanted, date);
  }

  #find(wanted: string, date: string): ProtocolHandle | null {
    const name = wanted.toLowerCase();
    const fitting = this.#fromBundles().filter((handle) => {
      const { id, municipality, municipalityName, validFrom, validUntil } = infoOf(handle);
      const names = [id, municipality, municipalityName].map((one) => one?.toLowerCase());
      return names.includes(name) && validFrom <= date && (validUntil === null || date <= validUntil);
    });
    return fitting.sort((a, b) => byVersion(infoOf(b), infoOf(a)))[0] ?? null;
  }

  /** As people call it; of a municipality without any protocol only what was asked for is known. */
  #called(wanted: string): string {
    const known = this.#fromBundles().map(infoOf).find(({ municipality }) => municipality?.toLowerCase() === wanted.toLowerCase());
    return known?.municipalityName ?? `‘${wanted}’`;
  }

  #fromFiles(): RegistryHandle {
    if (module.Registry === undefined) {
      throw new ElementError("ELEMENT_BUNDLES_ONLY", "Deze bouw leest alleen bundels, geen protocolbestanden.");
    }
    try {
      this.#registry ??= new module.Registry(this.#files);
    } catch (thrown) {
      // Before it is started the engine is not there at all, and cannot say so itself.
      if (thrown instanceof TypeError) throw new ElementError("ELEMENT_NOT_STARTED", "Het rekenhart is nog niet gestart. Roep eerst init() of initSync() aan.");
      throw thrown;
    }
    return this.#registry;
  }

  #fromBundles(): ProtocolHandle[] {
    const { Protocol } = module;
    this.#loaded ??= this.#bundles.map((bytes) => {
      if (Protocol.load === undefined) throw new ElementError("ELEMENT_NO_BUNDLES", "Deze bouw kan geen bundels lezen.");
      return Protocol.load(bytes);
    });
    return this.#loaded;
  }
}

function infoOf(handle: ProtocolHandle): ProtocolInfo {
  return typeof handle.info === "function" ? handle.info() : handle.info;
}

function byVersion(a: ProtocolInfo, b: ProtocolInfo): number {
  return a.version.localeCompare(b.version, "en", { numeric: true });
}
