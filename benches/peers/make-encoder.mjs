// The encoder of the neutral protocol, and its bundle, as `domeinwijzer bundle` writes them.
import { writeFileSync } from "node:fs";
import { load } from "./ours.mjs";

const { protocol } = await load();
writeFileSync(new URL("./built/encoder.js", import.meta.url), protocol.encoder(false));
writeFileSync(new URL("./built/protocol.bundle", import.meta.url), protocol.bundle());
