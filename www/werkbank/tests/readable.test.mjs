// Simple things, changed where people read them: each lands in the text with its comments, can be undone, and by keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begin, editor, open, pane, proved, replace, says, start, text } from "./support.mjs";

let world;
let page;
before(async () => {
  world = await start();
  page = await open(world);
  await begin(page);
  await pane(page, "leesbaar");
});
after(() => world.close());

const entry = (name) => page.locator(`[data-entry="${name}"]`);
const unfold = async (name) => {
  const details = entry(name).locator(":scope > details.change");
  if (!(await details.evaluate((one) => one.open))) await details.locator("summary").click();
};
const set = (name) => page.locator(`[data-set="${name}"]`);
const focused = () => page.evaluate(() => document.activeElement.dataset.set ?? document.activeElement.dataset.move ?? document.activeElement.id ?? "");

/** Makes a change, checks the text, and takes it back. */
async function changes(what, change, expected) {
  await test(what, async () => {
    const before = await text(page);
    await change();
    const now = await text(page);
    for (const one of [expected].flat()) assert.match(now, one);
    await page.locator("[data-do=undo]").click();
    await says(page, /Ongedaan gemaakt/);
    assert.equal(await text(page), before);
  });
}

const fill = async (name, value) => {
  await set(name).fill(value);
  await set(name).press("Tab");
};

for (const [what, of, name, value, expected] of [
  ["the title of a route of the base", "route.schuldhulp", "route.schuldhulp.titel", "Hulp bij \"geld\"", /\[route\.schuldhulp\]\ntitel = "Hulp bij \\"geld\\""\n/],
  ["the text of a question of the base", "vraag.eenzaamheid", "vraag.eenzaamheid.tekst", "Hoe eenzaam?", /\[vraag\.eenzaamheid\]\ntekst = "Hoe eenzaam\?"\n/],
  ["the reason of a rule", "regel.oudere_veere", "regel.oudere_veere.reden", "Omdat.", /\[regel\.oudere_veere\]\n[\s\S]*reden *= "Omdat\."\n/],
  ["a threshold of a rule", "regel.oudere_veere", "regel.oudere_veere.als.1", "6", /als    = "leeftijd >= 75 en eenzaamheid >= 6"/],
  ["the term of a route", "route.schuldhulp", "route.schuldhulp.termijn_werkdagen", "7", /\[route\.schuldhulp\]\ntermijn_werkdagen = 7\n/],
  ["a contact", "contact.welzijnscoach_veere", "contact.welzijnscoach_veere.telefoon", "0118-000000", /telefoon *= "0118-000000"/],
  ["the name of an offering", "aanbod.wandelgroep_veere", "aanbod.wandelgroep_veere.titel", "Wandelen", /\[aanbod\.wandelgroep_veere\]\n[^[]*titel *= "Wandelen"/],
]) {
  changes(what, async () => {
    await unfold(of);
    await fill(name, value);
  }, expected);
}

test("an offering goes from a route and comes to another; comments in the list stay with what they are about", async () => {
  const begun = await text(page);
  const commented = begun.replace(/aanbod( *)= \[[^\]]*\]/, 'aanbod$1= [\n  # eerst wat dichtbij is\n  "wandelgroep_veere", # elke dinsdag\n  "ontmoeten",\n  # tot slot\n]');
  assert.notEqual(commented, begun);
  await replace(page, commented);
  await proved(page);
  await unfold("route.welzijn_op_recept");
  await set("route.welzijn_op_recept.aanbod.ontmoeten").uncheck();
  await proved(page);
  assert.match(await text(page), /\[\n {2}# eerst wat dichtbij is\n {2}"wandelgroep_veere", # elke dinsdag\n {2}# tot slot\n\]/);
  await set("route.welzijn_op_recept.aanbod.bewegen").check();
  await proved(page);
  assert.match(await text(page), /"wandelgroep_veere", # elke dinsdag\n {2}"bewegen",\n {2}# tot slot\n\]/);
  assert.equal(await focused(), "route.welzijn_op_recept.aanbod.bewegen");
  // What the base offers and more: the list becomes the municipality's own.
  await unfold("route.leefstijl");
  const checks = page.locator('[data-set^="route.leefstijl.aanbod."]');
  const had = await checks.evaluateAll((all) => all.filter(({ checked }) => checked).length);
  await set("route.leefstijl.aanbod.wandelgroep_veere").check();
  await proved(page);
  assert.match(await text(page), /\[route\.leefstijl\]\naanbod = \[[^\]]*"wandelgroep_veere",?\s*\]/);
  assert.equal(await checks.evaluateAll((all) => all.filter(({ checked }) => checked).length), had + 1);
  await replace(page, begun);
  await proved(page);
});

test("a new offering is one step: its entry and its place at the route", async () => {
  const before = await text(page);
  await unfold("route.schuldhulp");
  const field = page.locator('[data-add="schuldhulp.aanbod"]');
  await field.fill("Formulierenbrigade \"Veere\"");
  await field.press("Enter");
  await entry("aanbod.formulierenbrigade_veere").waitFor();
  await proved(page);
  const now = await text(page);
  assert.match(now, /\[aanbod\.formulierenbrigade_veere\]\ntitel = "Formulierenbrigade \\"Veere\\""\n/);
  assert.match(now, /\[route\.schuldhulp\]\naanbod = \[[^\]]*"formulierenbrigade_veere",?\s*\]/);
  assert.equal(await page.locator(".beside .finding.error").count(), 0);
  assert.equal(await field.inputValue(), "");
  // From the field itself, which has nothing of its own to take back, the text is not touched.
  await field.press("Control+z");
  assert.equal(await text(page), now);
  await set("route.schuldhulp.titel").press("Control+z");
  await proved(page);
  assert.equal(await text(page), before);
  await set("route.schuldhulp.titel").press("Control+Shift+z");
  await proved(page);
  assert.equal(await text(page), now);
  await set("route.schuldhulp.titel").press("Control+z");
  await proved(page);
});

test("the order of routes by keyboard: the focus goes with the route, and it is said where it stands", async () => {
  const begun = await text(page);
  await replace(page, begun.replace(/voorrang *= \[[\s\S]*?\]\n/, "").replace("[protocol]\n", '[protocol]\nvoorrang = [\n  "spoed", # altijd eerst\n]\n'));
  await proved(page);
  const order = () => page.locator(".routes > li").evaluateAll((all) => all.map((one) => one.dataset.entry));
  const [first, second, third] = await order();
  assert.equal(first, "route.spoed");
  await entry(third).locator("[data-move=eerder]").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.querySelector(".routes > li:nth-child(2)").dataset.entry === id, third);
  assert.equal(await page.evaluate(() => document.activeElement.closest("[data-entry]")?.dataset.entry), third);
  await says(page, /staat nu op plaats 2 van \d+/);
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.querySelector(".routes > li").dataset.entry === id, third);
  // It cannot go any further: the other button of the same route has the focus.
  assert.equal(await focused(), "later");
  assert.equal(await page.evaluate(() => document.activeElement.closest("[data-entry]")?.dataset.entry), third);
  assert.match(await text(page), new RegExp(`voorrang = \\[\\n {2}"${third.slice(6)}",\\n {2}"spoed", # altijd eerst\\n {2}"${second.slice(6)}"`));
  await page.keyboard.press("Control+z");
  await page.waitForFunction((id) => document.querySelector(".routes > li").dataset.entry === id, first);
  await replace(page, begun);
  await proved(page);
});

test("what cannot be empty stays; what can is taken out; Escape goes back, then out", async () => {
  const before = await text(page);
  await unfold("contact.welzijnscoach_veere");
  await fill("contact.welzijnscoach_veere.functie", "  ");
  assert.equal(await text(page), before);
  assert.notEqual(await set("contact.welzijnscoach_veere.functie").inputValue(), "");
  await fill("contact.welzijnscoach_veere.telefoon", "");
  await proved(page);
  assert.doesNotMatch((await text(page)).split("[contact.welzijnscoach_veere]")[1].split("\n[")[0], /telefoon/);
  await page.locator("[data-do=undo]").click();
  await proved(page);
  assert.equal(await text(page), before);
  const field = set("contact.welzijnscoach_veere.functie");
  const was = await field.inputValue();
  await field.fill("iets anders");
  await field.press("Escape");
  assert.equal(await field.inputValue(), was);
  await field.press("Escape");
  assert.equal(await entry("contact.welzijnscoach_veere").locator("details").evaluate((one) => one.open), false);
  assert.equal(await page.evaluate(() => document.activeElement.localName), "summary");
  assert.equal(await text(page), before);
});

test("the title, the dates and the status of the protocol", async () => {
  const before = await text(page);
  await page.locator(".readable > details.change summary").click();
  await fill("protocol.titel", "Ons protocol");
  await set("protocol.geldig_vanaf").fill("2027-01-01");
  await set("protocol.status").selectOption("vastgesteld");
  await proved(page);
  const now = await text(page);
  assert.match(now, /titel *= "Ons protocol"/);
  assert.match(now, /geldig_vanaf *= 2027-01-01\n/);
  assert.match(now, /status *= "vastgesteld"/);
  assert.match(await page.locator(".readable h2").innerText(), /Ons protocol/);
  for (let times = 0; times < 3; times += 1) await page.locator("[data-do=undo]").click();
  await proved(page);
  assert.equal(await text(page), before);
  assert.equal(await editor(page).count(), 1);
  assert.deepEqual(page.faults, []);
});
