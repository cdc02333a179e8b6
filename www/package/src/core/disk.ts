// The wasm file in Node.
import { readFileSync } from "node:fs";
import { fault, textOf } from "./errors.js";
import type { WasmInput } from "./host.js";

/** The bytes where the address of a file is given; anything else as it is. */
export function onDisk(input: WasmInput): WasmInput {
  const address = input instanceof URL ? input.href : input;
  if (typeof address !== "string" || !address.startsWith("file:")) return input;
  try {
    return readFileSync(new URL(address));
  } catch (thrown) {
    throw fault(
      "not-loaded",
      `de wasm is niet te lezen; een bundler die voor Node bundelt neemt het bestand niet mee: ` +
        `laat "domeinwijzer" er buiten, of gebruik "domeinwijzer/inline" (${textOf(thrown)})`,
      thrown,
    );
  }
}
