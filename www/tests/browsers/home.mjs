// A home of its own for a browser: what it keeps and downloads does not end up with who runs the tests.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Milliseconds that an ended browser may still be writing. */
const LAST = 500;

/** The folder, what to start the browser with so that it takes it, and what removes it. */
export function home(name) {
  const folder = mkdtempSync(join(tmpdir(), `domeinwijzer-${name}-`));
  const own = Object.entries(process.env).filter(([key]) => !/^XDG_(CONFIG|DATA|CACHE|STATE)_HOME$/.test(key));
  return {
    folder,
    env: { ...Object.fromEntries(own), HOME: folder },
    remove: () => setTimeout(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }), LAST),
  };
}
