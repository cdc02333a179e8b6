// A practice's own protocol: read by the whole engine, which comes when someone first opens one. What it makes is the
// same as what is built into the page, so that all that follows knows no difference.
import type { ListProtocol } from "virtual:lists";
import { initSync, Workbench, type DiagnosticInfo, type Protocol } from "../../pkg/domeinwijzer.js";
import wasm from "../../pkg/domeinwijzer_bg.wasm?url&inline";
import { bytesOf } from "../../src/bytes";
import { described, isList } from "./described";

const NO_LIST = "Dit is geen protocol voor een lijst van de praktijk: daarvoor staat er soort = \"praktijk\" in, en geen vragen over veiligheid.";

/** A fault with its place, as the page says those of a mapping. */
const told = (name: string, { code, severity, message, help, start }: DiagnosticInfo): string | null =>
  severity !== "error" ? null : `${name}${start === null ? "" : `, regel ${start.line}, kolom ${start.column}`}: ${message} (${code})${help === null ? "" : `; ${help}`}`;

/** Throws in words why it cannot be used, a line for each fault. */
export async function ownList(name: string, text: string): Promise<ListProtocol> {
  initSync({ module: await WebAssembly.compile(bytesOf(wasm)) });
  const workbench = new Workbench([]);
  const draft = workbench.read(name, text);
  try {
    if (!draft.sound()) {
      const faults = draft.faults().diagnostics.map((one) => told(name, one));
      throw new Error(faults.filter((one) => one !== null).join("\n"));
    }
    return listOf(draft.protocol(), text);
  } finally {
    draft.free();
    workbench.free();
  }
}

function listOf(protocol: Protocol, text: string): ListProtocol {
  try {
    if (!isList(protocol)) throw new Error(NO_LIST);
    return { ...described(protocol, text), base64: btoa(Array.from(protocol.bundle(), (byte) => String.fromCharCode(byte)).join("")) };
  } finally {
    protocol.free();
  }
}
