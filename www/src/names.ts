// Municipalities in the order in which people look for them.

/** By name; 's-Gravenhage belongs under the G. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return sorted(a.name).localeCompare(sorted(b.name), "nl");
}

function sorted(name: string): string {
  return name.replace(/^'s-/, "");
}
