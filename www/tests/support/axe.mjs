// axe, as every test of a screen runs it: no violations, and text with a contrast of 7:1.
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The rules that look at colours. All others say the same in every look of one state. */
const COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];
const ENHANCED = { "color-contrast-enhanced": { enabled: true } };

/**
 * axe finds nothing. Where the same state was looked at already: `only: "colours"` in another look, and
 * `only: "rest"` at another width. Colours of a theme need not be `enhanced`.
 */
export async function clean(page, state, { only = "all", enhanced = true } = {}) {
  const runOnly = only === "colours" ? { type: "rule", values: COLOURS.filter((rule) => enhanced || rule !== "color-contrast-enhanced") } : { type: "tag", values: TAGS };
  const rules = only === "rest" ? Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }])) : enhanced && only === "all" ? ENHANCED : {};
  // Without frames of others nothing has to be put together in a page of its own.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ runOnly, rules, resultTypes: ["violations"] });
  const { violations } = await builder.analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html, failureSummary }) => `${html}\n    ${failureSummary}`).join("\n  ")}`);
  assert.deepEqual(found, [], `${state}: ${found.join("\n")}`);
}
