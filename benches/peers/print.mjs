// The protocol in the language of every engine. A printer is a way to write each kind of condition.
import { questions, routes, rules } from "./spec.mjs";

/** Writes a condition with a printer. */
function write(it, to) {
  const each = (parts) => parts.map((part) => write(part, to));
  if (it.flag) return to.flag(it.flag);
  if (it.scale) return to.scale(it.scale, it.op, it.number);
  if (it.choice) return to.choice(it.choice, it.is);
  if (it.not) return to.not(write(it.not, to));
  if (it.all) return to.all(each(it.all));
  if (it.any) return to.any(each(it.any));
  if (it.atLeast) return to.atLeast(it.atLeast, each(it.of), it.of);
  return to.sum(Object.entries(it.sum), it.least);
}

const inBrackets = (word) => (parts) => `(${parts.join(word)})`;

/** Domeinwijzer. */
export function toml() {
  const scores = [];
  const to = {
    flag: (id) => id,
    scale: (id, op, number) => `${id} ${op} ${number}`,
    choice: (id, is) => `${id} = '${is}'`,
    not: (of) => `niet (${of})`,
    all: inBrackets(" en "),
    any: inBrackets(" of "),
    atLeast: (number, of) => `minstens ${number} van (${of.join(", ")})`,
    sum: (terms, least) => {
      scores.push(`[score.totaal]\nsom = { ${terms.map(([id, weight]) => `${id} = ${weight}`).join(", ")} }\n`);
      return `totaal >= ${least}`;
    },
  };
  const list = (ids) => `[${ids.map((id) => `"${id}"`).join(", ")}]`;
  const written = rules.map((rule) => {
    const effects = [rule.for && `voor = ${list(rule.for)}`, rule.against && `tegen = ${list(rule.against)}`];
    return `[regel.${rule.id}]\nals = "${write(rule.when, to)}"\n${effects.filter(Boolean).join("\n")}\nreden = "Regel ${rule.id}."\n`;
  });
  const asked = questions.map((it) => {
    const type = { flag: 'type = "ja_nee"', scale: 'type = "schaal"\nmin = 0\nmax = 10', choice: 'type = "keuze"' }[it.kind];
    const choices = it.choices ? `\nkeuzes = { ${it.choices.map((id) => `${id} = "${id}"`).join(", ")} }` : "";
    return `[vraag.${it.id}]\ntekst = "Vraag ${it.id}?"\n${type}${choices}\n`;
  });
  const offered = routes.map((id, at) => {
    const last = at === routes.length - 1 ? "\nvangnet = true" : "";
    return `[route.${id}]\ntitel = "${id}"\nuitleg = "${id}"\npatient = "${id}"${last}\n`;
  });
  const head = `formaat = 1\n[protocol]\nid = "meting"\ntitel = "Meting"\nversie = "1.0.0"\nstatus = "concept"\ngeldig_vanaf = 2026-01-01\nvoorrang = ${list(routes)}\n`;
  return [head, ...asked, ...scores, ...offered, ...written].join("\n");
}

/** json-logic: a rule per condition. */
export function jsonLogic() {
  const one = (condition) => ({ if: [condition, 1, 0] });
  const value = (id) => ({ var: id });
  const to = {
    flag: value,
    scale: (id, op, number) => ({ [op]: [value(id), number] }),
    choice: (id, is) => ({ "===": [value(id), is] }),
    not: (of) => ({ "!": [of] }),
    all: (of) => ({ and: of }),
    any: (of) => ({ or: of }),
    atLeast: (number, of) => ({ ">=": [{ "+": of.map(one) }, number] }),
    sum: (terms, least) => ({ ">=": [{ "+": terms.map(([id, weight]) => ({ "*": [value(id), weight] })) }, least] }),
  };
  return rules.map((rule) => write(rule.when, to));
}

/** CEL: JavaScript numbers are doubles there, so that literals have to be too. */
export function cel() {
  const double = (number) => `${number}.0`;
  const to = {
    flag: (id) => id,
    scale: (id, op, number) => `${id} ${op} ${double(number)}`,
    choice: (id, is) => `${id} == "${is}"`,
    not: (of) => `!(${of})`,
    all: inBrackets(" && "),
    any: inBrackets(" || "),
    atLeast: (number, of) => `(${of.map((it) => `((${it}) ? 1 : 0)`).join(" + ")}) >= ${number}`,
    sum: (terms, least) => `(${terms.map(([id, weight]) => `${id} * ${double(weight)}`).join(" + ")}) >= ${double(least)}`,
  };
  return rules.map((rule) => write(rule.when, to));
}

/** The expression language of zen. */
export function zen() {
  const to = {
    flag: (id) => `${id} == true`,
    scale: (id, op, number) => `${id} ${op} ${number}`,
    choice: (id, is) => `${id} == '${is}'`,
    not: (of) => `not (${of})`,
    all: inBrackets(" and "),
    any: inBrackets(" or "),
    atLeast: (number, of) => `(${of.map((it) => `((${it}) ? 1 : 0)`).join(" + ")}) >= ${number}`,
    sum: (terms, least) => `(${terms.map(([id, weight]) => `${id} * ${weight}`).join(" + ")}) >= ${least}`,
  };
  return rules.map((rule) => write(rule.when, to));
}

/** A decision table of zen: a row per rule, all that hit are collected. */
export function zenTable() {
  const rows = zen().map((condition, at) => ({ _id: `${at}`, in: condition, out: `'${rules[at].id}'` }));
  const table = {
    hitPolicy: "collect",
    inputs: [{ id: "in", name: "condition" }],
    outputs: [{ id: "out", name: "rule", field: "rule" }],
    rules: rows,
  };
  const at = (x) => ({ x, y: 0 });
  return {
    contentType: "application/vnd.gorules.decision",
    nodes: [
      { id: "a", type: "inputNode", name: "request", position: at(0) },
      { id: "b", type: "decisionTableNode", name: "rules", position: at(1), content: table },
      { id: "c", type: "outputNode", name: "response", position: at(2) },
    ],
    edges: [
      { id: "ab", type: "edge", sourceId: "a", targetId: "b" },
      { id: "bc", type: "edge", sourceId: "b", targetId: "c" },
    ],
  };
}

/** Cedar: a policy per rule; only allow or deny, so that the policies that count are the rules that hold. */
export function cedar() {
  const to = {
    flag: (id) => `context.${id}`,
    scale: (id, op, number) => `context.${id} ${op} ${number}`,
    choice: (id, is) => `context.${id} == "${is}"`,
    not: (of) => `!(${of})`,
    all: inBrackets(" && "),
    any: inBrackets(" || "),
    atLeast: (number, of) => `(${of.map((it) => `(if ${it} then 1 else 0)`).join(" + ")}) >= ${number}`,
    sum: (terms, least) => `(${terms.map(([id, weight]) => `context.${id} * ${weight}`).join(" + ")}) >= ${least}`,
  };
  const policies = rules.map((rule) => [rule.id, `permit (principal, action, resource) when { ${write(rule.when, to)} };`]);
  return Object.fromEntries(policies);
}

/** FEEL: one list of truths. */
export function feel() {
  const to = {
    flag: (id) => `${id} = true`,
    scale: (id, op, number) => `${id} ${op} ${number}`,
    choice: (id, is) => `${id} = "${is}"`,
    not: (of) => `not(${of})`,
    all: inBrackets(" and "),
    any: inBrackets(" or "),
    atLeast: (number, of) => `(${of.map((it) => `(if ${it} then 1 else 0)`).join(" + ")}) >= ${number}`,
    sum: (terms, least) => `(${terms.map(([id, weight]) => `${id} * ${weight}`).join(" + ")}) >= ${least}`,
  };
  return `[${rules.map((rule) => write(rule.when, to)).join(", ")}]`;
}

/** json-rules-engine: no counts and no sums; those become facts, counted in JavaScript beforehand. */
export function jsonRules() {
  const facts = [];
  const added = (value, number) => {
    const fact = `fact${facts.length}`;
    facts.push({ fact, value });
    return { fact, operator: "greaterThanInclusive", value: number };
  };
  const operators = { ">=": "greaterThanInclusive", "<=": "lessThanInclusive", "<": "lessThan", ">": "greaterThan" };
  const to = {
    flag: (fact) => ({ fact, operator: "equal", value: true }),
    scale: (fact, op, value) => ({ fact, operator: operators[op], value }),
    choice: (fact, value) => ({ fact, operator: "equal", value }),
    not: (of) => ({ not: of }),
    all: (of) => ({ all: of }),
    any: (of) => ({ any: of }),
    atLeast: (number, _, of) => added({ of }, number),
    sum: (terms, least) => added({ terms }, least),
  };
  const written = rules.map((rule) => {
    const when = write(rule.when, to);
    const conditions = when.all || when.any || when.not ? when : { all: [when] };
    return { name: rule.id, conditions, event: { type: rule.id } };
  });
  return { rules: written, facts };
}

/** Publicodes: a rule per condition, in its French words. */
export function publicodes() {
  const model = {};
  for (const it of questions) model[it.id] = { question: it.id, "par défaut": { flag: "non", scale: 0, choice: "'geen'" }[it.kind] };
  let named = 0;
  const to = {
    flag: (id) => id,
    scale: (id, op, number) => `${id} ${op} ${number}`,
    choice: (id, is) => `${id} = '${is}'`,
    not: (of) => ({ variations: [{ si: of, alors: "non" }, { sinon: "oui" }] }),
    all: (of) => ({ "toutes ces conditions": of }),
    any: (of) => ({ "une de ces conditions": of }),
    atLeast: (number, of) => {
      const name = `telling${(named += 1)}`;
      model[name] = { somme: of.map((it) => ({ variations: [{ si: it, alors: 1 }, { sinon: 0 }] })) };
      return `${name} >= ${number}`;
    },
    sum: (terms, least) => {
      model.totaal = { somme: terms.map(([id, weight]) => `${id} * ${weight}`) };
      return `totaal >= ${least}`;
    },
  };
  for (const rule of rules) model[rule.id] = { valeur: write(rule.when, to) };
  return model;
}
