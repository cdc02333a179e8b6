/**
 * The protocols that come with this package, as part of the script: nothing is fetched. All of them
 * are examples; no municipality has adopted one.
 *
 * @module domeinwijzer/protocols
 */
import type { ProtocolFile } from "./types.js";

/**
 * Every protocol file, under its path. For `Registry` of the full build.
 *
 * @example
 * ```ts
 * new Registry(files).find("GM0718", "2026-11-22");
 * ```
 */
export const files: readonly ProtocolFile[] = [] /* files */;
