/** By name; 's-Gravenhage belongs under the G. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number;
