//! Deciding: from a program and a case to a decision.
//!
//! In: a [`Program`] and a [`Case`], complete or not. Out: a [`Decision`] about every rule, route
//! and signal: what is decided, what is open, which routes are still possible.
//!
//! Nothing here can fail: the faults of a case are found when it is made ([`Request`]).
//! What is called decided is so for every way to complete the case. The reverse does not always
//! hold: see [`Truth`].

pub mod batch;
mod case;
mod evaluate;
pub mod fast;
mod json;
mod next;
mod order;
mod read;

pub use batch::{Batch, Column, batch};
pub use case::{Case, Context, Request};
pub use evaluate::{Truth, Value};
pub use fast::{Fast, Routed, Sheet};
pub use json::{Loose, Room};
pub use next::{Next, Question, next, relevant};
pub use order::order;

pub(crate) use evaluate::{State, evaluate};

use crate::check::{Checked, Formula, Subject, Term};
use crate::program::Program;
use crate::sorting;
use crate::sorting::Set;

/// What is known about one route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// It is the advised route.
    Advised,
    /// It is suitable too.
    AlsoSuitable,
    /// It is suitable, but the advised route stands alone.
    Superseded,
    /// It is indicated and excluded.
    Excluded,
    /// No rule for it holds.
    NotIndicated,
    /// More than one of these is still possible.
    Open,
}

impl Verdict {
    /// Whether the route is offered to the patient: as the advice, or beside it.
    pub fn is_offered(self) -> bool {
        matches!(self, Self::Advised | Self::AlsoSuitable)
    }
}

/// A route, or the absence of any: what can be advised.
pub type Advice = Option<usize>;

/// What follows from the answers so far.
#[derive(Debug, Clone)]
pub struct Decision {
    /// What can still be advised, in order of precedence. Never empty; when it has one element,
    /// that is decided.
    pub possible: Vec<Advice>,
    /// The verdict on each rule.
    pub rules: Vec<Truth>,
    /// The verdict on each route, by rank.
    pub routes: Vec<Verdict>,
    /// Whether each signal holds.
    pub signals: Vec<Truth>,
    /// Answers that do not count because their question is not asked, with what it counts as.
    pub ignored: Vec<(usize, i64, i64)>,
    /// The verdicts on each route that are still possible, by rank; sorted.
    pub(crate) verdicts: Vec<Vec<Verdict>>,
    /// What each question counts as.
    pub(crate) values: Vec<Value>,
    /// Whether nothing is called open that every completion agrees on.
    pub(crate) exact: bool,
    pub(crate) state: State,
}

impl Decision {
    /// Whether every way to complete the case advises the same.
    pub fn is_decided(&self) -> bool {
        self.possible.len() == 1
    }

    /// The advised route; none while open, and none when there is no advice.
    pub fn advised(&self) -> Advice {
        match self.possible.as_slice() {
            [one] => *one,
            _ => None,
        }
    }

    /// Whether every verdict and signal is decided too.
    pub fn is_complete(&self) -> bool {
        self.is_decided()
            && self.routes.iter().all(|verdict| *verdict != Verdict::Open)
            && self.signals.iter().all(|signal| *signal != Truth::Open)
    }

    /// Whether nothing at all is open: advice and signals come from rules alone.
    fn is_certain(&self) -> bool {
        let open = |truths: &[Truth]| truths.contains(&Truth::Open);
        !open(&self.rules) && !open(&self.asked())
    }

    /// Whether what is called open is so for certain: two completions differ in it. What is called
    /// decided always is.
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// The value of a bit of the program.
    pub fn bit(&self, bit: usize) -> Truth {
        self.state.bit(bit)
    }

    /// What the question at this position counts as.
    pub fn value(&self, question: usize) -> Value {
        self.values.get(question).copied().unwrap_or(Value::Open)
    }

    /// Whether each question is asked.
    pub(crate) fn asked(&self) -> Vec<Truth> {
        self.values.iter().map(|value| value.asked()).collect()
    }

    /// Whether it is still open if the route of this rank is offered; not merely why it is not.
    pub(crate) fn is_unsettled(&self, rank: usize) -> bool {
        self.verdicts.get(rank).is_some_and(|verdicts| {
            verdicts.len() > 1 && verdicts.iter().any(|verdict| verdict.is_offered())
        })
    }

    /// Whether both are complete and offer the same: the advice, the routes beside it, the signals.
    pub(crate) fn offers_the_same(&self, other: &Self) -> bool {
        let offered = |it: &Self| -> Vec<bool> {
            it.routes
                .iter()
                .map(|verdict| verdict.is_offered())
                .collect()
        };
        self.possible == other.possible
            && offered(self) == offered(other)
            && self.signals == other.signals
    }

    /// The same decision, of which it is not certain that it says all that can be said.
    #[must_use]
    pub(crate) fn not_exact(self) -> Self {
        Self {
            exact: false,
            ..self
        }
    }

    /// The same decision after verdicts were taken out, or with more known about which questions are
    /// asked.
    #[must_use]
    pub(crate) fn settled(mut self, program: &Program, case: &Case, asked: &[Truth]) -> Self {
        if asked != self.asked() {
            self.state = evaluate(program, case, asked);
            self.values.clone_from(&self.state.values);
        }
        self.ignored = ignored(&self.values, case);
        self.routes = routes(&self.verdicts);
        self.exact = true;
        self
    }
}

fn ignored(values: &[Value], case: &Case) -> Vec<(usize, i64, i64)> {
    let numbered = values.iter().enumerate();
    numbered
        .filter_map(|(at, value)| match (value, case.answer(at)) {
            (Value::Assumed(counts_as), Some(given)) => Some((at, given, *counts_as)),
            _ => None,
        })
        .collect()
}

fn routes(verdicts: &[Vec<Verdict>]) -> Vec<Verdict> {
    let one = |verdicts: &Vec<Verdict>| match verdicts.as_slice() {
        [one] => *one,
        _ => Verdict::Open,
    };
    verdicts.iter().map(one).collect()
}

/// Decides a case.
pub fn decide(program: &Program, case: &Case) -> Decision {
    let state = evaluate(program, case, &[]);
    let ways = ways(program, &state);
    let mut possible: Vec<Advice> = ways.iter().map(|way| way.advised).collect();
    sorting::by_key(&mut possible, |advice| advice.unwrap_or(usize::MAX));
    possible.dedup();
    let verdicts: Vec<Vec<Verdict>> = (0..program.routes.len())
        .map(|rank| verdicts(program, &state, &ways, rank))
        .map(|seen| seen.into_iter().collect())
        .collect();
    let mut decision = Decision {
        possible,
        rules: program.rules.iter().map(|bit| state.bit(*bit)).collect(),
        routes: routes(&verdicts),
        verdicts,
        signals: program.signals.iter().map(|bit| state.bit(*bit)).collect(),
        ignored: ignored(&state.values, case),
        values: state.values.clone(),
        exact: false,
        state,
    };
    decision.exact = decision.is_certain();
    decision
}

/// A way in which the case may come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Way {
    advised: Advice,
    /// The first suitable route; none when the advice comes from the safety net.
    suitable: Option<usize>,
}

/// All ways in which the case may come out, as far as the marks can tell.
fn ways(program: &Program, state: &State) -> Vec<Way> {
    let mut ways = Vec::new();
    for (rank, route) in program.routes.iter().enumerate() {
        let suitable = state
            .bit(route.indicated)
            .and(state.bit(route.excluded).negated());
        if suitable.can_be_true() {
            ways.push(Way {
                advised: Some(rank),
                suitable: Some(rank),
            });
        }
        if suitable == Truth::True {
            return ways;
        }
    }
    let fallback = program.routes.iter().position(|route| route.fallback);
    ways.push(Way {
        advised: fallback,
        suitable: None,
    });
    ways
}

/// The verdicts on one route that are still possible.
fn verdicts(program: &Program, state: &State, ways: &[Way], rank: usize) -> Set<Verdict> {
    let mut seen = Set::new();
    let Some(route) = program.routes.get(rank) else {
        return seen;
    };
    let (indicated, excluded) = (state.bit(route.indicated), state.bit(route.excluded));
    for way in ways {
        if way.advised == Some(rank) {
            seen.insert(Verdict::Advised);
            continue;
        }
        if indicated.can_be_false() {
            seen.insert(Verdict::NotIndicated);
        }
        if indicated.can_be_true() && excluded.can_be_true() {
            seen.insert(Verdict::Excluded);
        }
        // Suitable without being advised: only behind another suitable route.
        let behind = way.suitable.is_some_and(|first| first < rank);
        if behind && indicated.can_be_true() && excluded.can_be_false() {
            let alone = way
                .advised
                .and_then(|at| program.routes.get(at))
                .is_some_and(|it| it.alone);
            seen.insert(if alone {
                Verdict::Superseded
            } else {
                Verdict::AlsoSuitable
            });
        }
    }
    seen
}

/// The questions that a condition rests on, through findings and scores.
pub(crate) fn questions_below(checked: &Checked, formula: &Formula) -> Set<usize> {
    let mut questions = Set::new();
    let mut findings: Set<usize> = Set::new();
    let mut stack = vec![formula];
    while let Some(formula) = stack.pop() {
        let mut below: Vec<usize> = Vec::new();
        formula.each_leaf(&mut |leaf| match leaf {
            Formula::Finding(at) => below.push(*at),
            Formula::Test(at) => match checked.tests.get(*at).map(|test| test.subject) {
                Some(Subject::Question(question)) => {
                    questions.insert(question);
                }
                Some(Subject::Score(score)) => {
                    for (term, _) in checked
                        .scores
                        .get(score)
                        .into_iter()
                        .flat_map(|it| &it.terms)
                    {
                        match term {
                            Term::Question(question) => {
                                questions.insert(*question);
                            }
                            Term::Finding(at) => below.push(*at),
                        }
                    }
                }
                None => {}
            },
            _ => {}
        });
        for at in below {
            if findings.insert(at) {
                stack.extend(checked.findings.get(at).map(|finding| &finding.formula));
            }
        }
    }
    questions
}
