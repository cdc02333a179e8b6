// The readable protocol as a page of its own, and the report of the examples.
import { render, type TemplateResult } from "lit";
import type { TestReport } from "../../pkg/domeinwijzer.js";
import { textOf, titleOf, type Merged } from "../text/merged";
import { paper, type Named } from "./paper";
import { plainSentence, answerText } from "../text/sentence";

const STYLE = "body{font:1rem/1.55 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}h3{margin-top:2rem}mark{background:#fff3bf}.own{font-size:.85em;font-weight:700}.sources,.range,.url{color:#444;font-size:.9em}.sources{display:block}li{margin:.3rem 0}.patient{border-left:3px solid #767676;padding-left:.8rem;white-space:pre-line}.about{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}.about dd{margin:0;overflow-wrap:anywhere}";

/** The view without what only works on the page. */
export function documentOf(view: TemplateResult, title: string, named: Named): string {
  const place = document.createElement("div");
  render(view, place);
  for (const one of place.querySelectorAll(".no-print, .visually-hidden")) one.remove();
  for (const button of place.querySelectorAll("button")) {
    const span = document.createElement("span");
    span.append(...button.childNodes);
    button.replaceWith(span);
  }
  const comments = document.createNodeIterator(place, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  for (let node = comments.nextNode(); node !== null; node = comments.nextNode()) found.push(node);
  for (const node of found) (node as ChildNode).remove();
  const name = document.createElement("title");
  name.textContent = title;
  // The style is put between as text: an element for it would be refused by the policy of this page.
  return `<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n${name.outerHTML}\n<style>${STYLE}\n${paper(named)}</style>\n</head>\n<body>\n${place.innerHTML}\n</body>\n</html>\n`;
}

export function examplesReport(report: TestReport, merged: Merged): string {
  const title = (section: string, id: string | null) => {
    const entry = id === null ? null : merged.find(section, id);
    return entry === null ? (id ?? "geen advies") : titleOf(entry);
  };
  const lines = [`# Voorbeelden van ${textOf(merged.header, "id")} ${textOf(merged.header, "versie")}`, "", `${report.passed} geslaagd, ${report.failed} gezakt.`, ""];
  for (const it of report.examples) {
    const answers = merged.find("voorbeeld", it.id)?.values.get("antwoorden")?.value.pairs ?? [];
    lines.push(`## ${title("voorbeeld", it.id)}`, "", `${it.passed ? "Geslaagd" : "Gezakt"}. Verwacht: ${title("route", it.expected.route)}. Gekregen: ${title("route", it.got.route)}.`, "");
    for (const { keys: [key], value } of answers) {
      const said = value.kind === "bool" ? value.text === "true" : value.kind === "list" ? value.items.map(({ text }) => text) : value.text;
      if (key !== undefined) lines.push(`- ${title("vraag", key.name)}: ${answerText(key.name, said, merged)}`);
    }
    lines.push("");
  }
  for (const { rules, routes } of report.coverage) lines.push(`Regels geraakt: ${rules.hit} van ${rules.of}. Routes: ${routes.hit} van ${routes.of}.`);
  const missing = report.coverage.flatMap(({ rules }) => rules.missing);
  for (const id of missing) {
    const rule = merged.find("regel", id);
    lines.push(`- zonder voorbeeld: ${id}${rule === null ? "" : ` (${plainSentence(textOf(rule.values, "als"), merged)})`}`);
  }
  return `${lines.join("\n").trimEnd()}\n`;
}
