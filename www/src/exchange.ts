// The whole engine, for what other systems send and get. It is large: its text comes after the page is
// there, and it starts when it is first used.
import { initSync, Protocol, readFhirTask } from "../pkg/domeinwijzer.js";
import wasm from "../pkg/domeinwijzer_bg.wasm?url&inline";
import type { Case } from "../element/engine/module";
import type { ReadTask } from "../parts/index";
import { bytesOf } from "./bytes";

let started = false;

function start(): void {
  if (!started) initSync({ module: bytesOf(wasm) });
  started = true;
}

/** The case as a FHIR bundle, with the day on which the patient agreed. */
export function fhirMessage(bundle: Uint8Array, patient: Case, consent: string): unknown {
  start();
  const protocol = Protocol.load(bundle);
  try {
    return protocol.fhirBundle(patient, { consent });
  } finally {
    protocol.free();
  }
}

/** What a FHIR Task says that came back. Throws when it is none. */
export const readTask: ReadTask = (resource) => {
  start();
  const { status, line } = readFhirTask(resource as object);
  return { status, soep: line };
};
