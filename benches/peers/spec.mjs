// One neutral protocol, and the cases it is measured on. Every engine gets it in its own language (print.mjs).
//
// 30 questions: 15 yes/no, 10 scales from 0 to 10, 5 choices. 25 rules for or against 6 routes, and a
// route to fall back on: red flags, exclusions, indications, counts, a weighted sum.

const flags = Array.from({ length: 15 }, (_, at) => `f${at + 1}`);
const scales = Array.from({ length: 10 }, (_, at) => `s${at + 1}`);
const options = { c1: 3, c2: 4, c3: 5, c4: 3, c5: 4 };

export const questions = [
  ...flags.map((id) => ({ id, kind: "flag" })),
  ...scales.map((id) => ({ id, kind: "scale" })),
  ...Object.entries(options).map(([id, count]) => ({
    id,
    kind: "choice",
    choices: ["geen", "licht", "matig", "zwaar", "anders"].slice(0, count),
  })),
];

/** In order of precedence; the last is the one to fall back on. */
export const routes = ["spoed", "huisarts", "ggz", "schuldhulp", "welzijn", "gesprek"];

const flag = (id) => ({ flag: id });
const scale = (id, op, number) => ({ scale: id, op, number });
const choice = (id, is) => ({ choice: id, is });
const not = (of) => ({ not: of });
const all = (...of) => ({ all: of });
const any = (...of) => ({ any: of });
const atLeast = (number, ...of) => ({ atLeast: number, of });

/** The weighted sum that has to reach 25; a mutant of 26 has to be noticed. */
const burden = { sum: { s1: 2, s2: 1, s3: 1, s4: 2, s5: 1, s6: 1 }, least: 25 };

export const rules = [
  // Red flags.
  { id: "r01", for: ["spoed"], when: all(flag("f1"), scale("s1", ">=", 8)) },
  { id: "r02", for: ["spoed"], when: all(flag("f2"), flag("f3"), not(flag("f4"))) },
  { id: "r03", for: ["spoed"], when: all(choice("c1", "matig"), scale("s2", ">=", 9)) },
  { id: "r04", for: ["spoed"], when: all(flag("f5"), scale("s3", ">=", 7), choice("c2", "zwaar")) },
  // Exclusions.
  { id: "r05", against: ["welzijn"], when: all(not(flag("f6")), scale("s4", ">=", 9)) },
  { id: "r06", against: ["welzijn", "schuldhulp"], when: choice("c3", "anders") },
  { id: "r07", against: ["ggz"], when: all(flag("f7"), not(flag("f8"))) },
  { id: "r08", against: ["schuldhulp"], when: any(scale("s5", "<", 1), all(flag("f9"), flag("f10"), flag("f11"))) },
  { id: "r09", against: ["huisarts"], when: all(flag("f12"), flag("f13"), scale("s6", "<=", 1)) },
  // Indications.
  { id: "r10", for: ["huisarts"], when: all(flag("f6"), scale("s7", ">=", 9)) },
  { id: "r11", for: ["huisarts"], when: all(choice("c4", "matig"), scale("s8", ">=", 8)) },
  { id: "r12", for: ["huisarts"], when: all(not(flag("f14")), scale("s9", "<=", 0)) },
  { id: "r13", for: ["ggz"], when: all(choice("c2", "matig"), scale("s2", ">=", 6)) },
  { id: "r14", for: ["ggz"], when: all(flag("f15"), scale("s3", ">=", 8)) },
  { id: "r15", for: ["ggz"], when: all(choice("c5", "zwaar"), not(choice("c1", "geen")), scale("s10", ">=", 7)) },
  { id: "r16", for: ["schuldhulp"], when: all(flag("f9"), scale("s5", ">=", 7)) },
  { id: "r17", for: ["schuldhulp"], when: all(flag("f10"), choice("c3", "matig"), scale("s6", ">=", 5)) },
  { id: "r18", for: ["schuldhulp"], when: all(flag("f11"), scale("s4", ">=", 8), not(choice("c4", "geen"))) },
  { id: "r19", for: ["welzijn"], when: all(scale("s1", ">=", 6), choice("c5", "licht")) },
  { id: "r20", for: ["welzijn"], when: all(scale("s10", "<=", 2), flag("f13")) },
  { id: "r21", for: ["welzijn"], when: any(all(flag("f7"), scale("s9", ">=", 9)), all(choice("c3", "licht"), scale("s8", "<=", 1))) },
  // Counts.
  {
    id: "r22",
    for: ["welzijn"],
    when: all(
      atLeast(3, flag("f1"), flag("f3"), flag("f5"), flag("f7"), flag("f9"), flag("f11"), scale("s7", ">=", 7), scale("s8", ">=", 7)),
      not(flag("f2")),
    ),
  },
  {
    id: "r23",
    for: ["huisarts"],
    when: all(atLeast(2, scale("s1", ">=", 9), scale("s2", ">=", 9), scale("s3", ">=", 9), scale("s4", ">=", 9), scale("s5", ">=", 9)), flag("f14")),
  },
  {
    id: "r24",
    for: ["ggz"],
    when: all(atLeast(2, choice("c1", "matig"), choice("c2", "zwaar"), choice("c3", "zwaar"), choice("c4", "matig")), flag("f8")),
  },
  // The weighted sum.
  { id: "r25", for: ["welzijn"], when: all(burden, not(flag("f12")), not(flag("f6"))) },
];

/** Random numbers from a seed, the same on every machine (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let it = Math.imul(state ^ (state >>> 15), 1 | state);
    it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it;
    return (it ^ (it >>> 14)) >>> 0;
  };
}

/** So many cases; with more than one order, their keys stand in as many different orders. */
export function cases(count, { seed = 20261122, orders = 1 } = {}) {
  const draw = random(seed);
  const shuffled = Array.from({ length: orders }, (_, nth) => {
    const order = [...questions];
    if (nth > 0) {
      const pick = random(nth);
      for (let at = order.length - 1; at > 0; at -= 1) {
        const with_ = pick() % (at + 1);
        [order[at], order[with_]] = [order[with_], order[at]];
      }
    }
    return order;
  });
  return Array.from({ length: count }, (_, nth) => {
    const values = {};
    for (const it of questions) {
      const number = draw();
      if (it.kind === "flag") values[it.id] = number % 5 < 2;
      else if (it.kind === "scale") values[it.id] = number % 11;
      else values[it.id] = it.choices[number % it.choices.length];
    }
    if (orders === 1) return values;
    const answers = {};
    for (const it of shuffled[nth % orders]) answers[it.id] = values[it.id];
    return answers;
  });
}

const rank = new Map(routes.map((id, at) => [id, at]));
const bits = (ids) => (ids ?? []).reduce((bits, id) => bits | (1 << rank.get(id)), 0);
const on = rules.map((rule) => bits(rule.for));
const off = rules.map((rule) => bits(rule.against));

/** The route that follows from which rules hold, for engines whose language has no routes. */
export function settle(holds) {
  const fired = [];
  let indicated = 0;
  let excluded = 0;
  for (let at = 0; at < holds.length; at += 1) {
    if (!holds[at]) continue;
    fired.push(rules[at].id);
    indicated |= on[at];
    excluded |= off[at];
  }
  const left = indicated & ~excluded;
  return { route: routes[left === 0 ? routes.length - 1 : 31 - Math.clz32(left & -left)], fired };
}

/** A number that depends on everything that was decided, in order. */
export function digest(state, { route, fired }) {
  let held = 0;
  for (const id of fired) held |= 1 << (Number(id.slice(1)) - 1);
  state = Math.imul(state ^ (rank.get(route) + 1), 0x01000193);
  return Math.imul(state ^ held, 0x01000193) >>> 0;
}
