// How fast the built page is in a browser: from an empty cache to the first question, and from an
// answer to the new advice with the next question, with and without a processor four times slower.
// Beside the time on the clock stands the time of the processor, which other work on the machine
// makes less of a difference to.
//
//   cargo xtask wasm && npm --prefix www run build && node www/bench/page.mjs [times]
import { cpus } from "node:os";
import { start } from "../tests/support/browser.mjs";
import { cases, VLISSINGEN } from "../tests/support/walk.mjs";

const times = Number(process.argv[2] ?? 5);
/** In milliseconds; from the project's own aims. */
const AIMS = { start: 1000, answer: 16, next: 50 };
const SLOWDOWN = 4;
/** More than any protocol asks. */
const ENOUGH = 60;
/** Cases that are walked through with the slower processor: a case gives many answers, and takes minutes there. */
const SLOW_CASES = 1;

/** Runs in the page: says when the first question can be answered and was painted. */
function watchStart() {
  const look = () => {
    if (document.querySelector("domein-wijzer")?.shadowRoot?.querySelector(".ask button") == null) return requestAnimationFrame(look);
    requestAnimationFrame(() => (window.firstQuestion = performance.now()));
  };
  requestAnimationFrame(look);
}

/** Runs in the page: gives an answer to what is asked, until the advice and the next question are laid out. */
async function answerOne(answers) {
  const element = document.querySelector("domein-wijzer");
  const { question } = element.shadowRoot.querySelector(".ask").dataset;
  if (question === undefined) return null;
  const begun = performance.now();
  element.answer(question, answers[question] ?? null);
  while (element.isUpdatePending) await null;
  element.shadowRoot.querySelector(".advice-body").getBoundingClientRect();
  const work = performance.now() - begun;
  // Also what no longer matters, which comes after the paint.
  window.rest = element.updateComplete.then(() => performance.now() - begun);
  return work;
}

/**
 * Runs in the page: waits until what comes after an answer is out of the way, as it is at a desk: what suffices is
 * worked out, what is folded is drawn, and the processor has nothing to do.
 */
async function rest() {
  const root = document.querySelector("domein-wijzer").shadowRoot;
  const idle = () => new Promise((done) => requestIdleCallback(({ didTimeout }) => done(!didTimeout), { timeout: 3000 }));
  const busy = () => root.querySelector("[data-explained=false], [data-stale]") !== null;
  for (const until = performance.now() + 10_000; performance.now() < until && (busy() || !(await idle())); ) await new Promise((done) => setTimeout(done, 20));
}

/** Answers are left out of a run that is about the start only. */
async function run({ browser, site }, slowdown, answers) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "nl-NL", serviceWorkers: "block" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const processor = async () => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  await page.addInitScript(watchStart);
  await page.goto(site.address + VLISSINGEN);
  let first;
  while ((first = await page.evaluate(() => window.firstQuestion)) === undefined) await page.waitForTimeout(20);
  const found = { start: [first], startProcessor: [await processor()], work: [], workProcessor: [], rest: [] };
  if (answers !== null) {
    // What the page loads when it rests, and draws.
    await page.waitForTimeout(1500);
    await page.evaluate(rest);
  }
  for (let nth = 0; answers !== null && nth < ENOUGH; nth += 1) {
    const before = await processor();
    const work = await page.evaluate(answerOne, answers);
    if (work === null) break;
    found.work.push(work);
    found.workProcessor.push((await processor()) - before);
    found.rest.push(await page.evaluate(() => window.rest));
    await page.evaluate(rest);
  }
  await context.close();
  return found;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
const shown = (number) => `${number.toFixed(1)} ms`.padStart(12);

const world = await start();
try {
  console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}, ${world.browser.version()}, ${times} starts; ${times} cases, ${Math.min(times, SLOW_CASES)} of them ${SLOWDOWN}× slower`);
  console.log(`${"".padEnd(44)}${["median", "longest", "processor", "aim"].map((name) => name.padStart(12)).join("")}`);
  for (const slowdown of [1, SLOWDOWN]) {
    const runs = [];
    for (let nth = 0; nth < times; nth += 1) runs.push(await run(world, slowdown, slowdown === 1 || nth < SLOW_CASES ? cases[nth % cases.length].answers : null));
    const name = slowdown === 1 ? "this machine" : `${slowdown}× slower`;
    const line = (what, key, processor, aim) => {
      const numbers = runs.flatMap((one) => one[key]);
      // A processor that is slowed down counts its waiting as well.
      const own = processor === null || slowdown !== 1 ? "".padStart(12) : shown(median(runs.flatMap((one) => one[processor])));
      console.log(`${`${name}: ${what}`.padEnd(44)}${shown(median(numbers))}${shown(Math.max(...numbers))}${own}${shown(aim)}`);
    };
    line("empty cache to first question", "start", "startProcessor", AIMS.start);
    line("answer to advice and next question", "work", "workProcessor", AIMS.answer);
    line("answer to what no longer matters", "rest", null, AIMS.next);
  }
} finally {
  await world.close();
}
