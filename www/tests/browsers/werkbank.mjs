// The workbench in a browser beside Chromium: a municipality is begun, a fault is typed and found, mended by undoing,
// the text brought into form, changed where people read it, saved as a download, found again and opened as a file, and every view shown.
import assert from "node:assert/strict";

const PAUSE = 50;
/** Milliseconds until something has to be there, on a machine that is busy. */
const PATIENCE = 90_000;

const editor = `document.querySelector("protocol-tekst")`;
const PROVED = `document.querySelector(".beside")?.dataset.proved === "ja"`;
/** Files that the page gives, as who saves them gets them: this browser shows no dialog for it. */
const CATCH = `(() => {
  window.given = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { void blob.text?.().then((text) => window.given.push(text)); return make.call(URL, blob); };
  return true;
})()`;
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
  await inView(browser, until, act, click, text);
  for (const [pane, sign] of Object.entries({ leesbaar: ".readable h3", voorbeelden: "tbody tr", verschil: ".move", proberen: "domein-wijzer", uitgeven: "[data-do=publish]:not([disabled])" })) {
    await click(`#tab-${pane}`);
    await until(`document.querySelector(${JSON.stringify(sign)}) !== null`, pane);
  }
  await click("[data-do=publish]");
  await until(`document.querySelector("[data-do=publish-now]") !== null`, "publishing did not ask");
  await click("[data-do=publish-now]");
  await until(`document.querySelector("[data-reopened]") !== null`, "the package was not made");
  assert.match(await browser.evaluate(`document.querySelector("[data-reopened]").textContent`), /alles klopt/);
  await kept(browser, until, act, click, text, address);
  assert.deepEqual((await browser.errors?.()) ?? [], []);
}

/** A title is changed where people read it, a route gets another place, and both are taken back by key. */
async function inView(browser, until, act, click, text) {
  const begun = await text();
  await click("#tab-leesbaar");
  await until(`document.querySelector('[data-entry="route.schuldhulp"] > details') !== null`, "the readable view");
  await click('[data-entry="route.schuldhulp"] > details > summary');
  await until(`document.querySelector('[data-set="route.schuldhulp.titel"]') !== null`, "the fields of a route");
  await act(`document.querySelector('[data-set="route.schuldhulp.titel"]').select()`);
  await act(`document.querySelector('[data-set="route.schuldhulp.titel"]').focus()`);
  await browser.press("X");
  await browser.press("Enter");
  await until(`${PROVED} && /\\[route\\.schuldhulp\\]\\ntitel = "[^"]*X[^"]*"/.test(${editor}.text)`, "the title did not land in the text");
  // A browser without a window of its own does not press buttons by key.
  await act(`const button = document.querySelector('[data-entry="route.schuldhulp"] [data-move=eerder]'); button.focus(); button.click()`);
  await until(`${PROVED} && /op plaats \\d+ van/.test(document.querySelector("[data-message]").textContent)`, "the route did not move");
  assert.equal(await browser.evaluate(`document.activeElement.closest("[data-entry]")?.dataset.entry`), "route.schuldhulp");
  for (const nth of ["first", "second"]) {
    const now = await text();
    await browser.press("Control", "z");
    await until(`${editor}.text !== ${JSON.stringify(now)}`, `the ${nth} undo`);
  }
  await until(PROVED, "after undoing");
  assert.equal(await text(), begun);
}

/** Without a dialog for files: saving is a download, opening is a field; and what was typed is there in another visit. */
async function kept(browser, until, act, click, text, address) {
  assert.equal(await browser.evaluate(`typeof window.showSaveFilePicker`), "undefined");
  await browser.evaluate(CATCH);
  const now = await text();
  await click("[data-do=save]");
  await until(`/map met downloads/.test(document.querySelector("[data-message]").textContent)`, "it was not saved");
  await until(`window.given.length > 0`, "nothing was given");
  assert.equal(await browser.evaluate(`window.given[0]`), now);
  await act(`${editor}.replace(${editor}.text + "# morgen verder\\n")`);
  await until(`${PROVED} && document.querySelector("[data-saved]").dataset.saved === "nee"`, "the change");
  await new Promise((done) => setTimeout(done, 1000));
  await browser.open(`${address}werkbank/index.html#weer`);
  await browser.evaluate("location.reload()").catch(() => {});
  await until(`document.querySelector("[data-kept] [data-do=resume]") !== null`, "what was typed was not kept");
  await click("[data-kept] [data-do=resume]");
  // Proving it takes this browser long: that was seen above.
  await until(`${editor}.text.endsWith("# morgen verder\\n")`, "what was typed did not come back");
  await click("[data-do=close]");
  await until(`document.querySelector("[data-do=take]") !== null`, "the first screen");
  await act(`const input = document.querySelector("[data-do=take]"); const all = new DataTransfer(); all.items.add(new File([${JSON.stringify(now)}], "veere.toml")); input.files = all.files; input.dispatchEvent(new Event("change"))`);
  // What was typed is no file yet: it stays, and one step back is the file.
  await until(`/hier al mee bezig/.test(document.querySelector("[data-message]").textContent)`, "the file was not opened");
  await click("[data-do=undo]");
  await until(`${editor}.text === ${JSON.stringify(now)}`, "one step back is not the file");
}
