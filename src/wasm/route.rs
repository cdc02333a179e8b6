//! The quick decision: answers as numbers in memory, one number out.
//!
//! A caller writes the numbers itself, straight into the memory of the module, and reads the rules that
//! hold from there. Only what does not fit comes by here as a value, to be told why.

use super::Protocol;
use super::border::{Thrown, thrown, to_js};
use super::case::loose;
use crate::decide::{Fast, Loose, Request, Routed, Sheet, fast};
use crate::diagnostic::{Code, Diagnostic};
use crate::present;
use crate::text::Sources;
use wasm_bindgen::prelude::*;

/// Decides what stands in its slots.
#[wasm_bindgen]
pub struct Router {
    fast: Fast,
    sheet: Sheet,
}

#[wasm_bindgen]
impl Router {
    /// Where the slots begin in memory: 32 bits each, the lowest number where nothing is answered.
    #[wasm_bindgen(js_name = slotsAt)]
    pub fn slots_at(&self) -> usize {
        self.sheet.answers().as_ptr().addr()
    }

    /// How many slots there are.
    pub fn slots(&self) -> usize {
        self.sheet.answers().len()
    }

    /// Where the rules that hold begin in memory, a bit each, after a call of `decide`.
    #[wasm_bindgen(js_name = firedAt)]
    pub fn fired_at(&self) -> usize {
        self.sheet.fired().as_ptr().addr()
    }

    /// How many words of 32 bits those are.
    #[wasm_bindgen(js_name = firedWords)]
    pub fn fired_words(&self) -> usize {
        self.sheet.fired().len() * 2
    }

    /// The rank of the advised route; -1 for none, -2 while open, -3 for what is impossible.
    pub fn decide(&mut self) -> i32 {
        match self.fast.route(&mut self.sheet) {
            Routed::Decided(Some(rank)) => i32::try_from(rank).unwrap_or(-2),
            Routed::Decided(None) => -1,
            Routed::Open => -2,
            Routed::Impossible => -3,
        }
    }
}

#[wasm_bindgen]
impl Protocol {
    /// What is needed to write answers as numbers.
    #[wasm_bindgen(js_name = routeTable, unchecked_return_type = "RouteTable")]
    pub fn route_table(&self) -> Result<JsValue, Thrown> {
        to_js(&present::route_table(&self.checked, &self.program))
    }

    /// Room for the answers to one case after the other.
    pub fn router(&self) -> Router {
        let fast = Fast::new(&self.program);
        let sheet = fast.sheet();
        Router { fast, sheet }
    }

    /// The numbers for answers that were not understood, or what is wrong with them.
    #[wasm_bindgen(js_name = routeSlots)]
    pub fn route_slots(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Record<string, Answer | null | undefined>")]
        answers: &JsValue,
    ) -> Result<Vec<i32>, Thrown> {
        let case = request(answers)?
            .fit(&self.checked)
            .map_err(|faults| thrown(&faults, &Sources::default()))?;
        Ok(fast::slots(&self.program, &case))
    }

    /// Throws what is impossible about answers.
    #[wasm_bindgen(js_name = routeRefusal)]
    pub fn route_refusal(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Record<string, Answer | null | undefined>")]
        answers: &JsValue,
    ) -> Result<(), Thrown> {
        let fitted = self.prover().fit(&self.checked, &request(answers)?);
        let faults = fitted.err().unwrap_or_else(|| {
            let message = "deze antwoorden gaan niet samen";
            vec![Diagnostic::error(Code::ImpossibleCase, message)]
        });
        Err(thrown(&faults, &Sources::default()))
    }
}

/// Takes the answers as a case without anything else.
fn request(answers: &JsValue) -> Result<Request, Thrown> {
    let answers = loose(answers)?;
    let case = Loose::Object(vec![("answers".to_owned(), answers)]);
    Request::read(case).map_err(|faults| thrown(&faults, &Sources::default()))
}
