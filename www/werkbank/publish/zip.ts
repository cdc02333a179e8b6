// One file to hand over: the protocol, what it was made with, what it means and proof that it holds. And
// opening it again as whoever receives it does, who believes nothing that is not checked.
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { ProtocolFile } from "../../pkg/domeinwijzer.js";

export interface Content {
  readonly path: string;
  readonly size: number;
  /** What it is, for the receiver. */
  readonly what: string;
}

export interface Published {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contents: readonly Content[];
  readonly digest: string;
}

export interface Check {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Reopened {
  readonly name: string;
  readonly checks: readonly Check[];
}

/** What goes into it. */
export interface Parts {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  readonly protocol: ProtocolFile;
  readonly bases: readonly ProtocolFile[];
  readonly bundle: Uint8Array;
  readonly document: string;
  readonly changelog: string;
  readonly examples: string;
  readonly today: string;
}

/** What it holds once it is opened. */
export interface Opened {
  readonly path: string;
  readonly digest: string;
  readonly files: readonly ProtocolFile[];
  readonly bundle: Uint8Array;
  /** Files whose sum is not the one that was written down. */
  readonly damaged: readonly string[];
  readonly extra: readonly string[];
  readonly missing: readonly string[];
}

const FORMAT = "domeinwijzer-uitgave";
const LIST = "uitgave.json";
/** Far more than a protocol with its bases takes. */
const MOST_FILES = 60;
const MOST_BYTES = 4_000_000;

export async function pack(parts: Parts): Promise<Published> {
  const { id, version } = parts;
  const own = `protocollen/${id}/${version}.toml`;
  const entries: (Content & { readonly bytes: Uint8Array })[] = [];
  const put = (path: string, what: string, content: string | Uint8Array) => {
    const bytes = typeof content === "string" ? strToU8(content) : content;
    entries.push({ path, what, bytes, size: bytes.length });
  };
  put(own, "het protocol zelf", parts.protocol.text);
  for (const base of parts.bases) put(`protocollen/${base.path}`, "de basis waarop het voortbouwt", base.text);
  put(`${id}-${version}.bundel`, "het protocol met de basis erin, voor het informatiesysteem van de praktijk", parts.bundle);
  put("kenmerk.txt", "het kenmerk: verandert er iets aan het protocol, dan verandert dit", `${parts.digest}\n`);
  put("protocol.html", "het protocol als leesbaar document, om af te drukken", parts.document);
  put("wijzigingen.md", "wat er anders is dan in de vorige versie", parts.changelog);
  put("voorbeelden.md", "de voorbeelden, met wat eruit kwam", parts.examples);
  const sums = Object.fromEntries(await Promise.all(entries.map(async ({ path, bytes }) => [path, await sha256(bytes)] as const)));
  put(LIST, "de inhoud van dit pakket, met een controlegetal per bestand", `${JSON.stringify({ format: FORMAT, version: 1, protocol: own, bundel: `${id}-${version}.bundel`, kenmerk: parts.digest, bestanden: sums }, null, 2)}\n`);
  // The same content on the same day is the same file.
  const mtime = new Date(`${parts.today}T00:00:00`);
  const bytes = zipSync(Object.fromEntries(entries.map((one) => [one.path, [one.bytes, { mtime }]])), { level: 9 });
  return { name: `${id}-${version}.zip`, bytes: new Uint8Array(bytes), contents: entries.map(({ path, what, size }) => ({ path, what, size })), digest: parts.digest };
}

/** Throws in words when it is no such file. */
export async function unpack(bytes: Uint8Array): Promise<Opened> {
  let all: Record<string, Uint8Array>;
  let count = 0;
  try {
    all = unzipSync(bytes, {
      filter: ({ originalSize, name }) => {
        count += 1;
        if (count > MOST_FILES || originalSize > MOST_BYTES) throw new Error(name);
        return !name.endsWith("/");
      },
    });
  } catch {
    throw new Error("Dit is geen pakket van de werkbank: het is geen zip-bestand, het is beschadigd, of er zit te veel in.");
  }
  const list = listed(all[LIST]);
  const names = Object.keys(list.bestanden);
  const damaged: string[] = [];
  for (const name of names) {
    const content = all[name];
    if (content !== undefined && (await sha256(content)) !== list.bestanden[name]) damaged.push(name);
  }
  const files = names.filter((name) => name.startsWith("protocollen/") && name.endsWith(".toml") && all[name] !== undefined);
  return {
    path: list.protocol.slice("protocollen/".length),
    digest: list.kenmerk,
    files: files.map((name) => ({ path: name.slice("protocollen/".length), text: strFromU8(all[name] ?? new Uint8Array()) })),
    bundle: all[list.bundel] ?? new Uint8Array(),
    damaged,
    extra: Object.keys(all).filter((name) => name !== LIST && !names.includes(name)),
    missing: names.filter((name) => all[name] === undefined),
  };
}

interface List {
  readonly protocol: string;
  readonly bundel: string;
  readonly kenmerk: string;
  readonly bestanden: Readonly<Record<string, string>>;
}

function listed(bytes: Uint8Array | undefined): List {
  const wrong = new Error("Dit is geen pakket van de werkbank: de lijst met de inhoud ontbreekt of is niet te lezen.");
  if (bytes === undefined) throw wrong;
  try {
    const found = JSON.parse(strFromU8(bytes)) as List & { readonly format?: unknown; readonly version?: unknown };
    const texts = [found.protocol, found.bundel, found.kenmerk, ...Object.values(found.bestanden)];
    if (found.format !== FORMAT || found.version !== 1 || !texts.every((one) => typeof one === "string")) throw wrong;
    return found;
  } catch {
    throw wrong;
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  if (globalThis.crypto.subtle === undefined) throw new Error("Deze browser rekent op dit adres geen controlegetallen uit. Open de werkbank via https of op deze computer zelf (localhost).");
  const sum = await crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return [...new Uint8Array(sum)].map((one) => one.toString(16).padStart(2, "0")).join("");
}
