// What a FHIR message says, for people: read off the message itself, so that nothing in it goes unseen.
import { day } from "../words";

type Json = Readonly<Record<string, unknown>>;

const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter((one): one is Json => typeof one === "object" && one !== null) : []);
const object = (value: unknown): Json => (typeof value === "object" && value !== null ? (value as Json) : {});
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const texts = (value: unknown): string[] => list(value).map((one) => text(one["text"])).filter((one) => one !== "");

/** The bundle in words: to whom, for what, why, and with which answers. */
export function messageText(bundle: unknown): string {
  const resources = list(object(bundle)["entry"]).map((entry) => object(entry["resource"]));
  return resources
    .sort((a, b) => place(a) - place(b))
    .map((resource) => lines(resource).join("\n"))
    .join("\n\n");
}

const ORDER = ["ServiceRequest", "HealthcareService", "Task", "QuestionnaireResponse", "Consent"];

function place(resource: Json): number {
  const at = ORDER.indexOf(text(resource["resourceType"]));
  return at < 0 ? ORDER.length : at;
}

function lines(resource: Json): string[] {
  const row = (name: string, values: readonly string[]) => (values.length === 0 || values[0] === "" ? [] : values.length === 1 ? [`${name}: ${values[0]}`] : [`${name}:`, ...values.map((one) => `- ${one}`)]);
  const person = (key: string) => row("Patiënt", [text(object(resource[key])["display"])]);
  switch (text(resource["resourceType"])) {
    case "ServiceRequest":
      return [
        ...row("Verwijzing", [text(object(resource["code"])["text"])]),
        ...person("subject"),
        ...row("Datum", [day(text(resource["authoredOn"]))]),
        ...row("Aanbod", texts(resource["orderDetail"])),
        ...row("Reden", texts(resource["reasonCode"])),
        ...row("Opmerking", texts(resource["note"])),
        ...row("Tekst voor de patiënt", [text(resource["patientInstruction"]).replace(/\n/g, " ")]),
      ];
    case "HealthcareService":
      return [...row("Aan", [text(resource["name"])]), ...row("Via", [text(resource["comment"])]), ...row("Bereikbaar", list(resource["telecom"]).map((one) => text(one["value"])))];
    case "Task": {
      const period = object(object(resource["restriction"])["period"]);
      return [...row("Gevraagd", [text(resource["description"])]), ...row("Uiterlijk", [period["end"] === undefined ? "" : day(text(period["end"]))])];
    }
    case "QuestionnaireResponse":
      return ["Antwoorden die meegaan:", ...answers(list(resource["item"]))];
    case "Consent":
      return row("Toestemming", [text(object(resource["policyRule"])["text"])]);
    default:
      // Something that this page does not know goes with it as well: then it is shown as it is.
      return [JSON.stringify(resource, null, 2)];
  }
}

function answers(items: readonly Json[]): string[] {
  return items.flatMap((item) => {
    const given = list(item["answer"]).map(value);
    const inner = answers(list(item["item"]));
    return given.length === 0 ? inner : [`- ${text(item["text"])} ${given.join(", ")}`, ...inner];
  });
}

function value(answer: Json): string {
  const [found] = Object.entries(answer).filter(([name]) => name.startsWith("value"));
  const it = found?.[1];
  if (typeof it === "boolean") return it ? "ja" : "nee";
  if (typeof it !== "object" || it === null) return String(it ?? "");
  const { display, code, value: number, unit } = object(it);
  return display === undefined && code === undefined ? `${String(number ?? "")} ${text(unit)}`.trim() : text(display ?? code);
}
