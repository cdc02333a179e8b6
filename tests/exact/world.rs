//! Every complete case of a small protocol, and what the completions of an open one share.

use super::model::{Protocol, Value};
use super::naive::{self, Answers, Outcome, Verdict};
use std::collections::BTreeSet;

/// A complete case.
pub(crate) struct Row {
    pub(crate) answers: Answers,
    pub(crate) outcome: Outcome,
}

/// All complete cases of a protocol: each way to answer every question, also those not asked.
pub(crate) struct World<'a> {
    pub(crate) protocol: &'a Protocol,
    /// The last question changes fastest.
    pub(crate) rows: Vec<Row>,
    /// The questions, each with its number of answers.
    questions: Vec<(usize, usize)>,
}

impl<'a> World<'a> {
    pub(crate) fn new(protocol: &'a Protocol) -> Self {
        let mut all: Vec<Answers> = vec![vec![None; protocol.items.len()]];
        let mut questions = Vec::new();
        for (at, question) in protocol.questions() {
            let values = question.kind.values();
            questions.push((at, values.len()));
            all = all
                .into_iter()
                .flat_map(|answers| {
                    values.iter().map(move |value| {
                        let mut more = answers.clone();
                        more[at] = Some(value.clone());
                        more
                    })
                })
                .collect();
        }
        let rows = all.into_iter().map(|answers| Row {
            outcome: naive::decide(protocol, &answers),
            answers,
        });
        Self {
            protocol,
            rows: rows.collect(),
            questions,
        }
    }

    /// The rows in which what is given is answered so, also those declared impossible.
    fn fitting(&self, given: &Answers) -> impl Iterator<Item = &Row> {
        let given: Vec<(usize, &Value)> = given
            .iter()
            .enumerate()
            .filter_map(|(at, answer)| Some((at, answer.as_ref()?)))
            .collect();
        self.rows.iter().filter(move |row| {
            given
                .iter()
                .all(|(at, answer)| row.answers[*at].as_ref() == Some(*answer))
        })
    }

    /// The completions that count.
    pub(crate) fn completions(&self, given: &Answers) -> impl Iterator<Item = &Row> {
        self.fitting(given).filter(|row| !row.outcome.impossible)
    }

    /// The complete cases that count.
    pub(crate) fn cases(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.outcome.impossible)
    }

    /// Whether no completion counts.
    pub(crate) fn excluded(&self, given: &Answers) -> bool {
        self.completions(given).next().is_none()
    }

    /// The routes that some completion advises; none stands for no advice.
    pub(crate) fn advices(&self, given: &Answers) -> BTreeSet<Option<usize>> {
        self.completions(given)
            .map(|row| row.outcome.advised)
            .collect()
    }

    /// For each route the verdicts it gets.
    pub(crate) fn verdicts(&self, given: &Answers) -> Vec<BTreeSet<Verdict>> {
        self.each(given, self.protocol.routes.len(), |it, at| it.verdicts[at])
    }

    /// For each rule whether it holds in some completion, and whether it fails to in some.
    pub(crate) fn rules(&self, given: &Answers) -> Vec<BTreeSet<bool>> {
        self.each(given, self.protocol.rules.len(), |it, at| it.rules[at])
    }

    /// The same of each signal.
    pub(crate) fn signals(&self, given: &Answers) -> Vec<BTreeSet<bool>> {
        self.each(given, self.protocol.signals, |it, at| it.signals[at])
    }

    fn each<T: Ord>(
        &self,
        given: &Answers,
        count: usize,
        what: impl Fn(&Outcome, usize) -> T,
    ) -> Vec<BTreeSet<T>> {
        let all = |at| {
            self.completions(given)
                .map(|row| what(&row.outcome, at))
                .collect()
        };
        (0..count).map(all).collect()
    }

    /// Whether two completions that differ in the answer to this open question only differ in
    /// what is offered.
    pub(crate) fn relevant(&self, given: &Answers, question: usize) -> bool {
        if given[question].is_some() {
            return false;
        }
        let place = self.questions.iter().position(|(at, _)| *at == question);
        let place = place.expect("a question");
        let after = self.questions[place + 1..].iter();
        let stride: usize = after.map(|(_, size)| size).product();
        let size = self.questions[place].1;
        // The rows that differ in this answer only lie `stride` apart, `size` of them.
        let first = |at: &usize| (at / stride).is_multiple_of(size);
        let fits = |at: &usize| {
            let answers = &self.rows[*at].answers;
            let given = given.iter().zip(answers);
            given
                .into_iter()
                .all(|(it, answer)| it.is_none() || it == answer)
        };
        (0..self.rows.len())
            .filter(first)
            .filter(fits)
            .any(|start| {
                let line = (0..size).map(|nth| &self.rows[start + nth * stride].outcome);
                let mut offers = line.filter(|it| !it.impossible).map(Outcome::offered);
                let one = offers.next();
                offers.any(|other| Some(other) != one)
            })
    }
}
