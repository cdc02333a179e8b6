// A case outlives the page as a file only, saved and opened on purpose.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, picture, start, textOf } from "./support/browser.mjs";
import { face, heading, VLISSINGEN, walk, widow } from "./support/walk.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const message = (page) => page.locator("[data-message]").innerText();
const file = (text, name = "casus.json") => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

async function saved() {
  const page = await open(world, { hash: VLISSINGEN, date: widow.date });
  await walk(page, widow.answers);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Bewaar casus als bestand" }).click()]);
  return { page, name: download.suggestedFilename(), text: await textOf(download) };
}

test("a saved case comes back with the same advice", async () => {
  const { page, name, text } = await saved();
  assert.equal(name, `casus-vlissingen-${widow.date}.json`);
  const answers = await page.evaluate(() => document.querySelector("domein-wijzer").answers);
  assert.deepEqual(JSON.parse(text).antwoorden, answers);
  await page.reload();
  assert.equal(await face(page), "open", "answers survived without a file");
  await page.getByLabel("Open casus").setInputFiles(file(text));
  await page.getByText("De casus is geopend.").waitFor();
  assert.equal(await heading(page), "Welzijn op recept");
  assert.deepEqual(page.faults, []);
});

test("another version of the protocol is said, another municipality is chosen", async () => {
  const { page, text } = await saved();
  const content = JSON.parse(text);
  await page.getByLabel("Open casus").setInputFiles(file(JSON.stringify({ ...content, protocol: { ...content.protocol, version: "0.9.0", digest: "x" } })));
  await page.getByText(/bewaard met vlissingen 0\.9\.0/).waitFor();
  await page.getByLabel("Open casus").setInputFiles(file(JSON.stringify({ ...content, gemeente: "GM0664", antwoorden: {} })));
  await page.getByText("Goes", { exact: false }).first().waitFor();
  assert.match(page.url(), /#gemeente=GM0664$/);
});

test("what is no case is refused in words, and the consult stays", async () => {
  const { page, text } = await saved();
  const content = JSON.parse(text);
  const wrong = ["", "{", "[]", "null", '{"format":"iets"}', JSON.stringify({ ...content, version: 2 }), JSON.stringify({ ...content, antwoorden: [] }), JSON.stringify({ ...content, gemeente: "GM9999" }), "x".repeat(3_000_000)];
  for (const one of wrong) {
    await page.getByLabel("Open casus").setInputFiles(file(one));
    await page.locator("[data-message].wrong").waitFor();
    assert.match(await message(page), /bestand|casus/);
    assert.equal(await heading(page), "Welzijn op recept");
  }
  await picture(page, "wrong-file");
  await page.getByLabel("Open casus").setInputFiles(file(JSON.stringify({ ...content, antwoorden: { leeftijd: "oud", onbekend: 3 } })));
  await page.getByText("De casus is geopend.").waitFor();
  assert.equal(await face(page), "failed");
  assert.deepEqual(page.faults, []);
});
