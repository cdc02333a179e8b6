// Judges the built page with Lighthouse: an empty cache, the page on this machine, a processor four
// times slower. Prints the scores with the times they are made of, and what keeps one from 100.
//
// Other work on the machine makes a page slower, never faster, and never the same twice: each page is
// judged a few times, and the run in the middle counts.
//
//   cargo xtask lighthouse
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import lighthouse, { generateReport } from "lighthouse";
import { launch } from "chrome-launcher";
import { executable, FLAGS } from "../tests/support/browser.mjs";
import { serve } from "../tests/support/site.mjs";

const output = fileURLToPath(new URL("../test-output/lighthouse/", import.meta.url));
const TIMES = Number(process.argv[2] ?? 5);
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const PAGES = { start: "", consult: "#gemeente=GM0718" };
const METRICS = {
  FCP: "first-contentful-paint",
  LCP: "largest-contentful-paint",
  SI: "speed-index",
  TBT: "total-blocking-time",
  CLS: "cumulative-layout-shift",
};
/** No network in between: a practice opens the page from its own machine or cache. */
const THROTTLING = { cpuSlowdownMultiplier: 4, rttMs: 0, throughputKbps: 0, requestLatencyMs: 0, downloadThroughputKbps: 0, uploadThroughputKbps: 0 };

const shown = (score) => String(Math.round((score ?? 0) * 100));
const performanceOf = ({ categories }) => categories.performance.score ?? 0;
const middle = (sorted) => sorted[Math.floor((sorted.length - 1) / 2)];
const timesOf = ({ audits }) =>
  Object.entries(METRICS)
    .map(([name, id]) => `${name} ${name === "CLS" ? (audits[id].numericValue ?? NaN).toFixed(3) : `${Math.round(audits[id].numericValue ?? NaN)} ms`}`)
    .join("  ");

/** In a browser of its own, which remembers no municipality. */
async function judge(url) {
  const chrome = await launch({ chromePath: executable(), chromeFlags: ["--headless=new", ...FLAGS] });
  try {
    const options = { port: chrome.port, onlyCategories: CATEGORIES, throttlingMethod: "devtools", throttling: THROTTLING, logLevel: "error" };
    const { lhr } = await lighthouse(url, options);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    chrome.kill();
  }
}

function print(name, lhrs) {
  const sorted = [...lhrs].sort((a, b) => performanceOf(a) - performanceOf(b));
  const lhr = middle(sorted);
  writeFileSync(`${output}${name}.html`, generateReport(lhr, "html"));
  writeFileSync(`${output}${name}.json`, generateReport(lhr, "json"));
  let low = 0;
  for (const [id, { title, auditRefs }] of Object.entries(lhr.categories)) {
    // What does not depend on time has to be right every time.
    const score = id === "performance" ? performanceOf(lhr) : Math.min(...lhrs.map(({ categories }) => categories[id].score ?? 0));
    const all = id === "performance" ? `   of ${sorted.map((one) => shown(performanceOf(one))).join(" ")}` : "";
    console.log(`${name.padEnd(10)}${title.padEnd(18)}${shown(score).padStart(4)}${all}`);
    if (id === "performance") console.log(`            ${timesOf(lhr)}`);
    // A score is rounded before it is shown, here as in the report.
    if (Math.round(score * 100) === 100) continue;
    low += 1;
    const less = auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1);
    for (const { id } of less) console.log(`            ${lhr.audits[id].title}: ${shown(lhr.audits[id].score)}`);
  }
  return low;
}

const site = await serve();
let low = 0;
try {
  mkdirSync(output, { recursive: true });
  const lhrs = new Map(Object.keys(PAGES).map((name) => [name, []]));
  // By turns, so that a busy minute does not fall on one page.
  for (let nth = 0; nth < TIMES; nth += 1) for (const [name, hash] of Object.entries(PAGES)) lhrs.get(name).push(await judge(site.address + hash));
  for (const [name, all] of lhrs) low += print(name, all);
  const load = loadavg().map((one) => one.toFixed(1));
  console.log(`the run in the middle of ${TIMES}; ${cpus().length} processors, load ${load.join(" ")}`);
  console.log(`reports: ${output}`);
} finally {
  await site.close();
}
process.exitCode = low === 0 ? 0 : 1;
