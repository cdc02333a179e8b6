// A fresh process: import, load the rules, first decision. Prints milliseconds.
const start = performance.now();
const name = process.argv[2];
const { engines } = await import("./engines.mjs");
const all = name in engines ? engines : (await import("./ours.mjs")).ours;
const { cases } = await import("./spec.mjs");
const [first] = cases(1);
// What every engine has in common does not count: the harness and the case.
const loaded = performance.now();
const decide = await all[name].make();
await decide(first);
console.log(JSON.stringify({ cold: performance.now() - loaded, harness: loaded - start }));
process.exit();
