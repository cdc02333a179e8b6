//! The rows that were decided: a key, a line, the codes of the answers and the position of an outcome each.

use crate::bytes::FromPage;
use crate::shapes::{BadRow, Block, OutcomeInfo};
use domeinwijzer::check::Checked;
use domeinwijzer::export::{
    Counts, Fit, IMPOSSIBLE, Lines, Outcome, Outcomes, heading, push_field,
};
use domeinwijzer::table::{Quick, Table};

/// The most rows: many times a practice. More is for the command line, which keeps none of them.
const MOST_ROWS: usize = 250_000;
/// An answer that is not there.
pub(crate) const OPEN: i32 = i32::MIN;
/// The column for what was noted at a row.
const NOTES: &str = "gesprek";

pub(crate) struct Rows {
    /// The name of the column with the key.
    key: String,
    separator: u8,
    /// All keys behind each other, and where each ends.
    keys: Vec<u8>,
    ends: Vec<usize>,
    codes: Vec<i32>,
    /// The position of the outcome of each row.
    of: Vec<usize>,
    outcomes: Outcomes,
    /// How many rows each outcome has.
    had: Vec<u64>,
    bad: u64,
}

impl Rows {
    pub(crate) fn new(key: String, separator: u8) -> Self {
        Self {
            key,
            separator,
            keys: Vec::new(),
            ends: Vec::new(),
            codes: Vec::new(),
            of: Vec::new(),
            outcomes: Outcomes::default(),
            had: Vec::new(),
            bad: 0,
        }
    }

    /// Reads and decides so many rows.
    pub(crate) fn take(
        &mut self,
        count: usize,
        checked: &Checked,
        table: &Table,
        quick: &mut Quick<usize>,
        lines: &mut Lines<FromPage>,
        fit: &Fit,
    ) -> Result<Block, String> {
        let mut block = Block::default();
        let mut codes = Vec::new();
        for _ in 0..count {
            let Some(row) = lines.next()? else {
                block.done = true;
                break;
            };
            if self.of.len() >= MOST_ROWS {
                return Err(format!(
                    "een lijst in de browser heeft hoogstens {MOST_ROWS} rijen; gebruik hiervoor `domeinwijzer batch`"
                ));
            }
            let read = fit.read(&row).and_then(|key| {
                let cell = |at: usize| row.cells.get(at).unwrap_or_default();
                let fits = table.codes(cell, &mut codes);
                fits.map(|()| key).map_err(|unfit| fit.message(&unfit))
            });
            let decided = read.and_then(|key| {
                let (outcomes, separator) = (&mut self.outcomes, self.separator);
                let at = quick.outcome(&codes, |decision, refused| {
                    outcomes.add(Outcome::new(checked, decision, refused, separator))
                });
                match self.outcomes.get(at) {
                    Some(outcome) if !outcome.refused => Ok((key, at)),
                    _ => Err(IMPOSSIBLE.to_owned()),
                }
            });
            match decided {
                Ok((key, at)) => {
                    block.keys.push(String::from_utf8_lossy(key).into_owned());
                    block.lines.push(row.line);
                    block.outcomes.push(at);
                    self.keep(key, &codes, at);
                }
                Err(message) => {
                    self.bad += 1;
                    let line = row.line;
                    block.bad.push(BadRow { line, message });
                }
            }
        }
        let known = self.had.len();
        for outcome in self.outcomes.iter().skip(known) {
            block.added.push(OutcomeInfo::new(checked, outcome));
        }
        self.had.resize(self.outcomes.len(), 0);
        for at in &block.outcomes {
            if let Some(had) = self.had.get_mut(*at) {
                *had += 1;
            }
        }
        Ok(block)
    }

    fn keep(&mut self, key: &[u8], codes: &[Option<i64>], at: usize) {
        self.keys.extend_from_slice(key);
        self.ends.push(self.keys.len());
        let codes = codes
            .iter()
            .map(|it| it.and_then(|it| i32::try_from(it).ok()).unwrap_or(OPEN));
        self.codes.extend(codes);
        self.of.push(at);
    }

    /// How many rows came out how.
    pub(crate) fn counts(&self, checked: &Checked) -> Counts {
        let mut counts = Counts {
            read: self.bad + self.of.len() as u64,
            bad: self.bad,
            ..Counts::default()
        };
        for (outcome, rows) in self.outcomes.iter().zip(&self.had) {
            counts.add(checked, outcome, *rows);
        }
        counts
    }

    /// The codes of one row, by question.
    pub(crate) fn codes(&self, row: usize, questions: usize) -> &[i32] {
        let from = row.saturating_mul(questions);
        let codes = self.codes.get(from..from.saturating_add(questions));
        codes.unwrap_or_default()
    }

    /// All rows as the command line writes them; with a note for any row there is a column more.
    pub(crate) fn csv(&self, notes: &[String]) -> Vec<u8> {
        let noted = notes.iter().any(|it| !it.is_empty());
        let note = |text: &mut Vec<u8>, what: &[u8]| {
            if noted {
                // Before the end of the line.
                text.pop();
                text.push(self.separator);
                push_field(text, what, self.separator);
                text.push(b'\n');
            }
        };
        let mut text = heading(&self.key, self.separator);
        note(&mut text, NOTES.as_bytes());
        let mut start = 0;
        for (row, (end, at)) in self.ends.iter().zip(&self.of).enumerate() {
            let key = self.keys.get(start..*end).unwrap_or_default();
            start = *end;
            push_field(&mut text, key, self.separator);
            if let Some(outcome) = self.outcomes.get(*at) {
                text.extend_from_slice(&outcome.line);
            }
            let said = notes.get(row).map(String::as_bytes);
            note(&mut text, said.unwrap_or_default());
        }
        text
    }
}
