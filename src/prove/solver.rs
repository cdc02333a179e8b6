//! A solver with a budget that is counted, not timed: the same everywhere.

use super::cnf::Cnf;
use batsat::{Callbacks, ClauseKind, Lit, Solver, SolverInterface, SolverOpts, lbool};

/// Conflicts that one question to the solver may cost. Real protocols need a few dozen.
const CONFLICT_LIMIT: u64 = 5_000;
/// Work that all questions of one session together may cost. A unit is a conflict, or as much as one
/// takes: about 30 µs.
pub(super) const SESSION_LIMIT: u64 = 10_000;
/// Conflicts after which the rest of the work is counted too. While it searches the solver tells of
/// conflicts alone, and in the largest protocols one of them takes as long as 25 units. A multiple
/// of the rounds in which the solver starts over (100, 100 and 200 conflicts), so that little is lost.
const CONFLICTS_AT_ONCE: u64 = 400;
/// So many clauses are read in the time of a conflict.
const CLAUSES_PER_UNIT: u64 = 250;
/// So many values are passed on in the time of a conflict.
const STEPS_PER_UNIT: u64 = 400;

/// What the solver found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// There is such a case; [`Session::holds`] reads it.
    Case,
    /// There is none; [`Session::core`] says which assumptions rule it out.
    Nothing,
    /// The budget was spent before either was known.
    NotProved,
}

/// Counts conflicts: each one teaches the solver a clause.
struct Budget {
    spent: u64,
    until: u64,
}

impl Callbacks for Budget {
    fn on_new_clause(&mut self, _: &[Lit], kind: ClauseKind) {
        if kind == ClauseKind::Learnt {
            self.spent += 1;
        }
    }

    fn stop(&self) -> bool {
        self.spent >= self.until
    }
}

/// A solver that keeps what it learns from one question to the next.
///
/// What it finds to be so is so in any order of questions; which case it finds may depend on the
/// questions before. So that nothing depends on what was asked earlier, each task starts its own.
pub(super) struct Session {
    /// Grows with what is asked.
    pub(super) cnf: Cnf,
    loaded: usize,
    limit: u64,
    /// Work beside conflicts, in the measure of what it is made of.
    clauses: u64,
    solver: Solver<Budget>,
}

impl Session {
    /// Starts from these clauses.
    pub(super) fn new(cnf: Cnf) -> Self {
        let budget = Budget { spent: 0, until: 0 };
        Self {
            cnf,
            loaded: 0,
            limit: SESSION_LIMIT,
            clauses: 0,
            solver: Solver::new(SolverOpts::default(), budget),
        }
    }

    /// Starts from these clauses; all questions together may cost so much work.
    pub(super) fn within(cnf: Cnf, limit: u64) -> Self {
        Self {
            limit: limit.min(SESSION_LIMIT),
            ..Self::new(cnf)
        }
    }

    /// Looks for a case in which all of these hold.
    pub(super) fn solve(&mut self, assumptions: &[Lit]) -> Found {
        while self.solver.num_vars() < self.cnf.variables() {
            self.solver.new_var_default();
        }
        let mut clause = Vec::new();
        for added in self.cnf.clauses(self.loaded) {
            clause.clear();
            clause.extend_from_slice(added);
            // Clauses that contradict each other leave the solver saying so to every question.
            self.solver.add_clause_reuse(&mut clause);
        }
        let added = self.cnf.len().saturating_sub(self.loaded);
        self.clauses += u64::try_from(added).unwrap_or(u64::MAX);
        self.loaded = self.cnf.len();
        let mut left = CONFLICT_LIMIT;
        while left > 0 && self.room() > 0 {
            let now = self.room().min(left).min(CONFLICTS_AT_ONCE);
            left -= now;
            let budget = self.solver.cb_mut();
            budget.until = budget.spent + now;
            let found = self.solver.solve_limited(assumptions);
            if found == lbool::TRUE {
                return Found::Case;
            }
            if found == lbool::FALSE {
                return Found::Nothing;
            }
        }
        Found::NotProved
    }

    /// The work that was done.
    pub(super) fn spent(&self) -> u64 {
        let passed_on = self.solver.num_propagations() / STEPS_PER_UNIT;
        self.solver.cb().spent + passed_on + self.clauses / CLAUSES_PER_UNIT
    }

    /// The work that may still be done.
    pub(super) fn room(&self) -> u64 {
        self.limit.saturating_sub(self.spent())
    }

    /// Leaves less work to be done here, because another session did it.
    pub(super) fn give(&mut self, spent: u64) {
        self.limit = self.limit.saturating_sub(spent);
    }

    /// Whether a literal holds in the case that was found last.
    pub(super) fn holds(&self, lit: Lit) -> bool {
        self.solver.value_lit(lit) == lbool::TRUE
    }

    /// Those of the last assumptions that together leave nothing; not always the fewest.
    pub(super) fn core(&self, assumptions: &[Lit]) -> Vec<Lit> {
        // The solver gives the clause that follows: of the opposites of these assumptions.
        let core = self.solver.unsat_core();
        let within = |lit: &&Lit| core.contains(&!**lit);
        assumptions.iter().filter(within).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::cnf::Cnf;
    use super::{CLAUSES_PER_UNIT, CONFLICT_LIMIT, Found, SESSION_LIMIT, Session};
    use batsat::Lit;

    #[test]
    fn it_finds_a_case_or_why_there_is_none() {
        let mut cnf = Cnf::new();
        let (a, b, c) = (cnf.fresh(), cnf.fresh(), cnf.fresh());
        cnf.add(&[!a, !b]);
        let mut session = Session::new(cnf);
        assert_eq!(session.solve(&[a, c]), Found::Case);
        assert!(session.holds(a) && !session.holds(b));
        assert_eq!(session.solve(&[a, c, b]), Found::Nothing);
        let mut core = session.core(&[a, c, b]);
        core.sort();
        assert_eq!(core, [a, b]);
        session.cnf.add(&[!c, b]);
        assert_eq!(session.solve(&[a, c]), Found::Nothing);
    }

    /// Pigeons that do not fit, by the hole they could be in: what no budget of this size can prove.
    fn pigeons() -> (Cnf, Vec<Vec<Lit>>) {
        let mut cnf = Cnf::new();
        let at: Vec<Vec<Lit>> = (0..12)
            .map(|_| (0..11).map(|_| cnf.fresh()).collect())
            .collect();
        for pigeon in &at {
            cnf.add(pigeon);
        }
        for (first, one) in at.iter().enumerate() {
            for other in at.iter().skip(first + 1) {
                for (a, b) in one.iter().zip(other) {
                    cnf.add(&[!*a, !*b]);
                }
            }
        }
        (cnf, at)
    }

    #[test]
    fn a_spent_budget_is_not_proved() {
        let (cnf, _) = pigeons();
        let mut session = Session::new(cnf.clone());
        assert_eq!(session.solve(&[]), Found::NotProved);
        // Conflicts, and what is passed on in less time than they took.
        let spent = session.spent();
        assert!(
            (CONFLICT_LIMIT..3 * CONFLICT_LIMIT).contains(&spent),
            "{spent}"
        );
        assert_eq!(session.room(), SESSION_LIMIT.saturating_sub(spent));
        let mut small = Session::within(cnf, 100);
        assert_eq!(small.solve(&[]), Found::NotProved);
        assert!((100..200).contains(&small.spent()), "{}", small.spent());
    }

    /// Each pigeon moves thousands of values along: conflicts alone would allow four times the work.
    #[test]
    fn conflicts_that_move_much_end_with_the_session() {
        let (mut cnf, at) = pigeons();
        for lit in at.into_iter().flatten() {
            let mut last = lit;
            for _ in 0..4_000 {
                let next = cnf.fresh();
                cnf.add(&[!last, next]);
                last = next;
            }
        }
        let mut session = Session::new(cnf);
        assert_eq!(session.solve(&[]), Found::NotProved);
        let spent = session.spent();
        assert!(
            (SESSION_LIMIT..2 * SESSION_LIMIT).contains(&spent),
            "{spent}"
        );
    }

    #[test]
    fn work_is_counted_and_can_be_given_away() {
        let mut cnf = Cnf::new();
        let lits: Vec<Lit> = (0..1_001).map(|_| cnf.fresh()).collect();
        for pair in lits.windows(2) {
            cnf.add(&[!pair[0], pair[1]]);
        }
        let before = cnf.len() as u64;
        let mut session = Session::new(cnf);
        assert_eq!(session.solve(&[]), Found::Case);
        assert_eq!(session.solve(&[lits[0]]), Found::Case);
        let passed_on = session.spent() - before / CLAUSES_PER_UNIT;
        assert!((2..10).contains(&passed_on), "{passed_on}");
        let left = session.room();
        session.give(left - 1);
        assert_eq!(session.room(), 1);
        session.give(5);
        assert_eq!(session.room(), 0);
        assert_eq!(session.solve(&[]), Found::NotProved);
    }
}
