// Makes one file of the built page, that works from a USB stick:
//   node xtask/js/single-file.mjs www target/single-file/domeinwijzer.html
// It is built anew, because from a file nothing can be loaded later: all of it is one script.
// Its policy allows the script and style inside it by their hash, and no connection at all.
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const MOST = 12 * 1024 * 1024;
const TYPES = { ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png" };

const [www, target] = process.argv.slice(2);
if (www === undefined || target === undefined) throw new Error("usage: single-file.mjs WWW FILE");
const made = mkdtempSync(join(tmpdir(), "domeinwijzer-build-"));
try {
  await build(resolve(www), made);
  writeSingleFile(made, target);
} finally {
  rmSync(made, { recursive: true, force: true });
}

/** The page as on a server, but in one script. */
async function build(root, outDir) {
  const vite = await import(pathToFileURL(createRequire(join(root, "package.json")).resolve("vite")).href);
  const output = { codeSplitting: false };
  await vite.build({ root, mode: "one-page", logLevel: "warn", build: { outDir, emptyOutDir: true, reportCompressedSize: false, chunkSizeWarningLimit: 8192, rollupOptions: { output } } });
}

function writeSingleFile(from, to) {
  const page = readFileSync(join(from, "index.html"), "utf8");
  const scripts = [...page.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*><\/script>/g)];
  const styles = [...page.matchAll(/<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+)"[^>]*>/g)];
  const assets = readdirSync(join(from, "assets"));
  // More than one script means that something is loaded later, and from a file nothing can be.
  const code = assets.filter((name) => name.endsWith(".js"));
  if (scripts.length !== 1 || code.length !== 1) throw new Error(`the page has to be one script; there are ${code.join(", ")}`);
  const script = harmless(read(from, scripts[0][1]));
  if (/\bimport\s*\(|new\s+Worker\s*\(/.test(script)) throw new Error("the script loads something later");
  const style = styles.map(([, path]) => inlined(from, path)).join("\n");
  if (/<\/style/i.test(style)) throw new Error("the style would end early");

  let html = page;
  for (const [tag] of [...scripts, ...styles]) html = html.replace(tag, "");
  // What a page on a server has beside it.
  html = html.replace(/\s*<link\b[^>]*\brel="(?:manifest|icon|apple-touch-icon|modulepreload|preload)"[^>]*>/g, "");
  html = html.replace("</title>", `</title>\n    <link rel="icon" href="data:," />`);
  html = html.replace(/(<meta[^>]*http-equiv="Content-Security-Policy"[^>]*content=")[^"]*(")/, (_, before, after) => before + policy(script, style) + after);
  // By function: `$` in a script is no pattern.
  html = html.replace("</head>", () => `<style>${style}</style>\n  </head>`);
  html = html.replace("</body>", () => `<script type="module">${script}</script>\n  </body>`);
  if (!html.includes(hash(script))) throw new Error("the page has no policy to fill in");
  const left = [...html.replace(script, "").replace(style, "").matchAll(/\b(?:src|href)="(?!data:|#|https:)([^"]+)"/g)].map(([, path]) => path);
  if (left.length > 0) throw new Error(`still outside: ${left.join(", ")}`);
  if (Buffer.byteLength(html) > MOST) throw new Error("the file has grown too large to hand out");
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, html);
  console.log(`${to}: ${(Buffer.byteLength(html) / 1024 / 1024).toFixed(2)} MB`);
}

function policy(script, style) {
  const rules = {
    "default-src": "'none'",
    "script-src": `'${hash(script)}' 'wasm-unsafe-eval'`,
    "style-src": `'${hash(style)}'`,
    "img-src": "data:",
    "font-src": "data:",
    "connect-src": "'none'",
    "form-action": "'none'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "lit-html",
  };
  return Object.entries(rules).map(([name, value]) => `${name} ${value}`).join("; ");
}

function hash(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** In a text or pattern of a script `\x3c` is the same as `<`, and ends nothing. */
function harmless(script) {
  return script.replace(/<(?=\/script|script|!--)/gi, "\\x3c");
}

function inlined(from, path) {
  const base = dirname(path);
  return read(from, path).replace(/url\(\s*["']?(?!data:)([^"')]+)["']?\s*\)/g, (_, file) => {
    const type = TYPES[extname(file)];
    if (type === undefined) throw new Error(`no type for ${file}`);
    return `url(data:${type};base64,${readFileSync(join(from, base, file)).toString("base64")})`;
  });
}

function read(from, path) {
  return readFileSync(join(from, path), "utf8").trim();
}
