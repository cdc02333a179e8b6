// Writing: what is completed, explained, found, renamed and mended.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begin, content, cursor, editor, open, pane, proved, says, start, swap, text } from "./support.mjs";

let world;
let page;
before(async () => {
  world = await start();
  page = await open(world);
  await begin(page);
});
after(() => world.close());

const RULE = 'als    = "leeftijd >= 75 en eenzaamheid >= 4"';
/** Waits until what is offered has one that begins so; a list of what was typed before may still stand there. */
const offered = (beginning) =>
  page.waitForFunction(
    (wanted) => [...document.querySelector("protocol-tekst").shadowRoot.querySelectorAll(".cm-tooltip-autocomplete li")].some((one) => one.innerText.startsWith(wanted)),
    beginning,
  );

test("a fault stands at its place while one types, also behind letters of more than one byte", async () => {
  await swap(page, RULE, '# één, twee: 👩‍⚕️ ë\nals    = "leeftijd >= 75 en eenzamheid >= 4"');
  await proved(page);
  const marked = page.locator("protocol-tekst .cm-lintRange-error");
  await cursor(page, "eenzamheid");
  await marked.first().waitFor();
  assert.equal(await marked.first().innerText(), "eenzamheid");
  await pane(page, "bevindingen");
  await page.locator(".finding.error [data-do=fix]").first().click();
  await proved(page);
  assert.match(await text(page), /leeftijd >= 75 en eenzaamheid >= 4/);
  assert.match(await page.locator("[data-status]").innerText(), /^Geen bevindingen/);
});

test("who hears the text: what is wrong, where, the key that mends it, and that it is mended", async () => {
  const heard = (pattern) => page.waitForFunction(([source]) => new RegExp(source).test(document.querySelector("[data-heard]").textContent), [pattern.source]);
  // What the editor announces stands there for a moment only.
  await page.evaluate(() => {
    globalThis.announced = [];
    const place = document.querySelector("protocol-tekst").shadowRoot.querySelector(".cm-announced");
    new MutationObserver((changes) => globalThis.announced.push(...changes.flatMap(({ addedNodes }) => [...addedNodes]).map(({ textContent }) => textContent))).observe(place, { childList: true });
  });
  const told = async (pattern) => {
    await page.waitForFunction(([source]) => globalThis.announced.some((text) => new RegExp(source).test(text)), [pattern.source]);
    await page.evaluate(() => globalThis.announced.splice(0));
  };
  const before = await text(page);
  // Whatever is shown beside the text.
  await pane(page, "uitgeven");
  await heard(/^Geen bevindingen/);
  await cursor(page, "eenza");
  await page.keyboard.press("Backspace");
  const line = before.slice(0, before.indexOf("eenzaamheid >= 4")).split("\n").length;
  await heard(new RegExp(`^1 fout op regel ${line}: er is geen vraag, kenmerk of score .eenzamheid.`));
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  await told(/^Fout op deze regel/);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("F8");
  await told(new RegExp(`^Regel ${line}, fout: .*eenzamheid.*bedoelt u .eenzaamheid..*Alt\\+Enter: Herstel`));
  await page.keyboard.press("Alt+Enter");
  assert.equal(await text(page), before);
  await heard(/^Geen bevindingen/);
  await page.keyboard.press("F8");
  await told(/^Geen bevindingen in deze tekst/);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  assert.equal(await text(page), before);
  await proved(page);
});

test("everything that was done elsewhere on the page can be undone in the text", async () => {
  await content(page).focus();
  await page.keyboard.press("Control+z");
  assert.match(await text(page), /eenzamheid/);
  await page.keyboard.press("Control+z");
  assert.ok((await text(page)).includes(RULE));
  await proved(page);
});

test("in a condition: names with what they ask, then the answers of that question", async () => {
  await cursor(page, "eenzaamheid >= 4");
  await page.keyboard.type(" en psych");
  await offered("psychische_ernst");
  await page.keyboard.press("Escape");
  await page.keyboard.type("ische_ernst = ");
  await page.keyboard.press("Control+Space");
  await offered("'ernstig'");
  await page.keyboard.press("Escape");
  await page.keyboard.type("'ernstig'");
  await proved(page);
  assert.equal(await page.locator("protocol-tekst .cm-lintRange-error").count(), 0);
});

test("keys of a section, ids of a list, sections of a header", async () => {
  await cursor(page, 'voor   = "welzijn_op_recept"');
  await page.keyboard.press("Enter");
  await page.keyboard.type("ter");
  await offered("termijn_werkdagen");
  await page.keyboard.press("Escape");
  for (let times = 0; times < 4; times += 1) await page.keyboard.press("Backspace");
  await cursor(page, 'bron   = ["');
  await page.keyboard.press("Control+Space");
  await offered("werkafspraak_veere");
  await offered("eigen_keuze");
  await page.keyboard.press("Escape");
  await cursor(page, "toestemming        = true\n");
  await page.keyboard.type("\n[reg");
  await offered("regel");
  await page.keyboard.press("Escape");
  for (let times = 0; times < 6; times += 1) await page.keyboard.press("Backspace");
});

test("a name says what it asks, and leads to where it is described, in the base too", async () => {
  const name = page.locator("protocol-tekst .tok-c-name", { hasText: /^leeftijd$/ });
  await cursor(page, "leeftijd >= 75");
  await name.first().hover();
  const about = page.locator("protocol-tekst .about");
  await about.waitFor();
  assert.match(await about.innerText(), /getal van 0 tot en met \d+ \(jaar\)[\s\S]*vraag leeftijd, uit nederland@1\.0\.0/);
  await page.mouse.move(5, 5);
  await cursor(page, '= "leeftijd');
  await page.keyboard.press("F12");
  await page.locator("[data-looking]").waitFor();
  assert.match(await page.locator("[data-looking]").innerText(), /nederland\/1\.0\.0\.toml/);
  assert.match(await page.locator("protocol-tekst .cm-activeLine").innerText(), /\[vraag\.leeftijd\]/);
  await page.keyboard.type("x");
  await page.locator("[data-do=back]").click();
  assert.doesNotMatch(await text(page), /\[xvraag/);
});

test("another name is another name everywhere; one of the base stays", async () => {
  await cursor(page, "[aanbod.wandel");
  await page.keyboard.press("F2");
  await page.locator("dialog input[name=naam]").fill("wandelclub");
  await page.locator("dialog button[type=submit]").click();
  await proved(page);
  const now = await text(page);
  assert.doesNotMatch(now, /wandelgroep_veere/);
  assert.equal(now.match(/wandelclub/g).length, 3);
  assert.equal(await page.locator("protocol-tekst .cm-lintRange-error").count(), 0);
  await says(page, /op 3 plaatsen/);
  await cursor(page, '= "leeftijd');
  await page.keyboard.press("F2");
  await says(page, /komt uit de basis/);
});

test("the readable protocol leads to the text, follows it, and changes it with its comments kept", async () => {
  await pane(page, "leesbaar");
  await page.locator('[data-jump="regel.oudere_veere"]').first().click();
  assert.match(await page.locator("protocol-tekst .cm-activeLine").innerText(), /\[regel\.oudere_veere\]/);
  await cursor(page, "[contact.welzijnscoach_veere]");
  await page.locator('[data-entry="contact.welzijnscoach_veere"].current').waitFor();
  const before = await text(page);
  const field = page.locator('[data-set="contact.welzijnscoach_veere.telefoon"]');
  await page.locator('[data-entry="contact.welzijnscoach_veere"] summary').click();
  await field.fill("0118-000000");
  await field.blur();
  await proved(page);
  assert.equal(await text(page), before.replace("000-0000000", "0118-000000"));
  // A text of the base becomes one of the municipality's own.
  const patient = page.locator('[data-set="route.schuldhulp.uitleg"]');
  await page.locator('[data-entry="route.schuldhulp"] > details > summary').click();
  await patient.fill("Bel eerst \"de\" coach.");
  await patient.blur();
  await proved(page);
  assert.match(await text(page), /\[route\.schuldhulp\]\nuitleg = "Bel eerst \\"de\\" coach\."/);
  await page.locator('[data-entry="route.schuldhulp"] mark', { hasText: "Bel eerst" }).waitFor();
  await page.locator('[data-entry="route.schuldhulp"] .do .quiet').first().click();
  await proved(page);
  assert.match(await text(page), /voorrang = \[[\s\S]*"schuldhulp"/);
  assert.deepEqual(page.faults, []);
});

test("an example of one's own, from the form", async () => {
  await pane(page, "voorbeelden");
  await page.locator("[data-do=new-example]").click();
  await page.locator(".example-form input[name=titel]").fill("Man van 80, \"alleen\"");
  await page.locator(".example-form select[name=route]").selectOption("spoed");
  await page.locator('.example-form select[name="vraag.zelfdoding"]').selectOption("dreigend");
  await page.locator('.example-form select[name="vraag.veiligheidssignaal"]').selectOption("true");
  await page.locator(".example-form button[type=submit]").click();
  await proved(page);
  const now = await text(page);
  assert.match(now, /\[voorbeeld\.man_van_80_alleen\]\ntitel = "Man van 80, \\"alleen\\""\nverwacht = \{ route = "spoed" \}/);
  const row = page.locator("tr[data-example=man_van_80_alleen]");
  assert.match(await row.innerText(), /klopt/);
  // By keyboard: into the form, and back to where one was.
  await row.getByRole("button", { name: /Wijzig/ }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.name === "titel");
  await page.locator(".example-form select[name=route]").selectOption("huisarts");
  await page.locator(".example-form button[type=submit]").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.dataset.do === "edit-example" && document.activeElement.closest("tr").dataset.example === "man_van_80_alleen");
  await proved(page);
  assert.match(await row.innerText(), /klopt niet/);
  await row.getByRole("button", { name: /Verwijder/ }).click();
  await proved(page);
  assert.doesNotMatch(await text(page), /man_van_80/);
  assert.equal(await row.count(), 0);
  assert.equal((await editor(page).count()), 1);
});
