// axe, as every test of a screen runs it: no violations, and text with a contrast of 7:1.
import assert from "node:assert/strict";
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What depends on colours: all that another colour scheme can change. */
const COLOURS = ["color-contrast-enhanced", "link-in-text-block"];

/** As it comes, this rule leaves what is below 4.5:1 to another one; here one look at each text is enough. */
const STRICT = { id: "color-contrast-enhanced", options: { contrastRatio: { normal: { expected: 7 }, large: { expected: 4.5 } } } };

// A colour has private fields, which this build of axe keeps in weak maps: they take most of its time, and as
// properties next to none. Where axe is built otherwise it is as it was.
const FIELDS = "class Fields { key = Symbol(); has(of) { return this.key in of; } get(of) { return of[this.key]; } set(of, value) { of[this.key] = value; } add(of) { of[this.key] = true; } }";
const SOURCE = `(() => { ${FIELDS} ${axe.source.replace(/\b(_(?:r|g|b|red|green|blue|Class3_brand) = new )Weak(?:Map|Set)\(\)/g, "$1Fields()")} })()`;

/** Runs in the page: a colour that is written the same is read once. */
function configure(check) {
  axe.configure({ checks: [check] });
  const { prototype } = axe.commons.color.Color;
  const read = prototype.parseString;
  const known = new Map();
  prototype.parseString = function remembered(text) {
    if (!known.has(text)) {
      const { r, g, b, alpha } = read.call(this, text);
      known.set(text, { r, g, b, alpha });
    }
    return Object.assign(this, known.get(text));
  };
}

/**
 * What axe finds of all rules of a level and `best-practice`, or of some rules by name; not in what is excluded.
 * A page in these tests has no frames.
 */
export async function violations(page, { tags = TAGS, rules = null, enhanced = false, exclude = [] } = {}) {
  // It is large: a page gets it once.
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(SOURCE);
    await page.evaluate(configure, STRICT);
  }
  return page.evaluate(
    async ([tags, names, enhanced, exclude]) => {
      const runOnly = names === null ? { type: "tag", values: tags } : { type: "rule", values: names };
      const rules = names === null ? { "color-contrast-enhanced": { enabled: enhanced }, "color-contrast": { enabled: !enhanced } } : {};
      const context = exclude.length === 0 ? document : { exclude };
      return (await axe.run(context, { runOnly, rules, resultTypes: ["violations"], iframes: false })).violations;
    },
    [tags, rules, enhanced, exclude],
  );
}

/**
 * axe finds nothing. Colours of a theme need not be `enhanced`. Of a state that was looked at as a whole, only
 * the `colours` are looked at again in another scheme.
 */
export async function clean(page, state, { enhanced = true, colours = false } = {}) {
  const all = await violations(page, colours ? { rules: COLOURS } : { enhanced });
  const found = all.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html, failureSummary }) => `${html}\n    ${failureSummary}`).join("\n  ")}`);
  assert.deepEqual(found, [], `${state}: ${found.join("\n")}`);
}
