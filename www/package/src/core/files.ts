// The texts of protocols, as a host hands them in.
import { fault } from "./errors.js";
import { plain } from "./plain.js";
import type { ParseOptions, ProtocolFile } from "../types.js";

/** A list of files, or an error that says which of them is none. */
export function filesOf(files: unknown): ProtocolFile[] {
  const given = plain(files, "files");
  if (!Array.isArray(given)) throw fault("input", "`files` moet een lijst van { path, text } zijn");
  given.forEach((file: Partial<ProtocolFile> | null | undefined, at) => {
    for (const key of ["path", "text"] as const) {
      if (typeof file?.[key] !== "string") throw fault("input", `\`files[${at}].${key}\` moet een tekst zijn`);
    }
  });
  return given as ProtocolFile[];
}

/** The options of reading one text. */
export function optionsOf(options: unknown): ParseOptions | undefined {
  const given = plain(options, "options") as ParseOptions | null | undefined;
  if (given === undefined || given === null) return undefined;
  if (typeof given !== "object" || Array.isArray(given)) throw fault("input", "`options` moet een object zijn, zoals { base }");
  const unknown = Object.keys(given).find((key) => key !== "base");
  if (unknown !== undefined) throw fault("input", `\`options\` kent geen \`${unknown}\`; wel \`base\``);
  const bases = [given.base ?? []].flat();
  if (!bases.every((base) => typeof base === "string")) {
    throw fault("input", "`options.base` moet de tekst van een protocol zijn, of een lijst daarvan");
  }
  return { base: bases };
}
