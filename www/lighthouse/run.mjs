// Judges the built page with Lighthouse: an empty cache, the page on this machine, a processor four
// times slower. Prints the scores, and what keeps one from 100.
//
//   cargo xtask lighthouse
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import lighthouse from "lighthouse";
import { launch } from "chrome-launcher";
import { executable, FLAGS } from "../tests/support/browser.mjs";
import { serve } from "../tests/support/site.mjs";

const output = fileURLToPath(new URL("../test-output/lighthouse/", import.meta.url));
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const PAGES = { start: "", consult: "#gemeente=GM0718" };
/** No network in between: a practice opens the page from its own machine or cache. */
const THROTTLING = { cpuSlowdownMultiplier: 4, rttMs: 0, throughputKbps: 0, requestLatencyMs: 0, downloadThroughputKbps: 0, uploadThroughputKbps: 0 };

const site = await serve();
const chrome = await launch({ chromePath: executable(), chromeFlags: ["--headless=new", ...FLAGS] });
let low = 0;
try {
  mkdirSync(output, { recursive: true });
  for (const [name, hash] of Object.entries(PAGES)) {
    const options = { port: chrome.port, onlyCategories: CATEGORIES, throttlingMethod: "devtools", throttling: THROTTLING, output: "html", logLevel: "error" };
    const { lhr, report } = await lighthouse(site.address + hash, options);
    writeFileSync(`${output}${name}.html`, report);
    for (const { title, score, auditRefs } of Object.values(lhr.categories)) {
      console.log(`${name.padEnd(10)}${title.padEnd(18)}${String(Math.round((score ?? 0) * 100)).padStart(4)}`);
      if (score === 1) continue;
      low += 1;
      const less = auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1);
      for (const { id } of less) console.log(`            ${lhr.audits[id].title}${lhr.audits[id].displayValue ? `: ${lhr.audits[id].displayValue}` : ""}`);
    }
  }
  console.log(`reports: ${output}`);
} finally {
  chrome.kill();
  await site.close();
}
process.exitCode = low === 0 ? 0 : 1;
