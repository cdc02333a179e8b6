// Prints what a tarball of npm holds, with the size of each file: as it is, and as a server sends it.
//
// usage: node contents.mjs TARBALL
import { readFileSync } from "node:fs";
import { brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";

const [, , tarball] = process.argv;
const packed = readFileSync(tarball);
const tar = gunzipSync(packed);
/** A tar file is blocks of this size: one for what a file is called, and then the file itself. */
const BLOCK = 512;

const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(9);
const total = { files: 0, raw: 0 };

console.log("      raw      gzip    brotli   (kB)");
for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
  const field = (from, length) => tar.toString("utf8", at + from, at + from + length).replace(/\0.*$/s, "");
  const size = parseInt(field(124, 12), 8);
  const name = [field(345, 155), field(0, 100)].filter(Boolean).join("/").replace(/^package\//, "");
  const bytes = tar.subarray(at + BLOCK, at + BLOCK + size);
  if (field(156, 1) === "0") {
    total.files += 1;
    total.raw += size;
    const sent = [gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
    console.log([size, ...sent].map(kilobytes).join(" "), ` ${name}`);
  }
  at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
}
console.log(`\n${total.files} files, ${(total.raw / 1000).toFixed(1)} kB; the tarball ${(packed.length / 1000).toFixed(1)} kB`);
