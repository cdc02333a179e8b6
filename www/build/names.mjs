// Municipalities in the order in which people look for them.

const sorted = (name) => name.replace(/^'s-/, "");

/** By name; 's-Gravenhage belongs under the G. */
export const byName = (a, b) => sorted(a.name).localeCompare(sorted(b.name), "nl");
