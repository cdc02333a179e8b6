// What other systems speak: FHIR R4, CDS Hooks 2.0, and text for a referral form. Pure functions:
// nothing is sent anywhere.
import { plain } from "./core/plain.js";
import { originOf } from "./core/recommendation.js";
import { engine } from "./full-engine.js";
import { fullSlot, ofThisBuild } from "./full-slot.js";
import type { RawFullProtocol } from "./core/raw.js";
import type { Recommendation } from "./core/results.js";
import type { CardFeedback, CdsHooksResponse, FhirResource, MessageOptions, ResponseCase, TaskReport } from "./types.js";
import type { Protocol } from "./full.js";

/**
 * An advice as a FHIR R4 Bundle: the answers, the request, and its task.
 *
 * @example
 * ```ts
 * toFhirBundle(protocol.decide(patient), { subject: "Patient/3f2a", consent: "2026-11-22" });
 * ```
 */
export function toFhirBundle(advice: Recommendation, options?: MessageOptions): FhirResource {
  const [given, wishes] = [originOf(advice).given, plain(options, "options")];
  return about(advice, (handle) => handle.fhirBundle(given, wishes) as FhirResource);
}

/** The questions of a protocol as a FHIR R4 Questionnaire. */
export function toFhirQuestionnaire(protocol: Protocol): FhirResource {
  return fullSlot(protocol, "protocol").use((handle) => handle.fhirQuestionnaire() as FhirResource);
}

/** The answers in a FHIR R4 QuestionnaireResponse to the questionnaire of this protocol. */
export function fromFhirResponse(protocol: Protocol, response: FhirResource): ResponseCase {
  const given = plain(response, "response");
  return fullSlot(protocol, "protocol").use((handle) => handle.fromFhirResponse(given) as ResponseCase);
}

/** What came of a referral, read from a FHIR R4 Task; with lines for the record. */
export function readFhirTask(resource: FhirResource): TaskReport {
  const given = plain(resource, "resource");
  return engine.call((raw) => raw.readFhirTask(given) as TaskReport);
}

/** An advice as a CDS Hooks 2.0 response. */
export function toCdsHooks(advice: Recommendation, options?: MessageOptions): CdsHooksResponse {
  const [given, wishes] = [originOf(advice).given, plain(options, "options")];
  return about(advice, (handle) => handle.cdsHooks(given, wishes) as CdsHooksResponse);
}

/** What was done with the cards of an advice, as lines for the record; `options` as for the cards. */
export function readCdsFeedback(advice: Recommendation, options: MessageOptions | null, feedback: object): CardFeedback[] {
  const [given, wishes, heard] = [originOf(advice).given, plain(options, "options"), plain(feedback, "feedback")];
  return about(advice, (handle) => handle.cdsFeedback(given, wishes, heard) as CardFeedback[]);
}

/** Text to paste into a referral form; null while no route is advised. */
export function toReferralText(advice: Recommendation): string | null {
  const { given } = originOf(advice);
  return about(advice, (handle) => handle.referralText(given) ?? null);
}

function about<T>(advice: Recommendation, work: (handle: RawFullProtocol) => T): T {
  return ofThisBuild(originOf(advice).slot).use(work);
}
