import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { offline } from "../offline/plugin.mjs";

// Only for tests: the parts without the page around them.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  publicDir: fileURLToPath(new URL("../../public/", import.meta.url)),
  plugins: [offline()],
  build: {
    target: "es2022",
    outDir: fileURLToPath(new URL("../../test-output/parts/", import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: (file) => (file.endsWith(".wasm") ? true : undefined),
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 8192,
  },
});
