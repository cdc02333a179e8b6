// A host of the element, as small as can be: what the tests load.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  base: "./",
  logLevel: "warn",
  build: {
    target: "es2022",
    outDir: here("../../../test-output/element"),
    emptyOutDir: true,
    // Nothing is fetched here either, so the engine has to be in the script.
    assetsInlineLimit: (file) => (file.endsWith(".wasm") ? true : undefined),
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 8192,
    lib: { entry: here("host.ts"), formats: ["es"], fileName: "host" },
  },
});
