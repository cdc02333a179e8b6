// The types in projects of all kinds, and without `skipLibCheck`, which would hide what is wrong.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { host, installed, put, tarball, tools } from "./support/host.mjs";

const page = createRequire(new URL("../../../package.json", import.meta.url));

const USE = `
import { DomeinwijzerError, init, onRestart, Protocol, Registry, type Case, type Recommendation, type LoaderCode } from "domeinwijzer";
import { initSync } from "domeinwijzer/inline";
import { files } from "domeinwijzer/protocols";

export async function advise(given: Case): Promise<Recommendation> {
  await init();
  initSync();
  const protocol: Protocol = new Registry(files).find("GM0718", given.date);
  const route: string | undefined = protocol.decide(given).route?.id;
  const label: string | undefined = protocol.questions[0]?.short;
  const stop: () => void = onRestart(({ error, count }) => [error.code, count + 1]);
  stop();
  try {
    return protocol.explain({ answers: { leeftijd: 72, zorgvraag: ["geen"], verlies: null }, date: route ?? label ?? "" });
  } catch (error) {
    const freed: LoaderCode = "freed";
    if (error instanceof DomeinwijzerError && error.code !== freed) error.diagnostics[0]?.message.trim();
    throw error;
  } finally {
    protocol.free();
  }
}
export const wrong = (protocol: Protocol) => [
  // @ts-expect-error: a date is needed
  () => protocol.decide({ answers: {} }),
  // @ts-expect-error: an answer is no object
  () => protocol.decide({ answers: { leeftijd: {} }, date: "" }),
  // @ts-expect-error: protocols are not made with new
  () => new Protocol(),
];
`;
const REST = `
import { replay, toFhirBundle, type MessageOptions } from "domeinwijzer";
import * as runtime from "domeinwijzer/runtime";
import { initSync } from "domeinwijzer/runtime/inline";
import { bundles } from "domeinwijzer/protocols";

export function rest(options: MessageOptions): string {
  initSync();
  const protocol: runtime.Protocol = runtime.Protocol.load(bundles[0]!.bytes);
  const { route, fired }: runtime.Routed = protocol.route({ leeftijd: 72 });
  const { routes, ids } = protocol.batch({ leeftijd: Uint8Array.of(54) });
  const advice = protocol.decide({ answers: protocol.prefill({ age: 72 }, { date: "2026-11-22" }).answers, date: "2026-11-22" });
  const record = advice.override({ route: "huisarts", note: fired[0] ?? null });
  toFhirBundle(advice, options).resourceType;
  return [route, ids[routes[0] ?? 255], record.chosen?.title, replay(advice.receipt(), protocol).differences.length].join();
}
// @ts-expect-error: the small build reads no text
runtime.Protocol.parse("");
`;
const ELEMENT = `
import { DomeinWijzerElement } from "domeinwijzer/element";
import type { AdviceDetail } from "domeinwijzer/element/class";
import { files } from "domeinwijzer/protocols";

DomeinWijzerElement.protocols = files;
const element: DomeinWijzerElement = document.createElement("domein-wijzer");
element.gemeente = "GM0718";
element.addEventListener("domeinwijzer-advice", ({ detail }) => {
  const { recommendation }: AdviceDetail = detail;
  recommendation.route?.title.trim();
});
`;
const USING = `
import { Protocol } from "domeinwijzer";
export function once(toml: string): string {
  using protocol = Protocol.parse(toml);
  return protocol.info.id;
}
`;

const SETTINGS = {
  "a bundler, with the names of a browser": { module: "ESNext", moduleResolution: "bundler", lib: ["ES2022", "DOM"] },
  "neither browser nor Node": { module: "ESNext", moduleResolution: "bundler", lib: ["ES2022"] },
  "Node": { module: "NodeNext", moduleResolution: "NodeNext", lib: ["ES2022"] },
  "the newest library": { module: "ESNext", moduleResolution: "bundler", lib: ["ESNext", "DOM"] },
};

for (const [version, compiler] of [
  ["6", tools.resolve("typescript/package.json")],
  ["7", page.resolve("typescript/package.json")],
]) {
  for (const [name, settings] of Object.entries(SETTINGS)) {
    // The older compiler takes seconds over the names of a browser, and they are the same ones.
    if (version === "6" && settings.lib.includes("DOM")) continue;
    test(`TypeScript ${version}, ${name}`, () => {
      const folder = `types-${version}-${name.replace(/\W+/g, "-")}`;
      const using = settings.lib.includes("ESNext") || name === "Node";
      put(`${folder}/use.mts`, USE);
      put(`${folder}/rest.mts`, REST);
      if (settings.lib.includes("DOM")) put(`${folder}/element.mts`, ELEMENT);
      if (using) put(`${folder}/using.mts`, USING);
      put(
        `${folder}/tsconfig.json`,
        JSON.stringify({
          compilerOptions: { ...settings, target: "ES2022", types: [], strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true },
        }),
      );
      const tsc = join(dirname(compiler), "bin", "tsc");
      const ended = spawnSync(process.execPath, [tsc, "-p", folder], { cwd: host, encoding: "utf8" });
      assert.equal(ended.status, 0, ended.stdout + ended.stderr);
    });
  }
}

/** Runs the command of a tool. */
function command(tool, program, ...args) {
  const ended = spawnSync(process.execPath, [join(dirname(tools.resolve(`${tool}/package.json`)), program), ...args], { cwd: host, encoding: "utf8" });
  return { status: ended.status, text: ended.stdout + ended.stderr };
}

test("publint finds nothing", async () => {
  const { publint } = await import(pathToFileURL(tools.resolve("publint")).href);
  const { messages } = await publint({ pkgDir: installed, strict: true });
  assert.deepEqual(messages, []);
});

test("attw finds nothing", () => {
  const { status, text } = command("@arethetypeswrong/cli", "dist/index.js", tarball, "--profile", "esm-only", "--no-color", "--exclude-entrypoints", "schema.json", "custom-elements.json", "domeinwijzer_bg.wasm", "runtime_bg.wasm");
  assert.equal(status, 0, text);
});
