// What a protocol says of its routes, rules and limits, as the page of a practice shows it: of those that are built
// into it, and of one that is opened there.

/** The tables of one kind in a file, by id, with the keys that are one line of text or a list of them. */
function tables(text, kind) {
  const found = [];
  for (const part of text.split(/^(?=\[)/m)) {
    const id = new RegExp(`^\\[${kind}\\.([a-z0-9_]+)\\]`).exec(part)?.[1];
    if (id === undefined) continue;
    const keys = [...part.matchAll(/^([a-z_]+)\s*=\s*("(?:[^"\\]|\\.)*"|\[[^\]]*\])\s*$/gm)].map(([, key, value]) => [key, JSON.parse(value)]);
    found.push({ id, ...Object.fromEntries(keys) });
  }
  return found;
}

/** A list asks nothing of a patient, and so nothing about safety. */
export const isList = (protocol) => protocol.info().kind === "praktijk" && !protocol.form().groups.some(({ safety }) => safety);

export function described(protocol, text) {
  const info = protocol.info();
  const { reasoning, routes } = protocol.decide({ answers: {}, date: info.validFrom });
  return {
    info,
    form: protocol.form(),
    routes: routes.map(({ id, title }) => ({ id, title })),
    rules: reasoning.rules.map(({ id, reason, for: indicates, against, signals, sources }) => ({ id, reason, indicates, against, signals, sources: sources.map((one) => one.id) })),
    signals: tables(text, "signaal").map(({ id, titel, uitleg, bron }) => ({ id, title: titel, explanation: uitleg ?? null, sources: bron ?? [] })),
    limits: tables(text, "kenmerk").map(({ id, titel, als, bron }) => ({ id, title: titel ?? id, condition: als, sources: bron ?? [] })),
    sources: tables(text, "bron").map(({ id, titel, url, toelichting }) => ({ id, title: titel, url: url ?? null, note: toelichting ?? null })),
  };
}
