// Walking through the page with the answers of a case, whatever is asked first.
import { readdirSync, readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { open } from "./browser.mjs";

const folder = new URL("../../../tests/cases/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));

/** Every case that is kept with the project, by name. */
export const cases = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name, ...read(name) }));

/** The widow of 72 whose loneliness leads to welzijn op recept. */
export const widow = read("weduwe_72.json");

/** A patient who may not be safe at home: a signal before there is an advice. */
export const unsafeHome = {
  veiligheidssignaal: true,
  zelfdoding: "geen",
  psychose: false,
  delier: false,
  onveilig_thuis: "vermoeden",
};

export const VLISSINGEN = "#gemeente=GM0718";

/** More answers than any protocol asks for: a walk that gets there goes in circles. */
const ENOUGH = 60;

/** There once a route is advised. */
export const ADVISED = '.advice[data-face="advised"]';

export const asked = (page) => page.locator(".ask").getAttribute("data-question");
export const face = (page) => page.locator(".advice").getAttribute("data-face");
export const heading = (page) => page.locator("#advies-titel").innerText();
/** The id of what has the focus, in whichever shadow root. */
export const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.id ?? "";
  });
/** Whether a located element has the focus in its own root. */
export const hasFocus = (locator) => locator.evaluate((element) => element === element.getRootNode().activeElement);
/** Opens or unfolds everything that can be: what is folded is drawn when it is opened, and may hold more. */
export const unfold = (page) =>
  page.evaluate(async () => {
    for (;;) {
      const roots = [document, ...[...document.querySelectorAll("*")].map(({ shadowRoot }) => shadowRoot).filter(Boolean)];
      const closed = roots.flatMap((root) => [...root.querySelectorAll("details:not([open])")]);
      if (closed.length === 0 && roots.every((root) => root.querySelector("details[open][data-stale]") === null)) return;
      for (const details of closed) details.open = true;
      await new Promise((done) => setTimeout(done));
    }
  });
/** Waits until the page has loaded what it seldom needs as well. */
export async function whole(page) {
  for (const end = Date.now() + 60_000; !page.loaded.some((url) => url.includes("/exchange-")) || page.loading.size > 0; await page.waitForTimeout(100)) {
    assert.ok(Date.now() < end, `still loading ${[...page.loading].map((request) => request.url()).join(", ")}`);
  }
}
/** Waits until the page knows all that follows from the last answer. */
export const settled = (page) => page.evaluate(() => document.querySelector("domein-wijzer")?.updateComplete.then(() => true));

/** Gives one answer to the question of now by mouse; undefined is "weet ik niet". */
export async function give(page, answer) {
  const ask = page.locator(".ask");
  if (Array.isArray(answer) && answer.length > 0) {
    for (const choice of answer) await ask.locator(`input[value="${choice}"]`).check();
    await ask.locator("button[type=submit]").click();
  } else if (typeof answer === "number" && (await ask.locator("input").count()) > 0) {
    await ask.locator("input").fill(String(answer));
    await ask.locator("button[type=submit]").click();
  } else {
    await ask.locator(`button[value='${JSON.stringify(answer ?? null)}']`).click();
  }
}

/** The same by keyboard only: the keys are those that the page shows. */
export async function type(page, answer) {
  const keys = await page.locator(".ask").evaluate((ask, answer) => {
    const key = (selector) => ask.querySelector(selector)?.dataset.key;
    if (Array.isArray(answer) && answer.length > 0) return [...answer.map((choice) => key(`input[value="${choice}"]`)), "Enter"];
    const field = ask.querySelector("input:not([type=checkbox])") !== null;
    if (typeof answer === "number" && field) return [...String(answer), "Enter"];
    return [key(`button[value='${JSON.stringify(answer ?? null)}']`)];
  }, answer);
  for (const key of keys) await page.keyboard.press(key);
}

/**
 * Answers what is asked until `done`, or until nothing is asked; returns the questions in the order
 * in which they came. A question that the answers lack gets "weet ik niet".
 */
export async function walk(page, answers, { by = give, done = decided, after = async () => {} } = {}) {
  const questions = [];
  while (!(await done(page))) {
    const question = await asked(page);
    if (question === null) break;
    assert.ok(questions.length < ENOUGH, `asked without end: ${questions.join(", ")}`);
    questions.push(question);
    await by(page, answers[question]);
    await after(page, question);
  }
  return questions;
}

/**
 * The same without a hand: the page itself gives the answers to what it asks, where a test is about
 * what comes after. What the answers lack gets "weet ik niet".
 */
export const fill = (page, answers, { until = null } = {}) =>
  page.evaluate(
    async ([answers, until]) => {
      const element = document.querySelector("domein-wijzer");
      const root = element.shadowRoot;
      const drawn = async () => {
        while (element.isUpdatePending) await null;
      };
      await drawn();
      for (let nth = 0; nth < 60; nth += 1) {
        const { question } = root.querySelector(".ask").dataset;
        if (question === undefined || (until !== null && root.querySelector(until) !== null)) break;
        element.answer(question, answers[question] ?? null);
        await drawn();
      }
      await element.updateComplete;
    },
    [answers, until],
  );

/** For a walk that goes on until nothing is asked. */
export const never = async () => false;

export async function decided(page) {
  return (await face(page)) === "advised";
}

/** One question among all questions, with its group opened. */
export async function row(page, question) {
  const found = page.locator(`.row[data-question="${question}"]`);
  await found.evaluate((element) => {
    element.closest("details.group").open = true;
  });
  return found;
}

/** A page in which the widow's case in Vlissingen has its advice. */
export async function openAdvised(world, options = {}) {
  const page = await open(world, { hash: VLISSINGEN, date: widow.date, ...options });
  await fill(page, widow.answers);
  return page;
}
