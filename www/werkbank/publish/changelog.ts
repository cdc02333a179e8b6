// A changelog entry, drafted from what was proved to be different.
import type { DeviationInfo, DiffReport, MoveInfo } from "../../pkg/domeinwijzer.js";
import { share } from "../app/say";
import { textOf, titleOf, type Merged } from "../text/merged";

export function draftedEntry(diff: DiffReport, merged: Merged, today: string): string {
  const lines = [`## ${textOf(merged.header, "versie")} (${today})`, ""];
  if (diff.moves.length > 0) {
    lines.push("Ander advies:", ...diff.moves.map(moved), "");
  } else lines.push("Geen patiënt krijgt een ander advies dan in de vorige versie.", "");
  const about = (title: string, all: readonly DeviationInfo[]) => {
    if (all.length > 0) lines.push(title, ...all.map((it) => `- ${changed(it, merged)}`), "");
  };
  about("Gewijzigd in wat meebeslist:", diff.changes);
  about("Gewijzigd in teksten en contacten:", diff.texts);
  return `${lines.join("\n").trimEnd()}\n`;
}

function moved({ fromTitle, from, toTitle, to, share: often, rules }: MoveInfo): string {
  const count = often === null ? "" : `; ${share(often)}`;
  const by = rules.length === 0 ? "" : ` (door ${rules.join(", ")})`;
  return `- van ${fromTitle ?? from ?? "geen advies"} naar ${toTitle ?? to ?? "geen advies"}${by}${count}`;
}

const CHANGE = { added: "toegevoegd", changed: "gewijzigd", removed: "vervallen" } as const;

function changed({ section, id, title, change, reason, keys }: DeviationInfo, merged: Merged): string {
  const entry = merged.find(section, id);
  const name = title ?? (entry === null ? "" : titleOf(entry));
  const what = id === "" ? "de voorrang" : `${section} ${id}${name === "" || name === id ? "" : ` (${name})`}`;
  const which = change === "changed" && keys.length > 0 ? `: ${keys.map(({ key }) => key).join(", ")}` : "";
  return `${what} ${CHANGE[change]}${which}${reason === null ? "" : `; ${reason}`}`;
}
