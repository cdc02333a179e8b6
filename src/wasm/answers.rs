//! Answers that all fit, read without spelling out their questions.
//!
//! A host hands in the same questions in the same order time after time. Their names are compared with
//! those of the time before and do not cross the border again. What does not fit is left to the
//! careful reader, which says what is wrong with it.

use super::case::{is_plain, loose};
use crate::check::Checked;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// The names of the case before, each with the position of its question.
#[derive(Default)]
pub(super) struct Names {
    known: Vec<(JsValue, usize)>,
}

impl Names {
    /// The codes of the answers in a case; none when not all of them fit.
    pub(super) fn codes(&mut self, checked: &Checked, case: &JsValue) -> Option<Vec<(usize, i64)>> {
        let answers = Reflect::get(case, &JsValue::from_str("answers")).ok()?;
        if !is_plain(&answers) {
            return None;
        }
        let keys = Reflect::own_keys(&answers).ok()?;
        let count = usize::try_from(keys.length()).ok()?;
        if count > checked.questions.len() {
            return None;
        }
        let mut codes = Vec::with_capacity(count);
        for (at, key) in keys.iter().enumerate() {
            let at = self.question(checked, at, &key)?;
            let value = loose(&Reflect::get(&answers, &key).ok()?).ok()?;
            let code = value.code_for(checked.questions.get(at)?).ok()?;
            codes.extend(code.map(|code| (at, code)));
        }
        Some(codes)
    }

    /// The question of the key at this place.
    fn question(&mut self, checked: &Checked, place: usize, key: &JsValue) -> Option<usize> {
        if let Some((name, at)) = self.known.get(place)
            && name == key
        {
            return Some(*at);
        }
        let at = checked.question(&key.as_string()?)?;
        self.known.truncate(place);
        if self.known.len() == place {
            self.known.push((key.clone(), at));
        }
        Some(at)
    }
}
