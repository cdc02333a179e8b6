import { defineConfig } from "vite";
import { practiceLists } from "./build/lists.mjs";
import { protocols, smallEngine } from "./build/protocols.mjs";
import { offline } from "./parts/offline/plugin.mjs";

export default defineConfig(({ mode }) => ({
  // The page works from any folder of any server.
  base: "./",
  plugins: [smallEngine(), protocols(), practiceLists(), offline()],
  build: {
    target: "es2022",
    // The consult, the workbench in which a municipality writes its protocol, and the list of a practice.
    // A file on a USB stick is the consult alone, as one script.
    rolldownOptions: { input: mode === "one-page" ? ["index.html"] : ["index.html", "werkbank/index.html", "praktijk/index.html"] },
    // The page may not fetch anything (connect-src 'none'), so the engine has to be in the script.
    assetsInlineLimit: (file) => (file.endsWith(".wasm") ? true : undefined),
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    chunkSizeWarningLimit: 4096,
  },
}));
