// What may stand in a protocol file, from the schema that the engine's own reader is written down in.
import schema from "../../../protocols/protocol.schema.json";

export interface Key {
  readonly name: string;
  readonly help: string;
  /** The words it can be; empty when anything can stand there. */
  readonly values: readonly string[];
}

interface Property {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
}

const sections = schema.$defs as unknown as Readonly<Record<string, { readonly properties: Readonly<Record<string, Property>> }>>;
const top = schema.properties as unknown as Readonly<Record<string, Property>>;

export function sectionHelp(section: string): string {
  return top[section]?.description ?? "";
}

export function keysOf(section: string): Key[] {
  return Object.entries(sections[section]?.properties ?? {}).map(([name, { description, type, enum: words }]) => ({
    name,
    help: description ?? "",
    values: words?.map((word) => `"${word}"`) ?? (type === "boolean" ? ["true", "false"] : []),
  }));
}
