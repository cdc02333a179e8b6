// A protocol as the element uses it. It never throws while answers are being given, because "could
// not compute" is one of the outcomes that people see.
import { type Failure, failure } from "../failure";
import type { HisFacts, OverrideChoice, OverrideReason, Prefill, ProtocolHandle } from "./handle";
import type { Case, Form, NextReport, ProtocolInfo, Recommendation } from "./module";

/** What came out of a case: a recommendation, which says what to ask next, or the reason why not. */
export type Consultation =
  | { readonly kind: "computed"; readonly recommendation: Recommendation }
  | { readonly kind: "failed"; readonly failure: Failure };

export interface OpenProtocol {
  readonly info: ProtocolInfo;
  readonly form: Form;
  /** Empty where the protocol names no reasons to choose otherwise. */
  readonly overrideReasons: readonly OverrideReason[];
  consult(patient: Case): Consultation;
  /** What no longer matters, and what does not apply. Throws where the engine does. */
  next(patient: Case): NextReport;
  /** The same recommendation with what suffices and what would change it; null when this engine cannot say. */
  explain(patient: Case): Recommendation | null;
  /** Null when this engine cannot take answers from a record. Throws on facts that it refuses. */
  prefill(facts: HisFacts, date: string): Prefill | null;
  /** The record that a host may keep; null when this engine makes none. Throws on a wrong choice. */
  override(patient: Case, recommendation: Recommendation, choice: OverrideChoice): unknown;
  close(): void;
}

/** Protocols that are younger than the types may carry this. */
interface WithReasons {
  readonly overrideReasons?: readonly OverrideReason[];
}

/** The package puts its methods on what it gives back. */
interface WithOverride {
  override?(choice: OverrideChoice): unknown;
}

/** `owned` says that nobody else uses the handle: it is then freed with the protocol. */
export function opened(handle: ProtocolHandle, owned: boolean): OpenProtocol {
  // The class of the engine has methods where the package has properties.
  const bare = typeof handle.info === "function";
  const info = typeof handle.info === "function" ? handle.info() : handle.info;
  const form = typeof handle.form === "function" ? handle.form() : handle.form;
  const withReasons = [info, form] as readonly WithReasons[];
  return {
    info,
    form,
    overrideReasons: withReasons.map(({ overrideReasons }) => overrideReasons ?? []).find(({ length }) => length > 0) ?? [],
    consult(patient) {
      try {
        return { kind: "computed", recommendation: handle.decide(patient) };
      } catch (thrown) {
        return { kind: "failed", failure: failure(thrown) };
      }
    },
    next: (patient) => handle.next(patient),
    explain(patient) {
      try {
        return handle.explain?.(patient) ?? null;
      } catch {
        // The advice itself is on the screen already, and stands without it.
        return null;
      }
    },
    prefill(facts, date) {
      const day = (bare ? date : { date }) as never;
      return handle.prefill?.(facts, day) ?? null;
    },
    override(patient, recommendation, choice) {
      if (handle.overrideRecord !== undefined) return handle.overrideRecord(patient, choice);
      return (recommendation as WithOverride).override?.(choice) ?? null;
    },
    close() {
      if (owned) handle.free?.();
    },
  };
}
