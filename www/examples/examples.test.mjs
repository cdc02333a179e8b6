// Every example host, started as its README says, and walked through until there is an advice.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = fileURLToPath(new URL("./", import.meta.url));
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const started = [];
let browser;

before(async () => {
  const debian = existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : chromium.executablePath();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH || debian, args: FLAGS });
});
after(async () => {
  await browser.close();
  started.forEach((it) => it.kill());
});

/** Starts a script of an example and returns the address that it prints. */
function start(name, script, ...args) {
  const child = spawn(process.execPath, [script, ...args], { cwd: join(here, name), env: { ...process.env, PORT: "0", NO_COLOR: "1" } });
  started.push(child);
  return new Promise((resolve, reject) => {
    let text = "";
    const hear = (chunk) => {
      text += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(text)?.[0];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", (code) => reject(new Error(`${name} ended with ${code}: ${text}`)));
  });
}

/** Serves what was built. */
async function serve(folder) {
  const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
  const server = createServer(async (request, response) => {
    const path = request.url === "/" ? "/index.html" : new URL(request.url, "http://x").pathname;
    try {
      const body = await readFile(join(folder, path));
      response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  started.push({ kill: () => server.close() });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** A patient in acute danger: "ja" to what is asked first leads to emergency care. */
async function walk(address, { noScript = false } = {}) {
  const context = await browser.newContext({ javaScriptEnabled: !noScript });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(address);
  try {
    const [legend, heading] = [page.locator("legend"), page.getByRole("heading", { level: 2 })];
    for (let asked = 0; asked < 5 && (await heading.count()) === 0; asked += 1) {
      await legend.waitFor({ timeout: 60_000 });
      const question = await legend.innerText();
      await page.getByRole("button", { name: "Ja", exact: true }).click({ timeout: 10_000 });
      await page.waitForFunction((before) => document.querySelector("legend")?.innerText !== before, question);
    }
    assert.match(await page.getByRole("heading", { level: 2 }).innerText(), /spoed/i);
    assert.deepEqual(faults, []);
  } catch (error) {
    throw new Error(`${error.message}\n${faults.join("\n")}\n${await page.locator("body").innerText()}`);
  } finally {
    await context.close();
  }
}

test("html, under a strict policy", async () => walk(await start("html", "serve.mjs")));

test("html, with the element", async () => {
  const page = await browser.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(`${await start("html", "serve.mjs")}element.html`);
  await page.waitForSelector("html[data-outcome=open]", { timeout: 60_000 });
  await page.locator("domein-wijzer").evaluate((element) => {
    element.answer("veiligheidssignaal", true);
    element.answer("psychose", true);
  });
  await page.waitForSelector("html[data-outcome=spoed]");
  assert.deepEqual(faults, []);
  await page.close();
});

test("a page of the server, without any script in the browser", async () => {
  const address = await start("server", "server.mjs");
  await walk(address, { noScript: true });
  const forged = await fetch(address, { method: "POST", body: new URLSearchParams({ leeftijd: "<b>oud" }) });
  assert.equal(forged.status, 400);
  assert.doesNotMatch(await forged.text(), /<b>/);
});

test("React, as it is developed with Vite", async () => {
  await walk(await start("react", "node_modules/vite/bin/vite.js", "--host", "127.0.0.1", "--port", "0"));
});

test("React, as it is built", async () => {
  const built = spawnSync(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"], { cwd: join(here, "react"), encoding: "utf8" });
  assert.equal(built.status, 0, built.stdout + built.stderr);
  await walk(await serve(join(here, "react", "dist")));
});

test("Angular, as it is built", async () => {
  const env = { ...process.env, NG_CLI_ANALYTICS: "false" };
  const built = spawnSync(process.execPath, ["node_modules/@angular/cli/bin/ng.js", "build", "--progress=false"], { cwd: join(here, "angular"), encoding: "utf8", env });
  assert.equal(built.status, 0, built.stdout + built.stderr);
  await walk(await serve(join(here, "angular", "dist")));
});

test("many cases at once in Node, of which one cannot be decided", () => {
  const ended = spawnSync(process.execPath, ["batch.mjs", "cases.jsonl"], { cwd: join(here, "batch"), encoding: "utf8" });
  const lines = ended.stdout.trim().split("\n");
  assert.equal(lines[1], "1,GM0718,decided,welzijn_op_recept,veel_betrokken,");
  assert.match(lines[4], /^4,,fout,,,.*leeftijd/);
  assert.equal(lines.length, 5);
  assert.equal(ended.status, 1, ended.stderr);
});
