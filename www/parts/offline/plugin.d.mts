import type { Plugin } from "vite";

/** Writes the service worker and the manifest beside the page. */
export function offline(): Plugin;
/** Every file of a built page with its contents as a hash. */
export function precached(folder: string): { path: string; integrity: string }[];
