// A protocol of the practice itself, and a list that nobody looks at any more.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { counted, faults, make, open, start, SUMMARY } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const protocol = (path) => readFileSync(new URL(`../../../protocols/${path}/1.0.0.toml`, import.meta.url), "utf8");
const SHIPPED = protocol("achterhoek_hotspotters");
const takeProtocol = (page, text) => page.locator("[data-do=protocol]").setInputFiles({ name: "eigen.toml", mimeType: "application/toml", buffer: Buffer.from(text) });

test("an own protocol makes the list, with its own limits beside it", async () => {
  const page = await open(world);
  const own = SHIPPED.replace(/^(titel *= *)".*"$/m, '$1"Onze praktijk"').replace("consulten >= 12", "consulten >= 400");
  assert.notEqual(own.indexOf("400"), -1);
  await takeProtocol(page, own);
  await page.locator("[data-message]", { hasText: "Protocol geopend: Onze praktijk, 1.0.0." }).waitFor();
  await page.locator("details.limits summary").click();
  assert.match(await page.getByRole("table", { name: "Grenzen" }).innerText(), /consulten >= 400/);
  await make(page);
  const invited = await counted(page, "route-uitnodigen");
  assert.ok(invited < SUMMARY.routes.uitnodigen, `${invited} of ${SUMMARY.routes.uitnodigen}`);
  // The one that came with the page is still there.
  await page.locator("[data-do=clear]").click();
  await page.locator("[data-do=list]").selectOption({ index: 0 });
  await make(page);
  assert.equal(await counted(page, "route-uitnodigen"), SUMMARY.routes.uitnodigen);
  assert.deepEqual(page.faults, []);
});

test("limits are read however the file writes them", async () => {
  const page = await open(world);
  const [before, , after] = SHIPPED.split(/^(\[kenmerk\.vaak\](?:\n(?!\[).*)*\n)/m);
  const inline = `[kenmerk]\nvaak = { titel = 'Vaak', als = """consulten >= 31""", bron = "eigen_keuze" } # samen besloten\n`;
  await takeProtocol(page, before + inline + after);
  await page.locator("[data-message]", { hasText: "Protocol geopend" }).waitFor();
  await page.locator("details.limits summary").click();
  const row = page.getByRole("table", { name: "Grenzen" }).getByRole("row", { name: "Vaak" });
  assert.match(await row.innerText(), /consulten >= 31/);
  assert.equal(await row.getByRole("listitem").count(), 1);
  assert.deepEqual(page.faults, []);
});

test("faults in a protocol are told with their places, and one for a municipality in words", async () => {
  const page = await open(world);
  const line = SHIPPED.split("\n").findIndex((one) => one.includes("consulten >= 12")) + 1;
  await takeProtocol(page, SHIPPED.replace("consulten >= 12", "consultn >= 12"));
  await page.locator("[data-faults] li").first().waitFor();
  assert.match(await faults(page), new RegExp(`eigen\\.toml, regel ${line}, kolom \\d+: .*consultn.* \\(DW\\d{4}\\); bedoelt u .consulten.`));
  assert.equal(await page.evaluate(() => document.activeElement.id), "fouten");
  for (const [text, said] of [["<script>", /eigen\.toml, regel 1/], [protocol("nederland"), /geen protocol voor een lijst/]]) {
    await takeProtocol(page, text);
    await page.locator("[data-faults] li", { hasText: said }).first().waitFor();
  }
  assert.deepEqual(page.faults, []);
});

test("a list is gone after ten minutes without use, unless a key keeps it", async () => {
  const page = await open(world);
  await page.clock.install();
  await page.reload();
  const warned = () => page.locator("[data-warning] .idle").count();
  await page.clock.runFor(20 * 60_000);
  assert.equal(await warned(), 0);
  await make(page);
  await page.clock.runFor(9.5 * 60_000);
  assert.equal(await warned(), 1);
  await page.keyboard.press("a");
  assert.equal(await warned(), 0);
  await page.getByLabel("Wis alles na").selectOption("5");
  await page.clock.runFor(4.5 * 60_000);
  assert.equal(await warned(), 1);
  assert.equal(await page.locator("[data-key]").count(), 25);
  await page.clock.runFor(40_000);
  assert.equal(await page.locator("[data-key], [data-opened]").count(), 0);
  assert.match(await page.locator("[data-message]").innerText(), /^Gewist: er is 5 minuten niets gedaan/);
  await page.reload();
  assert.equal(await page.getByLabel("Wis alles na").inputValue(), "5");
});
