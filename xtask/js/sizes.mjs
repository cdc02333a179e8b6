// Prints the size of each file that is named: as it is, and as a web server sends it. A number before
// files is the most bytes that they may have together, packed with brotli.
//
// usage: node sizes.mjs [BUDGET FILE…]…
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

let budget;
let together = 0;
const close = () => {
  if (budget === undefined) return;
  console.log(`together: brotli ${kilobytes(together)}, at most ${kilobytes(budget)}`);
  if (together > budget) {
    console.error(`${kilobytes(together - budget)} too large`);
    process.exitCode = 1;
  }
};

for (const argument of process.argv.slice(2)) {
  if (/^\d+$/.test(argument)) {
    close();
    budget = Number(argument);
    together = 0;
    continue;
  }
  const bytes = readFileSync(argument);
  const gzip = gzipSync(bytes, { level: 9 }).length;
  const brotli = brotliCompressSync(bytes).length;
  together += brotli;
  const sizes = `${kilobytes(bytes.length)}, gzip ${kilobytes(gzip)}, brotli ${kilobytes(brotli)}`;
  console.log(`${relative(".", argument)}: ${sizes}`);
}
close();
