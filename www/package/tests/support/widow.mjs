// What several tests start from.
import { readFileSync } from "node:fs";
import { files } from "../../dist/protocols.js";

export const DAY = "2026-11-22";

/** The widow of 72 whose loneliness leads to welzijn op recept. */
export const widow = JSON.parse(readFileSync(new URL("../../../../tests/cases/weduwe_72.json", import.meta.url), "utf8"));

/** The protocol of Vlissingen, found as a host finds it. */
export function vlissingen({ Registry }) {
  const registry = new Registry(files);
  try {
    return registry.find("GM0718", DAY);
  } finally {
    registry.free();
  }
}
