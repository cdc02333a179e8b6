// The page without a connection, and a new version that waits for the end of the consult.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clean } from "./support/axe.mjs";
import { open, picture, start } from "./support/browser.mjs";
import { asked, heading, VLISSINGEN, walk, widow } from "./support/walk.mjs";

const worker = readFileSync(new URL("../dist/sw.js", import.meta.url), "utf8");

/** Ends with the test, also when that fails: a server that is left open keeps the file running. */
async function installed(test) {
  const pages = new Map();
  const world = await start({ pages });
  test.after(() => world.close());
  const page = await open(world, { hash: VLISSINGEN, date: widow.date, serviceWorkers: "allow" });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.reload();
  return { page, pages };
}

test("loaded once, it works without a connection", async (test) => {
  const { page } = await installed(test);
  await page.context().setOffline(true);
  await page.reload();
  await walk(page, widow.answers);
  assert.equal(await heading(page), "Welzijn op recept");
  // What it seldom needs is kept as well.
  await page.getByRole("button", { name: "Verwijsbericht (FHIR)" }).click();
  await page.getByRole("heading", { name: "Delen" }).waitFor();
  assert.deepEqual(page.faults, []);
});

test("a new version is announced, and taken over between consults only", async (test) => {
  const { page, pages } = await installed(test);
  pages.set("/sw.js", worker.replace(/VERSION = "[^"]+"/, 'VERSION = "nieuw"'));
  await page.reload();
  await page.locator("[data-update]").waitFor();
  await clean(page, "a new version waits");
  const first = await asked(page);
  await page.locator(".ask .choice").first().click();
  const button = page.getByRole("button", { name: "Neem de nieuwe versie" });
  // What was answered is told a moment after it is on the screen.
  await page.locator("[data-update] button:disabled").waitFor();
  await picture(page, "update-waits");
  assert.notEqual(await asked(page), first);
  await page.getByRole("button", { name: "Wissen" }).first().click();
  await Promise.all([page.waitForEvent("load"), button.click()]);
  await page.waitForSelector("h1");
  assert.equal(await page.locator("[data-update]").count(), 0);
});
