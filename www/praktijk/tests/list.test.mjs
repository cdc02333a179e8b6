// From an export to a list: the same as the command line makes of it, and nothing leaves the page.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { bytesOf, counted, EXPORT, faults, keys, make, open, SHA256, start, SUMMARY, take, takeMap, total } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const MAP = "[uitdraai]\nsleutel = 'nr'\npeildatum = 2026-11-01\n[vraag.leeftijd]\nkolom = 'jaar'\nmaak = 'leeftijd'\n[vraag.consulten]\nkolom = 'contacten'\n[vraag.bezwaar]\nkolom = 'bezwaar'\n";
const download = async (page, button) => {
  const [saved] = await Promise.all([page.waitForEvent("download"), page.locator(button).click()]);
  return bytesOf(saved);
};

/** Milliseconds of script on the main thread from now on. */
async function scripting(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async () => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "ScriptDuration").value * 1000;
  const before = await spent();
  return async () => Math.round((await spent()) - before);
}

test("5,000 rows: the counts and the file of the command line, without a request", async () => {
  const page = await open(world);
  const requests = [];
  page.context().on("request", (request) => requests.push(request.url()));
  const served = world.site.requests.length;
  await page.context().setOffline(true);
  const script = await scripting(page);
  await make(page);
  // All of it together is less than one block may be; the clock of the processor is no other's.
  assert.ok((await script()) < 50, `${await script()} ms of script on the main thread`);
  const { gelezen, vastgesteld, onvoldoendeGegevens, fout } = SUMMARY;
  const said = (await page.locator("[data-counts]").innerText()).replaceAll(".", "").match(/\d+/g).map(Number);
  assert.deepEqual(said, [gelezen, vastgesteld, onvoldoendeGegevens, fout]);
  for (const [kind, all] of [["route", SUMMARY.routes], ["regel", SUMMARY.regels], ["signaal", SUMMARY.signalen], ["ontbreekt", SUMMARY.ontbreekt]]) {
    for (const [id, rows] of Object.entries(all)) assert.equal(await counted(page, `${kind}-${id}`), rows, `${kind} ${id}`);
  }
  assert.match(await total(page), new RegExp(`van ${SUMMARY.routes.uitnodigen}\\.$`));
  assert.equal(createHash("sha256").update(await download(page, "[data-do=download]")).digest("hex"), SHA256);

  // Bad rows with their lines.
  assert.equal(await page.locator("[data-bad] li").count(), SUMMARY.fout);
  assert.match(await page.locator("[data-bad] li").first().textContent(), /^Regel 183: kolom `consulten`: `veel` past niet/);

  // Route, reason, order, key and page.
  await page.locator("[data-filter=route]").selectOption("onvoldoende_gegevens");
  await page.locator("[data-total]", { hasText: `van ${SUMMARY.onvoldoendeGegevens}.` }).waitFor();
  assert.match(await page.locator(".patients tbody td").nth(1).innerText(), /^Nog mogelijk: .*Ontbreekt: /);
  await page.locator("[data-filter=route]").selectOption("");
  await page.locator("[data-filter=rule]").selectOption("heel_vaak");
  await page.locator("[data-total]", { hasText: `van ${SUMMARY.regels.heel_vaak}.` }).waitFor();
  await page.locator("[data-filter=sorting]").selectOption("key");
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll("[data-key]")].map((cell) => cell.textContent);
    return all.length === 25 && all.every((key, at) => at === 0 || all[at - 1] <= key);
  });
  const first = await keys(page);
  await page.locator("[data-do=next]").click();
  await page.locator("[data-total]", { hasText: "Rij 26 " }).waitFor();
  assert.ok((await keys(page))[0] >= first.at(-1));
  await page.locator("[data-filter=search]").fill(first[3].toUpperCase());
  await page.locator("[data-total]", { hasText: "van 1." }).waitFor();
  assert.deepEqual(await keys(page), [first[3]]);

  assert.deepEqual(requests.filter((url) => !url.startsWith("blob:")), []);
  assert.equal(world.site.requests.length, served);
  assert.deepEqual(page.faults, []);
});

test("made on the page, a mapping says the same as the file, and can be saved as one", async () => {
  const page = await open(world);
  await take(page, EXPORT);
  await page.locator("[data-opened]").waitFor();
  const pick = (name, column) => page.locator(`select[data-column="${name}"]`).last().selectOption(column);
  // The names tell the most; the rest is chosen.
  assert.equal(await page.locator("select[data-column=hap_contacten]").inputValue(), "hap");
  assert.equal(await page.locator("select[data-made=leeftijd]").inputValue(), "leeftijd");
  await page.locator("input[type=date]").fill("2026-11-01");
  for (const column of ["visites", "telefonisch"]) {
    await page.locator("[data-add=consulten]").click();
    await pick("consulten", column);
  }
  await pick("onverklaarde_klachten", "solk");
  await pick("laatste_levensfase", "palliatief");
  await page.locator("[data-made=psychosociale_episoden]").selectOption("aantal");
  await page.locator("[data-prefixes=psychosociale_episoden]").fill("p z");
  await page.locator("[data-empty=psychosociale_episoden]").selectOption("0");
  await page.locator("[data-made=recent_gesprek]").selectOption("maanden");
  await page.locator("[data-yes=recent_gesprek]").fill("11");
  await page.locator("[data-empty=recent_gesprek]").selectOption("false");
  const map = (await download(page, "[data-do=save-map]")).toString("utf8");
  assert.match(map, /^\[vraag\.consulten\]\nkolom = \["consulten", "visites", "telefonisch"\]$/m);
  await page.locator("[data-do=make]").click();
  await page.locator("[data-counts]").waitFor();
  assert.equal(createHash("sha256").update(await download(page, "[data-do=download]")).digest("hex"), SHA256);

  await page.locator("[data-do=clear]").click();
  await make(page, EXPORT, ["kolommen.toml", map]);
  assert.equal(await counted(page, "route-uitnodigen"), SUMMARY.routes.uitnodigen);
});

test("columns that say who someone is are refused unless left out", async () => {
  const page = await open(world);
  const rows = ["111222333", "123456782", "111222333"].map((bsn, at) => `p${at};${bsn};Jansen;1970;24;nee`);
  const text = ["nr;patnr;Achternaam;jaar;contacten;bezwaar", ...rows].join("\n");
  await take(page, ["uitdraai.csv", text]);
  await page.locator("[data-refused]").waitFor();
  assert.match(await page.locator("[data-refused]").innerText(), /kolom patnr over: die lijkt op een BSN/);
  await page.locator("[data-do=make]").click();
  await page.locator("[data-faults] li").first().waitFor();
  assert.match(await faults(page), /kolom `patnr` lijkt op een BSN/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "fouten");
  // With a file as well.
  await takeMap(page, ["k.toml", MAP]);
  await page.locator("[data-do=make]").click();
  await page.locator("[data-faults] li").first().waitFor();
  assert.match(await faults(page), /kolom `Achternaam` lijkt op een naam/);
  assert.equal(await page.locator("[data-counts]").count(), 0);
  await page.locator("[data-do=forget-map]").click();
  for (const box of await page.locator("[data-refused] input").all()) await box.check();
  await page.locator("select[data-column=sleutel]").selectOption("nr");
  await page.locator("[data-do=make]").click();
  await page.locator("[data-counts]").waitFor();
  assert.match(await page.locator("[data-counts]").innerText(), /^3 rijen gelezen/);
});

test("a mapping with a fault is told with its line, and a file that is no table in words", async () => {
  const page = await open(world);
  // Dropped on the page, this one.
  await page.locator(".drop").evaluate((place) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["geachte collega"], "brief.csv"));
    place.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await page.locator("[data-faults] li").first().waitFor();
  assert.match(await faults(page), /geen rij met kolomnamen/);
  await take(page, ["uitdraai.csv", "nr;jaar;contacten;bezwaar\na;1970;24;ja\n"]);
  await takeMap(page, ["k.toml", MAP.replace("'contacten'", "'contcten'")]);
  await page.locator("[data-do=make]").click();
  await page.locator("[data-faults] li").first().waitFor();
  assert.match(await faults(page), /kolommenbestand, regel 8: het bestand heeft geen kolom `contcten`/);
});

test("every way of writing a file comes out the same", async () => {
  const page = await open(world);
  const text = "nr;jaar;contacten;bezwaar\nziek-é;1970;24;ja\nb;1970;24;\nc;2020;24;\nd;;3;nee\n";
  for (const [name, bytes] of [
    ["utf-8", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ["latin", Buffer.from(text, "latin1")],
    ["utf-16", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")])],
    ["tabs", Buffer.from(text.replaceAll(";", "\t").replaceAll("\n", "\r\n"))],
  ]) {
    await make(page, ["uitdraai.csv", bytes], ["k.toml", MAP]);
    await page.locator("[data-filter=route]").selectOption("");
    await page.locator("[data-total]", { hasText: "van 4." }).waitFor();
    assert.deepEqual(await keys(page), ["ziek-é", "b", "c", "d"], name);
    assert.deepEqual([await counted(page, "route-niet_nu"), await counted(page, "route-onvoldoende_gegevens")], [2, 2], name);
    await page.locator("[data-do=clear]").click();
  }
});

test("markup in cells and names is text", async () => {
  const page = await open(world);
  const bad = `<img src=x onerror=window.owned=1>`;
  const text = `nr,jaar,contacten,bezwaar,${bad}\n"${bad}",1970,24,nee,x\nb,1970,${bad},nee,x\n`;
  await take(page, [`${bad}.csv`, text]);
  await page.locator("[data-opened]").waitFor();
  await takeMap(page, [`${bad}.toml`, MAP]);
  await page.locator("[data-do=make]").click();
  await page.locator("[data-counts]").waitFor();
  await page.locator("[data-filter=route]").selectOption("");
  await page.locator("[data-total]", { hasText: "van 1." }).waitFor();
  assert.deepEqual(await keys(page), [bad]);
  assert.match(await page.locator("[data-bad] li").textContent(), /Regel 3: kolom `contacten`: `<img/);
  await page.locator("[data-do=talk]").click();
  assert.match(await page.locator("#gesprek-titel").innerText(), /<img/);
  assert.equal(await page.locator("img, script:not([src])").count(), 0);
  assert.equal(await page.evaluate(() => window.owned), undefined);
  assert.deepEqual(page.faults, []);
});

test("a long list can be stopped, and leaving warns while there is one", async () => {
  const page = await open(world);
  const row = (at) => `p${at};1970;${at % 30};nee\n`;
  const text = `nr;jaar;contacten;bezwaar\n${Array.from({ length: 120_000 }, (_, at) => row(at)).join("")}`;
  await take(page, ["groot.csv", text]);
  await takeMap(page, ["k.toml", MAP]);
  await page.locator("[data-do=make]").click();
  await page.locator("[data-do=stop]").click();
  await page.locator("[data-counts]").waitFor();
  assert.match(await page.locator("main").innerText(), /Gestopt voor het einde/);
  const said = Number((await page.locator("[data-counts]").innerText()).split(" ")[0].replaceAll(".", ""));
  assert.ok(said < 120_000, String(said));
  const warned = page.waitForEvent("dialog");
  void page.reload().catch(() => {});
  const dialog = await warned;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.dismiss();
  assert.equal(await page.locator("[data-counts]").count(), 1);
  const stored = await page.evaluate(async () => [Object.keys(localStorage).length, Object.keys(sessionStorage).length, document.cookie, (await indexedDB.databases()).length]);
  assert.deepEqual(stored, [0, 0, "", 0]);
});
