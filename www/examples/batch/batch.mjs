// Decides many cases at once: one case per line in, one line of comma-separated values out.
// A case that cannot be decided does not stop the others.
//
// usage: node batch.mjs CASES
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { DomeinwijzerError, initSync, Registry } from "domeinwijzer";
import { files } from "domeinwijzer/protocols";

const [, , path] = process.argv;
if (path === undefined) {
  console.error("usage: node batch.mjs CASES");
  process.exit(2);
}
initSync();
const registry = new Registry(files);
/** A version is in force on a date: cases of another day may have another protocol. */
const protocols = new Map();
const protocolOf = (municipality, date) => {
  const key = `${municipality} ${date}`;
  if (!protocols.has(key)) protocols.set(key, registry.find(municipality, date));
  return protocols.get(key);
};
const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const print = (...cells) => console.log(cells.map((it) => cell(String(it))).join(","));

let [line, faults] = [0, 0];
print("regel", "gemeente", "uitkomst", "route", "eerst te vragen", "fout");
for await (const text of createInterface({ input: createReadStream(path) })) {
  line += 1;
  if (text.trim() === "") continue;
  try {
    const { municipality, ...given } = JSON.parse(text);
    const advice = protocolOf(municipality, given.date).decide(given);
    print(line, municipality, advice.outcome, advice.route?.id ?? "", advice.next[0]?.question ?? "", "");
  } catch (error) {
    if (!(error instanceof DomeinwijzerError || error instanceof SyntaxError)) throw error;
    faults += 1;
    print(line, "", "fout", "", "", error.message);
  }
}
for (const protocol of protocols.values()) protocol.free();
process.exitCode = faults > 0 ? 1 : 0;
