// A new version of a protocol that is in force: who moves, which version that takes, and trying it beside the old one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, pane, picture, proved, start, swap, text } from "./support.mjs";

let world;
let page;
before(async () => {
  world = await start();
  page = await open(world);
  await page.locator("[data-edit='vlissingen/1.0.0.toml']").click();
  await proved(page);
});
after(() => world.close());

test("other texts take the last number of the version, and nothing goes out with less", async () => {
  await pane(page, "verschil");
  await page.locator("[data-step=none]").waitFor();
  await swap(page, 'uitleg = "Binnenlopen zonder afspraak."', 'uitleg = "Binnenlopen mag altijd."');
  await page.locator("[data-step=patch]").waitFor();
  assert.match(await page.locator(".bench").innerText(), /Niemand\. Dat is bewezen/);
  await pane(page, "uitgeven");
  await page.locator(".hindrances .wrong", { hasText: "van 1.0.0 naar minstens 1.0.1" }).waitFor();
  assert.ok(await page.locator("[data-do=publish]").isDisabled());
});

test("another threshold: who moves, by which rule, how often; the version and the changelog that go with it", async () => {
  await pane(page, "leesbaar");
  // What no example reaches stands at its condition.
  await page.locator('[data-entry^="kenmerk."]', { hasText: /Geen voorbeeld (met|waarin)/ }).first().waitFor();
  // From the readable protocol: a number of the base becomes the municipality's own.
  const rule = page.locator('[data-entry="kenmerk.sterk_eenzaam"]').first();
  await rule.locator("details").evaluate((element) => (element.open = true));
  const bound = rule.locator("input[type=number]").first();
  assert.equal(await bound.inputValue(), "6");
  await bound.fill("7");
  await bound.blur();
  await proved(page);
  assert.match(await text(page), /\[kenmerk\.sterk_eenzaam\]\nals = "eenzaamheid >= 7"/);
  await pane(page, "verschil");
  await page.locator("[data-step=minor]").waitFor();
  const move = page.locator(".move", { has: page.getByRole("button", { name: "eenzaam", exact: true }) }).first();
  assert.match(await move.innerText(), /Bijvoorbeeld deze patiënt/);
  assert.match(await move.innerText(), /door kenmerk\.sterk_eenzaam/);
  await picture(page, "werkbank-verschuiving", { fullPage: true });
  await page.locator("[data-do=version]").click();
  await proved(page);
  assert.match(await text(page), /versie {7}= "1\.1\.0"/);
  await page.locator(".step", { hasText: "dat klopt" }).waitFor();
  await page.waitForFunction(() => document.querySelector("[data-do=changelog]")?.value.startsWith("## 1.1.0"));
  assert.match(await page.locator("[data-do=changelog]").inputValue(), /Ander advies:\n- van [\s\S]*kenmerk sterk_eenzaam/);
  await pane(page, "uitgeven");
  // What stands in the way now is not the version any more: examples of the base expected the old threshold.
  await page.locator(".hindrances .wrong", { hasText: /voorbeeld(en)? klop/ }).waitFor();
  assert.doesNotMatch(await page.locator(".hindrances").innerText(), /versie gaat te weinig/);
  // An example of the base gets the outcome that it has here.
  await pane(page, "voorbeelden");
  const failed = page.locator("tr.failed").first();
  const id = await failed.getAttribute("data-example");
  await failed.getByRole("button", { name: /Laat vervallen/ }).click();
  await proved(page);
  assert.match(await text(page), new RegExp(`\\[voorbeeld\\.${id}\\]\\nvervalt = true\\nreden`));
  assert.equal(await page.locator(`tr[data-example=${id}]`).count(), 0);
});

test("the same patient at both, side by side", async () => {
  await pane(page, "proberen");
  const both = page.locator("domein-wijzer");
  await both.nth(1).locator(".ask").waitFor();
  assert.equal(await both.count(), 2);
  await both.nth(0).locator(".ask button").first().click();
  await page.waitForFunction(() => {
    const [one, other] = [...document.querySelectorAll("domein-wijzer")].map(({ answers }) => JSON.stringify(answers));
    return one === other && one !== "{}";
  });
  assert.deepEqual(page.faults, []);
});
