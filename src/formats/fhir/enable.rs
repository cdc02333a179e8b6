//! When a question is asked, in terms of the answers to others.
//!
//! A gate is a formula over questions, findings and scores. FHIR knows answers only: findings are
//! written out, and a test of a question that may not be asked also holds where it is not asked and
//! counts as a fitting answer. Negation is pushed down to the answers, so that an open answer never
//! makes a condition true.

use crate::check::{Checked, Domain, Formula, Need, Subject, Test};
use crate::condition::{Comparison, HowMany};

/// A condition on answers alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree {
    /// One answer is so.
    Answer(usize, Is),
    /// All hold; nothing to hold always does.
    All(Vec<Tree>),
    /// At least one holds; none of nothing does.
    Any(Vec<Tree>),
    /// At least so many hold.
    AtLeast(usize, Vec<Tree>),
}

/// What an answer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Is {
    /// This.
    YesNo(bool),
    /// A number that compares so.
    Number(Comparison, i64),
    /// The choice at this position, perhaps among others.
    Choice(usize),
    /// Something without the choice at this position.
    Without(usize),
}

/// Conditions that become larger are not worth writing out.
const PART_LIMIT: usize = 200;

/// The condition under which a question is asked; none when it has no condition on answers.
pub(super) fn gate(checked: &Checked, formula: &Formula) -> Option<Tree> {
    let mut writer = Writer {
        checked,
        left: PART_LIMIT,
    };
    writer.formula(formula, true).map(flat)
}

struct Writer<'a> {
    checked: &'a Checked,
    left: usize,
}

impl Writer<'_> {
    fn formula(&mut self, formula: &Formula, wanted: bool) -> Option<Tree> {
        self.left = self.left.checked_sub(1)?;
        match formula {
            Formula::Test(at) => {
                let test = self.checked.tests.get(*at)?;
                self.test(test, wanted)
            }
            Formula::Finding(at) => {
                let finding = self.checked.findings.get(*at)?;
                self.formula(&finding.formula, wanted)
            }
            Formula::Not(inner) => self.formula(inner, !wanted),
            Formula::All(parts) if wanted => Some(Tree::All(self.each(parts, true)?)),
            Formula::Any(parts) if !wanted => Some(Tree::All(self.each(parts, false)?)),
            Formula::All(parts) | Formula::Any(parts) => Some(Tree::Any(self.each(parts, wanted)?)),
            Formula::Count { how, number, of } => self.count(*how, *number, of, wanted),
        }
    }

    fn each(&mut self, parts: &[Formula], wanted: bool) -> Option<Vec<Tree>> {
        parts.iter().map(|it| self.formula(it, wanted)).collect()
    }

    /// Every count as "at least so many": at most two of five hold when three do not.
    fn count(&mut self, how: HowMany, number: usize, of: &[Formula], wanted: bool) -> Option<Tree> {
        let enough = Tree::AtLeast(number, self.each(of, true)?);
        let more = Tree::AtLeast(number + 1, self.each(of, true)?);
        let few = match of.len().checked_sub(number) {
            Some(others) => Tree::AtLeast(others, self.each(of, false)?),
            None => Tree::All(Vec::new()),
        };
        let fewer = Tree::AtLeast((of.len() + 1).saturating_sub(number), self.each(of, false)?);
        Some(match (how, wanted) {
            (HowMany::AtLeast, true) => enough,
            (HowMany::AtLeast, false) => fewer,
            (HowMany::AtMost, true) => few,
            (HowMany::AtMost, false) => more,
            (HowMany::Exactly, true) => Tree::All(vec![enough, few]),
            (HowMany::Exactly, false) => Tree::Any(vec![more, fewer]),
        })
    }

    fn test(&mut self, test: &Test, wanted: bool) -> Option<Tree> {
        let Subject::Question(at) = test.subject else {
            return None;
        };
        let question = self.checked.questions.get(at)?;
        let answers = answers(at, &question.domain, &test.need, wanted)?;
        match &question.gate {
            Some(gate) if test.need.holds(gate.otherwise) == wanted => {
                let not_asked = self.formula(&gate.formula, false)?;
                Some(Tree::Any(vec![not_asked, answers]))
            }
            _ => Some(answers),
        }
    }
}

/// The answers that fulfil a need, or those that do not.
fn answers(at: usize, domain: &Domain, need: &Need, wanted: bool) -> Option<Tree> {
    use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    let number = |how, with| Tree::Answer(at, Is::Number(how, with));
    let beside = |low, high| Tree::Any(vec![number(Less, low), number(Greater, high)]);
    Some(match (domain, need) {
        (Domain::YesNo, need) => {
            let fits = [false, true]
                .into_iter()
                .filter(|it| need.holds(i64::from(*it)) == wanted);
            Tree::Any(fits.map(|it| Tree::Answer(at, Is::YesNo(it))).collect())
        }
        (Domain::Choice(choices), need) => {
            let fits =
                |choice: &usize| i64::try_from(*choice).is_ok_and(|it| need.holds(it) == wanted);
            let fitting = (0..choices.len()).filter(fits);
            Tree::Any(fitting.map(|it| Tree::Answer(at, Is::Choice(it))).collect())
        }
        (Domain::MultiChoice(_), Need::Has(choice)) => {
            let is = if wanted {
                Is::Choice(*choice)
            } else {
                Is::Without(*choice)
            };
            Tree::Answer(at, is)
        }
        (Domain::Scale { .. } | Domain::Number { .. }, need) => match need {
            Need::Compare(how, with) => match (how, wanted) {
                (Equal, true) | (NotEqual, false) => number(Equal, *with),
                (Equal, false) | (NotEqual, true) => beside(*with, *with),
                (Less, true) | (GreaterOrEqual, false) => number(Less, *with),
                (LessOrEqual, true) | (Greater, false) => number(LessOrEqual, *with),
                (Greater, true) | (LessOrEqual, false) => number(Greater, *with),
                (GreaterOrEqual, true) | (Less, false) => number(GreaterOrEqual, *with),
            },
            Need::Between(low, high) if wanted => Tree::All(vec![
                number(GreaterOrEqual, *low),
                number(LessOrEqual, *high),
            ]),
            Need::Between(low, high) => beside(*low, *high),
            Need::In(codes) if wanted => {
                Tree::Any(codes.iter().map(|it| number(Equal, *it)).collect())
            }
            Need::In(codes) => Tree::All(codes.iter().map(|it| beside(*it, *it)).collect()),
            Need::Has(_) => return None,
        },
        (Domain::MultiChoice(_), _) => return None,
    })
}

/// The same condition with as few levels as it can have.
fn flat(tree: Tree) -> Tree {
    let (all, parts) = match tree {
        Tree::All(parts) => (true, parts),
        Tree::Any(parts) | Tree::AtLeast(1, parts) => (false, parts),
        Tree::AtLeast(number, parts) if number == parts.len() => (true, parts),
        Tree::AtLeast(number, parts) => {
            return Tree::AtLeast(number, parts.into_iter().map(flat).collect());
        }
        answer @ Tree::Answer(..) => return answer,
    };
    let mut flattened = Vec::new();
    for part in parts.into_iter().map(flat) {
        match part {
            Tree::All(inner) if all => flattened.extend(inner),
            Tree::Any(inner) if !all => flattened.extend(inner),
            other => flattened.push(other),
        }
    }
    let mut kept: Vec<Tree> = Vec::new();
    for part in flattened {
        if !kept.contains(&part) {
            kept.push(part);
        }
    }
    match (kept.len(), all) {
        (1, _) => kept.remove(0),
        (_, true) => Tree::All(kept),
        (_, false) => Tree::Any(kept),
    }
}

/// The answers of a condition that `enableWhen` can express, and whether all have to be so; none when
/// it takes more levels.
pub(super) fn simple(tree: &Tree) -> Option<(Vec<(usize, &Is)>, bool)> {
    let answer = |it| match it {
        &Tree::Answer(_, Is::Without(_)) => None,
        Tree::Answer(at, is) => Some((*at, is)),
        _ => None,
    };
    let (parts, all) = match tree {
        Tree::All(parts) => (parts.as_slice(), true),
        Tree::Any(parts) => (parts.as_slice(), false),
        single => (std::slice::from_ref(single), true),
    };
    let answers: Vec<_> = parts.iter().map(answer).collect::<Option<_>>()?;
    (!answers.is_empty()).then_some((answers, all))
}
