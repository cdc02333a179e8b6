// What a protocol says of its routes, rules and limits, as the page of a practice shows it: of those that are built
// into it, and of one that is opened there.
import type { ListProtocol } from "virtual:lists";
import type { Protocol } from "../../pkg/domeinwijzer.js";
import { ids, textOf } from "../../werkbank/text/merged";
import { outline } from "../../werkbank/text/outline";

/** A list asks nothing of a patient, and so nothing about safety. */
export const isList = (protocol: Protocol): boolean => protocol.info().kind === "praktijk" && !protocol.form().groups.some(({ safety }) => safety);

export function described(protocol: Protocol, text: string): Omit<ListProtocol, "base64"> {
  const info = protocol.info();
  const { reasoning, routes } = protocol.decide({ answers: {}, date: info.validFrom });
  const { entries } = outline(text);
  const all = (section: string) =>
    entries
      .filter((entry) => entry.section === section)
      .map((entry) => ({ id: entry.id, said: (key: string) => textOf(entry.values, key) || null, sources: ids(entry, "bron") }));
  return {
    info,
    form: protocol.form(),
    routes: routes.map(({ id, title }) => ({ id, title })),
    rules: reasoning.rules.map(({ id, reason, for: indicates, against, signals, sources }) => ({ id, reason, indicates, against, signals, sources: sources.map((one) => one.id) })),
    signals: all("signaal").map(({ id, said, sources }) => ({ id, title: said("titel") ?? id, explanation: said("uitleg"), sources })),
    limits: all("kenmerk").map(({ id, said, sources }) => ({ id, title: said("titel") ?? id, condition: said("als") ?? "", sources })),
    sources: all("bron").map(({ id, said }) => ({ id, title: said("titel") ?? id, url: said("url"), note: said("toelichting") })),
  };
}
