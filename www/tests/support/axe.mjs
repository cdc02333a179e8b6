// axe, as every test of a screen runs it: no violations, and text with a contrast of 7:1.
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const ENHANCED = { "color-contrast-enhanced": { enabled: true } };

/** axe finds nothing. Colours of a theme need not be `enhanced`. */
export async function clean(page, state, { enhanced = true } = {}) {
  const runOnly = { type: "tag", values: TAGS };
  const rules = enhanced ? ENHANCED : {};
  // Without frames of others nothing has to be put together in a page of its own.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ runOnly, rules, resultTypes: ["violations"] });
  const { violations } = await builder.analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html, failureSummary }) => `${html}\n    ${failureSummary}`).join("\n  ")}`);
  assert.deepEqual(found, [], `${state}: ${found.join("\n")}`);
}
