// Runs browser tests: one browser for all of them, two files at a time, the longest first.
//
//   node tests/run.mjs [FOLDER or FILE…]
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { chromium } from "playwright-core";
import { executable, FLAGS, PICTURES, SHARED, SLOWNESS } from "./support/browser.mjs";

const AT_ONCE = 2;
/** What takes longest starts first, so that nothing long is left over at the end. */
const LONGEST = ["instruments", "accessibility", "looks", "keyboard", "walk", "out"];
/** Milliseconds after which a file hangs; the longest takes a third of it on a busy machine. */
const PATIENCE = 600_000 * SLOWNESS;
/** How many files the list at the end names. */
const NAMED = 10;

const wanted = process.argv.slice(2);
const found = (wanted.length > 0 ? wanted : ["tests", "element/tests", "parts/tests", "werkbank/tests", "praktijk/tests"]).flatMap((path) =>
  statSync(path).isFile() ? [path] : readdirSync(path).filter((name) => name.endsWith(".test.mjs")).map((name) => join(path, name)),
);
// Who wants pictures need not wait for tests that make none.
const files = process.env[PICTURES] ? found.filter((file) => readFileSync(file, "utf8").includes("picture(")) : found;
const rank = (file) => (LONGEST.indexOf(basename(file, ".test.mjs")) + LONGEST.length + 1) % (LONGEST.length + 1);
files.sort((a, b) => rank(a) - rank(b));

const server = await chromium.launchServer({ executablePath: executable(), args: FLAGS });
process.env[SHARED] = server.wsEndpoint();
const times = new Map();
const begun = performance.now();
const count = ({ file, nesting, details }) => nesting === 0 && times.set(file, (times.get(file) ?? 0) + details.duration_ms);
const stream = run({ files: files.map((file) => join(process.cwd(), file)), concurrency: AT_ONCE, timeout: PATIENCE });
stream.on("test:pass", count);
stream.on("test:fail", (event) => {
  count(event);
  process.exitCode = 1;
});
stream.once("end", async () => {
  const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`.padStart(9);
  const slowest = [...times].filter(([file]) => file !== undefined).sort((a, b) => b[1] - a[1]).slice(0, NAMED);
  // After the report itself.
  setTimeout(() => {
    console.log("the longest files:");
    for (const [file, ms] of slowest) console.log(`${seconds(ms)}  ${file.slice(process.cwd().length + 1)}`);
    console.log(`${seconds(performance.now() - begun)}  in all, ${AT_ONCE} at a time`);
  }, 50);
  await server.close();
});
stream.compose(new spec()).pipe(process.stdout);
