// How fast the built page is in a browser: from an empty cache to the first question, and from an
// answer to the new advice with the next question, with and without a processor four times slower.
//
//   cargo xtask wasm && npm --prefix www run build && node www/bench/page.mjs [times]
import { start } from "../tests/support/browser.mjs";
import { cases, VLISSINGEN } from "../tests/support/walk.mjs";

const times = Number(process.argv[2] ?? 5);
/** In milliseconds; from the project's own aims. */
const AIMS = { start: 1000, answer: 16, next: 50 };
const SLOWDOWN = 4;

/** Runs in the page: says when the first question can be answered and was painted. */
function watchStart() {
  const look = () => {
    if (document.querySelector("domein-wijzer")?.shadowRoot?.querySelector(".ask button") == null) return requestAnimationFrame(look);
    requestAnimationFrame(() => (window.firstQuestion = performance.now()));
  };
  requestAnimationFrame(look);
}

/** Runs in the page: gives the answers of a case one by one to what is asked. */
async function answerAll(answers) {
  const element = document.querySelector("domein-wijzer");
  const root = element.shadowRoot;
  const [work, frame, rest] = [[], [], []];
  for (let nth = 0; nth < 40; nth += 1) {
    const question = root.querySelector(".ask").dataset.question;
    if (question === undefined) break;
    // What waits until after an answer has to be out of the way, as it is at a desk.
    await new Promise((done) => setTimeout(done, 400));
    const begun = performance.now();
    element.answer(question, answers[question] ?? null);
    while (element.isUpdatePending) await null;
    root.querySelector(".advice-body").getBoundingClientRect();
    work.push(performance.now() - begun);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    frame.push(performance.now() - begun);
    await element.updateComplete;
    rest.push(performance.now() - begun);
  }
  return { work, frame, rest };
}

async function run({ browser, site }, slowdown, answers) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "nl-NL", serviceWorkers: "block" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.addInitScript(watchStart);
  await page.goto(site.address + VLISSINGEN);
  let first;
  while ((first = await page.evaluate(() => window.firstQuestion)) === undefined) await page.waitForTimeout(50);
  const answered = await page.evaluate(answerAll, answers);
  await context.close();
  return { start: first, ...answered };
}

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const median = (numbers) => sorted(numbers)[Math.floor(numbers.length / 2)] ?? NaN;
const longest = (numbers) => Math.max(...numbers);
const shown = (number) => `${number.toFixed(1)} ms`.padStart(12);

const world = await start();
try {
  console.log(`${"".padEnd(44)}${"median".padStart(12)}${"longest".padStart(12)}${"aim".padStart(12)}`);
  for (const slowdown of [1, SLOWDOWN]) {
    const runs = [];
    for (let nth = 0; nth < times; nth += 1) runs.push(await run(world, slowdown, cases[nth % cases.length].answers));
    const name = slowdown === 1 ? "this machine" : `${slowdown}× slower`;
    const line = (what, numbers, aim) => console.log(`${`${name}: ${what}`.padEnd(44)}${shown(median(numbers))}${shown(longest(numbers))}${aim === null ? "" : shown(aim)}`);
    line("empty cache to first question", runs.map(({ start }) => start), AIMS.start);
    // The question of now comes with the advice: one number for both.
    line("answer to advice and next question", runs.flatMap(({ work }) => work), AIMS.answer);
    line("the same until the frame is drawn", runs.flatMap(({ frame }) => frame), null);
    line("answer to what no longer matters", runs.flatMap(({ rest }) => rest), AIMS.next);
  }
} finally {
  await world.close();
}
