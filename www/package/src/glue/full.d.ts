import type { RawFull } from "../core/raw.js";

/** A fresh instance, not yet started. build/glue.mjs writes the file that this describes. */
export function glue(): RawFull;
