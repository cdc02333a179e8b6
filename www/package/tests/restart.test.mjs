// When the engine breaks off inside: another instance, every protocol read again, and it is said.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { engine } from "../dist/full-engine.js";
import * as api from "../dist/node.js";
import { DAY, vlissingen, widow } from "./support/widow.mjs";

const { DomeinwijzerError, init, onRestart, Protocol, Registry } = api;
const { files } = await import("../dist/protocols.js");
await init();

/** Ruins the memory of the instance, so that whatever is asked next really traps. */
function ruin() {
  new Uint8Array(engine.raw().exports().memory.buffer).fill(0xff);
}

const SMALL = files.find((file) => file.path.startsWith("nederland/")).text;

test("a trap is heard of, and everything works on", () => {
  const heard = [];
  const stop = onRestart((restart) => heard.push(restart));
  const found = vlissingen(api);
  const parsed = Protocol.parse(SMALL);
  const registry = new Registry(files);
  const before = JSON.stringify(found.decide(widow));
  const first = engine.raw();
  ruin();
  assert.throws(
    () => found.decide(widow),
    (error) => {
      assert.ok(error instanceof DomeinwijzerError, String(error));
      assert.equal(error.code, "restarted");
      assert.match(error.message, /opnieuw gestart/);
      assert.ok(error.cause instanceof Error && !(error.cause instanceof DomeinwijzerError), String(error.cause));
      return true;
    },
  );
  assert.notEqual(engine.raw(), first);
  assert.deepEqual(heard.map(({ error, count }) => [error.code, count]), [["restarted", 1]]);
  assert.equal(JSON.stringify(found.decide(widow)), before);
  assert.equal(parsed.decide({ answers: {}, date: DAY }).outcome, "open");
  assert.equal(registry.find("Goes", DAY).info.id, "goes");
  stop();
  ruin();
  assert.throws(() => parsed.form, { code: "restarted" });
  assert.equal(heard.length, 1);
  for (const each of [found, parsed, registry]) each.free();
});

test("a handle of an instance that is gone is freed without touching the new one", () => {
  const protocol = vlissingen(api);
  ruin();
  assert.throws(() => api.municipalities(), { code: "restarted" });
  protocol.free();
  assert.throws(() => protocol.info, { code: "freed" });
  assert.equal(vlissingen(api).decide(widow).outcome, "decided");
});

test("a stack that is used up is a restart too, and no half answer", () => {
  const protocol = vlissingen(api);
  const seen = new Set();
  // The deeper it is asked, the less room is left: somewhere the engine itself runs out of it.
  const dive = (ask) => {
    try {
      dive(ask);
    } catch {
      try {
        ask();
      } catch (error) {
        seen.add(error instanceof DomeinwijzerError ? error.code : "other");
      }
    }
  };
  let asked = 0;
  dive(() => {
    if ((asked += 1) < 400) protocol.decide(widow);
  });
  assert.equal(protocol.decide(widow).route.id, "welzijn_op_recept");
});

test("a fault of a listener is the host's own, and hides nothing", () => {
  const script = `
    import { init, municipalities, onRestart } from "./dist/node.js";
    import { engine } from "./dist/full-engine.js";
    await init();
    onRestart(() => { throw new Error("of the listener"); });
    process.once("uncaughtException", (error) => console.log(error.message));
    new Uint8Array(engine.raw().exports().memory.buffer).fill(0xff);
    try { municipalities(); } catch (error) { console.log(error.code); }`;
  const cwd = fileURLToPath(new URL("../", import.meta.url));
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd, encoding: "utf8" });
  assert.deepEqual(printed.trim().split("\n"), ["restarted", "of the listener"]);
});
