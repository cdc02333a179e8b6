//! Many cases at once: columns in the memory of the module, filled by the caller.

use super::Protocol;
use super::border::{Thrown, thrown};
use crate::decide::Column;
use crate::decide::batch::{Batch, OPEN, OPEN_BYTE};
use crate::diagnostic::{Code, Diagnostic, list};
use crate::text::Sources;
use wasm_bindgen::prelude::*;

/// A byte per question and case, and the routes that come out.
#[wasm_bindgen]
pub struct Columns {
    batch: Batch,
    answers: Vec<Vec<u8>>,
    routes: Vec<u8>,
    fired: Vec<u64>,
    rules: usize,
}

#[wasm_bindgen]
impl Columns {
    /// Where the column of the question at this position begins in memory.
    #[wasm_bindgen(js_name = columnAt)]
    pub fn column_at(&self, question: usize) -> usize {
        let column = self.answers.get(question);
        column.map(|it| it.as_ptr().addr()).unwrap_or_default()
    }

    /// Where the routes begin in memory: a byte per case.
    #[wasm_bindgen(js_name = routesAt)]
    pub fn routes_at(&self) -> usize {
        self.routes.as_ptr().addr()
    }

    /// Where the rules that hold begin in memory, a bit per case and rule, once they were asked for.
    #[wasm_bindgen(js_name = firedAt)]
    pub fn fired_at(&self) -> usize {
        self.fired.as_ptr().addr()
    }

    /// Decides all cases, and also keeps the rules that hold when asked to.
    pub fn run(&mut self, fired: bool) -> Result<(), Thrown> {
        let words = if fired {
            Batch::stride(self.routes.len()) * self.rules
        } else {
            0
        };
        room(&mut self.fired, words, 0)?;
        let columns = self.answers.iter().map(|it| Column::Bytes(it));
        let columns: Vec<Column> = columns.collect();
        self.batch.run(&columns, &mut self.routes, &mut self.fired);
        Ok(())
    }
}

#[wasm_bindgen]
impl Protocol {
    /// Room for so many cases, all of them open.
    pub fn columns(&self, cases: usize) -> Result<Columns, Thrown> {
        let questions = &self.checked.questions;
        let wide = questions.iter().filter(|it| {
            let (min, max) = it.domain.range();
            max - min >= i64::from(OPEN_BYTE)
        });
        let wide: Vec<&str> = wide.map(|it| it.id.as_str()).collect();
        let batch = Batch::new(&self.program).filter(|_| wide.is_empty());
        let batch = batch.ok_or_else(|| {
            let message = format!(
                "dit protocol past niet in kolommen van een byte: {}",
                list(wide.iter().copied(), 6)
            );
            refusal(message)
        })?;
        let mut answers = vec![Vec::new(); questions.len()];
        for column in &mut answers {
            room(column, cases, OPEN_BYTE)?;
        }
        let mut routes = Vec::new();
        room(&mut routes, cases, OPEN)?;
        Ok(Columns {
            batch,
            answers,
            routes,
            fired: Vec::new(),
            rules: self.checked.rules.len(),
        })
    }
}

/// Makes it so long, filled with a value.
fn room<T: Copy>(vec: &mut Vec<T>, length: usize, with: T) -> Result<(), Thrown> {
    vec.clear();
    vec.try_reserve_exact(length)
        .map_err(|_| refusal("er is niet genoeg geheugen voor zoveel casussen".to_owned()))?;
    vec.resize(length, with);
    Ok(())
}

fn refusal(message: String) -> Thrown {
    let fault = Diagnostic::error(Code::InvalidCase, message);
    thrown(&[fault], &Sources::default())
}
