//! What the verdict on a rule rests on, where the parts of its condition do not decide one by one.

use super::Prover;
use super::hitting::minimal;
use super::solver::Session;
use super::values::Values;
use crate::check::{Checked, Domain, Need};
use crate::condition::Comparison;
use crate::decide::{Case, Decision, Truth, Value, questions_below};
use crate::sorting;
use batsat::Lit;

/// Something about a given answer that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// The position of the question.
    pub question: usize,
    /// What is said of its answer.
    pub need: Need,
    /// Whether the answer is so, or is not so.
    pub held: bool,
}

/// One literal about a given answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    AtLeast(i64),
    AtMost(i64),
    Choice(usize, bool),
}

impl Prover {
    /// What the verdicts on these rules rest on: as little about the given answers as forces them,
    /// and nothing at all where no answer can make a difference.
    ///
    /// None for a rule whose verdict is open, or for which it is not known.
    pub fn grounds(
        &self,
        checked: &Checked,
        case: &Case,
        decision: &Decision,
        rules: &[usize],
    ) -> Vec<Option<Vec<Ground>>> {
        if rules.is_empty() {
            return Vec::new();
        }
        let mut session = self.session();
        rules
            .iter()
            .map(|rule| self.ground(&mut session, checked, case, decision, *rule))
            .collect()
    }

    fn ground(
        &self,
        session: &mut Session,
        checked: &Checked,
        case: &Case,
        decision: &Decision,
        rule: usize,
    ) -> Option<Vec<Ground>> {
        let lit = self.encoding.bit(*self.program.rules.get(rule)?);
        let otherwise = match decision.rules.get(rule)? {
            Truth::True => !lit,
            Truth::False => lit,
            Truth::Open => return None,
        };
        let own = questions_below(checked, &checked.rules.get(rule)?.formula);
        // Answers that the condition does not look at are reasons only where its own are not enough,
        // and answers that may not count, or do not, only where those that do are not: what would be
        // impossible if it counted can tell that it is not asked.
        let counting = |at: usize| matches!(decision.value(at), Value::Given(_));
        let own_counting = |at: usize| own.contains(&at) && counting(at);
        let choices: [&dyn Fn(usize) -> bool; 3] = [&own_counting, &counting, &|_| true];
        let found = choices.into_iter().find_map(|chosen| {
            let bounds: Vec<(usize, Bound, Lit)> = case
                .given()
                .filter(|(at, _)| chosen(*at))
                .flat_map(|(at, code)| {
                    let values = self.encoding.questions.get(at);
                    let lits = values.map(|it| bounds_of(it, code)).unwrap_or_default();
                    lits.into_iter().map(move |(bound, lit)| (at, bound, lit))
                })
                .collect();
            let elements: Vec<Vec<Lit>> = bounds.iter().map(|(_, _, lit)| vec![*lit]).collect();
            let enough = minimal(session, &[otherwise], &elements)?;
            let kept = enough.elements.iter().filter_map(|at| bounds.get(*at));
            Some(kept.map(|(at, bound, _)| (*at, *bound)).collect())
        });
        let found: Vec<(usize, Bound)> = found?;
        let questions = sorting::set(found.iter().map(|(at, _)| *at));
        let grounds = questions.into_iter().flat_map(|at| {
            let of_this = found.iter().filter(move |(question, _)| *question == at);
            let bounds: Vec<Bound> = of_this.map(|(_, bound)| *bound).collect();
            let domain = checked.questions.get(at).map(|it| &it.domain);
            let needs = domain.map(|it| needs(it, &bounds)).unwrap_or_default();
            needs.into_iter().map(move |(need, held)| Ground {
                question: at,
                need,
                held,
            })
        });
        Some(grounds.collect())
    }
}

/// The literals that say what was answered, each with what it says.
fn bounds_of(values: &Values, code: i64) -> Vec<(Bound, Lit)> {
    match values {
        Values::Number(number) => {
            let (from, to) = number.given().bounds(code);
            let from = from.map(|(value, lit)| (Bound::AtLeast(value), lit));
            let to = to.map(|(value, lit)| (Bound::AtMost(value), lit));
            from.into_iter().chain(to).collect()
        }
        Values::Set { .. } => {
            let lits = values.answered(code).into_iter().enumerate();
            let chosen = |choice: usize| code >> choice & 1 == 1;
            lits.map(|(choice, lit)| (Bound::Choice(choice, chosen(choice)), lit))
                .collect()
        }
    }
}

/// What literals about one answer say together, and whether the answer is so.
fn needs(domain: &Domain, bounds: &[Bound]) -> Vec<(Need, bool)> {
    let (mut low, mut high) = (None, None);
    let mut needs = Vec::new();
    for bound in bounds {
        match bound {
            Bound::AtLeast(value) => low = Some(*value),
            Bound::AtMost(value) => high = Some(*value),
            Bound::Choice(choice, held) => needs.push((Need::Has(*choice), *held)),
        }
    }
    let (min, max) = domain.range();
    let need = match (low, high, domain) {
        (None, None, _) => return needs,
        (Some(low), Some(high), _) if low == high => Need::Compare(Comparison::Equal, low),
        (low, high, Domain::YesNo | Domain::Choice(_)) => {
            match (low.unwrap_or(min), high.unwrap_or(max)) {
                (low, high) if low == high => Need::Compare(Comparison::Equal, low),
                (low, high) => Need::In((low..=high).collect()),
            }
        }
        (Some(low), None, _) => Need::Compare(Comparison::GreaterOrEqual, low),
        (None, Some(high), _) => Need::Compare(Comparison::LessOrEqual, high),
        (Some(low), Some(high), _) => Need::Between(low, high),
    };
    needs.push((need, true));
    needs
}
