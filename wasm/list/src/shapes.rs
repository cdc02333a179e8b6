//! What a page gets, as plain objects.

use domeinwijzer::answer::Answer;
use domeinwijzer::check::{Checked, Known, Prefill};
use domeinwijzer::export::{Counts, NONE, Outcome};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the start of an export tells.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LookedInfo {
    pub(crate) columns: Vec<String>,
    /// The sign between cells.
    pub(crate) separator: String,
    /// Columns that seem to say who someone is.
    pub(crate) identifying: Vec<IdentifyingInfo>,
    /// The first cells of each column.
    pub(crate) cells: Vec<Vec<String>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IdentifyingInfo {
    pub(crate) column: String,
    /// What it seems to hold, in Dutch.
    pub(crate) what: &'static str,
}

/// A block of rows.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Block {
    /// Nothing is left to read.
    pub(crate) done: bool,
    /// The keys of the rows that were decided.
    pub(crate) keys: Vec<String>,
    /// The line of each.
    pub(crate) lines: Vec<u64>,
    /// The position of the outcome of each.
    pub(crate) outcomes: Vec<usize>,
    /// The outcomes that are new: behind those of the blocks before.
    pub(crate) added: Vec<OutcomeInfo>,
    pub(crate) bad: Vec<BadRow>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BadRow {
    pub(crate) line: u64,
    pub(crate) message: String,
}

/// An outcome by ids.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OutcomeInfo {
    pub(crate) route: String,
    pub(crate) decided: bool,
    pub(crate) possible: Vec<String>,
    pub(crate) beside: Vec<String>,
    pub(crate) rules: Vec<String>,
    pub(crate) signals: Vec<String>,
    pub(crate) missing: Vec<String>,
}

impl OutcomeInfo {
    pub(crate) fn new(checked: &Checked, outcome: &Outcome) -> Self {
        fn ids<T>(at: &[usize], of: &[T], id: fn(&T) -> &String) -> Vec<String> {
            let found = at.iter().filter_map(|at| of.get(*at));
            found.map(|it| id(it).clone()).collect()
        }
        let route = |at: Option<usize>| {
            let found = at.and_then(|at| checked.routes().get(at));
            found.map_or(NONE, |it| it.id.as_str()).to_owned()
        };
        Self {
            route: outcome.route.clone(),
            decided: outcome.decided,
            possible: outcome.possible.iter().map(|at| route(*at)).collect(),
            beside: ids(&outcome.beside, checked.routes(), |it| &it.id),
            rules: ids(&outcome.rules, checked.rules(), |it| &it.id),
            signals: ids(&outcome.signals, checked.signals(), |it| &it.id),
            missing: ids(&outcome.missing, checked.questions(), |it| &it.id),
        }
    }
}

/// How many rows came out how, and the same as the command line tells it.
#[derive(Serialize)]
pub(crate) struct CountsInfo {
    pub(crate) counts: Counts,
    pub(crate) text: String,
}

/// What the export says of one patient.
#[derive(Serialize, Default)]
pub(crate) struct PatientInfo {
    /// By question; what stood in no cell is not there.
    pub(crate) answers: BTreeMap<String, Answer>,
    /// The same in words.
    pub(crate) shown: BTreeMap<String, String>,
    /// What another protocol may take from it, as the system of a practice would hand it in.
    pub(crate) facts: FactsInfo,
}

#[derive(Serialize, Default)]
pub(crate) struct FactsInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) age: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) contacts12m: Option<i64>,
    pub(crate) facts: BTreeMap<String, Answer>,
}

impl PatientInfo {
    /// Only a fact that is the answer itself can be told from the answer: of a band it is not known which number it was.
    pub(crate) fn new(checked: &Checked, codes: &[i32], open: i32) -> Self {
        let mut found = Self::default();
        for (question, code) in checked.questions().iter().zip(codes) {
            if *code == open {
                continue;
            }
            let code = i64::from(*code);
            let answer = question.domain.decode(code);
            let id = || question.id.clone();
            found.shown.insert(id(), question.domain.show(code));
            match &question.prefill {
                Some(Prefill::Answer(Known::Age(None))) => found.facts.age = Some(code),
                Some(Prefill::Answer(Known::Contacts(None))) => {
                    found.facts.contacts12m = Some(code);
                }
                Some(Prefill::Answer(Known::Named(name, None))) => {
                    found.facts.facts.insert(name.clone(), answer.clone());
                }
                _ => {}
            }
            found.answers.insert(id(), answer);
        }
        found
    }
}
