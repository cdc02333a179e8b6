import type { RawRuntime } from "../core/raw.js";

/** A fresh instance, not yet started. build/build.mjs writes the file that this describes. */
export function glue(): RawRuntime;
