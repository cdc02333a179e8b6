import type { ProtocolFile } from "../pkg/domeinwijzer.js";

// Every protocol is part of the page: nothing is fetched after loading.
const texts = import.meta.glob<string>("../../protocols/*/*.toml", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The protocol files, each under its path below the folder of protocols. */
export const protocolFiles: ProtocolFile[] = Object.entries(texts)
  .map(([path, text]) => ({ path: path.split("/").slice(-2).join("/"), text }))
  .sort((a, b) => (a.path < b.path ? -1 : 1));
