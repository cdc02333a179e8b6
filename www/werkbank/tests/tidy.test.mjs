// Bringing a text into form: as the command line does it, in one step that can be undone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { content, cursor, open, proved, replace, says, start, text } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const form = (name) => readFileSync(new URL(`../../../tests/fmt/${name}.toml`, import.meta.url), "utf8");

test("an untidy text, by button and by key; what cannot be read is told, and nothing changes", async () => {
  const page = await open(world);
  await page.locator("[data-do=take]").setInputFiles({ name: "slordig.toml", mimeType: "application/toml", buffer: Buffer.from(form("slordig")) });
  await page.locator("[data-doc]").waitFor();
  await cursor(page, "[vraag.alleen");
  await page.locator("[data-do=tidy]").click();
  await says(page, /staat in vorm/);
  assert.equal(await text(page), form("netjes"));
  // The cursor is still in the same line.
  assert.equal(await page.locator("protocol-tekst .cm-activeLine").innerText(), "[vraag.alleen]");
  await content(page).focus();
  await page.keyboard.press("Control+z");
  assert.equal(await text(page), form("slordig"));
  await page.keyboard.press("Alt+Shift+F");
  await says(page, /staat in vorm/);
  assert.equal(await text(page), form("netjes"));
  await page.locator("[data-do=tidy]").click();
  await says(page, /al in vorm/);
  const broken = form("slordig").replace("vangnet = true", "vangnet = ");
  await replace(page, broken);
  await proved(page);
  await page.locator("[data-do=tidy]").click();
  await says(page, /In vorm zetten kan nog niet: de tekst is geen geldige TOML\. Op regel 21: /);
  assert.equal(await text(page), broken);
  assert.deepEqual(page.faults, []);
});
