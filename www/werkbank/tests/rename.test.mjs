// Another name, everywhere it stands: a place that is forgotten would be a fault, or another outcome of an example.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { content, cursor, open, pane, proved, says, start, text } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

async function rename(page, behind, to) {
  await cursor(page, behind);
  await content(page).focus();
  await page.keyboard.press("F2");
  await page.locator("dialog input[name=naam]").fill(to);
  await page.locator("dialog button[type=submit]").click();
  await says(page, new RegExp(`heet nu ‘${to}’|al iets dat ‘${to}’ heet`));
}

const NAMES = {
  "[bron.eigen_keuze": "keuze_van_ons",
  "[groep.medisch": "lichaam_eerst",
  "[vraag.psychische_ernst": "ernst_van_klachten",
  "[kenmerk.sterk_eenzaam": "erg_eenzaam",
  "[score.draaglast": "last",
  "[route.schuldhulp": "hulp_bij_schulden",
  "[aanbod.poh_jeugd": "praktijkondersteuner_jeugd",
  "[contact.spoedlijn": "spoednummer",
  "[signaal.meldcode": "denk_aan_meldcode",
  "[regel.psychose_acuut": "acute_psychose",
  "[onmogelijk.peuter_als_mantelzorger": "peuter_zorgt",
  "[afwijking.wens_patient": "patient_wil_anders",
  // Choices: in a condition, an example, what counts otherwise, and what the record knows.
  'gedachten = "Gedachten, zonder plan of voornemen", dreigend': "met_plan",
  '{ veilig': "niets_aan_de_hand",
  '{ stemming': "gemoed",
};

test("every kind of name, in a protocol of the country: no fault comes up and every example still holds", async () => {
  const page = await open(world);
  await page.locator("[data-edit='nederland/1.0.0.toml']").click();
  await proved(page);
  const before = await text(page);
  const places = [];
  for (const [behind, to] of Object.entries(NAMES)) {
    await rename(page, behind, to);
    places.push(Number(/op (\d+) plaats/.exec(await page.locator("[data-message]").innerText())[1]));
  }
  await pane(page, "voorbeelden");
  await proved(page);
  assert.match(await page.locator("[data-status]").innerText(), /^Alle \d+ voorbeelden kloppen/);
  await pane(page, "bevindingen");
  assert.equal(await page.locator(".finding.error").count(), 0);
  // The header, and at least one place where each is used, but for what nothing names.
  const unnamed = ["[onmogelijk.", "[afwijking.", "[regel."];
  Object.keys(NAMES).forEach((behind, at) => assert.ok(places[at] >= (unnamed.some((one) => behind.startsWith(one)) ? 1 : 2), `${behind}: ${places[at]}`));
  const now = await text(page);
  assert.match(now, /his\s*= \{ keuzes = \{ gemoed = /);
  assert.match(now, /anders\s*= "niets_aan_de_hand"/);
  assert.match(now, /als\s*= "zelfdoding = 'met_plan'"/);
  assert.match(now, /zelfdoding = "met_plan"/);
  // Files that build on it still say the old name: which ones is told.
  await rename(page, "[contact.spoednummer", "spoedlijn");
  await rename(page, "[route.welzijn_op_recept", "welzijn");
  await says(page, /vlissingen\/1\.0\.0\.toml[\s\S]*hierop voort/);
  // Taken already.
  await rename(page, "{ niets_aan_de_hand", "vermoeden");
  for (let times = Object.keys(NAMES).length + 2; times > 0; times -= 1) await page.keyboard.press("Control+z");
  assert.equal(await text(page), before);
  assert.deepEqual(page.faults, []);
});

test("a choice of the base stays as it is called there, and leads to where it is described", async () => {
  const page = await open(world);
  await page.locator("[data-edit='vlissingen/1.0.0.toml']").click();
  await proved(page);
  const now = await text(page);
  const [place] = /psychische_ernst\s*= "geen/.exec(now);
  await cursor(page, place);
  await page.keyboard.press("F2");
  await says(page, /komt uit de basis/);
  await page.keyboard.press("F12");
  await page.locator("[data-looking]").waitFor();
  assert.match(await page.locator("protocol-tekst .cm-activeLine").innerText(), /keuzes/);
  assert.equal(await text(page), now);
});
