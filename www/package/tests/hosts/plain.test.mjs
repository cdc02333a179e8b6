// Without any bundler: a module script, relative addresses, and the policies of real pages.
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { app, FETCHING, host, installed, launch, page, put, shown, STRICT } from "./support/host.mjs";

let browser;
before(async () => {
  browser = await launch();
  cpSync(join(installed, "dist"), join(host, "plain", "domeinwijzer"), { recursive: true });
  put("plain/index.html", page("./app.js"));
});
after(() => browser.close());

const plain = join(host, "plain");
/** Names of the package as addresses of files, as a page without an import map has to write them. */
const write = (text) =>
  put("plain/app.js", text.replace(/"domeinwijzer\/(\w+)"/g, '"./domeinwijzer/$1.js"').replace('"domeinwijzer"', '"./domeinwijzer/index.js"'));

test("a strict policy that allows no connection", async () => {
  write(app("domeinwijzer/inline", "initSync()"));
  const found = await shown(browser, plain, STRICT);
  assert.deepEqual([found.text, found.complaints], ["spoed", []]);
});

test("the wasm as a file, also from a server that does not know its type", async () => {
  write(app("domeinwijzer"));
  for (const types of [undefined, { ".html": "text/html", ".js": "text/javascript" }]) {
    const found = await shown(browser, plain, FETCHING, types);
    assert.deepEqual([found.text, found.complaints], ["spoed", []]);
  }
});

test("a policy without 'wasm-unsafe-eval' is named, in one piece and as a file", async () => {
  for (const [entry, start] of [["domeinwijzer/inline", "initSync()"], ["domeinwijzer/inline", "init()"], ["domeinwijzer", "init()"]]) {
    write(app(entry, start));
    const found = await shown(browser, plain, FETCHING.replace(" 'wasm-unsafe-eval'", ""));
    assert.match(found.text, /^blocked .*'wasm-unsafe-eval'.*script-src/);
  }
});

test("a policy without the server in connect-src is named", async () => {
  write(app("domeinwijzer"));
  const found = await shown(browser, plain, STRICT);
  assert.match(found.text, /^not-loaded .*connect-src.*domeinwijzer\/inline/);
});

test("a wasm file that is not there, or is a page", async () => {
  write(app("domeinwijzer", 'init("./none.wasm")'));
  assert.match((await shown(browser, plain, FETCHING)).text, /^not-loaded .*404/);
  write(app("domeinwijzer", 'init("./index.html")'));
  assert.match((await shown(browser, plain, FETCHING)).text, /^not-loaded .*foutpagina/);
});

test("the small build, in one piece under the strictest policy", async () => {
  put(
    "plain/app.js",
    `import { initSync, Protocol } from "./domeinwijzer/runtime-inline.js";
    import { bundles } from "./domeinwijzer/protocols.js";
    initSync();
    const protocol = Protocol.load(bundles.find(({ municipality }) => municipality === "GM0718").bytes);
    document.documentElement.dataset.shown = protocol.route({ veiligheidssignaal: true, psychose: true }).route;`,
  );
  const found = await shown(browser, plain, STRICT);
  assert.deepEqual([found.text, found.complaints], ["spoed", []]);
});
