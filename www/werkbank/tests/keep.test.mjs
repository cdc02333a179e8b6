// Nothing typed is lost: a tab that dies, a file that changes on the disk, two tabs, a browser that keeps nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { begin, content, open, says, start, tab, text, textOf } from "./support.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const goes = readFileSync(new URL("../../../protocols/goes/1.0.0.toml", import.meta.url), "utf8");

/** Files of the browser's own, as if someone had chosen them in the dialog. */
async function disk(page, name, content) {
  await page.evaluate(async ([file, said]) => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle(file, { create: true });
    const stream = await handle.createWritable();
    await stream.write(said);
    await stream.close();
    window.showOpenFilePicker = async () => [handle];
    window.showSaveFilePicker = async ({ suggestedName }) => root.getFileHandle(suggestedName, { create: true });
  }, [name, content]);
}

const onDisk = (page, name) => page.evaluate(async (file) => (await (await (await navigator.storage.getDirectory()).getFileHandle(file)).getFile()).text(), name);

test("a tab that is killed in the middle of typing", async () => {
  const page = await open(world);
  await begin(page);
  await content(page).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# nog niet af: gedachten van dinsdag");
  const typed = await text(page);
  const session = await page.context().newCDPSession(page);
  const context = page.context();
  void session.send("Page.crash").catch(() => {});
  await page.waitForEvent("crash");
  const again = await tab(world, context);
  // Also what was forgotten by mistake comes back.
  await again.locator("[data-do=forget]").click();
  await again.locator("[data-kept]").waitFor({ state: "detached" });
  await again.locator("[data-do=remember]").click();
  await again.locator("[data-kept='veere/1.0.0.toml'] [data-do=resume]").click();
  await again.locator("[data-doc]").waitFor();
  // The last key or two may have been on their way to the disk.
  const found = await text(again);
  assert.ok(typed.startsWith(found.slice(0, typed.length - 3)) && found.length >= typed.length - 2, `${typed.length} and ${found.length}`);
  assert.match(found, /gedachten van dinsd/);
  assert.deepEqual(again.faults, []);
});

test("saving writes the file, and a file that changed meanwhile is not written over unasked", async () => {
  const page = await open(world);
  await disk(page, "goes.toml", goes);
  await page.locator("[data-do=pick]").click();
  await page.locator("[data-saved=ja]").waitFor();
  await content(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# van ons\n");
  await page.locator("[data-saved=nee]").waitFor();
  await page.keyboard.press("Control+s");
  await page.locator("[data-saved=ja]").waitFor();
  assert.equal(await onDisk(page, "goes.toml"), `# van ons\n${goes}`);

  await page.keyboard.type("# ook van ons\n");
  await disk(page, "goes.toml", `# van een ander\n${goes}`);
  await page.keyboard.press("Control+s");
  await page.locator("[data-conflict]").waitFor();
  assert.equal(await onDisk(page, "goes.toml"), `# van een ander\n${goes}`);
  await page.locator("[data-do=disk]").click();
  assert.equal(await text(page), `# van een ander\n${goes}`);
  await content(page).focus();
  await page.keyboard.press("Control+z");
  assert.equal(await text(page), `# van ons\n# ook van ons\n${goes}`);
  await page.keyboard.press("Control+s");
  await page.locator("[data-saved=ja]").waitFor();
  assert.equal(await onDisk(page, "goes.toml"), `# van ons\n# ook van ons\n${goes}`);
  assert.deepEqual(page.faults, []);
});

test("without file access a file is opened and saved as a download", async () => {
  const page = await open(world);
  await page.evaluate(() => {
    delete window.showOpenFilePicker;
    delete window.showSaveFilePicker;
  });
  await page.locator("[data-do=take]").setInputFiles({ name: "goes.toml", mimeType: "application/toml", buffer: Buffer.from(goes.replaceAll("\n", "\r\n")) });
  await page.locator("[data-doc]").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-do=save]").click()]);
  assert.equal(download.suggestedFilename(), "goes-1.0.0.toml");
  assert.equal(await textOf(download), goes);
});

test("one file in two tabs: the second reads, until it takes over", async () => {
  const first = await open(world);
  await begin(first, "Goes");
  await content(first).focus();
  await first.keyboard.press("Control+Home");
  await first.keyboard.type("# eerste\n");
  const second = await tab(world, first.context());
  await second.locator("[data-do=resume]").click();
  await second.locator("[data-do=take-over]").waitFor();
  await says(second, /ook open in een ander tabblad/);
  await content(second).focus();
  await second.keyboard.type("verloren");
  assert.doesNotMatch(await text(second), /verloren/);
  await first.bringToFront();
  await first.keyboard.type("# later\n");
  await second.bringToFront();
  await second.locator("[data-do=take-over]").click();
  await second.locator("[data-do=take-over]").waitFor({ state: "detached" });
  assert.match(await text(second), /^# eerste\n# later\n/);
  await content(second).focus();
  await second.keyboard.press("Control+Home");
  await second.keyboard.type("# tweede\n");
  await says(first, /in een ander tabblad geschreven/);
  await first.bringToFront();
  await content(first).focus();
  await first.keyboard.type("zoek");
  assert.doesNotMatch(await text(first), /zoek/);
  assert.match(await text(second), /^# tweede\n/);
});

test("loaded once, it works without a connection", async () => {
  const page = await open(world, { serviceWorkers: "allow" });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.reload();
  await page.context().setOffline(true);
  await page.goto(`${world.site.address}werkbank/`);
  await page.locator("[data-form=start]").waitFor();
  await begin(page);
  assert.deepEqual(page.faults, []);
});

for (const [name, init, words] of [
  ["refused", () => (IDBFactory.prototype.open = () => {
    throw new DOMException("no", "SecurityError");
  }), /staat niet toe/],
  ["full", () => (IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
  }), /opslag van deze browser is vol/],
]) {
  test(`storage that is ${name}: it says so, and the text stays`, async () => {
    const page = await open(world, { init });
    await begin(page);
    await content(page).focus();
    await page.keyboard.type("# getypt\n");
    await page.locator("[data-unkept]").waitFor();
    assert.match(await page.locator("[data-unkept]").innerText(), words);
    assert.match(await text(page), /# getypt/);
  });
}
