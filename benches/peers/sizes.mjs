// What an engine weighs: everything it needs, with brotli; scripts are bundled and made small first, but for
// the glue of two wasm modules, which stands as it is.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const peers = {
  "json-logic-compiled": { import: `export { LogicEngine } from "json-logic-engine";` },
  "cel-js": { import: `export { Environment } from "@marcbachmann/cel-js";` },
  "json-rules-engine": { import: `export { Engine } from "json-rules-engine";` },
  "zen-wasm": {
    glue: "node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm.js",
    wasm: "node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm",
  },
  "zen-wasi": { wasm: "node_modules/@gorules/zen-engine-wasm32-wasi/zen-engine.wasm32-wasi.wasm" },
  cedar: {
    glue: "node_modules/@cedar-policy/cedar-wasm/web/cedar_wasm.js",
    wasm: "node_modules/@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm",
  },
  feelin: { import: `export { evaluate } from "feelin";` },
  publicodes: { import: `export { default } from "publicodes";` },
  route: {
    import: `export * from "../../www/pkg/domeinwijzer.js"; export * from "./built/route.js";`,
    wasm: "../../www/pkg/domeinwijzer_bg.wasm",
  },
  runtime: {
    import: `export * from "../../www/pkg-runtime/runtime.js"; export * from "./built/route.js";`,
    wasm: "../../www/pkg-runtime/runtime_bg.wasm",
  },
};

const small = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;

/** Bytes by name, of those that can be bundled. */
export async function sizes(names) {
  const require = createRequire(new URL("../../www/node_modules/vite/", import.meta.url));
  const { rolldown } = await import(pathToFileURL(require.resolve("rolldown")).href);
  const found = {};
  for (const name of names.filter((it) => it in peers)) {
    const { import: source, glue, wasm } = peers[name];
    let bytes = 0;
    if (source) {
      const entry = fileURLToPath(new URL("./entry.mjs", import.meta.url));
      const here = {
        name: "entry",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? source : null),
      };
      const bundle = await rolldown({ input: entry, plugins: [here], platform: "browser", logLevel: "silent" });
      const { output } = await bundle.generate({ format: "esm", minify: true });
      await bundle.close();
      bytes += small(Buffer.from(output[0].code));
    }
    for (const path of [glue, wasm].filter(Boolean)) {
      const file = new URL(path, import.meta.url);
      if (existsSync(file)) bytes += small(readFileSync(file));
    }
    found[name] = bytes;
  }
  return found;
}
