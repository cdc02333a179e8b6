// Municipalities in the order in which people look for them.

const sorted = (name) => name.replace(/^'s-/, "");

// Made once: every comparison by itself would look up what Dutch is.
const { compare } = new Intl.Collator("nl");

/** By name; 's-Gravenhage belongs under the G. */
export const byName = (a, b) => compare(sorted(a.name), sorted(b.name));
