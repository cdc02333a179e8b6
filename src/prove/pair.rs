//! Two protocols over the same answers.

use super::Prover;
use super::cnf::Cnf;
use super::encoding::Encoding;
use super::solver::Session;
use super::values::Values;
use crate::check::{Checked, Domain};
use crate::decide::Case;
use crate::sorting;
use batsat::Lit;

/// A protocol with its prover.
#[derive(Debug, Clone, Copy)]
pub struct Proved<'a> {
    /// The protocol.
    pub checked: &'a Checked,
    /// Its prover.
    pub prover: &'a Prover,
}

/// The clauses of two protocols, in which a question of both has one answer.
///
/// Only answers that both take count: where one has a wider range, or a choice more, the rest of it
/// is left out. A question that only one has is free in that one; so is one that changed its type, or
/// of which no answer is left: it is another question with the same name.
pub(super) struct Pair {
    pub(super) cnf: Cnf,
    pub(super) first: Encoding,
    pub(super) second: Encoding,
    /// Every question of either: its positions.
    pub(super) questions: Vec<(Option<usize>, Option<usize>)>,
}

impl Pair {
    /// Puts two protocols side by side, each with answers of its own. The variables are those of
    /// [`Pair::new`].
    pub(super) fn apart(first: Proved<'_>, second: Proved<'_>) -> Self {
        let mut cnf = first.prover.cnf.clone();
        let second = Encoding::add(&mut cnf, &second.prover.program);
        Self {
            cnf,
            first: first.prover.encoding.clone(),
            second,
            questions: Vec::new(),
        }
    }

    /// Puts two protocols side by side.
    pub(super) fn new(first: Proved<'_>, second: Proved<'_>) -> Self {
        let apart = Self::apart(first, second);
        let (mut cnf, mut a, mut b) = (apart.cnf, apart.first, apart.second);
        let (old, new) = (&first.checked.questions, &second.checked.questions);
        let mut questions = Vec::new();
        for (at, question) in old.iter().enumerate() {
            let named = second.checked.question(&question.id);
            let other = named.filter(|there| {
                let there = new.get(*there).map(|it| &it.domain);
                there.is_some_and(|there| has_common(&question.domain, there))
            });
            questions.push((Some(at), other));
            let Some(there) = other else { continue };
            if let (Some(mine), Some(theirs), Some(domain)) = (
                a.questions.get_mut(at),
                b.questions.get_mut(there),
                new.get(there).map(|it| &it.domain),
            ) {
                link(&mut cnf, (mine, &question.domain), (theirs, domain));
            }
        }
        let added = new.iter().enumerate();
        let linked: Vec<usize> = questions.iter().filter_map(|(_, there)| *there).collect();
        let added = added.filter(|(at, _)| !linked.contains(at));
        questions.extend(added.map(|(at, _)| (None, Some(at))));
        Self {
            cnf,
            first: a,
            second: b,
            questions,
        }
    }

    /// The two complete cases that a session found last.
    pub(super) fn found(&self, session: &Session) -> (Case, Case) {
        (self.first.found(session), self.second.found(session))
    }
}

/// Whether an answer to one of these questions can be an answer to the other.
fn has_common(first: &Domain, second: &Domain) -> bool {
    match (first, second) {
        (Domain::YesNo, Domain::YesNo) => true,
        (Domain::Choice(mine), Domain::Choice(theirs))
        | (Domain::MultiChoice(mine), Domain::MultiChoice(theirs)) => {
            let shared = |id: &str| theirs.iter().any(|it| it.id == id);
            mine.iter().any(|it| shared(&it.id))
        }
        _ if first.is_numeric() && second.is_numeric() => {
            let (mine, theirs) = (first.range(), second.range());
            mine.0 <= theirs.1 && theirs.0 <= mine.1
        }
        _ => false,
    }
}

/// Makes what was answered in one protocol what was answered in the other.
fn link(cnf: &mut Cnf, first: (&mut Values, &Domain), second: (&mut Values, &Domain)) {
    let choices = (first.1.choices(), second.1.choices());
    match (first.0, second.0) {
        (Values::Number(a), Values::Number(b)) if choices.0.is_empty() => {
            let (a, b) = (a.given_mut(), b.given_mut());
            let ends = [a.range().0, a.range().1 + 1, b.range().0, b.range().1 + 1];
            let mut cuts: Vec<i64> = a.cuts().into_iter().chain(b.cuts()).chain(ends).collect();
            sorting::by_key(&mut cuts, |cut| *cut);
            cuts.dedup();
            for cut in cuts {
                let (mine, theirs) = (a.at_least(cnf, cut), b.at_least(cnf, cut));
                cnf.equal_when(Cnf::yes(), mine, theirs);
            }
        }
        (Values::Number(a), Values::Number(b)) => {
            let (a, b) = (a.given_mut(), b.given_mut());
            let mut exactly = |number: &mut super::values::Number, at: usize| {
                let code = i64::try_from(at).unwrap_or(i64::MAX);
                let from = number.at_least(cnf, code);
                let above = number.at_least(cnf, code + 1);
                cnf.all(&[from, !above])
            };
            let mut links: Vec<(Lit, Lit)> = Vec::new();
            for (at, choice) in choices.0.iter().enumerate() {
                let there = choices.1.iter().position(|it| it.id == choice.id);
                let mine = exactly(a, at);
                let theirs = there.map_or(Cnf::no(), |there| exactly(b, there));
                links.push((mine, theirs));
            }
            for (mine, theirs) in links {
                cnf.equal_when(Cnf::yes(), mine, theirs);
            }
        }
        (Values::Set { given: a, .. }, Values::Set { given: b, .. }) => {
            for (at, choice) in choices.0.iter().enumerate() {
                let there = choices.1.iter().position(|it| it.id == choice.id);
                let theirs = there.and_then(|there| b.get(there)).copied();
                if let Some(mine) = a.get(at) {
                    cnf.equal_when(Cnf::yes(), *mine, theirs.unwrap_or(Cnf::no()));
                }
            }
            for (at, choice) in choices.1.iter().enumerate() {
                if let (false, Some(theirs)) =
                    (choices.0.iter().any(|it| it.id == choice.id), b.get(at))
                {
                    cnf.add(&[!*theirs]);
                }
            }
        }
        // Questions of two types have no answer in common: see [`has_common`].
        _ => {}
    }
}
