// The element of www/element as part of the package: one script that holds Lit, and asks the engine
// of the package; and its types, which need no Lit beside them.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";

/** How the sources of the element name the engine; see www/element/engine/module.ts. */
const ENGINE = /pkg\/domeinwijzer\.js$/;
/** Each entry of the package, and the module of the element that it is. */
const ENTRIES = { element: "define.ts", "element-class": "index.ts" };

/** What the types of the element say of Lit, without Lit. */
const LIT = `// What the types of the element need of Lit, which is part of its script.
export declare class LitElement extends HTMLElement {
  /** Resolves when the screen shows what was last set. */
  readonly updateComplete: Promise<boolean>;
  /** Asks for the screen to be made again. */
  requestUpdate(): void;
}
export type PropertyDeclarations = object;
export type PropertyValues<T = unknown> = Map<PropertyKey, unknown>;
export type TemplateResult = object;
export type CSSResult = object;
`;

export async function element({ www, dist }) {
  const { build } = await import(pathToFileURL(createRequire(join(www, "package.json")).resolve("vite")).href);
  const source = join(www, "element");
  await build({
    root: www,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    plugins: [
      {
        name: "engine-of-the-package",
        enforce: "pre",
        resolveId: (id) => (ENGINE.test(id) ? { id: "./full.js", external: true } : null),
      },
    ],
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: "es2022",
      minify: true,
      reportCompressedSize: false,
      lib: {
        entry: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, join(source, file)])),
        formats: ["es"],
        fileName: (_, name) => `${name}.js`,
      },
      rollupOptions: { output: { chunkFileNames: "element-parts.js" } },
    },
  });
  for (const name of Object.keys(ENTRIES)) {
    if (readFileSync(join(dist, `${name}.js`), "utf8").includes("import.meta")) throw new Error(`${name}.js looks for files`);
  }
  types(www, dist);
  cpSync(join(source, "custom-elements.json"), join(dist, "custom-elements.json"));
}

/** The types that can be reached from the entries. */
function types(www, dist) {
  const made = join(dist, "..", "dist-types");
  const config = join(www, "package", "element.tsconfig.json");
  const settings = {
    extends: "../tsconfig.json",
    compilerOptions: { noEmit: false, declaration: true, emitDeclarationOnly: true, outDir: made, rootDir: www },
    include: [],
    files: ["../element/define.ts"],
  };
  writeFileSync(config, JSON.stringify(settings));
  try {
    const tsc = join(www, "node_modules", "typescript", "bin", "tsc");
    const ended = spawnSync(process.execPath, [tsc, "-p", config], { stdio: "inherit" });
    if (ended.status !== 0) throw new Error("the element does not compile");
    const seen = new Set();
    const reach = (path) => {
      if (seen.has(path)) return;
      seen.add(path);
      const text = readFileSync(join(made, "element", `${path}.d.ts`), "utf8");
      const up = relative(dirname(path), ".") || ".";
      const here = (target) => (target.startsWith(".") ? target : `./${target}`);
      const written = text.replace(/((?:from|import)\s*\(?\s*)"([^"]+)"/g, (_, word, name) => {
        if (name === "lit") return `${word}"${here(`${up}/lit.js`)}"`;
        if (ENGINE.test(name)) return `${word}"${here(`${up}/../full.js`)}"`;
        if (!name.startsWith(".")) throw new Error(`the types of the element need ${name}`);
        reach(join(dirname(path), name).replaceAll("\\", "/"));
        return `${word}"${name}.js"`;
      });
      const file = join(dist, "element", `${path}.d.ts`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, written);
    };
    for (const [entry, file] of Object.entries(ENTRIES)) {
      const path = file.replace(/\.ts$/, "");
      reach(path);
      writeFileSync(join(dist, `${entry}.d.ts`), `export * from "./element/${path}.js";\n`);
    }
    writeFileSync(join(dist, "element", "lit.d.ts"), LIT);
  } finally {
    rmSync(config, { force: true });
    rmSync(made, { recursive: true, force: true });
  }
}
