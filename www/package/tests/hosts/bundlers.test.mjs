// Each bundler takes the package as it is: with the wasm as a file of its own, and in one piece.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { app, FETCHING, host, installed, launch, page, put, shown, STRICT, tools } from "./support/host.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Runs the program of a tool, as its command does. */
function run(tool, program, ...args) {
  const script = join(dirname(tools.resolve(`${tool}/package.json`)), program);
  const ended = spawnSync(process.execPath, [script, ...args], { cwd: host, encoding: "utf8", env: { ...process.env, NODE_ENV: "" } });
  assert.equal(ended.status, 0, `${tool}: ${ended.stdout}${ended.stderr}`);
  return `${ended.stdout}${ended.stderr}`;
}

/** esbuild is a program of its own on every system: it is used through its functions. */
async function esbuild(source, out) {
  const { build } = await import(pathToFileURL(tools.resolve("esbuild")).href);
  const { warnings, metafile } = await build({
    absWorkingDir: host,
    entryPoints: [`${source}/app.js`],
    outfile: `${out}/app.js`,
    bundle: true,
    format: "esm",
    minify: true,
    metafile: true,
    logLevel: "silent",
  });
  assert.deepEqual(warnings, []);
  return metafile;
}

/** For bundlers that leave `new URL(…, import.meta.url)` alone, the wasm has to lie beside the script. */
const beside = (out) => copyFileSync(join(installed, "dist", "domeinwijzer_bg.wasm"), join(host, out, "domeinwijzer_bg.wasm"));

const resolver = () => JSON.stringify(tools.resolve("@rollup/plugin-node-resolve"));

/** How each bundler makes `out/app.js` of `in`, and an index.html beside it. */
const BUNDLERS = {
  vite(source, out) {
    put(`${source}/index.html`, page("./app.js"));
    put(`${source}/vite.config.mjs`, "export default { base: './', logLevel: 'warn', build: { target: 'es2022', modulePreload: { polyfill: false } } };\n");
    run("vite", "bin/vite.js", "build", source, "--config", `${source}/vite.config.mjs`, "--outDir", join(host, out), "--emptyOutDir");
  },
  webpack(source, out) {
    put(`${source}/webpack.config.mjs`, `export default {
      mode: "production", entry: "./${source}/app.js", target: "web", performance: false,
      output: { path: ${JSON.stringify(join(host, out))}, filename: "app.js", module: true, chunkFormat: "module", publicPath: "auto" },
      experiments: { outputModule: true },
    };\n`);
    run("webpack-cli", "bin/cli.js", "--config", `${source}/webpack.config.mjs`);
    put(`${out}/index.html`, page("./app.js"));
  },
  async esbuild(source, out) {
    await esbuild(source, out);
    put(`${out}/index.html`, page("./app.js"));
    beside(out);
  },
  rollup(source, out) {
    put(`${source}/rollup.config.mjs`, `import resolve from ${resolver()};
      export default { input: "${source}/app.js", output: { file: "${out}/app.js", format: "es" }, plugins: [resolve({ browser: true })] };\n`);
    run("rollup", "dist/bin/rollup", "--silent", "--failAfterWarnings", "-c", `${source}/rollup.config.mjs`);
    put(`${out}/index.html`, page("./app.js"));
    beside(out);
  },
};

for (const [name, bundle] of Object.entries(BUNDLERS)) {
  test(`${name}: the wasm as a file`, async () => {
    const [source, out] = [`${name}-file`, `${name}-file/out`];
    put(`${source}/app.js`, app("domeinwijzer"));
    await bundle(source, out);
    const found = await shown(browser, join(host, out), FETCHING);
    assert.equal(found.text, "spoed");
    assert.deepEqual(found.complaints, []);
    assert.equal(found.requests.filter((path) => path.endsWith(".wasm")).length, 1);
  });

  test(`${name}: in one piece, under a policy that allows no connection`, async () => {
    const [source, out] = [`${name}-inline`, `${name}-inline/out`];
    put(`${source}/app.js`, app("domeinwijzer/inline", "initSync()"));
    await bundle(source, out);
    const found = await shown(browser, join(host, out), STRICT);
    assert.equal(found.text, "spoed");
    assert.deepEqual(found.complaints, []);
    assert.equal(found.requests.filter((path) => path.endsWith(".wasm")).length, 0);
  });
}

test("what is not used is left out", async () => {
  put("shaken/app.js", 'import { version } from "domeinwijzer/inline";\ndocument.title = version;\n');
  const { outputs } = await esbuild("shaken", "shaken/out");
  assert.ok(outputs["shaken/out/app.js"].bytes < 200, JSON.stringify(outputs));
});
