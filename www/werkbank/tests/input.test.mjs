// What people bring along: each time it says what happened and what to do, and the text stays.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { unzipSync } from "fflate";
import { begin, bytesOf, content, open, pane, proved, replace, says, start, text } from "./support.mjs";

let world;
let page;
before(async () => {
  world = await start();
  page = await open(world);
});
after(() => world.close());

const goes = readFileSync(new URL("../../../protocols/goes/1.0.0.toml", import.meta.url), "utf8");
const take = (...files) => page.locator("[data-do=take]").setInputFiles(files.map(([name, content]) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) })));

for (const [what, name, content, words] of [
  ["a document of a word processor", "protocol.docx", Buffer.from("504b0304140006000800000021", "hex"), /document van een tekstverwerker/],
  ["a picture", "foto.toml", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), /geen tekst in UTF-8/],
  ["5 MB", "groot.toml", "# x\n".repeat(1_250_000), /is 5,0 MB; een protocol is hoogstens 1 MB/],
]) {
  test(`${what} is not opened, in words`, async () => {
    await take([name, content]);
    await says(page, words);
    assert.equal(await page.locator("[data-doc]").count(), 0);
  });
}

test("a base that is nowhere: which one, and what to do; with it everything holds", async () => {
  const elsewhere = goes.replace("nederland@1.0.0", "zeeland@2.1.0");
  await take(["goes.toml", elsewhere]);
  await page.locator("[data-doc]").waitFor();
  await says(page, /De basis zeeland@2\.1\.0 is hier niet\. Open het bestand van de basis erbij/);
  assert.equal(await text(page), elsewhere);
  await pane(page, "bevindingen");
  await proved(page);
  assert.match(await page.locator(".finding.error").first().innerText(), /zeeland@2\.1\.0/);
  await page.locator("[data-do=close]").click();
  const base = readFileSync(new URL("../../../protocols/nederland/1.0.0.toml", import.meta.url), "utf8");
  const zeeland = base.replace(/^id( *)= "nederland"/m, 'id$1= "zeeland"').replace(/^versie( *)= "1\.0\.0"/m, 'versie$1= "2.1.0"');
  await take(["zeeland.toml", zeeland], ["goes.toml", elsewhere]);
  await page.locator("[data-doc]").waitFor();
  await proved(page);
  assert.equal(await page.locator(".finding.error").count(), 0);
  await page.locator("[data-do=close]").click();
});

test("markup in a protocol is text, on the page and in what is handed over", async () => {
  const markup = "<img src=x onerror=window.owned=1><script>window.owned=1</script>";
  await take(["goes.toml", goes.replace(/^titel( *)= .*$/m, `titel$1= "${markup}"`)]);
  await page.locator("[data-doc]").waitFor();
  await proved(page);
  for (const name of ["leesbaar", "voorbeelden", "verschil", "uitgeven"]) await pane(page, name);
  await page.locator("[data-do=publish]:not([disabled])").waitFor();
  await page.locator("[data-do=publish]").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-do=publish-now]").click().then(() => page.locator("[data-do=download]").click())]);
  const { "protocol.html": said } = unzipSync(await bytesOf(download));
  assert.doesNotMatch(Buffer.from(said).toString("utf8"), /<img|<script/);
  assert.match(Buffer.from(said).toString("utf8"), /&lt;img src=x/);
  assert.equal(await page.locator("img, script:not([src])").count(), 0);
  assert.equal(await page.evaluate(() => window.owned), undefined);
  await page.locator("[data-do=close]").click();
});

test("a file half written: the rest is still checked, and goes on working", async () => {
  await begin(page, "Kapelle");
  await pane(page, "bevindingen");
  const before = await text(page);
  await replace(page, before.replace('voor   = "welzijn_op_recept"', 'voor   = "welzijn_op').replace("eenzaamheid >= 4", "eenzamheid >= 4"));
  await proved(page);
  const all = await page.locator(".finding.error").allInnerTexts();
  assert.ok(all.some((one) => /eenzamheid/.test(one)), all.join("\n"));
  assert.ok(all.length >= 2);
  await replace(page, before);
  await proved(page);
  assert.match(await page.locator("[data-status]").innerText(), /^Geen bevindingen/);
});

test("a paste from a word processor, and one of 5 MB: the text stays, and typing goes on", async () => {
  const before = await text(page);
  const letter = "Beleidsnotitie\u00a0sociaal domein\u2028“Welzijn op recept” – eerst praten…\n\tArtikel 1\u0007\n";
  await content(page).focus();
  await page.keyboard.press("Control+End");
  await page.evaluate((said) => {
    const element = document.querySelector("protocol-tekst").shadowRoot.querySelector(".cm-content");
    const data = new DataTransfer();
    data.setData("text/plain", said);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, letter);
  await proved(page);
  assert.ok((await page.locator(".finding.error").count()) >= 1);
  assert.ok((await text(page)).startsWith(before));
  assert.match(await text(page), /“Welzijn op recept”/);
  const huge = `${before}${"# vijf megabyte\n".repeat(330_000)}`;
  await replace(page, huge);
  await proved(page);
  assert.match(await page.locator(".finding.error").first().innerText(), /te groot|1 MiB|1 MB|groot/i);
  assert.match(await page.locator("[data-long]").innerText(), /Deze tekst is 5,3 MB\. Een protocol is hoogstens 1,0 MB[\s\S]*Ctrl\+Z/);
  await pane(page, "leesbaar");
  assert.equal(await page.locator(".readable").count(), 0);
  await pane(page, "bevindingen");
  await content(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# hier\n");
  assert.ok((await text(page)).startsWith("# hier\n"));
  assert.equal((await text(page)).length, huge.length + 7);
  // Kept as it is, and all there again once it is short enough.
  await page.locator("[data-do=close]").click();
  await page.locator("[data-kept='kapelle/1.0.0.toml'] [data-do=resume]").click();
  await page.locator("[data-long]").waitFor();
  assert.equal((await text(page)).length, huge.length + 7);
  await replace(page, before);
  await proved(page);
  await page.locator("[data-long]").waitFor({ state: "detached" });
  assert.deepEqual(page.faults, []);
});
