// Walking through the page with the answers of a case, whatever is asked first.
import { readdirSync, readFileSync } from "node:fs";
import assert from "node:assert/strict";

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
/** Opens or unfolds everything that can be. */
export const unfold = (page) =>
  page.evaluate(() => {
    const roots = [document, ...[...document.querySelectorAll("*")].map(({ shadowRoot }) => shadowRoot).filter(Boolean)];
    for (const details of roots.flatMap((root) => [...root.querySelectorAll("details")])) details.open = true;
  });

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

/** The same by keyboard only. */
export async function type(page, answer) {
  const ask = page.locator(".ask");
  const boxes = ask.locator("input[type=checkbox]");
  if (Array.isArray(answer) && answer.length > 0) {
    for (const choice of answer) await page.keyboard.press(await ask.locator(`input[value="${choice}"]`).getAttribute("data-key"));
    await page.keyboard.press("Enter");
  } else if (typeof answer === "number" && (await ask.locator("input").count()) > (await boxes.count())) {
    await page.keyboard.type(String(answer));
    await page.keyboard.press("Enter");
  } else {
    await page.keyboard.press(await ask.locator(`button[value='${JSON.stringify(answer ?? null)}']`).getAttribute("data-key"));
  }
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
