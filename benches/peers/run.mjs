// One engine in a process of its own. It does what it is told, one message at a time.
import { engines } from "./engines.mjs";
import { ours } from "./ours.mjs";
import { cases, digest } from "./spec.mjs";

const [name, total] = [process.argv[2], Number(process.argv[3])];
const engine = { ...engines, ...ours }[name];
const started = performance.now();
const decide = await engine.make();
/**
 * As they come from a form or a message. An object that was built key by key, by computed names, is a dictionary to V8 from some twenty
 * keys on, several times as slow to read for everyone; those are a set of their own.
 */
const received = (all) => all.map((it) => JSON.parse(JSON.stringify(it)));
const given = received(cases(total));
await decide(given[0]);
const sets = {
  same: () => given,
  orders: () => received(cases(Math.min(total, 10_000), { orders: 4 })),
  built: () => cases(total),
};
const made = {};
/** Kept, so that no result can be optimised away. */
let state = 0;

const tasks = {
  /** What comes out of the first cases, as one number. */
  async agree(count) {
    let sum = 1;
    for (let at = 0; at < count; at += 1) sum = digest(sum, await decide(given[at]));
    return sum;
  },
  /** Microseconds per decision, over as many cases as fit in so many milliseconds. */
  async round({ milliseconds, set }) {
    const all = (made[set] ??= sets[set]());
    const started = performance.now();
    let done = 0;
    let spent = 0;
    // The clock is not looked at after every decision.
    const chunk = engine.chunk ?? 1;
    do {
      for (let nth = 0; nth < chunk; nth += 1) {
        const it = all[(done + nth) % all.length];
        const said = decide(it);
        const { fired } = said instanceof Promise ? await said : said;
        state += fired.length;
      }
      done += chunk;
      spent = performance.now() - started;
    } while (spent < milliseconds);
    // Next time a glance at the clock every half millisecond or so.
    engine.chunk = Math.max(1, Math.round((done / spent) * 0.5));
    return (spent * 1000) / done;
  },
  /** Bytes in memory after so many calls. */
  async memory(count) {
    for (let at = 0; at < count; at += 1) {
      const said = decide(given[at % given.length]);
      state += (said instanceof Promise ? await said : said).fired.length;
    }
    globalThis.gc?.();
    return process.memoryUsage().rss;
  },
};

process.on("message", async ({ task, with: argument }) => {
  try {
    process.send({ value: await tasks[task](argument) });
  } catch (error) {
    process.send({ error: String(error?.stack ?? error) });
  }
});
process.send({ ready: performance.now() - started });
