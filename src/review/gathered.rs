//! Entries, put together by the receipt that they are about.

use super::entry::{Advice, Entry, State};
use crate::check::Checked;
use crate::protocol::version::Date;
use crate::prove::Prover;
use std::collections::BTreeMap;

/// All entries that are looked back at.
///
/// # Examples
///
/// ```
/// use domeinwijzer::decide::Loose;
/// use domeinwijzer::protocol::version::parse_date;
/// use domeinwijzer::review::{Entry, Gathered, evaluation};
/// let mut gathered = Gathered::default();
/// let back: Loose = serde_json::from_str(r#"{"receipt": "5f3a", "status": "rejected"}"#).unwrap();
/// gathered.add(Entry::read(&back).unwrap());
/// let (found, cases) = evaluation(&gathered, parse_date("2026-11-22").unwrap(), &[]);
/// // It is about a receipt that is not there.
/// assert_eq!((found.unmatched, found.receipts, cases.len()), (1, Some(0), 0));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    pub(super) found: BTreeMap<String, Found>,
    /// What came back last, by receipt.
    pub(super) returned: BTreeMap<String, (String, State)>,
    /// The receipts that were changed after they were made.
    pub(super) damaged: usize,
}

/// An advice, and what was chosen instead.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) advice: Advice,
    /// Whether something else was chosen, and the id and title of the reason.
    pub(super) overridden: bool,
    pub(super) reason: Option<(String, String)>,
}

/// A protocol that is not in force yet.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// The draft.
    pub checked: &'a Checked,
    /// The same, ready to decide.
    pub prover: &'a Prover,
    /// What it changes, in Dutch, where that is one thing.
    pub change: Option<&'a str>,
}

impl Gathered {
    /// Adds an entry; the same one twice counts once.
    pub fn add(&mut self, entry: Entry) {
        match entry {
            Entry::Advice(advice) => self.advice(*advice, false, None),
            Entry::Choice { advice, reason } => self.advice(*advice, true, reason),
            Entry::Returned {
                receipt,
                state,
                date,
            } => {
                let said = (date.map(|it| it.to_string()).unwrap_or_default(), state);
                let last = self.returned.entry(receipt).or_insert(said.clone());
                if said > *last {
                    *last = said;
                }
            }
        }
    }

    fn advice(&mut self, advice: Advice, overridden: bool, reason: Option<(String, String)>) {
        if !advice.recorded.is_intact() {
            self.damaged += 1;
            return;
        }
        let found = self.found.entry(advice.sum.clone()).or_insert(Found {
            advice,
            overridden: false,
            reason: None,
        });
        if overridden {
            found.overridden = true;
            found.reason = reason;
        }
    }
}

/// What a draft makes of a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Again {
    /// The answers do not fit.
    Unfit,
    /// The title of the route; none while open, and when nothing is advised.
    Advised(Option<(String, String)>),
}

impl Draft<'_> {
    pub(super) fn decide(&self, advice: &Advice) -> Again {
        let Ok(case) = self.prover.fit(self.checked, advice.recorded.request()) else {
            return Again::Unfit;
        };
        let decision = self.prover.decide(&case);
        let advised = decision.advised().filter(|_| decision.is_decided());
        let route = advised.and_then(|rank| self.checked.routes.get(rank));
        Again::Advised(route.map(|it| (it.id.clone(), it.title.clone())))
    }
}

impl Found {
    /// Whether the contact did not answer in time.
    pub(super) fn is_late(&self, on: Date) -> bool {
        self.advice.days.is_some_and(|days| {
            let last = crate::formats::working_days_after(self.advice.recorded.date, days);
            (last.year, last.month, last.day) < (on.year, on.month, on.day)
        })
    }
}
