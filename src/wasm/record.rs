//! Facts of a practice in; receipts, choices and replays out.

use super::Protocol;
use super::border::{Thrown, thrown, to_js};
use super::case::loose;
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::version::parse_date;
use crate::record::{self, Choice, HisFacts, Recorded};
use crate::text::Sources;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Protocol {
    /// Answers that the system of the practice already knows on this day, and what each comes from.
    #[wasm_bindgen(unchecked_return_type = "Prefill")]
    pub fn prefill(
        &self,
        #[wasm_bindgen(unchecked_param_type = "HisFacts")] facts: &JsValue,
        date: &str,
    ) -> Result<JsValue, Thrown> {
        let facts = HisFacts::read(loose(facts)?).map_err(|faults| refused(&faults))?;
        let date = parse_date(date).map_err(|error| {
            let short: String = date.chars().take(40).collect();
            let fault = Diagnostic::error(Code::InvalidDate, format!("`{short}` is geen datum"));
            refused(&[fault.help(error.to_string())])
        })?;
        to_js(&record::prefill(&self.checked, &facts, date))
    }

    /// A record of a choice other than the advice, for the host to store.
    #[wasm_bindgen(js_name = overrideRecord, unchecked_return_type = "OverrideRecord")]
    pub fn override_record(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "OverrideChoice")] choice: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let choice = Choice::read(loose(choice)?).map_err(|faults| refused(&faults))?;
        let (case, decision, date) = self.decision(case)?;
        let made = record::override_record(
            &self.checked,
            self.prover(),
            &case,
            &decision,
            date,
            &choice,
        );
        to_js(&made.map_err(|faults| refused(&faults))?)
    }

    /// Proof of what is advised in a case, which can be replayed.
    #[wasm_bindgen(unchecked_return_type = "Receipt")]
    pub fn receipt(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] case: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let (case, decision, date) = self.decision(case)?;
        to_js(&record::receipt(
            &self.checked,
            self.prover(),
            &case,
            &decision,
            date,
        ))
    }

    /// Decides a receipt again, and says what differs. It may be the object or its JSON text.
    #[wasm_bindgen(unchecked_return_type = "Replay")]
    pub fn replay(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Receipt | string")] receipt: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let recorded = match receipt.as_string() {
            Some(text) => Recorded::parse(&text),
            None => Recorded::read(&loose(receipt)?),
        };
        let recorded = recorded.map_err(|faults| refused(&faults))?;
        to_js(&record::replay(&self.checked, self.prover(), &recorded))
    }
}

fn refused(faults: &[Diagnostic]) -> Thrown {
    thrown(faults, &Sources::default())
}
