// A short walk in the browsers that are installed beside Chromium: a whole case by keyboard, the advice,
// axe, and nothing to complain of; and the workbench from a first file to a package. What is not installed is said, and skipped.
//
//   node --experimental-websocket www/tests/browsers/walk.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { serve } from "../support/site.mjs";
import { VLISSINGEN, widow } from "../support/walk.mjs";
import * as firefox from "./firefox.mjs";
import * as webkit from "./webkit.mjs";
import { walkWorkbench } from "./werkbank.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const MOST = 40;
const PAUSE = 30;
/** Milliseconds until the page has to be there, on a machine that is busy. */
const PATIENCE = 60_000;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const element = `document.querySelector("domein-wijzer")`;
/** The page has said all that follows from the last answer. */
const SETTLED = `${element}.updateComplete.then(() => ({ question: ${element}.shadowRoot.querySelector(".ask")?.dataset.question ?? null, face: ${element}.face, title: ${element}.shadowRoot.querySelector("#advies-titel")?.textContent ?? null, focus: ${element}.shadowRoot.activeElement?.id ?? null }))`;
/** The keys that give an answer to the question of now, as the page shows them. */
const keysFor = (answer) => `(() => {
  const ask = ${element}.shadowRoot.querySelector(".ask");
  const answer = ${JSON.stringify(answer ?? null)};
  const key = (selector) => ask.querySelector(selector)?.dataset.key;
  if (Array.isArray(answer) && answer.length > 0) return [...answer.map((choice) => key('input[value="' + choice + '"]')), "Enter"];
  if (typeof answer === "number" && ask.querySelector("input:not([type=checkbox])") !== null) return [...String(answer), "Enter"];
  return [key("button[value='" + JSON.stringify(answer) + "']")];
})()`;
const LISTEN = `(() => { window.heard = []; for (const name of ["error", "unhandledrejection", "securitypolicyviolation"]) addEventListener(name, (event) => heard.push(name + " " + (event.message ?? event.reason ?? event.violatedDirective))); return true; })()`;

async function walk(browser, address) {
  await browser.open(address + VLISSINGEN);
  for (const until = Date.now() + PATIENCE; (await browser.evaluate(`${element}?.shadowRoot?.querySelector(".ask button") != null`)) !== true; await pause(PAUSE)) {
    assert.ok(Date.now() < until, `the first question did not come: ${await browser.evaluate("document.body.innerText")}`);
  }
  await browser.evaluate(LISTEN);
  await browser.press("v");
  let now = await browser.evaluate(SETTLED);
  assert.equal(now.focus, "vraag-nu");
  const questions = [];
  while (now.question !== null) {
    assert.ok(questions.length < MOST, `asked without end: ${questions.join(", ")}`);
    questions.push(now.question);
    const keys = await browser.evaluate(keysFor(widow.answers[now.question]));
    for (const key of keys) await browser.press(key);
    now = await browser.evaluate(SETTLED);
    assert.equal(now.focus, "vraag-nu", `the focus after ${questions.at(-1)}`);
  }
  assert.equal(now.face, "advised");
  assert.equal(now.title, "Welzijn op recept");
  await browser.press("a");
  assert.equal((await browser.evaluate(SETTLED)).focus, "advies-titel");
  await browser.evaluate(`(() => { ${AXE}; window.axe = axe; return true; })()`);
  const options = { rules: { "color-contrast-enhanced": { enabled: true } }, resultTypes: ["violations"] };
  const found = await browser.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" | ")))`);
  assert.deepEqual(found, []);
  await browser.press("Shift", "W");
  now = await browser.evaluate(SETTLED);
  assert.equal(now.face, "open");
  assert.deepEqual(await browser.evaluate("window.heard"), []);
  assert.deepEqual((await browser.errors?.()) ?? [], []);
  return questions.length;
}

const site = await serve();
let walked = 0;
try {
  for (const { name, find, start } of [firefox, webkit]) {
    const path = find();
    if (path === null) {
      console.log(`${name}: not installed, skipped`);
      continue;
    }
    const begun = performance.now();
    const browser = await start(path);
    try {
      const questions = await walk(browser, site.address);
      walked += 1;
      const rest = performance.now();
      await walkWorkbench(browser, site.address);
      console.log(`${name}: the workbench from a first file to a checked package; ${((performance.now() - rest) / 1000).toFixed(1)} s`);
      console.log(`${name} (${browser.version}): ${questions} questions by keyboard, the advice, no violations, no errors; ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    } finally {
      await browser.close();
    }
  }
} finally {
  await site.close();
}
if (walked === 0) console.log("no browser beside Chromium to walk in: firefox-esr, webkit2gtk-driver and xvfb are Debian packages");
