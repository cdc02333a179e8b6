// The engine in Node, with every protocol: what the page should say.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../protocols/", import.meta.url));

export async function registry() {
  const { initSync, Registry } = await import("../../pkg/domeinwijzer.js");
  initSync({ module: readFileSync(new URL("../../pkg/domeinwijzer_bg.wasm", import.meta.url)) });
  const files = readdirSync(folder, { recursive: true })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".toml"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  return new Registry(files);
}
