// Municipalities in the order in which people look for them.

// Made once: every comparison by itself would look up what Dutch is.
const { compare } = new Intl.Collator("nl");

/** By name; 's-Gravenhage belongs under the G. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compare(sorted(a.name), sorted(b.name));
}

function sorted(name: string): string {
  return name.replace(/^'s-/, "");
}
