// From whatever a host has of the wasm file to a compiled module, with errors that say what to do.
import { DomeinwijzerError, fault, textOf } from "./errors.js";
import type { AddressLike, ResponseLike, SyncWasmInput, WasmInput } from "./host.js";

/** Compiles at once; for bytes that are already there. */
export function compiledNow(input: SyncWasmInput): WebAssembly.Module {
  available();
  if (input instanceof WebAssembly.Module) return input;
  const bytes = bytesOf(input);
  try {
    return new WebAssembly.Module(bytes);
  } catch (thrown) {
    throw refused(thrown, bytes);
  }
}

/** Compiles from anywhere. */
export async function compiled(input: WasmInput): Promise<WebAssembly.Module> {
  available();
  const given = await (isAddress(input) ? fetched(addressOf(input)) : input);
  if (given instanceof WebAssembly.Module) return given;
  const bytes = isResponse(given) ? await read(given) : bytesOf(given);
  try {
    return await WebAssembly.compile(bytes);
  } catch (thrown) {
    throw refused(thrown, bytes);
  }
}

function available(): void {
  if (typeof WebAssembly === "undefined") {
    throw fault("blocked", "deze browser heeft geen WebAssembly, of heeft het uit staan");
  }
}

function isAddress(input: unknown): input is string | AddressLike {
  return typeof input === "string" || (typeof input === "object" && input !== null && "href" in input);
}

function addressOf(input: string | AddressLike): string {
  return typeof input === "string" ? input : input.href;
}

function isResponse(given: unknown): given is ResponseLike {
  return typeof given === "object" && given !== null && "arrayBuffer" in given && "ok" in given;
}

async function fetched(address: string): Promise<ResponseLike> {
  try {
    return await fetch(address, { credentials: "same-origin" });
  } catch (thrown) {
    throw fault(
      "not-loaded",
      `de wasm is niet op te halen van ${address}; laat \`connect-src\` in de Content-Security-Policy dit adres toe? ` +
        `Zonder ophalen kan het met "domeinwijzer/inline" (${textOf(thrown)})`,
      thrown,
    );
  }
}

// The type that the server gives does not matter, because many a server does not know `.wasm`; so
// the file is read whole instead of while it comes in.
async function read(response: ResponseLike): Promise<ArrayBuffer> {
  if (!response.ok) {
    throw fault(
      "not-loaded",
      `de server geeft voor de wasm fout ${response.status}; op IIS moet .wasm als application/wasm bekend zijn, ` +
        `en een bundler moet het bestand meenemen. Zonder los bestand kan het met "domeinwijzer/inline"`,
    );
  }
  try {
    return await response.arrayBuffer();
  } catch (thrown) {
    throw fault("not-loaded", `de wasm kwam niet heel aan: ${textOf(thrown)}`, thrown);
  }
}

function bytesOf(input: unknown): Uint8Array<ArrayBuffer> {
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  if (ArrayBuffer.isView(input)) {
    // A copy only where the memory is shared, which WebAssembly does not take.
    const view = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
    return (view.buffer instanceof ArrayBuffer ? view : view.slice()) as Uint8Array<ArrayBuffer>;
  }
  throw fault("not-loaded", "geef het adres van de wasm, de bytes ervan of een WebAssembly.Module");
}

/** Why a module could not be compiled, as far as can be told. */
function refused(thrown: unknown, input: ArrayBuffer | Uint8Array): DomeinwijzerError {
  const text = textOf(thrown);
  const bytes = new Uint8Array(input instanceof Uint8Array ? input.slice(0, 4) : input.slice(0, 4));
  const isWasm = [0x00, 0x61, 0x73, 0x6d].every((byte, at) => bytes[at] === byte);
  if (!isWasm) {
    return fault("not-loaded", `wat is opgehaald is geen wasm, maar misschien een foutpagina (${text})`, thrown);
  }
  const byPolicy = /unsafe-eval|content.security.policy|\bcsp\b/i.test(text) || (thrown as Error)?.name === "EvalError";
  if (byPolicy) {
    return fault(
      "blocked",
      `de Content-Security-Policy van deze pagina verbiedt WebAssembly: zet \`'wasm-unsafe-eval'\` bij \`script-src\` (${text})`,
      thrown,
    );
  }
  return fault("not-loaded", `de wasm is beschadigd (${text})`, thrown);
}

/** The bytes that a base64 text stands for. */
export function decoded(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const found = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) found[at] = text.charCodeAt(at);
  return found;
}
