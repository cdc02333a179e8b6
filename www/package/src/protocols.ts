/**
 * The protocols that come with this package, as part of the script: nothing is fetched. All of them
 * are examples; no municipality has adopted one.
 *
 * @module domeinwijzer/protocols
 */
import { decoded } from "./core/source.js";
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

/** A protocol as a bundle, and what to choose it by. */
export interface ProtocolBundle {
  /** Its id. */
  readonly id: string;
  /** Its version. */
  readonly version: string;
  /** The CBS code of the municipality; null for a base. */
  readonly municipality: string | null;
  /** First day on which it is in force. */
  readonly validFrom: string;
  /** Last day on which it is in force; null when open-ended. */
  readonly validUntil: string | null;
  /** The bundle itself, for `Protocol.load` of either build. */
  readonly bytes: Uint8Array;
}

/**
 * Every protocol as a bundle. For both builds.
 *
 * @example
 * ```ts
 * Protocol.load(bundles.find(({ municipality }) => municipality === "GM0718").bytes);
 * ```
 */
export const bundles: readonly ProtocolBundle[] = /* @__PURE__ */ offered([] /* bundles */);

/** Bundles whose bytes are made when they are first asked for. */
function offered(all: readonly (Omit<ProtocolBundle, "bytes"> & { readonly base64: string })[]): ProtocolBundle[] {
  return all.map(({ base64, ...about }) => {
    let bytes: Uint8Array | undefined;
    return {
      ...about,
      get bytes() {
        return (bytes ??= decoded(base64));
      },
    };
  });
}
