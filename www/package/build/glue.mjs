// What wasm-bindgen writes, made into a function that can be called again.
//
// wasm-bindgen keeps one instance per module of JavaScript, for ever. After a trap that instance is
// no longer to be trusted, so its text is wrapped: each call of `glue()` gives a fresh set of
// classes with an instance of their own. Everything that is replaced has to be there: when
// wasm-bindgen writes something else one day, the build stops here.

/** The text of `glue.js` for the text that wasm-bindgen wrote. */
export function wrapped(text) {
  const names = [];
  let body = text.replace(/^export (class|function) (\w+)/gm, (_, kind, name) => {
    names.push(name);
    return `${kind} ${name}`;
  });
  body = once(body, /^export \{ initSync, __wbg_init as default \};\n?/m, "");
  // The loader hands in a compiled module: nothing here may look for a file by itself.
  body = once(body, /new URL\('\w+\.wasm', import\.meta\.url\)/, "undefined");
  body = body.replace(/^\/\* @ts-self-types=.*\*\/\n/, "");
  // What the names mean stands beside their types.
  body = body.replace(/^ *\/\*\*\n(?: *\*.*\n)*? *\*\/\n/gm, "");
  if (/^(export|import) /m.test(body) || body.includes("import.meta")) {
    throw new Error("wasm-bindgen writes something that the package does not know");
  }
  const inside = body.trim().replace(/^(?=.)/gm, "  ");
  return `// Written by wasm-bindgen, and wrapped by build/glue.mjs.
export function glue() {
  // The loader frees handles itself: only it knows whether their instance still lives.
  const FinalizationRegistry = undefined;
${inside}
  return { ${names.join(", ")}, start: initSync, exports: () => wasm };
}
`;
}

/** The shapes among what wasm-bindgen declares: no class, no function, nothing of the module. */
export function shapes(text) {
  const OWN = ["DomeinwijzerError", "InitInput", "InitOutput", "SyncInitInput"];
  const found = new Map();
  const shape = /^((?:\/\*\*(?:(?!\*\/)[^])*\*\/\n)?)export (interface|type) (\w+)([^]*?)(?=^\/\*\*|^export |(?![^]))/gm;
  for (const [, doc, kind, name, rest] of text.matchAll(shape)) {
    if (!OWN.includes(name)) found.set(name === "Recommendation" ? "RecommendationData" : name, `${doc}export ${kind} ${name}${rest}`.trim());
  }
  if (!found.has("RecommendationData") || !found.has("Case")) throw new Error("no shapes were found");
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shape]) => tidy(shape));
  return `// Generated from the Rust types in src/wire by \`cargo xtask package --update\`: do not change by hand.\n\n${sorted.join("\n\n")}\n`;
}

/**
 * Two spaces, and a comment of one line on one line. What is only the data of a recommendation is
 * called so: the package adds methods to it.
 */
function tidy(shape) {
  return shape
    .replace(/\bRecommendation\b/g, "RecommendationData")
    .replaceAll("    ", "  ").replace(/\/\*\*\n *\* (.*)\n *\*\//g, "/** $1 */");
}

function once(text, what, by) {
  const count = text.match(new RegExp(what, `${what.flags}g`))?.length ?? 0;
  if (count !== 1) throw new Error(`wasm-bindgen writes ${what} ${count} times, not once`);
  return text.replace(what, by);
}
