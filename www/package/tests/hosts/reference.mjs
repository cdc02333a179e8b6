// Writes docs/api.md from the types and their comments, or compares it.
//
// usage: node reference.mjs [--update]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Application } from "typedoc";

const folder = fileURLToPath(new URL("../../", import.meta.url));
const page = fileURLToPath(new URL("../../../../docs/api.md", import.meta.url));

const HEAD = `# The npm package, name by name

Written by \`cargo xtask package --update\` from the comments in the source: do not change it by hand. How to begin stands in
[the package's own page](../www/package/README.md).

`;

/** The reference as it should be; every name without a comment is a fault. */
export async function reference() {
  const parts = [];
  for (const [entry, title] of [["index", "domeinwijzer"], ["protocols", "domeinwijzer/protocols"]]) {
    parts.push(`## \`${title}\`\n\n${await entryPage(entry)}`);
  }
  return `${HEAD}${parts.join("\n")}`;
}

async function entryPage(entry) {
  const out = mkdtempSync(join(tmpdir(), "domeinwijzer-"));
  try {
    const app = await Application.bootstrapWithPlugins({
      plugin: ["typedoc-plugin-markdown"],
      entryPoints: [join(folder, "src", `${entry}.ts`)],
      tsconfig: join(folder, "tsconfig.json"),
      name: "domeinwijzer",
      readme: "none",
      disableSources: true,
      excludeInternal: true,
      excludeExternals: true,
      excludePrivate: true,
      excludeProtected: true,
      githubPages: false,
      logLevel: "Warn",
      intentionallyNotExported: entry === "index" ? [] : ["ProtocolFile"],
      validation: { notExported: true, invalidLink: true, notDocumented: true },
      router: "module",
      hidePageHeader: true,
      hideBreadcrumbs: true,
      hidePageTitle: true,
      interfacePropertiesFormat: "table",
      classPropertiesFormat: "table",
      expandObjects: false,
      useCodeBlocks: true,
      out,
    });
    const project = await app.convert();
    if (project === undefined) throw new Error("the types cannot be read");
    app.validate(project);
    await app.generateOutputs(project);
    if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error("a name has no comment, or one that leads nowhere: see above");
    const text = readFileSync(join(out, "README.md"), "utf8");
    return text.replaceAll("\r\n", "\n").replace(/^#+ (Inherited from|Overrides)\n\n.*\n\n/gm, "");
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

if (process.argv[2] === "--update") {
  writeFileSync(page, await reference());
} else if (readFileSync(page, "utf8") !== (await reference())) {
  console.error("docs/api.md is not what the source says now: cargo xtask package --update");
  process.exitCode = 1;
}
