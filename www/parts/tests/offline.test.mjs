// Without a connection, and with a new version: announced, and taken over between consults only.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { built, launch, serve } from "./support.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A site and windows of its own, for as long as the test lasts: a server that is left open keeps the file running. */
async function opened(test) {
  const site = await serve(built);
  const context = await browser.newContext();
  test.after(() => context.close().then(() => site.close()));
  return { site, context };
}

/** The same with a page that has the worker in place. */
async function installed(test) {
  const { site, context } = await opened(test);
  const page = await window_(site, context);
  await page.evaluate(() => navigator.serviceWorker.ready);
  // Loaded once more, so that the worker answers for everything.
  await page.reload();
  await started(page);
  return { site, context, page };
}

async function window_(site, context) {
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  await page.goto(site.address);
  await started(page);
  return page;
}

/** Asks again until it is so: the page's policy does not let a test wait inside it. */
async function until(page, question) {
  for (const end = Date.now() + 20_000; Date.now() < end; await page.waitForTimeout(50)) {
    if (await page.evaluate(question).catch(() => false)) return;
  }
  assert.fail(`never: ${question}`);
}

/** Starts the updates as a page would; what was announced is counted. */
async function started(page) {
  await until(page, () => "harness" in window);
  await page.evaluate(() => window.harness.startUpdates());
}

/** The same worker with another version: what a server has after a new build. */
function newVersion(site) {
  site.change = (path, body) => (path.endsWith("/sw.js") ? Buffer.from(body.toString().replace(/VERSION = "[^"]+"/, 'VERSION = "nieuw"')) : body);
}

test("every file of the build is kept, each with its contents", async () => {
  const worker = readFileSync(join(built, "sw.js"), "utf8");
  const files = JSON.parse(worker.match(/FILES = (\[[\s\S]*?\n\]);/)[1]);
  const paths = files.map(({ path }) => path);
  for (const path of ["./index.html", "./manifest.webmanifest", "./icons/icon-192.png"]) assert.ok(paths.includes(path), path);
  assert.ok(paths.some((path) => path.endsWith(".js")) && paths.some((path) => path.endsWith(".woff2")));
  assert.ok(paths.every((path) => existsSync(join(built, path))));
  assert.ok(files.every(({ integrity }) => integrity.startsWith("sha256-")));
  assert.doesNotMatch(worker, /__(VERSION|FILES)__/);
});

test("the manifest makes it installable", async (test) => {
  const manifest = JSON.parse(readFileSync(join(built, "manifest.webmanifest"), "utf8"));
  for (const { src } of manifest.icons) assert.ok(existsSync(join(built, src)), src);
  const { site, context, page } = await installed(test);
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A window of a test is private; that is about the window and not about the page.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
  assert.ok(site.requests.includes("/manifest.webmanifest") || installabilityErrors.length <= 1);
});

test("after one visit it opens without a server, and asks nothing of anyone", async (test) => {
  const { site, context, page } = await installed(test);
  const before = site.requests.length;
  await context.setOffline(true);
  await page.goto(`${site.address}?x=1#gemeente=GM0718`);
  await until(page, () => "harness" in window);
  assert.equal(await page.evaluate(() => window.harness.form.groups.length > 10), true);
  assert.equal(site.requests.length, before);
  assert.deepEqual(page.faults, []);
});

test("the first visit announces nothing", async (test) => {
  const { site, context } = await opened(test);
  const page = await window_(site, context);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => window.harness.announced), 0);
  assert.equal(await page.evaluate(() => window.harness.updates.takeOver()), false);
});

/** A worker and its registration, of which a test says what happens when. */
function pretended() {
  class Worker extends EventTarget {
    state = "installing";
    become(state) {
      this.state = state;
      this.dispatchEvent(new Event("statechange"));
    }
  }
  const registration = Object.assign(new EventTarget(), { installing: new Worker(), waiting: null, active: null });
  const container = Object.assign(new EventTarget(), { controller: null, register: async () => registration });
  Object.defineProperty(navigator, "serviceWorker", { value: container });
  window.pretended = { Worker, registration, container };
}

test("nor does one where the first worker answers before it is said to be installed, as WebKit tells it; the next one is announced", async (test) => {
  const { site, context } = await opened(test);
  await context.addInitScript(pretended);
  const page = await window_(site, context);
  const announced = await page.evaluate(() => {
    const { Worker, registration, container } = window.pretended;
    const first = registration.installing;
    container.controller = first;
    Object.assign(registration, { installing: null, waiting: first });
    first.become("installed");
    Object.assign(registration, { waiting: null, active: first });
    first.become("activating");
    container.dispatchEvent(new Event("controllerchange"));
    first.become("activated");
    const early = window.harness.announced;
    const next = new Worker();
    registration.installing = next;
    registration.dispatchEvent(new Event("updatefound"));
    Object.assign(registration, { installing: null, waiting: next });
    next.become("installed");
    return [early, window.harness.announced];
  });
  assert.deepEqual(announced, [0, 1]);
});

test("a new version waits during a consult and is taken over after it", async (test) => {
  const { site, page } = await installed(test);
  newVersion(site);
  await page.evaluate(() => window.harness.updates.check());
  await until(page, () => window.harness.announced === 1);
  await page.evaluate(() => {
    window.harness.busy = true;
    window.here = true;
  });
  assert.equal(await page.evaluate(() => window.harness.updates.takeOver()), false);
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => window.here), true);

  await page.evaluate(() => (window.harness.busy = false));
  const loaded = page.waitForEvent("load");
  assert.equal(await page.evaluate(() => window.harness.updates.takeOver()), true);
  await loaded;
  assert.equal(await page.evaluate(() => window.here), undefined);
  await until(page, async () => (await caches.keys()).join() === "domeinwijzer-nieuw");
});

test("another window that takes over does not reload this one", async (test) => {
  const { site, context, page } = await installed(test);
  const other = await window_(site, context);
  await page.evaluate(() => {
    window.harness.busy = true;
    window.here = true;
  });
  newVersion(site);
  await other.evaluate(() => window.harness.updates.check());
  await until(other, () => window.harness.announced === 1);
  const loaded = other.waitForEvent("load");
  await other.evaluate(() => window.harness.updates.takeOver());
  await loaded;
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.here), true);
  assert.ok((await page.evaluate(() => window.harness.announced)) >= 1);
  // Between consults it is loaded anew here as well.
  await page.evaluate(() => (window.harness.busy = false));
  const again = page.waitForEvent("load");
  assert.equal(await page.evaluate(() => window.harness.updates.takeOver()), true);
  await again;
});

test("a file that was changed on the way is not kept", async (test) => {
  const { site, page } = await installed(test);
  site.change = (path, body) => {
    if (path.endsWith("/sw.js")) return Buffer.from(body.toString().replace(/VERSION = "[^"]+"/, 'VERSION = "gek"'));
    return path.endsWith(".js") ? Buffer.concat([body, Buffer.from("\nalert(1)")]) : body;
  };
  await page.evaluate(() => window.harness.updates.check());
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => window.harness.announced), 0);
  assert.equal(await page.evaluate(async () => (await caches.keys()).some((name) => name.endsWith("nieuw"))), false);
});
