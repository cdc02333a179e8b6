// Lays out what goes into the tarball: the built package with its licence and documents.
//
// usage: node stage.mjs FOLDER
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [, , stage] = process.argv;
const folder = fileURLToPath(new URL("../", import.meta.url));
const root = join(folder, "..", "..");

rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
for (const name of ["package.json", "README.md", "dist"]) cpSync(join(folder, name), join(stage, name), { recursive: true });
for (const name of ["LICENSE", "CHANGELOG.md"]) cpSync(join(root, name), join(stage, name));
