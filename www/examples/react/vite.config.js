import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  plugins: [react()],
  // While developing, Vite moves what it bundles beforehand, and the wasm beside it would be lost.
  optimizeDeps: { exclude: ["domeinwijzer"] },
});
