//! The formats of other systems: FHIR, CDS Hooks, text for a referral form.

use super::Protocol;
use super::border::{Thrown, thrown, to_js};
use super::case::loose;
use crate::diagnostic::Diagnostic;
use crate::formats::{self, Decided, Options};
use crate::present;
use crate::sorting;
use crate::text::Sources;
use crate::wire::{Recommendation, ResponseCase};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What the host knows and the engine does not. A citizen service number is refused. */
export interface MessageOptions {
  /** Who it is about: a reference such as "Patient/3f2a", or a pseudonym. */
  subject?: string | Pseudonym | null;
  /** The day on which the patient agreed. Without it a request stays a draft. */
  consent?: string | null;
  /** Any text that differs for each referral; it makes the ids differ. */
  id?: string | null;
  /** Another route than the advised one, of those that are also suitable. */
  route?: string | null;
  /** Only what may stand in the letter (the usual), or all answers that count. */
  answers?: "letter" | "all" | null;
  /** Who sends it. */
  requester?: Requester | null;
}
/** A patient under a name that only the host can resolve. */
export interface Pseudonym {
  /** The system that gave it, as a URI. */
  system: string;
  /** The pseudonym itself. */
  value: string;
}
/** Who sends a message. */
export interface Requester {
  /** The name of the practice. */
  name?: string | null;
  /** Its AGB code. */
  agb?: string | null;
  /** Its URA number. */
  ura?: string | null;
}
/** A FHIR R4 resource, as plain JSON. */
export interface FhirResource {
  /** Which resource it is, such as "Bundle". */
  resourceType: string;
  [key: string]: unknown;
}
/** A CDS Hooks 2.0 response, as plain JSON. */
export interface CdsHooksResponse {
  /** The cards; empty when there is nothing to say. */
  cards: CdsCard[];
}
/** A card of CDS Hooks, as plain JSON. */
export interface CdsCard {
  /** By which feedback names it. */
  uuid: string;
  /** One line, shorter than 140 characters. */
  summary: string;
  [key: string]: unknown;
}
"#;

#[wasm_bindgen]
impl Protocol {
    /// The questions as a FHIR R4 Questionnaire.
    #[wasm_bindgen(js_name = fhirQuestionnaire, unchecked_return_type = "FhirResource")]
    pub fn fhir_questionnaire(&self) -> Result<JsValue, Thrown> {
        to_js(&formats::questionnaire(&self.checked))
    }

    /// A case as a FHIR R4 Bundle: the answers, and the request with its task.
    #[wasm_bindgen(js_name = fhirBundle, unchecked_return_type = "FhirResource")]
    pub fn fhir_bundle(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "MessageOptions | null")] options: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let options = read_options(options)?;
        let made = self.about(case, |it| formats::bundle(it, &options))?;
        to_js(&made.map_err(|faults| wrong(&faults))?)
    }

    /// The case in a FHIR R4 `QuestionnaireResponse` to the questionnaire of this protocol.
    #[wasm_bindgen(js_name = fromFhirResponse, unchecked_return_type = "ResponseCase")]
    pub fn from_fhir_response(
        &self,
        #[wasm_bindgen(unchecked_param_type = "object")] response: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let response = loose(response)?;
        let request = formats::from_response(&self.checked, &response).map_err(|it| wrong(&it))?;
        let case = request.fit(&self.checked).map_err(|it| wrong(&it))?;
        let answers = case.given().filter_map(|(at, code)| {
            let question = self.checked.questions.get(at)?;
            Some((question.id.clone(), question.domain.decode(code)))
        });
        to_js(&ResponseCase {
            answers: sorting::map(answers),
            date: request.date.map(|date| date.to_string()),
        })
    }

    /// The advice as CDS Hooks 2.0 cards.
    #[wasm_bindgen(js_name = cdsHooks, unchecked_return_type = "CdsHooksResponse")]
    pub fn cds_hooks(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "MessageOptions | null")] options: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let options = read_options(options)?;
        to_js(&self.about(case, |it| formats::cds_hooks(it, &options))?)
    }

    /// What was done with the cards of a case, as lines for the record.
    #[wasm_bindgen(js_name = cdsFeedback, unchecked_return_type = "CardFeedback[]")]
    pub fn cds_feedback(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "MessageOptions | null")] options: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "object")] feedback: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let options = read_options(options)?;
        let feedback = loose(feedback)?;
        let read = self.about(case, |it| formats::feedback(it, &options, &feedback))?;
        to_js(&read.map_err(|faults| wrong(&faults))?)
    }

    /// Text for a referral form; null while no route is advised.
    #[wasm_bindgen(js_name = referralText)]
    pub fn referral_text(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: &JsValue,
    ) -> Result<Option<String>, Thrown> {
        self.about(case, formats::referral)
    }

    /// Decides a case for a message.
    fn about<T>(&self, case: &JsValue, make: impl FnOnce(&Decided<'_>) -> T) -> Result<T, Thrown> {
        let (case, decision, date) = self.decision(case)?;
        let recommendation: Recommendation =
            present::recommend(&self.checked, self.prover(), &case, &decision, date);
        Ok(make(&Decided {
            checked: &self.checked,
            case: &case,
            decision: &decision,
            recommendation: &recommendation,
        }))
    }
}

/// What came of a referral, read from a FHIR R4 Task.
#[wasm_bindgen(js_name = readFhirTask, unchecked_return_type = "TaskReport")]
pub fn read_fhir_task(
    #[wasm_bindgen(unchecked_param_type = "object")] resource: &JsValue,
) -> Result<JsValue, Thrown> {
    let task = loose(resource)?;
    to_js(&formats::read_task(&task).map_err(|faults| wrong(&faults))?)
}

fn read_options(options: &JsValue) -> Result<Options, Thrown> {
    let options = loose(options)?;
    Options::read(&options).map_err(|faults| wrong(&faults))
}

fn wrong(faults: &[Diagnostic]) -> Thrown {
    thrown(faults, &Sources::default())
}
