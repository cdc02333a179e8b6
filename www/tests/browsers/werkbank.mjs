// The workbench in a browser beside Chromium: a municipality is begun, a fault is typed and found, mended by undoing,
// the text brought into form, and every view shown.
import assert from "node:assert/strict";

const PAUSE = 50;
/** Milliseconds until something has to be there, on a machine that is busy. */
const PATIENCE = 90_000;

const editor = `document.querySelector("protocol-tekst")`;
const PROVED = `document.querySelector(".beside")?.dataset.proved === "ja"`;
const WHICH = `document.querySelector("[data-status]")?.textContent ?? ""`;

export async function walkWorkbench(browser, address) {
  const until = async (code, what) => {
    for (const end = Date.now() + PATIENCE; (await browser.evaluate(code)) !== true; await new Promise((done) => setTimeout(done, PAUSE))) {
      assert.ok(Date.now() < end, `${what}: ${await browser.evaluate("document.body.innerText.slice(0, 600)")}`);
    }
  };
  const act = (code) => browser.evaluate(`(() => { ${code}; return true; })()`);
  const click = (selector) => act(`document.querySelector(${JSON.stringify(selector)}).click()`);
  const text = () => browser.evaluate(`${editor}.text`);

  await browser.open(`${address}werkbank/index.html`);
  await until(`document.querySelectorAll("select[name=gemeente] option").length > 300`, "the municipalities did not come");
  await act(`document.querySelector("select[name=gemeente]").value = "GM0717"`);
  await click("[data-do=start]");
  await until(PROVED, "the first file was not proved");
  assert.match(await browser.evaluate(WHICH), /^Geen bevindingen/);
  const begun = await text();
  // Typed as people do, at the very start: no key may get lost.
  await act(`${editor}.select(0)`);
  await browser.press("x");
  await browser.press("=");
  await until(`${PROVED} && document.querySelector(".finding.error") !== null`, "the fault was not found");
  assert.equal(await text(), `x=${begun}`);
  await act(`${editor}.replace(${JSON.stringify(begun)})`);
  await until(`${PROVED} && document.querySelector(".finding.error") === null`, "the fault did not go");
  await click("[data-do=tidy]");
  await until(`/vorm/.test(document.querySelector("[data-message]").textContent)`, "the text was not brought into form");
  for (const [pane, sign] of Object.entries({ leesbaar: ".readable h3", voorbeelden: "tbody tr", verschil: ".move", proberen: "domein-wijzer", uitgeven: "[data-do=publish]:not([disabled])" })) {
    await click(`#tab-${pane}`);
    await until(`document.querySelector(${JSON.stringify(sign)}) !== null`, pane);
  }
  await click("[data-do=publish]");
  await until(`document.querySelector("[data-do=publish-now]") !== null`, "publishing did not ask");
  await click("[data-do=publish-now]");
  await until(`document.querySelector("[data-reopened]") !== null`, "the package was not made");
  assert.match(await browser.evaluate(`document.querySelector("[data-reopened]").textContent`), /alles klopt/);
  assert.deepEqual((await browser.errors?.()) ?? [], []);
}
