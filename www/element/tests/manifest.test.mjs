// custom-elements.json is what the analyzer makes of the sources now.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { cli } from "@custom-elements-manifest/analyzer/cli.js";

const www = fileURLToPath(new URL("../../", import.meta.url));

test("custom-elements.json is fresh: npm run manifest", async () => {
  const argv = ["analyze", "--config", "custom-elements-manifest.config.mjs", "--quiet"];
  const made = await cli({ argv, cwd: www, noWrite: true });
  const kept = readFileSync(join(www, "element/custom-elements.json"), "utf8");
  assert.equal(kept, `${JSON.stringify(made, null, 2)}\n`);
});

test("it names every attribute, event, slot, part and property", () => {
  const { modules } = JSON.parse(readFileSync(join(www, "element/custom-elements.json"), "utf8"));
  const element = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === "domein-wijzer");
  const names = (list) => list.map(({ name }) => name).sort();
  assert.deepEqual(names(element.attributes), ["answers", "date", "disabled", "gemeente", "name", "no-handover", "no-letter", "no-override", "postcode", "practice", "prefill", "protocol", "required", "shortcuts"]);
  assert.deepEqual(names(element.events), ["advice", "change", "error", "handover", "override"].map((name) => `domeinwijzer-${name}`));
  for (const list of [element.attributes, element.events, element.slots, element.cssParts, element.cssProperties]) {
    for (const { name, description } of list) assert.ok(description, `${name} is not described`);
  }
  // What the style sheets read is what is documented.
  const tokens = readFileSync(join(www, "element/style/tokens.ts"), "utf8") + ["base", "layout"].map((name) => readFileSync(join(www, `element/style/${name}.ts`), "utf8")).join("");
  const read = new Set(tokens.match(/--domeinwijzer-[a-z-]+/g));
  assert.deepEqual(names(element.cssProperties), [...read].sort());
});
