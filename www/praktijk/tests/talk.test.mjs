// From the list to the talk, and on to the triage of the municipality; once by keyboard only.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ADVISED, fill, widow } from "../../tests/support/walk.mjs";
import { bytesOf, EXPORT, keys, make, MAP, open, start, SUMMARY } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const answers = (page) => page.evaluate(() => document.querySelector("domein-wijzer").updateComplete.then(() => document.querySelector("domein-wijzer").answers));
const SCORES = { cijfer_lichaam: 4, cijfer_erbij: 2, ladder_gezond: 5, ladder_aanvaarding: 3, ladder_grip: 7 };

/** Presses Tab until something has the focus, in whichever shadow root. */
async function tabTo(page, selector, key = "Tab") {
  for (let nth = 0; nth < 250; nth += 1) {
    const there = await page.evaluate((wanted) => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.matches(wanted) ?? false;
    }, selector);
    if (there) return;
    await page.keyboard.press(key);
  }
  assert.fail(`the keyboard does not get to ${selector}`);
}

async function chooseFile(page, selector, path) {
  // Waited for before the keys: a key overtakes, in the browser, the request to hand the dialog over.
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), tabTo(page, selector).then(() => page.keyboard.press("Space"))]);
  await chooser.setFiles(path);
}

test("by keyboard only: file, mapping, list, consent, talk, triage", async () => {
  const page = await open(world);
  await chooseFile(page, "[data-do=open]", EXPORT);
  await page.locator("[data-opened]").waitFor();
  await chooseFile(page, "[data-do=map]", MAP);
  await page.locator("[data-do=forget-map]").waitFor();
  await tabTo(page, "[data-do=make]");
  await page.keyboard.press("Enter");
  await page.locator("[data-counts]").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "lijst-titel");
  await tabTo(page, "[data-do=talk]");
  await page.keyboard.press("Enter");
  await page.locator(".ask-consent").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "gesprek-titel");
  // Not without an answer.
  await tabTo(page, "[data-do=consented]");
  await page.keyboard.press("Enter");
  assert.match(await page.locator(".ask-consent [role=alert]").innerText(), /Kies eerst/);
  await tabTo(page, "input[name=instemming]", "Shift+Tab");
  await page.keyboard.press("Space");
  await tabTo(page, "[data-do=consented]");
  await page.keyboard.press("Enter");
  await tabTo(page, "[data-do=municipality]");
  await page.keyboard.type("Vliss");
  await page.locator("[data-drawn=zes_cijfers]").waitFor();
  await tabTo(page, "input[name=instrument-cijfer_lichaam]");
  await page.keyboard.press("ArrowRight");
  await tabTo(page, "[data-do=triage]");
  await page.keyboard.press("Enter");
  await page.locator("domein-wijzer .ask").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "gesprek-titel");
  assert.equal(typeof (await answers(page)).cijfer_lichaam, "number");
  await tabTo(page, ".ask button");
  await page.keyboard.press("n");
  assert.equal((await answers(page)).veiligheidssignaal, false);
  await tabTo(page, "[data-do=back]", "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.locator("[data-note]").waitFor();
  assert.match(await page.locator("[data-note]").innerText(), /^Toestemming mondeling voor het gesprek \(22 november 2026\)$/);
  assert.deepEqual(page.faults, []);
});

test("what was said and what the export says goes along to the triage, and is there again after coming back", async () => {
  const page = await open(world);
  await make(page);
  const address = page.url();
  const [key] = await keys(page);
  await page.locator("[data-do=talk]").first().click();
  const told = await page.locator(".told dl").innerText();
  await page.locator("input[value=schriftelijk]").check();
  await page.locator("[data-do=consented]").click();
  await page.locator("[data-do=municipality]").selectOption("GM0718");
  for (const [question, score] of Object.entries(SCORES)) await page.locator(`input[name=instrument-${question}][value="${score}"]`).check();
  assert.match(await page.locator("[data-drawn=ladder] .instrument-hint").innerText(), /Heeft grip, maar kan er moeilijk mee leven/);
  await page.locator("[data-do=triage]").click();
  await page.locator("domein-wijzer .ask").waitFor();
  const given = await answers(page);
  for (const [question, score] of Object.entries(SCORES)) assert.equal(given[question], score);
  assert.match(told, new RegExp(`Leeftijd\\s+${given.leeftijd} jaar`));
  assert.match(told, new RegExp(`Contacten\\s+${given.consulten_per_jaar} contacten\\n`));
  assert.equal(await page.locator("domein-wijzer .ask").getAttribute("data-question"), "veiligheidssignaal");
  // Nothing that was open there is answered here.
  assert.deepEqual(Object.keys(given).sort(), [...Object.keys(SCORES), "consulten_per_jaar", "leeftijd", "veel_betrokken"].sort());
  await page.evaluate(() => document.querySelector("domein-wijzer").answer("veiligheidssignaal", false));
  await answers(page);
  await page.locator("[data-do=back]").click();
  assert.equal(page.url(), address);
  // Another patient has none of it.
  await page.locator("[data-do=talk]").nth(1).click();
  await page.locator("input[value=nee]").check();
  await page.locator("[data-do=consented]").click();
  await page.locator("[data-note]", { hasText: "Wil geen gesprek" }).waitFor();
  assert.equal(await page.locator("domein-wijzer").count(), 0);
  await page.locator("[data-filter=noted]").check();
  await page.locator("[data-total]", { hasText: "van 2." }).waitFor();
  await page.locator("[data-do=talk]").first().click();
  await page.locator("domein-wijzer .ask").waitFor();
  assert.equal((await answers(page)).veiligheidssignaal, false);
  assert.equal((await answers(page)).cijfer_erbij, 2);
  await page.locator("[data-do=back]").click();
  const [saved] = await Promise.all([page.waitForEvent("download"), page.locator("[data-do=download]").click()]);
  const lines = (await bytesOf(saved)).toString("utf8").trim().split("\n");
  assert.equal(lines.length, 1 + SUMMARY.vastgesteld + SUMMARY.onvoldoendeGegevens);
  assert.match(lines[0], /;ontbreekt;gesprek$/);
  const noted = lines.filter((line) => /;(Toestemming|Wil geen)/.test(line));
  assert.equal(noted.length, 2);
  assert.match(noted.find((line) => line.startsWith(key)), /;Toestemming schriftelijk voor het gesprek \(22 november 2026\)$/);
  // Who stops leaves nothing but that.
  await page.locator("[data-do=talk]").first().click();
  await page.locator("[data-do=withdraw]").click();
  await page.locator("[data-note]", { hasText: "Gestopt op verzoek van de patiënt" }).waitFor();
  await page.locator("[data-do=talk]").first().click();
  await page.locator(".ask-consent").waitFor();
  assert.equal(await page.locator("domein-wijzer").count(), 0);
  assert.deepEqual(page.faults, []);
});

test("a letter goes only after consent for sharing", async () => {
  const page = await open(world);
  await make(page);
  await page.locator("[data-do=talk]").first().click();
  await page.locator("input[value=mondeling]").check();
  await page.locator("[data-do=consented]").click();
  await page.locator("[data-do=municipality]").selectOption("GM0718");
  await page.locator("[data-do=triage]").click();
  await page.locator("domein-wijzer .ask").waitFor();
  await fill(page, widow.answers, { until: ADVISED });
  await page.locator("[data-do=share]").click();
  await page.locator(".consent").waitFor();
  await page.locator("[data-do=refuse]").click();
  assert.match(await page.locator("[data-message]").innerText(), /Er gaat niets weg/);
  assert.deepEqual(await page.evaluate(() => document.querySelector("domein-wijzer").recordLines.map((line) => line.slice(0, 22))), ["P: Geen toestemming op"]);
});
