//! The JavaScript surface: thin, synchronous, plain objects in and out.
//!
//! In: protocol texts and cases. Out: the shapes of [`crate::wire`]. Faults become an `Error` named
//! `DomeinwijzerError` with a Dutch message and `diagnostics`; after one, everything works on.

#![expect(
    clippy::missing_errors_doc,
    reason = "all of them throw the same error, described above"
)]

mod answers;
mod batch;
mod border;
mod bundle;
mod case;
#[cfg(feature = "full")]
pub mod files;
#[cfg(feature = "full")]
pub mod formats;
pub mod record;
mod route;
mod shown;
#[cfg(feature = "full")]
pub mod workbench;

use crate::check::Checked;
use crate::decide::{Case, Decision, Loose, Request};
use crate::diagnostic::{Code, Diagnostic};
use crate::present;
use crate::program::{self, Program};
use crate::protocol::version::Date;
use crate::prove::Prover;
use crate::text::Sources;
use answers::Names;
use border::{Thrown, thrown, to_js};
use case::{loose, loose_but};
use shown::Shown;
use std::cell::OnceCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** An answer: ja/nee, a whole number, a choice, or several choices. */
export type Answer = boolean | number | string | string[];
/** A protocol file. */
export interface ProtocolFile {
  /** Its path, such as "vlissingen/1.0.0.toml". */
  path: string;
  /** Its text. */
  text: string;
}
/** What chooses a contact, and nothing else. */
export interface CaseContext {
  /** The practice, under the name that the protocol has for it. */
  practice?: string | null;
  /** The four digits of the patient's postcode. */
  postcode4?: string | null;
}
/** What is known of a patient so far. */
export interface Case {
  /** The answers by question; an absent or null answer is open. */
  answers: Record<string, Answer | null | undefined>;
  /** The day on which to decide, such as "2026-11-22". */
  date: string;
  /** What chooses a contact. */
  context?: CaseContext | null;
}
/** How a protocol text is read. */
export interface ParseOptions {
  /** The texts of the bases that it builds on, the nearest first. */
  base?: string | string[];
}
/** A code that was recorded. */
export interface RecordedCode {
  /** The ICPC-1 code, such as "Z15". */
  code: string;
  /** The day on which it was recorded. */
  date: string;
}
/** What the system of a practice knows; each part may be absent. */
export interface HisFacts {
  /** The age in years. */
  age?: number | null;
  /** The codes that were recorded. */
  icpc?: RecordedCode[] | null;
  /** How many contacts there were in the last twelve months. */
  contacts12m?: number | null;
  /** Facts that the protocol has a name for. */
  facts?: Record<string, boolean | number | string | null> | null;
}
/** What was chosen instead of the advice. */
export interface OverrideChoice {
  /** The route; null for none. */
  route?: string | null;
  /** The id of a reason of the protocol. */
  reason?: string | null;
  /** Words of the GP's own. */
  note?: string | null;
}
/** What is thrown: all faults at once. */
export interface DomeinwijzerError extends Error { name: "DomeinwijzerError"; code: string; diagnostics: DiagnosticInfo[] }
"#;

/// One protocol, ready to decide.
#[wasm_bindgen]
pub struct Protocol {
    checked: Checked,
    program: Program,
    /// Made when something is first asked that has to be proved: a route does without.
    prover: OnceCell<Prover>,
    shown: Shown,
    names: Names,
}

#[wasm_bindgen]
impl Protocol {
    pub(super) fn new(checked: Checked) -> Self {
        let program = program::compile(&checked);
        Self {
            checked,
            program,
            prover: OnceCell::new(),
            shown: Shown::default(),
            names: Names::default(),
        }
    }

    /// The program is made once more for it: copying one takes more code.
    pub(super) fn prover(&self) -> &Prover {
        self.prover
            .get_or_init(|| Prover::new(program::compile(&self.checked)))
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

    /// Decides a case: the recommendation with its reasoning. Parts of the reasoning are shared by
    /// all recommendations, and frozen.
    #[wasm_bindgen(unchecked_return_type = "Recommendation")]
    pub fn decide(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let (case, decision, date) = self.quick_decision(case)?;
        let (it, rules) = present::outline(&self.checked, self.prover(), &case, &decision, date);
        self.shown.recommendation(&self.checked, &it, &rules)
    }

    /// Decides a case, and also says which answers suffice and which others would lead elsewhere.
    #[wasm_bindgen(unchecked_return_type = "Recommendation")]
    pub fn explain(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let (case, decision, date) = self.quick_decision(case)?;
        let (checked, prover) = (&self.checked, self.prover());
        let (mut it, rules) = present::outline(checked, prover, &case, &decision, date);
        present::add_reasons(checked, prover, &case, &decision, &mut it);
        self.shown.recommendation(checked, &it, &rules)
    }

    /// What is left to ask in a case.
    #[wasm_bindgen(unchecked_return_type = "NextReport")]
    pub fn next(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let (case, decision, _) = self.decision(case)?;
        to_js(&present::next_report(
            &self.checked,
            self.prover(),
            &case,
            &decision,
        ))
    }

    /// The same as `decision`, sooner for answers that all fit.
    fn quick_decision(&mut self, case: &JsValue) -> Result<(Case, Decision, Date), Thrown> {
        let Some(codes) = self.names.codes(&self.checked, case) else {
            return self.decision(case);
        };
        let (request, date) = dated(loose_but(case, Some("answers"))?)?;
        let case = Case::of_codes(self.checked.questions.len(), &codes, request.context);
        self.decided(self.prover().fit_case(&self.checked, case), date)
    }

    fn decision(&self, case: &JsValue) -> Result<(Case, Decision, Date), Thrown> {
        let (request, date) = dated(loose(case)?)?;
        self.decided(self.prover().fit(&self.checked, &request), date)
    }

    fn decided(
        &self,
        fitted: Result<Case, Vec<Diagnostic>>,
        date: Date,
    ) -> Result<(Case, Decision, Date), Thrown> {
        let case = fitted.map_err(|faults| thrown(&faults, &Sources::default()))?;
        let decision = self.prover().decide(&case);
        Ok((case, decision, date))
    }
}

/// A case that has a date.
fn dated(case: Loose) -> Result<(Request, Date), Thrown> {
    let nowhere = Sources::default();
    let request = Request::read(case).map_err(|faults| thrown(&faults, &nowhere))?;
    let Some(date) = request.date else {
        let fault = Diagnostic::error(Code::InvalidCase, "in de casus ontbreekt `date`")
            .help("geef de datum van vandaag, zoals \"2026-11-22\"".to_owned());
        return Err(thrown(&[fault], &nowhere));
    };
    Ok((request, date))
}
