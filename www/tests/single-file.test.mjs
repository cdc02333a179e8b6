// The one file for a USB stick: it decides a case, opened as a file, and asks nothing of anyone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { open, picture, start } from "./support/browser.mjs";
import { heading, never, VLISSINGEN, walk, widow } from "./support/walk.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

let world;
let folder;
let file;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "domeinwijzer-"));
  file = join(folder, "domeinwijzer.html");
  execFileSync(process.execPath, ["xtask/js/single-file.mjs", "www", file], { cwd: root });
  world = await start();
});
after(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const asFile = (path) => ({ browser: world.browser, site: { address: pathToFileURL(path).href } });

test("it decides a case with no request but for itself", async () => {
  const page = await open(asFile(file), { hash: VLISSINGEN, date: widow.date });
  const requests = [];
  page.context().on("request", (request) => requests.push(request.url()));
  await page.context().setOffline(true);
  await walk(page, widow.answers, { done: never });
  assert.equal(await heading(page), "Welzijn op recept");
  await picture(page, "los-bestand");
  assert.deepEqual(requests, []);
  assert.deepEqual(page.faults, []);
  const fonts = await page.evaluate(() => [...document.fonts].filter(({ status }) => status === "loaded").length);
  assert.ok(fonts > 0, "its own letters");
});

test("only the script inside it runs: a policy by hash", async () => {
  const text = readFileSync(file, "utf8");
  const policy = text.match(/Content-Security-Policy"\s+content="([^"]+)"/)[1];
  assert.match(policy, /script-src 'sha256-[^']+' 'wasm-unsafe-eval';/);
  assert.match(policy, /style-src 'sha256-[^']+';/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|'self'|https?:/);
  // Loading tells nothing to anyone either.
  const page = await open(asFile(file), { hash: VLISSINGEN });
  const violation = await page.evaluate(async () => {
    const found = new Promise((done) => document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective)));
    fetch("https://example.org/").catch(() => {});
    return found;
  });
  assert.equal(violation, "connect-src");
});

test("a file that was tampered with does not start", async () => {
  const changed = join(folder, "gewijzigd.html");
  writeFileSync(changed, readFileSync(file, "utf8").replace("</script>\n  </body>", ";window.foreign=1</script>\n  </body>"));
  const page = await world.browser.newPage();
  await page.goto(pathToFileURL(changed).href);
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.foreign), undefined);
  assert.equal(await page.locator("h1").count(), 0);
  await page.close();
});
