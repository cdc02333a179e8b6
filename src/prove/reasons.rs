//! Which answers suffice for an outcome, and which other ones would lead elsewhere.
//!
//! A sufficient reason is a smallest set of the given answers that forces the outcome whatever else
//! is answered (Shih, Choi, Darwiche, *A Symbolic Approach to Explaining Bayesian Network Classifiers*,
//! IJCAI 2018); a counterfactual changes as few answers as possible (Wachter, Mittelstadt, Russell,
//! *Counterfactual Explanations without Opening the Black Box*, 2017). The one meets the other
//! ([`hitting`](super::hitting)).

use super::Prover;
use super::hitting::{Chosen, enough, given_up, minimal};
use super::solver::{Found, Session};
use super::values::Values;
use crate::check::Checked;
use crate::decide::{Case, Decision, Truth, Value, decide};
use crate::sorting;
use batsat::Lit;

/// Given answers that force something, whatever else is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sufficient {
    /// The questions that were answered, in order.
    pub questions: Vec<usize>,
    /// Whether it was proved that none of these answers can be left out.
    pub minimal: bool,
    /// Whether it was proved that no smaller set suffices.
    pub smallest: bool,
}

/// An answer that would be different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The position of the question.
    pub question: usize,
    /// The code of the answer as it is; none where the question is open.
    pub from: Option<i64>,
    /// The code it would have.
    pub to: i64,
}

/// Answers that would lead to another route.
///
/// # Invariants
///
/// No fewer given answers can be changed, fixed facts aside, to reach this route; and the changed
/// case forces it, whatever else is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterfactual {
    /// The rank of the route.
    pub route: usize,
    /// What would be different, in the order of the questions.
    pub changes: Vec<Change>,
}

/// Why there is no counterfactual for a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreached {
    /// Only another answer that is a fixed fact could lead there.
    FixedFact,
    /// No answers lead there.
    Never,
    /// The budget was spent before anything was known.
    NotProved,
}

/// Why a decision is what it is, and what would make it another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reasons {
    /// What suffices for the advice; none while that is open.
    pub sufficient: Option<Sufficient>,
    /// What suffices for each signal that holds, by its position.
    pub signals: Vec<(usize, Sufficient)>,
    /// What would lead to each other route, in order of precedence.
    pub counterfactuals: Vec<Counterfactual>,
    /// The ranks of the other routes, to which nothing was found that leads.
    pub unreached: Vec<(usize, Unreached)>,
}

/// Questions, each with the code of its answer.
type Answered = Vec<(usize, i64)>;

impl Prover {
    /// The reasons for what [`Prover::decide`] said of a case.
    pub fn reasons(&self, checked: &Checked, case: &Case, decision: &Decision) -> Reasons {
        let mut reasons = Reasons::default();
        let session = &mut self.session();
        let advised = decision.advised();
        if decision.is_decided() {
            let goal = advised.map_or(self.encoding.outcome.nothing, |rank| self.advised(rank));
            reasons.sufficient = Some(self.sufficient(session, case, decision, goal));
        }
        let signals = self.program.signals.iter().zip(&decision.signals);
        for (at, (bit, truth)) in signals.enumerate() {
            if *truth == Truth::True {
                let goal = self.encoding.bit(*bit);
                let sufficient = self.sufficient(session, case, decision, goal);
                reasons.signals.push((at, sufficient));
            }
        }
        let others = (0..self.program.routes.len()).filter(|rank| advised != Some(*rank));
        for route in others {
            match self.counterfactual(session, checked, case, route) {
                Ok(changes) => reasons
                    .counterfactuals
                    .push(Counterfactual { route, changes }),
                Err(why) => reasons.unreached.push((route, why)),
            }
        }
        reasons
    }

    fn advised(&self, rank: usize) -> Lit {
        let advised = self.encoding.outcome.advised.get(rank);
        advised.copied().unwrap_or(super::Cnf::no())
    }

    /// The fewest given answers that force what is known to be decided.
    fn sufficient(
        &self,
        session: &mut Session,
        case: &Case,
        decision: &Decision,
        goal: Lit,
    ) -> Sufficient {
        // What is not asked forces nothing: with the answers that leave it out of the question, any
        // answer to it counts the same. Unless it is not asked because of its answer: where nothing
        // that is allowed goes with that answer and the question.
        let counts = |at: usize| !matches!(decision.value(at), Value::Assumed(_));
        let all: Vec<(usize, i64)> = case.given().collect();
        let counting: Vec<(usize, i64)> =
            all.iter().copied().filter(|(at, _)| counts(*at)).collect();
        let mut fewest = |given: &[(usize, i64)]| {
            let lits = given.iter();
            let lits = lits.map(|(at, code)| self.encoding.answered(*at, *code));
            enough(session, &[!goal], &lits.collect::<Vec<_>>())
        };
        let found = match fewest(&counting) {
            Some(chosen) => Some((chosen, counting)),
            None => fewest(&all).map(|chosen| (chosen, all.clone())),
        };
        // All of them certainly suffice, also where sums are too large for the clauses.
        let (chosen, given) = found.unwrap_or_else(|| {
            let chosen = Chosen {
                elements: (0..all.len()).collect(),
                minimal: false,
                smallest: false,
            };
            (chosen, all)
        });
        let questions = chosen.elements.iter().filter_map(|at| given.get(*at));
        Sufficient {
            questions: questions.map(|(at, _)| *at).collect(),
            // A case that shows that an answer is needed may be none where tests are left free.
            minimal: chosen.minimal && !self.encoding.loose,
            smallest: chosen.smallest && !self.encoding.loose,
        }
    }

    /// The changes that lead to a route.
    fn counterfactual(
        &self,
        session: &mut Session,
        checked: &Checked,
        case: &Case,
        rank: usize,
    ) -> Result<Vec<Change>, Unreached> {
        let goal = self.advised(rank);
        let fixed = |at: usize| checked.questions.get(at).is_some_and(|it| it.fixed_fact);
        let (facts, free): (Vec<_>, Vec<_>) = case.given().partition(|(at, _)| fixed(*at));
        let mut always = vec![goal];
        always.extend(self.literals(&facts));
        match session.solve(&always) {
            Found::Case => {}
            Found::Nothing => return Err(unreached(session, goal)),
            Found::NotProved => return Err(Unreached::NotProved),
        }
        let (changed, kept) = self
            .fewest(session, &always, &free)
            .ok_or(Unreached::NotProved)?;
        always.extend(self.literals(&kept));
        let mut after = case.clone();
        for (at, from) in &changed {
            let to = self.nearest(session, &always, *at, *from);
            after = after.with(*at, to.ok_or(Unreached::NotProved)?);
            always.extend(
                after
                    .answer(*at)
                    .into_iter()
                    .flat_map(|to| self.encoding.answered(*at, to)),
            );
        }
        self.quiet(session, &mut always, case)?;
        let completion = self.found(session, &after);
        let shown = decide(&self.program, &completion);
        if shown.advised() != Some(rank) {
            return Err(Unreached::NotProved);
        }
        let changes = changed.iter().map(|(at, from)| (*at, Some(*from)));
        let mut changes: Vec<(usize, Option<i64>)> = changes.collect();
        if decide(&self.program, &after).possible != [Some(rank)] {
            let added = self
                .added(session, &after, &completion, goal)
                .ok_or(Unreached::NotProved)?;
            changes.extend(added.into_iter().map(|at| (at, None)));
        }
        sorting::by_key(&mut changes, |change| *change);
        let changes = changes.into_iter().filter_map(|(question, from)| {
            let to = completion.answer(question)?;
            Some(Change { question, from, to })
        });
        Ok(changes.collect())
    }

    /// The fewest answers to change, and those that stay; where there is a choice, none about safety.
    fn fewest(
        &self,
        session: &mut Session,
        always: &[Lit],
        free: &[(usize, i64)],
    ) -> Option<(Answered, Answered)> {
        let split = |changed: &[usize], of: &[(usize, i64)]| -> Vec<(usize, i64)> {
            let changed = changed.iter().filter_map(|at| of.get(*at));
            changed.copied().collect()
        };
        let elements = |of: &[(usize, i64)]| -> Vec<Vec<Lit>> {
            let answered = |(at, code): &(usize, i64)| self.encoding.answered(*at, *code);
            of.iter().map(answered).collect()
        };
        let safety = |at: usize| self.program.safety.get(at).copied().unwrap_or_default();
        let found = given_up(session, always, &elements(free))?;
        let mut changed = split(&found.elements, free);
        if changed.iter().any(|(at, _)| safety(*at)) {
            let (safe, others): (Vec<_>, Vec<_>) = free.iter().partition(|(at, _)| safety(*at));
            let mut calm = always.to_vec();
            calm.extend(self.literals(&safe));
            if let Some(found) = given_up(session, &calm, &elements(&others))
                && found.elements.len() == changed.len()
            {
                changed = split(&found.elements, &others);
            }
        }
        let stays = |it: &&(usize, i64)| !changed.contains(it);
        let kept = free.iter().filter(stays).copied().collect();
        Some((changed, kept))
    }

    /// The code nearest to this one with which a case is left: a number near by, a choice near it in
    /// the list, as few choices of a set as possible.
    fn nearest(
        &self,
        session: &mut Session,
        always: &[Lit],
        question: usize,
        from: i64,
    ) -> Option<i64> {
        let values = self.encoding.questions.get(question)?;
        match values {
            Values::Number(number) => number.given().nearest(from).into_iter().find(|code| {
                let mut with = always.to_vec();
                with.extend(values.answered(*code));
                *code != from && session.solve(&with) == Found::Case
            }),
            Values::Set { .. } => {
                let answered = values.answered(from);
                let choices: Vec<Vec<Lit>> = answered.into_iter().map(|lit| vec![lit]).collect();
                given_up(session, always, &choices)?;
                Some(values.read(|lit| session.holds(lit)))
            }
        }
    }

    /// Leaves out of the question what it can of the open questions: what is not asked has not to be
    /// answered. The session then holds a case.
    fn quiet(
        &self,
        session: &mut Session,
        always: &mut Vec<Lit>,
        case: &Case,
    ) -> Result<(), Unreached> {
        let mut held = session.solve(always) == Found::Case;
        let asked = self.encoding.asked.iter().enumerate();
        let open = asked.filter(|(at, _)| case.answer(*at).is_none());
        for (_, asked) in open.filter(|(_, lit)| **lit != super::Cnf::yes()) {
            if !held {
                held = session.solve(always) == Found::Case;
            }
            let already = held && session.holds(!*asked);
            always.push(!*asked);
            held = already || session.solve(always) == Found::Case;
            if !held {
                always.pop();
            }
        }
        if held || session.solve(always) == Found::Case {
            Ok(())
        } else {
            Err(Unreached::NotProved)
        }
    }

    /// The open questions whose answers in the completion are needed to force the goal.
    fn added(
        &self,
        session: &mut Session,
        case: &Case,
        completion: &Case,
        goal: Lit,
    ) -> Option<Vec<usize>> {
        let shown = decide(&self.program, completion);
        let asked = |at: usize| matches!(shown.value(at), Value::Given(_));
        let open: Vec<(usize, i64)> = completion
            .given()
            .filter(|(at, _)| case.answer(*at).is_none() && asked(*at))
            .collect();
        let elements: Vec<Vec<Lit>> = open
            .iter()
            .map(|(at, code)| self.encoding.answered(*at, *code))
            .collect();
        let mut always = self.given(case);
        always.push(!goal);
        let added = minimal(session, &always, &elements)?;
        let added = added.elements.iter().filter_map(|at| open.get(*at));
        Some(added.map(|(at, _)| *at).collect())
    }

    fn literals(&self, answers: &[(usize, i64)]) -> Vec<Lit> {
        let answers = answers.iter();
        answers
            .flat_map(|(at, code)| self.encoding.answered(*at, *code))
            .collect()
    }
}

/// Why a route cannot be reached while the fixed facts stay as they are.
fn unreached(session: &mut Session, goal: Lit) -> Unreached {
    match session.solve(&[goal]) {
        Found::Nothing => Unreached::Never,
        Found::Case => Unreached::FixedFact,
        Found::NotProved => Unreached::NotProved,
    }
}
