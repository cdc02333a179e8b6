// Builds the package into www/package/dist from the wasm packages that wasm-pack wrote.
//
// usage: node build.mjs [--update]
//   --update also writes src/types.ts anew; without it, a types.ts that is not fresh is a fault.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { element } from "./element.mjs";
import { shapes, wrapped } from "./glue.mjs";

const folder = fileURLToPath(new URL("../", import.meta.url));
const root = join(folder, "..", "..");
const dist = join(folder, "dist");

/** The builds: the folder of wasm-pack, and what the wasm is called in the package. */
const BUILDS = [
  { name: "full", pkg: join(root, "www", "pkg"), wasm: "domeinwijzer_bg.wasm" },
  { name: "runtime", pkg: join(root, "www", "pkg-runtime"), wasm: "runtime_bg.wasm" },
];

const read = (...path) => readFileSync(join(...path), "utf8");
const write = (text, ...path) => {
  mkdirSync(dirname(join(...path)), { recursive: true });
  writeFileSync(join(...path), text);
};

sameVersion();
types(process.argv.includes("--update"));
rmSync(dist, { recursive: true, force: true });
// The compiler itself, not its command in .bin: that one is another file on Windows.
const tsc = join(root, "www", "node_modules", "typescript", "bin", "tsc");
const compiling = spawnSync(process.execPath, [tsc, "-p", folder], { stdio: "inherit" });
if (compiling.status !== 0) process.exit(1);
BUILDS.forEach(engine);
await protocols();
await element({ www: join(root, "www"), dist });
cpSync(join(root, "protocols", "protocol.schema.json"), join(dist, "schema.json"));

/** One version everywhere: of the engine, of the package, and in what the package says. */
function sameVersion() {
  const [, cargo] = /^version = "(.*)"$/m.exec(read(root, "Cargo.toml"));
  const { version: npm } = JSON.parse(read(folder, "package.json"));
  const [, said] = /version = "(.*)"/.exec(read(folder, "src", "version.ts"));
  if (npm !== cargo || said !== cargo) {
    throw new Error(`Cargo.toml has version ${cargo}, package.json ${npm}, src/version.ts ${said}`);
  }
}

/** The types are those of the Rust that the wasm was built from. */
function types(update) {
  const fresh = shapes(read(BUILDS[0].pkg, "domeinwijzer.d.ts"));
  if (update) write(fresh, folder, "src", "types.ts");
  else if (read(folder, "src", "types.ts") !== fresh) {
    throw new Error("www/package/src/types.ts is not what the Rust types are now: cargo xtask package --update");
  }
}

function engine({ name, pkg, wasm }) {
  const [made] = readdirSync(pkg).filter((file) => file.endsWith("_bg.wasm"));
  write(wrapped(read(pkg, made.replace("_bg.wasm", ".js"))), dist, "glue", `${name}.js`);
  cpSync(join(pkg, made), join(dist, wasm));
  const base64 = readFileSync(join(dist, wasm)).toString("base64");
  write(`export const base64 = "${base64}";\n`, dist, "glue", `${name}-base64.js`);
}

/** The protocols of this repository: each file apart, as text and as bundle, and all of them as one module. */
async function protocols() {
  const source = join(root, "protocols");
  const paths = readdirSync(source, { recursive: true })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".toml"))
    .sort();
  const files = paths.map((path) => ({ path, text: read(source, path) }));
  files.forEach(({ path, text }) => write(text, dist, "protocols", path));
  // The package that was just built makes the bundles.
  const { initSync, Registry } = await import(pathToFileURL(join(dist, "node.js")).href);
  initSync();
  const registry = new Registry(files);
  const bundles = registry.list().map(({ id, version, municipality, validFrom, validUntil, file }) => {
    const bytes = registry.find(`${id}@${version}`, validFrom).bundle();
    writeFileSync(join(dist, "protocols", file.replace(/\.toml$/, ".bundle")), bytes);
    return { id, version, municipality, validFrom, validUntil, base64: Buffer.from(bytes).toString("base64") };
  });
  const module = join(dist, "protocols.js");
  let text = read(module);
  for (const [name, list] of Object.entries({ files, bundles })) {
    const empty = `[] /* ${name} */`;
    if (!text.includes(empty)) throw new Error(`src/protocols.ts has no place for ${name}`);
    // A function, because `$&` in a protocol is no pattern.
    text = text.replace(empty, () => JSON.stringify(list, null, 1));
  }
  write(text, module);
}
