//! What was shown before and stays as it is: the rules, and the parts of their conditions.
//!
//! A recommendation shows every rule with the parts that decide, and mostly the same ones as the time
//! before. They cross the border once, are frozen, and are then shared by all recommendations of a
//! protocol. Nothing of a case is in them but one answer each.

use super::border::{Thrown, to_js};
use crate::check::Checked;
use crate::decide::Truth;
use crate::present::{Part, Tested, Traced, bare_rule, because};
use crate::sorting::Map;
use crate::wire::Recommendation;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// How many parts are kept: every answer to every question of the largest protocol there is, three
/// times. Above it, all are forgotten.
const SHOWN_LIMIT: usize = 4096;

/// What is kept of one protocol.
#[derive(Default)]
pub(super) struct Shown {
    /// Rules without parts, by position and verdict.
    rules: Map<(usize, Truth), JsValue>,
    /// The parts, by the position of their test.
    parts: Vec<Map<Tested, JsValue>>,
    /// How many parts that is.
    count: usize,
}

#[wasm_bindgen]
extern "C" {
    /// A recommendation as an object.
    type Shape;
    #[wasm_bindgen(method, getter)]
    fn reasoning(this: &Shape) -> Shape;
    #[wasm_bindgen(method, getter)]
    fn rules(this: &Shape) -> Array;
    #[wasm_bindgen(method, setter)]
    fn set_because(this: &Shape, because: &Array);
}

impl Shown {
    /// A recommendation with its rules as an object: all of it new, but for what is frozen.
    pub(super) fn recommendation(
        &mut self,
        checked: &Checked,
        recommendation: &Recommendation,
        rules: &[Traced],
    ) -> Result<JsValue, Thrown> {
        let whole = to_js(recommendation)?.unchecked_into::<Shape>();
        let list = whole.reasoning().rules();
        for rule in rules {
            list.push(&self.rule(checked, rule)?);
        }
        Ok(whole.into())
    }

    fn rule(&mut self, checked: &Checked, traced: &Traced) -> Result<JsValue, Thrown> {
        let parts = Array::new();
        for part in &traced.parts {
            self.add(checked, part, &parts)?;
        }
        let key = (traced.rule, traced.verdict);
        if !self.rules.contains_key(&key) {
            let bare = to_js(&bare_rule(checked, key.0, key.1))?;
            for value in Object::values(bare.unchecked_ref()).iter() {
                freeze(&value);
            }
            self.rules.insert(key, bare);
        }
        let rule = Object::new();
        if let Some(bare) = self.rules.get(&key) {
            Object::assign(&rule, bare.unchecked_ref());
        }
        rule.unchecked_ref::<Shape>().set_because(&parts);
        Ok(rule.into())
    }

    fn add(&mut self, checked: &Checked, part: &Part, to: &Array) -> Result<(), Thrown> {
        let known = match part {
            Part::Tested(it) => self.parts.get(it.test).and_then(|kept| kept.get(it)),
            Part::Ground { .. } => None,
        };
        if let Some(known) = known {
            to.push(known);
            return Ok(());
        }
        let made = to_js(&because(checked, part))?;
        freeze(&made);
        to.push(&made);
        if let Part::Tested(it) = part {
            self.keep(it, made);
        }
        Ok(())
    }

    fn keep(&mut self, it: &Tested, made: JsValue) {
        if self.count >= SHOWN_LIMIT {
            self.parts.clear();
            self.count = 0;
        }
        if self.parts.len() <= it.test {
            self.parts.resize_with(it.test + 1, Map::default);
        }
        if let Some(kept) = self.parts.get_mut(it.test) {
            kept.insert(it.clone(), made);
            self.count += 1;
        }
    }
}

/// Freezes a value of ours through and through.
fn freeze(value: &JsValue) {
    if let Some(object) = value.dyn_ref::<Object>() {
        for inner in Object::values(object).iter() {
            freeze(&inner);
        }
        Object::freeze(object);
    }
}
