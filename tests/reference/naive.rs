//! What a decision means, as the manual explains it, word for word, on complete cases.
//!
//! No bits, no positions of tests, nothing that is computed once and used twice. For an open case
//! every way to complete it is decided like this, and what they share is the truth.

use super::model::{Condition, HowMany, Protocol, Sign, Value, What};

/// Answers, by position of the item; none for an open question and for what is no question.
pub(crate) type Answers = Vec<Option<Value>>;

/// The verdict on a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    Advised,
    AlsoSuitable,
    Superseded,
    Excluded,
    NotIndicated,
}

/// Everything that follows from a complete case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// What each item is: an answer or what counts instead, yes or no, a sum.
    pub(crate) values: Vec<Value>,
    /// Whether each item is a question that is not asked.
    pub(crate) skipped: Vec<bool>,
    pub(crate) rules: Vec<bool>,
    pub(crate) verdicts: Vec<Verdict>,
    pub(crate) advised: Option<usize>,
    pub(crate) signals: Vec<bool>,
    pub(crate) impossible: bool,
}

impl Outcome {
    /// What is offered: the advised route, those beside it, the signals. Why another route is not
    /// offered is left out.
    pub(crate) fn offered(&self) -> (Option<usize>, Vec<bool>, &[bool]) {
        let also = self.verdicts.iter().map(|it| *it == Verdict::AlsoSuitable);
        (self.advised, also.collect(), &self.signals)
    }
}

/// Decides a case in which every question that is asked has an answer.
pub(crate) fn decide(protocol: &Protocol, answers: &Answers) -> Outcome {
    let (mut values, mut skipped) = (Vec::new(), Vec::new());
    for (item, answer) in protocol.items.iter().zip(answers) {
        let gate = match &item.what {
            What::Question(question) => question.gate.as_ref(),
            _ => None,
        };
        let otherwise = gate.filter(|(asked, _)| !holds(asked, &values));
        skipped.push(otherwise.is_some());
        let value = match (&item.what, otherwise) {
            (What::Question(_), Some((_, otherwise))) => otherwise.clone(),
            (What::Question(_), None) => answer.clone().expect("every asked question answered"),
            (What::Finding(condition), _) => Value::YesNo(holds(condition, &values)),
            (What::Score(terms), _) => {
                let parts = terms
                    .iter()
                    .map(|(term, weight)| number(&values[*term]) * weight);
                Value::Number(parts.sum())
            }
        };
        values.push(value);
    }
    let rules = protocol.rules.iter();
    let rules = rules.map(|rule| holds(&rule.condition, &values)).collect();
    conclude(protocol, values, skipped, rules)
}

/// What follows when exactly these rules hold.
pub(crate) fn conclude(
    protocol: &Protocol,
    values: Vec<Value>,
    skipped: Vec<bool>,
    rules: Vec<bool>,
) -> Outcome {
    let some_rule =
        |touches: &dyn Fn(usize) -> bool| (0..rules.len()).any(|rule| rules[rule] && touches(rule));
    let indicated =
        |route: usize| some_rule(&|rule| protocol.rules[rule].indicates.contains(&route));
    let excluded = |route: usize| some_rule(&|rule| protocol.rules[rule].excludes.contains(&route));
    let suitable = |route: usize| indicated(route) && !excluded(route);
    let advised = (0..protocol.routes.len())
        .find(|route| suitable(*route))
        .or(protocol.fallback);
    let verdict = |route: usize| {
        if advised == Some(route) {
            Verdict::Advised
        } else if suitable(route) {
            if advised.is_some_and(|it| protocol.routes[it].alone) {
                Verdict::Superseded
            } else {
                Verdict::AlsoSuitable
            }
        } else if indicated(route) {
            Verdict::Excluded
        } else {
            Verdict::NotIndicated
        }
    };
    Outcome {
        verdicts: (0..protocol.routes.len()).map(verdict).collect(),
        advised,
        signals: (0..protocol.signals)
            .map(|signal| some_rule(&|rule| protocol.rules[rule].raises.contains(&signal)))
            .collect(),
        impossible: protocol.impossible.iter().any(|it| holds(it, &values)),
        values,
        skipped,
        rules,
    }
}

/// Whether a condition holds, given what each item before it is.
pub(crate) fn holds(condition: &Condition, values: &[Value]) -> bool {
    match condition {
        Condition::Name(item) => values[*item] == Value::YesNo(true),
        Condition::Not(inner) => !holds(inner, values),
        Condition::All(parts) => parts.iter().all(|part| holds(part, values)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, values)),
        Condition::Count(how, wanted, parts) => {
            let mut count = 0;
            for part in parts {
                if holds(part, values) {
                    count += 1;
                }
            }
            match how {
                HowMany::AtLeast => count >= *wanted,
                HowMany::AtMost => count <= *wanted,
                HowMany::Exactly => count == *wanted,
            }
        }
        Condition::Compare(item, sign, with) => match sign {
            Sign::Equal => values[*item] == *with,
            Sign::NotEqual => values[*item] != *with,
            Sign::Less => number(&values[*item]) < number(with),
            Sign::LessOrEqual => number(&values[*item]) <= number(with),
            Sign::Greater => number(&values[*item]) > number(with),
            Sign::GreaterOrEqual => number(&values[*item]) >= number(with),
        },
        Condition::Between(item, low, high) => {
            number(&values[*item]) >= *low && number(&values[*item]) <= *high
        }
        Condition::In(item, list) => list.contains(&values[*item]),
        Condition::Contains(item, choice) => match &values[*item] {
            Value::Choices(chosen) => chosen.contains(choice),
            other => panic!("{other:?} is no set of choices"),
        },
    }
}

fn number(value: &Value) -> i64 {
    match value {
        Value::Number(number) => *number,
        Value::YesNo(yes) => i64::from(*yes),
        other => panic!("{other:?} is no number"),
    }
}

/// Every way to complete a case, decided.
pub(crate) struct Completions {
    /// The open questions, each with its number of answers.
    open: Vec<(usize, usize)>,
    /// All of them: the last open question changes fastest.
    pub(crate) outcomes: Vec<Outcome>,
}

impl Completions {
    pub(crate) fn new(protocol: &Protocol, answers: &Answers) -> Self {
        let mut all = vec![answers.clone()];
        let mut open = Vec::new();
        for (at, question) in protocol.questions() {
            if answers[at].is_some() {
                continue;
            }
            let values = question.kind.values();
            open.push((at, values.len()));
            all = all
                .into_iter()
                .flat_map(|answers| {
                    values.iter().map(move |value| {
                        let mut answers = answers.clone();
                        answers[at] = Some(value.clone());
                        answers
                    })
                })
                .collect();
        }
        let outcomes = all.iter().map(|it| decide(protocol, it)).collect();
        Self { open, outcomes }
    }

    /// Whether some completion becomes another one by `what` when only this answer changes.
    pub(crate) fn depends_on<'a, T: PartialEq>(
        &'a self,
        question: usize,
        what: impl Fn(&'a Outcome) -> T,
    ) -> bool {
        let Some(place) = self.open.iter().position(|(at, _)| *at == question) else {
            return false;
        };
        let stride: usize = self.open[place + 1..]
            .iter()
            .map(|(_, size)| size)
            .product();
        let size = self.open[place].1;
        (0..self.outcomes.len())
            .filter(|at| !(at / stride).is_multiple_of(size))
            .any(|at| what(&self.outcomes[at]) != what(&self.outcomes[at - stride]))
    }
}
