// Every pane for people who see little, use a keyboard, or have a small screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { begin, content, open, pane, picture, proved, start, swap } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The element has tests of its own. */
async function clean(page, name, rules) {
  // Of long lists of the same the first few tell enough, and the rest takes most of the time.
  const axe = new AxeBuilder({ page }).exclude("domein-wijzer").exclude(".readable > :is(ol, ul) > li:nth-child(n + 4)").exclude("tbody tr:nth-child(n + 6)").exclude(".example-form fieldset:nth-of-type(n + 4)");
  const { violations } = await (rules === undefined ? axe.withTags(TAGS) : axe.withRules(rules)).analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).slice(0, 4).join(" | ")}`);
  assert.deepEqual(told, [], name);
}

test("every pane, light and dark", async () => {
  const page = await open(world);
  // In the dark only the colours are others.
  const both = async (name) => {
    await clean(page, name);
    await picture(page, `werkbank-${name}-licht`);
    await page.emulateMedia({ colorScheme: "dark" });
    await clean(page, `${name}, dark`, ["color-contrast"]);
    await picture(page, `werkbank-${name}-donker`);
    await page.emulateMedia({ colorScheme: "light" });
  };
  await both("begin");
  await begin(page);
  // Something to tell in each pane.
  await swap(page, "[route.welzijn_op_recept]", "[route.huisarts]\nvangnet = false\n\n[route.welzijn_op_recept]");
  await proved(page);
  for (const name of ["leesbaar", "bevindingen", "voorbeelden", "verschil", "proberen", "uitgeven"]) {
    await pane(page, name);
    if (name === "verschil") await page.locator(".step, .move").first().waitFor();
    if (name === "proberen") await page.locator("domein-wijzer").first().waitFor();
    if (name === "voorbeelden") await page.locator("[data-do=new-example]").click();
    if (name === "leesbaar") await page.locator(".routes > li:first-child > details > summary").click();
    await both(name);
  }
  assert.deepEqual(page.faults, []);
});

test("by keyboard: into the text, out of it, and along the panes", async () => {
  const page = await open(world);
  await begin(page);
  await content(page).focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "tab-bevindingen");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.id), "tab-voorbeelden");
  await page.locator("[data-pane=voorbeelden]").waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "paneel");
});

test("either half fills the screen, and the text scrolls within its own", async () => {
  const page = await open(world);
  await begin(page);
  const inside = () => page.evaluate(() => document.querySelector("protocol-tekst").getBoundingClientRect().bottom <= innerHeight && document.documentElement.scrollHeight <= innerHeight);
  assert.ok(await inside());
  await page.locator(".source .bar button[aria-pressed]").click();
  await page.locator(".beside").waitFor({ state: "hidden" });
  await page.locator(".source .bar button[aria-pressed]").click();
  await page.locator(".beside .fill button").click();
  await page.locator(".source").waitFor({ state: "hidden" });
  // Whoever jumps to a place in the text sees the text again.
  await pane(page, "leesbaar");
  await page.locator('[data-jump="regel.oudere_veere"]').first().click();
  await page.locator(".source").waitFor();
});

test("on a small screen nothing is cut off", async () => {
  const page = await open(world, { viewport: { width: 390, height: 844 } });
  await begin(page);
  const [text, beside] = await page.evaluate(() => [document.querySelector("protocol-tekst").shadowRoot.querySelector(".cm-editor").getBoundingClientRect().bottom, document.querySelector(".beside").getBoundingClientRect().top]);
  assert.ok(text <= beside + 1, "the text lies over what is below it");
  for (const name of ["leesbaar", "voorbeelden", "uitgeven"]) {
    await pane(page, name);
    await proved(page);
    const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    const wide = await page.evaluate(() => [...document.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > innerWidth && one.closest(".scroll") === null).map((one) => `${one.localName}.${one.className}`));
    assert.ok(width <= room, `${name}: ${width} in ${room}; ${wide.slice(0, 5).join(", ")}`);
  }
  await picture(page, "werkbank-smal");
});

test("nothing on paper but the protocol", async () => {
  const page = await open(world);
  await begin(page);
  await pane(page, "leesbaar");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".readable").isVisible(), true);
  assert.equal(await page.locator("protocol-tekst").isVisible(), false);
  assert.equal(await page.locator("header.top").isVisible(), false);
  assert.equal(await page.locator(".readable .no-print").first().isVisible(), false);
  // Whole, whatever was drawn yet, and with a name on every sheet.
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  assert.ok((await page.locator(".readable h3", { hasText: "Bronnen" }).count()) === 1);
  const rules = await page.evaluate(() => document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText)).filter((text) => text.startsWith("@page")).join(" "));
  assert.match(rules, /gemeente Veere, versie 1\.0\.0 \(concept\)/);
  assert.match(await page.title(), /^Triageprotocol .*versie 1\.0\.0/);
  assert.match(rules, /kenmerk [0-9a-f]{16}"/);
  assert.equal(await page.locator(".readable .routes li li").first().evaluate((one) => getComputedStyle(one).breakInside), "avoid");
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
  assert.ok(sheets > 5 && sheets < 30, `${sheets} sheets`);
});
