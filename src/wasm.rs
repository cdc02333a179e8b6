//! The JavaScript surface: thin, synchronous, plain objects in and out.
//!
//! In: protocol texts and cases. Out: the shapes of [`crate::wire`]. Faults become an `Error` named
//! `DomeinwijzerError` with a Dutch message and `diagnostics`; after one, everything works on.

#![expect(
    clippy::missing_errors_doc,
    reason = "all of them throw the same error, described above"
)]

mod border;
pub mod files;
pub mod record;

use crate::check::Checked;
use crate::decide::{Case, Decision, Loose, Request};
use crate::diagnostic::{Code, Diagnostic};
use crate::present;
use crate::program;
use crate::protocol::version::Date;
use crate::prove::Prover;
use crate::text::Sources;
use border::{Thrown, from_js, thrown, to_js};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** An answer: ja/nee, a whole number, a choice, or several choices. */
export type Answer = boolean | number | string | string[];
/** A protocol file: its path, such as "vlissingen/1.0.0.toml", and its text. */
export interface ProtocolFile { path: string; text: string }
/** What chooses a contact, and nothing else. */
export interface CaseContext { practice?: string | null; postcode4?: string | null }
/** The answers so far; an absent or null answer is open. */
export interface Case { answers: Record<string, Answer | null | undefined>; date: string; context?: CaseContext | null }
/** The bases that a protocol text builds on, the nearest first. */
export interface ParseOptions { base?: string | string[] }
/** What the system of a practice knows; each part may be absent. */
export interface HisFacts { age?: number | null; icpc?: { code: string; date: string }[] | null; contacts12m?: number | null; facts?: Record<string, boolean | number | string | null> | null }
/** What was chosen instead of the advice: a route or none, a reason of the protocol, a note. */
export interface OverrideChoice { route?: string | null; reason?: string | null; note?: string | null }
/** What is thrown: all faults at once. */
export interface DomeinwijzerError extends Error { name: "DomeinwijzerError"; code: string; diagnostics: DiagnosticInfo[] }
"#;

/// One protocol, ready to decide.
#[wasm_bindgen]
pub struct Protocol {
    checked: Checked,
    prover: Prover,
}

#[wasm_bindgen]
impl Protocol {
    pub(super) fn new(checked: Checked) -> Self {
        let prover = Prover::new(program::compile(&checked));
        Self { checked, prover }
    }

    /// What the protocol says of itself.
    #[wasm_bindgen(unchecked_return_type = "ProtocolInfo")]
    pub fn info(&self) -> Result<JsValue, Thrown> {
        to_js(&present::info(&self.checked))
    }

    /// All questions, for a screen.
    #[wasm_bindgen(unchecked_return_type = "Form")]
    pub fn form(&self) -> Result<JsValue, Thrown> {
        to_js(&present::form(&self.checked))
    }

    /// Decides a case: the recommendation with its reasoning.
    #[wasm_bindgen(unchecked_return_type = "Recommendation")]
    pub fn decide(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: JsValue,
    ) -> Result<JsValue, Thrown> {
        let (case, decision, date) = self.decision(case)?;
        to_js(&present::recommend(
            &self.checked,
            &self.prover,
            &case,
            &decision,
            date,
        ))
    }

    /// Decides a case, and also says which answers suffice and which others would lead elsewhere.
    #[wasm_bindgen(unchecked_return_type = "Recommendation")]
    pub fn explain(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: JsValue,
    ) -> Result<JsValue, Thrown> {
        let (case, decision, date) = self.decision(case)?;
        to_js(&present::explain(
            &self.checked,
            &self.prover,
            &case,
            &decision,
            date,
        ))
    }

    /// What is left to ask in a case.
    #[wasm_bindgen(unchecked_return_type = "NextReport")]
    pub fn next(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: JsValue,
    ) -> Result<JsValue, Thrown> {
        let (case, decision, _) = self.decision(case)?;
        to_js(&present::next_report(
            &self.checked,
            &self.prover,
            &case,
            &decision,
        ))
    }

    fn decision(&self, case: JsValue) -> Result<(Case, Decision, Date), Thrown> {
        let nowhere = Sources::default();
        let loose: Loose = from_js(case)?;
        let request = Request::read(loose).map_err(|faults| thrown(&faults, &nowhere))?;
        let Some(date) = request.date else {
            let fault = Diagnostic::error(Code::InvalidCase, "in de casus ontbreekt `date`")
                .help("geef de datum van vandaag, zoals \"2026-11-22\"".to_owned());
            return Err(thrown(&[fault], &nowhere));
        };
        let case = self
            .prover
            .fit(&self.checked, &request)
            .map_err(|faults| thrown(&faults, &nowhere))?;
        let decision = self.prover.decide(&case);
        Ok((case, decision, date))
    }
}
