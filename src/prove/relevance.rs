//! Exact relevance: which open questions can still change what is offered.

use super::Prover;
use super::solver::{Found, SESSION_LIMIT, Session};
use super::trial::Trial;
use super::twin::Twin;
use crate::decide::{Case, Decision, Next, Question, decide, order, relevant};
use crate::sorting;
use crate::sorting::Set;
use batsat::Lit;

impl Prover {
    /// Finds what is left to ask in a case, given its decision.
    ///
    /// A question is left out exactly when nothing that is offered can depend on it any more: not the
    /// advised route, not a route beside it, not a signal. Questions of which each can only be left out
    /// because another one tells the same (by what is declared impossible) are left out together
    /// only as far as the others still settle everything; the later one in the protocol goes first.
    ///
    /// Where the budget does not reach, a question is asked rather than left out.
    pub fn next(&self, case: &Case, decision: &Decision) -> Next {
        let supposed = relevant(&self.program, decision);
        let matter = self.matter(case, &supposed);
        let relevant: Vec<Question> = supposed
            .into_iter()
            .filter(|it| matter.contains(&it.question))
            .collect();
        let open = (0..self.program.inputs.len()).filter(|at| case.answer(*at).is_none());
        Next {
            irrelevant: open.filter(|at| !matter.contains(at)).collect(),
            ask: order(&self.program, case, decision, &relevant),
        }
    }

    /// Those of the supposed questions that matter.
    fn matter(&self, case: &Case, supposed: &[Question]) -> Set<usize> {
        let mut matter = Set::new();
        if supposed.is_empty() {
            return matter;
        }
        let doubtful = self.flipped(case, supposed, &mut matter);
        if doubtful.is_empty() {
            return matter;
        }
        let given = self.given(case);
        let open = (0..self.program.inputs.len()).filter(|at| case.answer(*at).is_none());
        let mut left_out =
            sorting::set(open.filter(|at| supposed.iter().all(|it| it.question != *at)));
        let mut room = SESSION_LIMIT;
        for question in doubtful {
            if room == 0 {
                matter.insert(question);
                continue;
            }
            // Where every combination of answers can occur, each question stands by itself.
            if self.program.impossible.is_empty() {
                left_out.clear();
            }
            left_out.insert(question);
            let twin = Twin::new(self, &left_out);
            let mut session = Session::within(twin.cnf.for_solver(), room);
            for lit in &given {
                session.cnf.add(&[*lit]);
            }
            let found = session.solve(&[twin.differs]);
            room = room.saturating_sub(session.spent());
            if found != Found::Nothing {
                left_out.remove(&question);
                matter.insert(question);
            }
        }
        matter
    }

    /// Completes the case in some ways, and notes which single answers change what is offered there.
    /// Returns the questions that did not, the last of the protocol first.
    fn flipped(&self, case: &Case, supposed: &[Question], matter: &mut Set<usize>) -> Vec<usize> {
        let mut session = self.session();
        for lit in self.given(case) {
            session.cnf.add(&[lit]);
        }
        let mut trial = Trial::new(&self.program);
        let mut doubtful: Vec<usize> = supposed.iter().map(|it| it.question).rev().collect();
        let mut ends: Vec<Lit> = self.encoding.outcome.offered().collect();
        let signals = self.program.signals.iter();
        ends.extend(signals.flat_map(|bit| [self.encoding.bit(*bit), !self.encoding.bit(*bit)]));
        for end in ends {
            if doubtful.is_empty() {
                break;
            }
            if session.solve(&[end]) != Found::Case {
                continue;
            }
            let found = self.found(&session, case);
            let shown = decide(&self.program, &found);
            trial.of(&found);
            doubtful.retain(|at| {
                let changes = self.others(*at, &found).any(|code| {
                    if trial.other(*at, code).is_none() {
                        return false;
                    }
                    let other = decide(&self.program, &found.with(*at, code));
                    !other.state.is_refused(&self.program) && !shown.offers_the_same(&other)
                });
                if changes {
                    matter.insert(*at);
                }
                !changes
            });
        }
        doubtful
    }

    /// Each other answer to one question of a case that can make a difference.
    fn others(&self, question: usize, case: &Case) -> impl Iterator<Item = i64> {
        let now = case.answer(question);
        let codes = match self.encoding.questions.get(question) {
            Some(values) => values.representatives(now.unwrap_or_default()),
            None => Vec::new(),
        };
        codes.into_iter().filter(move |code| Some(*code) != now)
    }
}
