// Starts the engine and knows which municipalities have a protocol.
import { initSync, municipalities, readFhirTask, type Protocol } from "../pkg/domeinwijzer.js";
import wasm from "../pkg/domeinwijzer_bg.wasm?url&inline";
import { Library } from "../element/engine/library";
import type { Case, ProtocolFile, ProtocolInfo } from "../element/engine/module";
import { failure } from "../element/failure";
import type { ReadTask } from "../parts/index";

/** A municipality with a protocol. */
export interface Municipality {
  readonly code: string;
  readonly name: string;
}

export interface Municipalities {
  /** Those with a protocol, by name. */
  readonly all: readonly Municipality[];
  /** Takes a code or a name. */
  find(wanted: string): Municipality | null;
  /** Why there is no protocol to use: the engine knows whether it is missing or has faults. */
  refusal(wanted: string, date: string): string;
  /** The case as a FHIR bundle, with the day on which the patient agreed. */
  fhir(wanted: string, patient: Case, consent: string): unknown;
  /** What a FHIR Task says that came back. Throws when it is none. */
  readonly readTask: ReadTask;
}

/** Throws when the browser refuses the engine or no protocol can be read. */
export function startEngine(files: readonly ProtocolFile[]): Municipalities {
  initSync({ module: bytes(wasm) });
  const library = Library.of(files);
  const names = new Map(municipalities().map(({ code, name }) => [code, name]));
  const all = withProtocol(library.list());
  return {
    all,
    find(wanted) {
      const name = wanted.toLowerCase();
      return all.find((one) => one.code.toLowerCase() === name || one.name.toLowerCase() === name) ?? null;
    },
    refusal(wanted, date) {
      const name = names.get(wanted) ?? wanted;
      try {
        library.open(wanted, date).close();
        return `${name} staat niet in de lijst.`;
      } catch (thrown) {
        return `Voor ${name} is hier geen protocol te gebruiken. ${failure(thrown).message}`;
      }
    },
    fhir(wanted, patient, consent) {
      const protocol = library.fromFile(wanted, patient.date) as Protocol;
      try {
        return protocol.fhirBundle(patient, { consent });
      } finally {
        protocol.free();
      }
    },
    readTask: (resource) => {
      const { status, line } = readFhirTask(resource as object);
      return { status, soep: line };
    },
  };
}

function withProtocol(infos: readonly ProtocolInfo[]): Municipality[] {
  const found = new Map<string, Municipality>();
  for (const { municipality: code, municipalityName: name } of infos) {
    if (code !== null) found.set(code, { code, name: name ?? code });
  }
  return [...found.values()].sort((a, b) => sortName(a).localeCompare(sortName(b), "nl"));
}

/** 's-Gravenhage belongs under the G. */
function sortName({ name }: Municipality): string {
  return name.replace(/^'s-/, "");
}

/** The bytes of a data URL; it is decoded here because fetching it would count as a connection. */
function bytes(dataUrl: string): Uint8Array<ArrayBuffer> {
  const text = atob(dataUrl.slice(dataUrl.indexOf(",") + 1));
  const found = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) found[at] = text.charCodeAt(at);
  return found;
}
