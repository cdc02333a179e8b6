// What a protocol says of its routes, rules and limits, as the page of a practice shows it: of those that are built
// into it, and of one that is opened there.
import type { ListProtocol } from "virtual:lists";
import type { Protocol } from "../../pkg/domeinwijzer.js";
import { textOf } from "../../werkbank/text/merged";
import { outline } from "../../werkbank/text/outline";

/** A list asks nothing of a patient, and so nothing about safety. */
export const isList = (protocol: Protocol): boolean => protocol.info().kind === "praktijk" && !protocol.form().groups.some(({ safety }) => safety);

export function described(protocol: Protocol, text: string): Omit<ListProtocol, "base64"> {
  const info = protocol.info();
  const { reasoning, routes } = protocol.decide({ answers: {}, date: info.validFrom });
  const all = (section: string) =>
    outline(text)
      .entries.filter((entry) => entry.section === section)
      .map(({ id, values }) => {
        const bron = values.get("bron");
        // One source may stand by itself.
        const sources = bron === undefined ? [] : [bron, ...bron.items].filter(({ kind }) => kind === "string");
        return { id, said: (key: string) => textOf(values, key) || null, sources: sources.map((one) => one.text) };
      });
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
