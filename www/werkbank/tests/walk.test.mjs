// What a policy officer and a GP do in one sitting: begin, make a mistake, see whom it touches, keep that
// patient as an example, mend it, see what changed, hand it over, and check what was handed over.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { unzipSync } from "fflate";
import { begin, bytesOf, message, open, pane, picture, proved, start, swap, text } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

test("from the starter file to a package that its receiver can trust", async () => {
  const page = await open(world);
  const requests = [];
  page.context().on("request", (request) => request.url().startsWith("http") && requests.push(request.url()));
  await begin(page, "Veere");
  await pane(page, "bevindingen");
  assert.match(await page.locator("[data-status]").innerText(), /^Geen bevindingen/);

  // A gap: the route that catches everyone else stops being one.
  await swap(page, "[route.welzijn_op_recept]", "[route.huisarts]\nvangnet = false\n\n[route.welzijn_op_recept]");
  await proved(page);
  const gap = page.locator(".finding[data-code=DW0801]");
  await gap.waitFor();
  assert.match(await gap.innerText(), /Een patiënt bij wie dit speelt/);
  await picture(page, "werkbank-gat");

  // The patient who shows it becomes an example, with what should come out.
  await gap.locator("[data-do=example]").click();
  await page.locator(".example-form").waitFor();
  await page.locator(".example-form select[name=route]").selectOption("huisarts");
  await page.locator(".example-form button[type=submit]").click();
  await proved(page);
  await page.locator("tr.failed").first().waitFor();
  await picture(page, "werkbank-voorbeeld-zakt");
  assert.match(await page.locator("#tab-voorbeelden").innerText(), /\(\d+\)/);

  // Mended.
  await swap(page, "[route.huisarts]\nvangnet = false\n\n", "");
  await proved(page);
  assert.match(await page.locator("[data-status]").innerText(), /^Alle \d+ voorbeelden kloppen/);

  // What it does differently from the base.
  await pane(page, "verschil");
  await page.locator(".move").first().waitFor();
  assert.equal(await page.locator("[data-do=against]").inputValue(), "base");
  assert.match(await page.locator(".move").first().innerText(), /Welzijn op recept[\s\S]*Bijvoorbeeld deze patiënt[\s\S]*oudere_veere/);
  await picture(page, "werkbank-verschil");

  // Handed over, asked once.
  await swap(page, 'status       = "concept"', 'status       = "vastgesteld"');
  await proved(page);
  await pane(page, "uitgeven");
  await page.locator("[data-do=publish]").click();
  await page.locator("[data-do=publish-now]").click();
  await page.locator("[data-reopened]").waitFor();
  await picture(page, "werkbank-uitgegeven");
  assert.match(await page.locator("[data-reopened]").innerText(), /alles klopt/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-do=download]").click()]);
  assert.equal(download.suggestedFilename(), "veere-1.0.0.zip");
  const bytes = await bytesOf(download);
  const files = unzipSync(bytes);
  assert.deepEqual(Object.keys(files).sort(), ["kenmerk.txt", "protocol.html", "protocollen/nederland/1.0.0.toml", "protocollen/veere/1.0.0.toml", "uitgave.json", "veere-1.0.0.bundel", "voorbeelden.md", "wijzigingen.md"]);
  const said = (name) => Buffer.from(files[name]).toString("utf8");
  assert.equal(said("protocollen/veere/1.0.0.toml"), await text(page));
  assert.match(said("protocol.html"), /<h2>Triageprotocol huisarts en sociaal domein, gemeente Veere<\/h2>/);
  assert.doesNotMatch(said("protocol.html"), /<button|<script/);
  // On paper every sheet says which text it is.
  const digest = said("kenmerk.txt").trim();
  assert.match(said("protocol.html"), new RegExp(`<dd><code>${digest}</code></dd>`));
  assert.ok(said("protocol.html").includes(`@top-left{content:"Triageprotocol huisarts en sociaal domein, gemeente Veere, versie 1.0.0 (vastgesteld)"`));
  assert.ok(said("protocol.html").includes(`@bottom-left{content:"kenmerk ${digest.split(":")[1].slice(0, 16)}"`));
  assert.match(said("wijzigingen.md"), /Ander advies:\n- van .* naar Welzijn op recept/);
  assert.match(said("voorbeelden.md"), /\d+ geslaagd, 0 gezakt/);

  // As the receiver: in another window that knows nothing of this.
  const other = await open(world);
  await begin(other, "Goes");
  await pane(other, "uitgeven");
  await other.locator("[data-do=reopen]").setInputFiles({ name: "veere-1.0.0.zip", mimeType: "application/zip", buffer: bytes });
  await other.locator("[data-reopened]").waitFor();
  assert.match(await other.locator("[data-reopened]").innerText(), /veere-1\.0\.0\.zip: alles klopt/);
  // A package that someone changed on its way.
  const { zipSync, strToU8 } = await import("fflate");
  const changed = zipSync({ ...files, "protocollen/veere/1.0.0.toml": strToU8(said("protocollen/veere/1.0.0.toml").replace("eenzaamheid >= 4", "eenzaamheid >= 3")) });
  await other.locator("[data-do=reopen]").setInputFiles({ name: "anders.zip", mimeType: "application/zip", buffer: Buffer.from(changed) });
  await other.locator("[data-reopened] .wrong").first().waitFor();
  assert.match(await other.locator("[data-reopened]").innerText(), /anders\.zip: klopt niet[\s\S]*protocollen\/veere\/1\.0\.0\.toml/);

  assert.equal(await message(page).getAttribute("class"), "notice");
  assert.deepEqual(requests.filter((url) => !url.startsWith(world.site.address)), []);
  assert.deepEqual([...page.faults, ...other.faults], []);
});
