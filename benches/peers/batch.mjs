// A million cases from columns of bytes: ours, a loop over typed arrays, and how fast wasm can read at all.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { batch } from "./ours.mjs";
import { cases, digest, questions } from "./spec.mjs";

const COUNT = 1_003_520;
const ROUNDS = 9;

const median = (of) => [...of].sort((a, b) => a - b)[of.length >> 1];

/** The protocol over typed arrays, as somebody would write it who needs nothing but speed. */
function typedLoop(column, routes) {
  const { f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15 } = column;
  const { s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, c1, c2, c3, c4, c5 } = column;
  for (let i = 0; i < routes.length; i += 1) {
    let on = 0;
    let off = 0;
    if (f1[i] && s1[i] >= 8) on |= 1;
    if (f2[i] && f3[i] && !f4[i]) on |= 1;
    if (c1[i] === 2 && s2[i] >= 9) on |= 1;
    if (f5[i] && s3[i] >= 7 && c2[i] === 3) on |= 1;
    if (!f6[i] && s4[i] >= 9) off |= 16;
    if (c3[i] === 4) off |= 24;
    if (f7[i] && !f8[i]) off |= 4;
    if (s5[i] < 1 || (f9[i] && f10[i] && f11[i])) off |= 8;
    if (f12[i] && f13[i] && s6[i] <= 1) off |= 2;
    if (f6[i] && s7[i] >= 9) on |= 2;
    if (c4[i] === 2 && s8[i] >= 8) on |= 2;
    if (!f14[i] && s9[i] <= 0) on |= 2;
    if (c2[i] === 2 && s2[i] >= 6) on |= 4;
    if (f15[i] && s3[i] >= 8) on |= 4;
    if (c5[i] === 3 && c1[i] !== 0 && s10[i] >= 7) on |= 4;
    if (f9[i] && s5[i] >= 7) on |= 8;
    if (f10[i] && c3[i] === 2 && s6[i] >= 5) on |= 8;
    if (f11[i] && s4[i] >= 8 && c4[i] !== 0) on |= 8;
    if (s1[i] >= 6 && c5[i] === 1) on |= 16;
    if (s10[i] <= 2 && f13[i]) on |= 16;
    if ((f7[i] && s9[i] >= 9) || (c3[i] === 1 && s8[i] <= 1)) on |= 16;
    let count = f1[i] + f3[i] + f5[i] + f7[i] + f9[i] + f11[i] + (s7[i] >= 7 ? 1 : 0) + (s8[i] >= 7 ? 1 : 0);
    if (count >= 3 && !f2[i]) on |= 16;
    count = (s1[i] >= 9 ? 1 : 0) + (s2[i] >= 9 ? 1 : 0) + (s3[i] >= 9 ? 1 : 0) + (s4[i] >= 9 ? 1 : 0) + (s5[i] >= 9 ? 1 : 0);
    if (count >= 2 && f14[i]) on |= 2;
    count = (c1[i] === 2 ? 1 : 0) + (c2[i] === 3 ? 1 : 0) + (c3[i] === 3 ? 1 : 0) + (c4[i] === 2 ? 1 : 0);
    if (count >= 2 && f8[i]) on |= 4;
    const sum = 2 * s1[i] + s2[i] + s3[i] + 2 * s4[i] + s5[i] + s6[i];
    if (sum >= 25 && !f12[i] && !f6[i]) on |= 16;
    const left = on & ~off;
    routes[i] = left === 0 ? 5 : 31 - Math.clz32(left & -left);
  }
}

/** A module that reads so many bytes of its memory, sixteen at a time. */
function reader(bytes) {
  const require = createRequire(new URL("../../www/", import.meta.url));
  return import(pathToFileURL(require.resolve("binaryen")).href).then(async ({ default: binaryen }) => {
    const load = (at) => `(local.set $seen (v128.xor (local.get $seen) (v128.load offset=${at * 16} (local.get $at))))`;
    const text = `(module (memory (export "memory") ${Math.ceil(bytes / 65536) + 1})
      (func (export "read") (param $end i32) (result i32) (local $at i32) (local $seen v128)
        (loop $next ${Array.from({ length: 16 }, (_, at) => load(at)).join(" ")}
          (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 256))) (local.get $end))))
        (i32x4.extract_lane 0 (local.get $seen))))`;
    const module = binaryen.parseText(text);
    module.setFeatures(binaryen.Features.All);
    const { instance } = await WebAssembly.instantiate(module.emitBinary());
    new Uint8Array(instance.exports.memory.buffer).fill(7);
    return () => instance.exports.read(bytes & ~255);
  });
}

/** Measures everything in turn. `hand` decides one object; it has to agree. */
export async function measureBatch(hand) {
  const given = cases(COUNT, { seed: 5 });
  const ours = await batch(given);
  const column = {};
  for (const it of questions) {
    const byte = it.kind === "choice" ? (answer) => it.choices.indexOf(answer) : Number;
    column[it.id] = Uint8Array.from(given, (answers) => byte(answers[it.id]));
  }
  const routes = new Uint8Array(COUNT);
  ours.run(true);
  typedLoop(column, routes);
  const ids = ["spoed", "huisarts", "ggz", "schuldhulp", "welzijn", "gesprek"];
  for (let nth = 0; nth < COUNT; nth += 10) {
    const [expected, found] = [hand(given[nth]), ours.read(nth)];
    if (digest(1, expected) !== digest(1, found)) throw new Error(`batch decides case ${nth} otherwise`);
    if (ids[routes[nth]] !== expected.route) throw new Error(`the loop decides case ${nth} otherwise`);
  }
  const read = await reader(questions.length * COUNT);
  const objects = given.slice(0, 100_000);
  const kernels = {
    objects: [() => objects.forEach(hand), 100_000, "hand-written JavaScript over objects"],
    loop: [() => typedLoop(column, routes), COUNT, "hand-written loop over typed arrays"],
    ours: [() => ours.run(false), COUNT, "**Domeinwijzer `batch`**"],
    fired: [() => ours.run(true), COUNT, "**Domeinwijzer `batch`**, with the rules that hold"],
    read: [read, COUNT, "reading the same bytes in wasm, and nothing else"],
  };
  const spent = Object.fromEntries(Object.keys(kernels).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS + 2; round += 1) {
    for (const [name, [run, count]] of Object.entries(kernels)) {
      const started = performance.now();
      run();
      if (round >= 2) spent[name].push((performance.now() - started) / count);
    }
  }
  const per = Object.fromEntries(Object.entries(spent).map(([name, all]) => [name, median(all)]));
  const rows = Object.entries(kernels).map(([name, [, , title]]) => {
    const millions = 1 / (per[name] * 1000);
    const gigabytes = name === "objects" ? "" : ((questions.length / per[name]) * 1000) / 1e9;
    return `| ${title} | ${millions.toFixed(1)} | ${gigabytes === "" ? "" : gigabytes.toFixed(2)} |`;
  });
  return {
    share: per.read / per.ours,
    ratio: per.loop / per.ours,
    table: ["| kernel | million cases a second | GB/s read |", "| --- | --- | --- |", ...rows].join("\n"),
  };
}
