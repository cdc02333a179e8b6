// Node, from a folder in which the tarball was installed: as a module, and with require.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { host, installed, put } from "./support/host.mjs";

function node(...args) {
  const ended = spawnSync(process.execPath, args, { cwd: host, encoding: "utf8" });
  assert.equal(ended.status, 0, ended.stderr);
  return ended.stdout.trim();
}

const ASK = `
  const protocol = new d.Registry(p.files).find("GM0718", "2026-11-22");
  console.log(protocol.decide({ answers: { veiligheidssignaal: true, zelfdoding: "dreigend" }, date: "2026-11-22" }).route.id);`;

test("as the issue shows it", () => {
  const line = `import('domeinwijzer').then(async d => { await d.init(); const p = await import('domeinwijzer/protocols'); ${ASK} })`;
  assert.equal(node("-e", line), "spoed");
});

test("import", () => {
  const file = put("esm.mjs", `import * as d from "domeinwijzer"; import * as p from "domeinwijzer/protocols"; d.initSync(); ${ASK}`);
  assert.equal(node(file), "spoed");
});

test("require, and the same error class as import", () => {
  const file = put(
    "cjs.cjs",
    `const d = require("domeinwijzer"); const p = require("domeinwijzer/protocols"); d.initSync(); ${ASK}
     import("domeinwijzer").then((e) => console.log(e.DomeinwijzerError === d.DomeinwijzerError, require("domeinwijzer/package.json").version));`,
  );
  assert.match(node("--no-warnings", file), /^spoed\ntrue \d+\.\d+\.\d+$/);
});

test("every entry that is promised is there", () => {
  const names = [
    "domeinwijzer_bg.wasm",
    "runtime_bg.wasm",
    "schema.json",
    "custom-elements.json",
    "protocols/vlissingen/1.0.0.toml",
    "protocols/vlissingen/1.0.0.bundle",
    "package.json",
  ];
  const script = `import { existsSync } from "node:fs";
    for (const name of ${JSON.stringify(names)}) if (!existsSync(new URL(import.meta.resolve("domeinwijzer/" + name)))) console.log(name);`;
  assert.equal(node("--input-type=module", "-e", script), "");
  for (const file of ["README.md", "LICENSE", "CHANGELOG.md"]) assert.ok(readdirSync(installed).includes(file), file);
});

test("nothing in it evaluates text, starts a worker, or waits at the top", () => {
  const files = readdirSync(join(installed, "dist"), { recursive: true }).filter((name) => name.endsWith(".js"));
  assert.ok(files.length > 10);
  // Node refuses to require a module that waits at the top, so the test above covers that.
  const ours = files.filter((name) => !/base64|protocols/.test(name));
  const script = `
    const fs = require("node:fs");
    for (const name of ${JSON.stringify(ours)}) {
      const text = fs.readFileSync(${JSON.stringify(join(installed, "dist"))} + "/" + name, "utf8");
      const found = /\\beval\\(|new Function|new Worker|SharedArrayBuffer|localStorage|document\\.cookie/.exec(text);
      if (found) console.log(name, found[0]);
    }`;
  assert.equal(node("--input-type=commonjs", "-e", script), "");
});
