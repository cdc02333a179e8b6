// Beside the advice: what suffices, what would change it, and whose protocol it is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, picture, start } from "./support/browser.mjs";
import { registry } from "./support/engine.mjs";
import { focused, heading, openAdvised, widow } from "./support/walk.mjs";

let world;
let explained;
before(async () => {
  world = await start();
  explained = (await registry()).find("GM0718", widow.date).explain({ answers: widow.answers, date: widow.date });
});
after(() => world.close());

async function advised(options = {}) {
  const page = await openAdvised(world, options);
  await page.locator("[data-explained=true]").waitFor();
  return page;
}

/** Shows what leads to a route, and tries it. */
async function tryOut(page, route) {
  const found = page.locator(`[data-counterfactual=${route}]`);
  await found.locator("summary").click();
  await found.getByRole("button").click();
}

const answers = (page) => page.evaluate(() => document.querySelector("domein-wijzer").answers);

test("the answers that suffice are those of the engine, and alone give the same advice", async () => {
  const page = await advised();
  const shown = await page.locator("[data-suffices]").evaluateAll((all) => all.map(({ dataset }) => dataset.suffices));
  assert.ok(shown.length > 0 && shown.length < Object.keys(widow.answers).length, shown.join());
  const only = Object.fromEntries(shown.map((id) => [id, widow.answers[id]]));
  const { route } = (await registry()).find("GM0718", widow.date).decide({ answers: only, date: widow.date });
  assert.equal(route?.title, await heading(page));
  await page.locator("[data-suffices]").first().scrollIntoViewIfNeeded();
  await picture(page, "suffices");
});

test("what would change the advice is tried out, and the case stays as it is", async () => {
  const page = await advised();
  const before = await answers(page);
  const titles = new Map(explained.routes.map(({ id, title }) => [id, title]));
  const [first] = explained.reasoning.counterfactuals;
  await tryOut(page, first.route);
  assert.equal(await heading(page), titles.get(first.route));
  assert.equal(await focused(page), "proef-titel");
  assert.match(await page.locator(".trial").innerText(), /De casus zelf verandert niet/);
  assert.deepEqual(await answers(page), before);
  for (const gone of [".text", "[part~=override]", "[part~=handover]"]) assert.equal(await page.locator(gone).count(), 0, gone);
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, "trying");

  await page.getByRole("button", { name: "Terug naar de casus" }).click();
  assert.equal(await heading(page), "Welzijn op recept");
  assert.equal(await page.locator(".trial").count(), 0);
  assert.deepEqual(await answers(page), before);
  assert.deepEqual(page.faults, []);
});

test("a slider moves the advice, and undo leads back to the case", async () => {
  const page = await advised();
  const withScale = explained.reasoning.counterfactuals.find(({ change }) => change.some(({ to }) => typeof to === "number"));
  assert.ok(withScale, "no counterfactual with a number");
  await tryOut(page, withScale.route);
  const slider = page.locator(".trial input[type=range]").first();
  const before = await heading(page);
  const seen = new Set([before]);
  await slider.focus();
  for (const key of ["Home", "End"]) {
    await page.keyboard.press(key);
    seen.add(await heading(page));
  }
  assert.ok(seen.size > 1, `always ${before}`);
  for (let step = 0; step < 20 && (await page.locator(".trial").count()) > 0; step += 1) {
    await page.locator("#advies-titel").focus();
    await page.keyboard.press("z");
  }
  assert.equal(await heading(page), "Welzijn op recept");
  assert.deepEqual(page.faults, []);
});

test("a case that is only tried out is not cleared, saved or handed over as if it were real", async () => {
  const page = await advised();
  const before = await answers(page);
  await tryOut(page, explained.reasoning.counterfactuals[1].route);
  const value = await page.evaluate(() => document.querySelector("domein-wijzer").value);
  assert.deepEqual(JSON.parse(value), before);
  await page.evaluate(() => (document.querySelector("domein-wijzer").practice = "Praktijk"));
  assert.deepEqual(await answers(page), before);
});

test("the protocol is named, with what is the municipality's own", async () => {
  const page = await advised();
  const protocol = page.locator(".advice .protocol");
  await protocol.locator("summary").click();
  const text = await protocol.innerText();
  const { version, digest, base } = explained.protocol;
  for (const part of [version, digest.replace(/^sha256:/, "").slice(0, 12), `${base.id} ${base.version}`, "22 november 2026"]) assert.ok(text.includes(part), part);
  const own = await protocol.locator("[data-own]").evaluateAll((all) => all.map(({ dataset }) => dataset.own));
  const expected = explained.reasoning.rules.filter(({ at }) => at.file.startsWith("vlissingen/")).map(({ id }) => id);
  assert.deepEqual(own, expected);
  assert.ok(own.length > 0 && own.length < explained.reasoning.rules.length);
  assert.ok((await protocol.locator(".sources a").count()) > 0);
  await protocol.scrollIntoViewIfNeeded();
  await picture(page, "protocol");
});

test("what a municipality has otherwise than the base is shown whole: not its rules alone", async () => {
  const page = await open(world, { hash: "#gemeente=Goes" });
  const deviation = page.locator("[data-deviation]");
  await deviation.locator("summary").click();
  const of = (section) => deviation.locator(`[data-section=${section}]`).innerText();
  assert.match(await of("vraag"), /Kan de patiënt zelf naar een activiteit .*nieuw/);
  assert.match(await of("kenmerk"), /eenzaamheid vanaf 5 \(landelijk: eenzaamheid vanaf 6\)/);
  assert.match(await of("aanbod"), /Kennismaken bij de patiënt thuis \(nieuw\)/);
  for (const part of [/Welzijnscoach Goes stad \(nieuw\)/, /Welzijnscoach \(vervallen\)/, /Wmo-loket gemeente Goes: e-mail/]) assert.match(await of("contact"), part);
  assert.match(await of("regel"), /Bij mensen van 65 en ouder/);
  // Examples and sources are nothing that a consult meets.
  assert.equal(await deviation.locator("[data-section=voorbeeld], [data-section=bron]").count(), 0);
  await deviation.scrollIntoViewIfNeeded();
  await picture(page, "deviation", { fullPage: true });
  assert.deepEqual(page.faults, []);
});
