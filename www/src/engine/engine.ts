// The engine as the page uses it: it never throws while answers are being given, because "could
// not compute" is one of the outcomes that the page shows.
import { initSync, municipalities, Registry, type Protocol } from "../../pkg/domeinwijzer.js";
import wasm from "../../pkg/domeinwijzer_bg.wasm?url&inline";
import { failure, type Failure } from "./failure";
import type { Case, Form, NextReport, ProtocolFile, ProtocolInfo, Recommendation } from "./types";

/** What came out of a case: a recommendation with what to ask next, or the reason why not. */
export type Consultation =
  | { readonly kind: "computed"; readonly recommendation: Recommendation; readonly next: NextReport }
  | { readonly kind: "failed"; readonly failure: Failure };

/** A municipality with a protocol. */
export interface Municipality {
  readonly code: string;
  readonly name: string;
}

/** The protocol that is in force for one municipality on one date. */
export interface OpenProtocol {
  readonly info: ProtocolInfo;
  readonly form: Form;
  consult(patient: Case): Consultation;
  close(): void;
}

export interface Engine {
  /** Municipalities with a protocol, by name. */
  readonly municipalities: readonly Municipality[];
  /** The name of any Dutch municipality, also one without a protocol. */
  nameOf(code: string): string | null;
  /** Throws when no protocol is in force. */
  open(code: string, date: string): OpenProtocol;
}

/** Starts the engine; throws when the browser refuses it or no protocol can be read. */
export function startEngine(files: ProtocolFile[]): Engine {
  initSync({ module: bytes(wasm) });
  const registry = new Registry(files);
  const names = new Map(municipalities().map(({ code, name }) => [code, name]));
  return {
    municipalities: withProtocol(registry.list() as ProtocolInfo[]),
    nameOf: (code) => names.get(code) ?? null,
    open: (code, date) => opened(registry.find(code, date)),
  };
}

function withProtocol(infos: readonly ProtocolInfo[]): Municipality[] {
  const found = new Map<string, Municipality>();
  for (const { kind, municipality: code, municipalityName: name } of infos) {
    // What a practice uses by itself is not chosen by municipality.
    if (kind === "gemeente" && code !== null) found.set(code, { code, name: name ?? code });
  }
  return [...found.values()].sort((a, b) => sortName(a).localeCompare(sortName(b), "nl"));
}

/** 's-Gravenhage belongs under the G. */
function sortName({ name }: Municipality): string {
  return name.replace(/^'s-/, "");
}

function opened(protocol: Protocol): OpenProtocol {
  return {
    info: protocol.info() as ProtocolInfo,
    form: protocol.form() as Form,
    consult(patient) {
      try {
        const recommendation = protocol.decide(patient) as Recommendation;
        return { kind: "computed", recommendation, next: protocol.next(patient) as NextReport };
      } catch (thrown) {
        return { kind: "failed", failure: failure(thrown) };
      }
    },
    close: () => protocol.free(),
  };
}

/** The bytes of a data URL; it is decoded here because fetching it would count as a connection. */
function bytes(dataUrl: string): Uint8Array<ArrayBuffer> {
  const text = atob(dataUrl.slice(dataUrl.indexOf(",") + 1));
  const found = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) found[at] = text.charCodeAt(at);
  return found;
}
