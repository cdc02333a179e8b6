// The encoder of the neutral protocol, as `domeinwijzer bundle --encoder` writes it.
import { writeFileSync } from "node:fs";
import { load } from "./ours.mjs";

const { protocol } = await load();
writeFileSync(new URL("./built/encoder.js", import.meta.url), protocol.encoder(false));
