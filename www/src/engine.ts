// Knows which municipalities have a protocol, and starts the engine.
import { bundles, municipalities, others, type Deviation } from "virtual:protocols";
import { bytesOf } from "./bytes";
import { startSmall, startSmallAside } from "./small";

/** A municipality with a protocol. */
export interface Municipality {
  readonly code: string;
  readonly name: string;
}

/** A version of a protocol. */
export interface Edition {
  readonly version: string;
  readonly status: string;
}

/** What the page can do only with the whole engine. */
export type Exchange = typeof import("./exchange");

export interface Municipalities {
  /** Starts the engine, once; it has to be there before a consult is. Throws when the browser refuses it. */
  start(): void;
  /** The same while nobody waits for it. */
  startAside(): Promise<void>;
  /** Those with a protocol, by name. */
  readonly all: readonly Municipality[];
  /** Takes a code, or a name as people write it. */
  find(wanted: string): Municipality | null;
  /** Why there is no protocol to use. */
  refusal(wanted: string): string;
  /** Its protocols, in all their versions; read when they are first asked for. */
  protocols(code: string): readonly Uint8Array[];
  /** Which one is in force on a day: known before it is read. */
  edition(code: string, date: string): Edition | null;
  /** The one that is in force on a day. */
  inForce(code: string, date: string): Uint8Array | null;
  /** What the protocol with this digest has otherwise than the base it builds on. */
  deviations(digest: string): readonly Deviation[];
  /** Loads the whole engine, once. */
  exchange(): Promise<Exchange>;
}

/** Without the engine: who only chooses a municipality need not wait for it. */
export function municipalitiesHere(): Municipalities {
  const all = municipalities.map(({ code, name, aliases }) => ({ code, name: spoken(name), names: [code, name, spoken(name), ...aliases].map(plain) }));
  const read = new Map<string, readonly Uint8Array[]>();
  const of = (code: string) => bundles.filter(({ municipality }) => municipality === code);
  const inForce = (code: string, date: string) => {
    const fitting = of(code).filter(({ validFrom, validUntil }) => validFrom <= date && (validUntil === null || date <= validUntil));
    return fitting.sort((a, b) => b.version.localeCompare(a.version, "en", { numeric: true }))[0];
  };
  let exchange: Promise<Exchange> | null = null;
  return {
    start: startSmall,
    startAside: startSmallAside,
    all,
    find: (wanted) => all.find(({ names }) => names.includes(plain(wanted))) ?? null,
    refusal(wanted) {
      const name = others[wanted.toUpperCase()] ?? Object.values(others).find((one) => plain(spoken(one)) === plain(wanted));
      return name === undefined ? `De gemeente ‘${wanted}’ is hier niet bekend.` : `Voor ${spoken(name)} is hier geen protocol.`;
    },
    protocols(code) {
      const known = read.get(code) ?? of(code).map(({ base64 }) => bytesOf(base64));
      // The same list each time: the element reads a list once.
      read.set(code, known);
      return known;
    },
    edition: (code, date) => inForce(code, date) ?? null,
    inForce(code, date) {
      const bundle = inForce(code, date);
      return bundle === undefined ? null : bytesOf(bundle.base64);
    },
    deviations: (digest) => bundles.find((one) => one.digest === digest)?.deviations ?? [],
    exchange() {
      // Tried again when it did not come.
      exchange ??= import("./exchange").catch((thrown: unknown) => {
        exchange = null;
        throw thrown;
      });
      return exchange;
    },
  };
}

/** Without what the register adds to tell two of the same name apart: "Middelburg (Z.)". */
function spoken(name: string): string {
  return name.replace(/ \([^)]*\)$/, "");
}

function plain(name: string): string {
  return name.trim().toLowerCase().replace(/[’‘]/g, "'");
}
