declare module "virtual:protocols" {
  /** An entry that is otherwise than in the base. */
  export interface Deviation {
    /** The table: "vraag", "contact" … */
    readonly section: string;
    readonly title: string;
    readonly change: "added" | "changed" | "removed";
    /** Why it was removed, where that is said. */
    readonly reason: string | null;
    /** What is different, with the text in the base and here. */
    readonly keys: readonly { readonly key: string; readonly base: string | null; readonly local: string | null }[];
  }
  /** A compiled protocol of a municipality. */
  interface Bundle {
    readonly municipality: string;
    readonly version: string;
    readonly status: string;
    readonly validFrom: string;
    readonly validUntil: string | null;
    readonly digest: string;
    readonly base64: string;
    readonly deviations: readonly Deviation[];
  }
  export const bundles: readonly Bundle[];
  /** Those with a protocol, by name. */
  export const municipalities: readonly { readonly code: string; readonly name: string; readonly aliases: readonly string[] }[];
  /** All others: their names by code. */
  export const others: Readonly<Record<string, string>>;
}
