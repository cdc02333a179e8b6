//! Decides rows, for one thread.

use domeinwijzer::check::Checked;
use domeinwijzer::export::{Counts, Fit, IMPOSSIBLE, Outcome, Outcomes, Row};
use domeinwijzer::table::{Quick, Reader, Table};
use std::borrow::Cow;

/// What is needed of a run to decide its rows.
#[derive(Clone)]
pub(crate) struct Decided<'a> {
    pub(crate) checked: &'a Checked,
    pub(crate) table: &'a Table,
    pub(crate) fit: Fit,
    /// The sign between cells.
    pub(crate) separator: u8,
}

/// What was seen of the rows so far.
pub(crate) struct Decider<'a> {
    of: Decided<'a>,
    quick: Quick<usize>,
    reader: Reader<'a>,
    outcomes: Outcomes,
    counts: Counts,
}

impl<'a> Decider<'a> {
    pub(crate) fn new(of: Decided<'a>) -> Self {
        let quick = Quick::new(of.checked);
        Self {
            reader: Reader::new(of.table, &quick),
            of,
            quick,
            outcomes: Outcomes::default(),
            counts: Counts::default(),
        }
    }

    /// The key and the outcome of a row, or what is wrong with it.
    pub(crate) fn row<'r>(
        &mut self,
        row: &Row<'r>,
    ) -> Result<(&'r [u8], &Outcome), Cow<'static, str>> {
        if self.outcomes.is_full() {
            self.count();
            self.outcomes.clear();
            self.quick.forget();
        }
        let (of, outcomes) = (&self.of, &mut self.outcomes);
        let key = of.fit.read(row)?;
        let make = |decision: &_, refused| {
            outcomes.add(Outcome::new(of.checked, decision, refused, of.separator))
        };
        let outcome = self.quick.row(&mut self.reader, &row.cells, make);
        let outcome = outcome.map_err(|unfit| of.fit.message(&unfit))?;
        match self.outcomes.get_mut(outcome) {
            Some(outcome) if !outcome.refused => {
                outcome.rows += 1;
                Ok((key, outcome))
            }
            _ => Err(IMPOSSIBLE.into()),
        }
    }

    /// What came out since this was last asked, without the rows that have no outcome.
    pub(crate) fn counts(&mut self) -> Counts {
        self.count();
        std::mem::take(&mut self.counts)
    }

    fn count(&mut self) {
        for outcome in self.outcomes.iter_mut() {
            self.counts.take(self.of.checked, outcome);
        }
    }
}
