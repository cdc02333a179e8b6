// custom-elements.json is what the analyzer makes of the sources now.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const www = fileURLToPath(new URL("../../", import.meta.url));

test("custom-elements.json is fresh: npm run manifest", () => {
  const folder = mkdtempSync(join(tmpdir(), "manifest-"));
  try {
    const cli = join(www, "node_modules/@custom-elements-manifest/analyzer/cli.js");
    execFileSync(process.execPath, [cli, "analyze", "--config", "custom-elements-manifest.config.mjs"], { cwd: www, env: { ...process.env, MANIFEST_FOLDER: relative(www, folder) } });
    const [made, kept] = [join(folder, "custom-elements.json"), join(www, "element/custom-elements.json")].map((path) => JSON.parse(readFileSync(path, "utf8")));
    assert.deepEqual(kept, made);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("it names every attribute, event, slot, part and property", () => {
  const { modules } = JSON.parse(readFileSync(join(www, "element/custom-elements.json"), "utf8"));
  const element = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === "domein-wijzer");
  const names = (list) => list.map(({ name }) => name).sort();
  assert.deepEqual(names(element.attributes), ["answers", "date", "disabled", "gemeente", "name", "no-handover", "no-override", "postcode", "practice", "prefill", "protocol", "required", "shortcuts"]);
  assert.deepEqual(names(element.events), ["advice", "change", "error", "handover", "override"].map((name) => `domeinwijzer-${name}`));
  for (const list of [element.attributes, element.events, element.slots, element.cssParts, element.cssProperties]) {
    for (const { name, description } of list) assert.ok(description, `${name} is not described`);
  }
  // What the style sheets read is what is documented.
  const tokens = readFileSync(join(www, "element/style/tokens.ts"), "utf8") + ["base", "layout"].map((name) => readFileSync(join(www, `element/style/${name}.ts`), "utf8")).join("");
  const read = new Set(tokens.match(/--domeinwijzer-[a-z-]+/g));
  assert.deepEqual(names(element.cssProperties), [...read].sort());
});
