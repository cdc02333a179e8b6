// The element as a control of a form.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { row, walk, widow } from "../../tests/support/walk.mjs";
import { open, settled, start } from "./support/host.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const form = (attributes, inner = "") => `<form id="formulier" action="/ontvangen.html"><fieldset id="deel">
  <legend>Verwijzing</legend><label for="een">Advies</label>
  <domein-wijzer id="een" gemeente="GM0718" date="${widow.date}" ${attributes}></domein-wijzer></fieldset>${inner}
  <button>Verstuur</button></form>`;

const data = (page) => page.evaluate(() => [...new FormData(document.querySelector("form"))]);

test("its value is the answers; reset goes back to those of the attribute", async () => {
  const page = await open(world, form(`name="advies" answers='{"eenzaamheid":8}'`));
  assert.deepEqual(await data(page), [["advies", '{"eenzaamheid":8}']]);
  const lonely = await row(page, "eenzaamheid");
  await lonely.getByLabel("3", { exact: true }).check();
  await lonely.getByLabel("Weet ik niet").check();
  assert.deepEqual(await data(page), [["advies", '{"eenzaamheid":null}']]);
  await page.evaluate(() => document.querySelector("form").reset());
  await settled(page);
  assert.deepEqual(await data(page), [["advies", '{"eenzaamheid":8}']]);
  await page.evaluate(() => {
    document.querySelector("#een").value = "";
  });
  await settled(page);
  assert.deepEqual(await data(page), []);
  const [name, labels] = await page.locator("#een").evaluate((element) => [element.form.id, element.labels.length]);
  assert.deepEqual([name, labels], ["formulier", 1]);
});

test("required holds the form until there is an advice; what is wrong holds it too", async () => {
  const page = await open(world, form(`name="advies" required`));
  const validity = () =>
    page.locator("#een").evaluate((element) => {
      const flags = [];
      for (const name in element.validity) if (element.validity[name] === true) flags.push(name);
      return { flags, sent: document.querySelector("form").checkValidity(), message: element.validationMessage };
    });
  assert.deepEqual(await validity(), { flags: ["valueMissing"], sent: false, message: "Beantwoord eerst de vragen: er is nog geen advies." });
  await page.getByRole("button", { name: "Verstuur" }).click();
  assert.ok(!page.url().includes("ontvangen"), "an incomplete form was sent");

  await walk(page, widow.answers);
  assert.deepEqual(await validity(), { flags: ["valid"], sent: true, message: "" });
  const age = (await row(page, "leeftijd")).getByRole("textbox");
  await age.fill("999");
  await age.blur();
  await settled(page);
  assert.deepEqual((await validity()).flags, ["badInput"]);
  await age.fill("72");
  await age.blur();
  await page.evaluate(() => {
    document.querySelector("#een").date = "2099-01-01";
  });
  await settled(page);
  assert.deepEqual((await validity()).flags, ["customError"]);
  assert.deepEqual(page.faults, []);
});

test("disabled, by itself or by its fieldset, nothing can be answered and nothing is sent", async () => {
  const page = await open(world, form(`name="advies" answers='{"eenzaamheid":8}' shortcuts="page"`));
  for (const id of ["deel", "een"]) {
    await page.evaluate((one) => (document.querySelector(`#${one}`).disabled = true), id);
    await settled(page);
    assert.deepEqual(await data(page), [], id);
    assert.ok(await page.locator(".ask button.choice").first().isDisabled(), id);
    await page.keyboard.press("n");
    assert.deepEqual(await page.locator("#een").evaluate(({ answers }) => answers), { eenzaamheid: 8 }, id);
    await page.evaluate((one) => (document.querySelector(`#${one}`).disabled = false), id);
    await settled(page);
    assert.equal((await data(page)).length, 1, id);
  }
});

test("going back in the browser restores a named field, and nothing without a name", async () => {
  for (const [name, expected] of [
    [`name="advies"`, { eenzaamheid: 8 }],
    ["", {}],
  ]) {
    const page = await open(world, form(name));
    await page.evaluate(() => document.querySelector("#een").answer("eenzaamheid", 8));
    await settled(page);
    // A page that stays in memory would keep its state by itself.
    await page.evaluate(() => window.addEventListener("unload", () => {}));
    await page.goto(`${world.site.address}theme.css`);
    await page.goBack();
    await page.waitForFunction(() => "ready" in document.documentElement.dataset);
    await settled(page);
    assert.deepEqual(await page.locator("#een").evaluate(({ answers }) => answers), expected, name);
    await page.context().close();
  }
});
