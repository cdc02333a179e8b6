//! The case with the fewest answers that comes out otherwise, whatever else is answered.

use super::super::cnf::Cnf;
use super::super::encoding::Encoding;
use super::super::hitting::{enough, minimal};
use super::super::linear::{self, Part};
use super::super::pair::Pair;
use super::super::solver::{Found, Session};
use super::compared::{Codes, Compared, Key};
use super::{Given, MovedCase};
use crate::check::Need;
use crate::decide::{Case, Decision, decide};
use batsat::Lit;

/// Above so many answers no case with fewer is looked for: it would take long, and say little more.
const ANSWER_LIMIT: usize = 6;
/// Cases that are tried in search of one with fewer answers.
const CASE_LIMIT: usize = 40;
/// Conflicts that proposing those cases may cost: which few answers will do is a hard question.
const GUESS_LIMIT: u64 = 1_000;

/// A case that moves.
pub(super) struct Shown {
    /// With as few answers as were found.
    pub(super) case: MovedCase,
    /// What is decided about those answers, in both.
    pub(super) forced: (Decision, Decision),
    /// What is decided about a complete case with those answers, in both.
    pub(super) complete: (Decision, Decision),
}

/// Looks for the smallest case that makes a shift, from a complete one that does.
pub(super) fn witness(compared: &Compared<'_>, key: Key, first: &Case, second: &Case) -> Shown {
    let mut best = compared.codes(first, second);
    let mut smallest = false;
    let mut apart = Apart::new(compared, key);
    let all = apart.elements(&best);
    if let Some(chosen) = enough(&mut apart.session, &[!apart.goal], &all) {
        let fewer = picked(&best, &chosen.elements);
        if forced(compared, key, &fewer).is_some() {
            best = fewer;
            smallest =
                best.len() <= ANSWER_LIMIT && fewer_still(compared, key, &mut apart, &mut best);
        }
    }
    let complete = |case: &Case, program| decide(program, case);
    let (old, new) = (compared.old.prover, compared.new.prover);
    let partial = compared.cases(&best);
    let (first, second) =
        completed(compared, key, &partial).unwrap_or((first.clone(), second.clone()));
    let complete = (
        complete(&first, old.program()),
        complete(&second, new.program()),
    );
    let forced = forced(compared, key, &best).unwrap_or_else(|| complete.clone());
    Shown {
        case: MovedCase {
            answers: best
                .into_iter()
                .map(|(old, new)| Given { old, new })
                .collect(),
            smallest,
        },
        forced,
        complete,
    }
}

/// What both decide about these answers, when that is the shift.
fn forced(compared: &Compared<'_>, key: Key, codes: &[Codes]) -> Option<(Decision, Decision)> {
    let (first, second) = compared.cases(codes);
    let old = compared.old.prover.decide(&first);
    let new = compared.new.prover.decide(&second);
    compared.decided(key, &old, &new).then_some((old, new))
}

/// A complete case with these answers.
fn completed(compared: &Compared<'_>, key: Key, partial: &(Case, Case)) -> Option<(Case, Case)> {
    let mut session = Session::new(compared.pair.cnf.clone());
    let given = |case: &Case, encoding: &Encoding| -> Vec<Lit> {
        case.given()
            .flat_map(|(at, code)| encoding.answered(at, code))
            .collect()
    };
    let mut with = given(&partial.0, &compared.pair.first);
    with.extend(given(&partial.1, &compared.pair.second));
    if session.solve(&with) != Found::Case {
        return None;
    }
    let found = compared.pair.found(&session);
    compared
        .shown_by(&found.0, &found.1)
        .contains(&key)
        .then_some(found)
}

fn picked(codes: &[Codes], chosen: &[usize]) -> Vec<Codes> {
    chosen
        .iter()
        .filter_map(|at| codes.get(*at).copied())
        .collect()
}

/// The two protocols without a tie: each may be completed in its own way, so that what is forced is
/// forced in each of them by itself.
struct Apart {
    session: Session,
    pair: Pair,
    /// The old protocol does its part of the shift; the new one does.
    parts: (Lit, Lit),
    /// Both do.
    goal: Lit,
}

impl Apart {
    fn new(compared: &Compared<'_>, key: Key) -> Self {
        let pair = Pair::apart(compared.old, compared.new);
        let mut cnf = pair.cnf.clone();
        let parts = compared.parts(&mut cnf, key);
        let goal = cnf.all(&[parts.0, parts.1]);
        Self {
            session: Session::new(cnf),
            pair,
            parts,
            goal,
        }
    }

    /// The literals of each answer, in both.
    fn elements(&self, codes: &[Codes]) -> Vec<Vec<Lit>> {
        let element = |(old, new): &Codes| -> Vec<Lit> {
            let old = old.map(|(at, code)| self.pair.first.answered(at, code));
            let new = new.map(|(at, code)| self.pair.second.answered(at, code));
            old.into_iter().chain(new).flatten().collect()
        };
        codes.iter().map(element).collect()
    }

    /// The complete cases that were found last, question by question.
    fn found(&self, compared: &Compared<'_>) -> Vec<Codes> {
        let (first, second) = self.pair.found(&self.session);
        compared.codes(&first, &second)
    }
}

/// Looks for a case with fewer answers than `best`; true when it was proved that there is none.
///
/// Guess and check: one solver proposes a case that moves and which of its answers to keep, another
/// looks for a way to complete those that does not move. What it finds, every later proposal has to
/// contradict (Janota, Klieber, Marques-Silva, Clarke, *Solving QBF with counterexample guided
/// refinement*, Artificial Intelligence 234, 2016).
fn fewer_still(
    compared: &Compared<'_>,
    key: Key,
    apart: &mut Apart,
    best: &mut Vec<Codes>,
) -> bool {
    let mut cnf = compared.pair.cnf.clone();
    let (old, new) = compared.parts(&mut cnf, key);
    cnf.add(&[old]);
    cnf.add(&[new]);
    let kept: Vec<Lit> = compared
        .pair
        .questions
        .iter()
        .map(|_| cnf.fresh())
        .collect();
    let mut guess = Session::within(cnf, GUESS_LIMIT);
    let mut fewer = at_most(&mut guess.cnf, &kept, best.len());
    for _ in 0..CASE_LIMIT {
        let Some(limit) = fewer else {
            return best.is_empty();
        };
        match guess.solve(&[limit]) {
            Found::Nothing => return true,
            Found::NotProved => return false,
            Found::Case => {}
        }
        let (first, second) = compared.pair.found(&guess);
        if !compared.shown_by(&first, &second).contains(&key) {
            return false;
        }
        let codes = compared.codes(&first, &second);
        let chosen = |(at, _): &(usize, &Lit)| kept.get(*at).is_some_and(|lit| guess.holds(*lit));
        let chosen: Vec<usize> = kept
            .iter()
            .enumerate()
            .filter(chosen)
            .map(|(at, _)| at)
            .collect();
        match counterexample(compared, apart, &codes, &chosen) {
            Tried::Unknown => return false,
            Tried::Forced(chosen) => {
                let found = picked(&codes, &chosen);
                if forced(compared, key, &found).is_none() {
                    return false;
                }
                *best = found;
                fewer = at_most(&mut guess.cnf, &kept, best.len());
            }
            Tried::Not(others) => {
                for (other, of_old) in others {
                    contradict(&apart.pair, &mut guess.cnf, &kept, &other, of_old);
                }
            }
        }
    }
    false
}

/// Fewer than so many are kept.
fn at_most(cnf: &mut Cnf, kept: &[Lit], number: usize) -> Option<Lit> {
    let most = i64::try_from(number.checked_sub(1)?).ok()?;
    let parts: Vec<Part> = kept.iter().map(|lit| Part::Bit(*lit, 1)).collect();
    linear::sum(cnf, &mut [], &parts, &Need::Between(0, most))
}

enum Tried {
    /// These answers force the shift.
    Forced(Vec<usize>),
    /// They do not: ways to complete them, in the old protocol or in the new one.
    Not(Vec<(Vec<Codes>, bool)>),
    Unknown,
}

/// Whether some of the answers force the shift; if not, a case that agrees with as many as it can.
fn counterexample(
    compared: &Compared<'_>,
    apart: &mut Apart,
    codes: &[Codes],
    chosen: &[usize],
) -> Tried {
    let elements = apart.elements(codes);
    let with = |session: &mut Session, goal: Lit, kept: &[usize]| {
        let kept = kept.iter().filter_map(|at| elements.get(*at)).flatten();
        let assumed: Vec<Lit> = std::iter::once(!goal).chain(kept.copied()).collect();
        session.solve(&assumed)
    };
    let mut others = Vec::new();
    for (goal, of_old) in [(apart.parts.0, true), (apart.parts.1, false)] {
        match with(&mut apart.session, goal, chosen) {
            Found::Nothing => continue,
            Found::NotProved => return Tried::Unknown,
            Found::Case => {}
        }
        let mut kept = chosen.to_vec();
        let mut other = apart.found(compared);
        for at in 0..codes.len() {
            if kept.contains(&at) {
                continue;
            }
            kept.push(at);
            if with(&mut apart.session, goal, &kept) == Found::Case {
                other = apart.found(compared);
            } else {
                kept.pop();
            }
        }
        others.push((other, of_old));
    }
    if !others.is_empty() {
        return Tried::Not(others);
    }
    let picked: Vec<Vec<Lit>> = chosen
        .iter()
        .filter_map(|at| elements.get(*at).cloned())
        .collect();
    let needed = minimal(&mut apart.session, &[!apart.goal], &picked);
    let needed = needed.map(|it| it.elements).unwrap_or_default();
    Tried::Forced(
        needed
            .iter()
            .filter_map(|at| chosen.get(*at).copied())
            .collect(),
    )
}

/// From now on one of the answers that are kept has to be another than in this case. The variables of
/// `apart` are those of the pair: values that are alike to one protocol are named together.
fn contradict(apart: &Pair, cnf: &mut Cnf, kept: &[Lit], other: &[Codes], of_old: bool) {
    let mut clause = Vec::new();
    for (lit, (old, new)) in kept.iter().zip(other) {
        let same = match (of_old, old, new) {
            (true, Some((at, code)), _) => apart.first.answered(*at, *code),
            (false, _, Some((at, code))) => apart.second.answered(*at, *code),
            _ => continue,
        };
        let same = cnf.all(&same);
        clause.push(cnf.all(&[*lit, !same]));
    }
    cnf.add(&clause);
}
