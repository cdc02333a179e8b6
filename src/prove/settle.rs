//! Exact openness: what every completion of a case agrees on.

use super::Prover;
use super::solver::{Found, Session};
use crate::decide::{Advice, Case, Decision, Truth, Verdict, decide};
use crate::sorting::Set;
use batsat::Lit;

/// Something that some completion may show, with the literal that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    Advice(Advice),
    Verdict(usize, Verdict),
    Rule(usize, bool),
    Signal(usize, bool),
    Asked(usize, bool),
}

impl Prover {
    /// Decides a case exactly: a part of the outcome is decided when every completion of the case
    /// that is not declared impossible gives it the same value, and open when two give it different
    /// ones.
    ///
    /// Where the budget does not reach, that part stays as the cautious evaluation left it, and
    /// [`Decision::is_exact`] says so.
    pub fn decide(&self, case: &Case) -> Decision {
        let cautious = decide(&self.program, case);
        let mut wanted = doubtful(&cautious);
        if wanted.is_empty() {
            return cautious;
        }
        let mut session = self.session();
        for lit in self.given(case) {
            session.cnf.add(&[lit]);
        }
        let mut seen = Set::new();
        let mut refuted = Set::new();
        if !self.look(&mut session, case, &[], &mut seen) {
            return cautious.not_exact();
        }
        let mut exact = true;
        while let Some(claim) = wanted.pop() {
            if seen.contains(&claim) {
                continue;
            }
            let found = session.solve(&[self.literal(claim)]);
            match found {
                Found::Nothing => {
                    refuted.insert(claim);
                }
                Found::Case => {
                    self.witness(&session, case, &mut seen);
                    exact &= seen.contains(&claim);
                }
                Found::NotProved => exact = false,
            }
        }
        let decision = self.refine(cautious, case, &refuted);
        if exact {
            decision
        } else {
            decision.not_exact()
        }
    }

    fn literal(&self, claim: Claim) -> Lit {
        let outcome = &self.encoding.outcome;
        let either = |lit: Lit, holds: bool| if holds { lit } else { !lit };
        let at = |list: &[Lit], at: usize| list.get(at).copied().unwrap_or(super::Cnf::no());
        match claim {
            Claim::Advice(None) => outcome.nothing,
            Claim::Advice(Some(rank)) | Claim::Verdict(rank, Verdict::Advised) => {
                at(&outcome.advised, rank)
            }
            Claim::Verdict(rank, Verdict::AlsoSuitable) => at(&outcome.beside, rank),
            Claim::Verdict(rank, Verdict::Superseded) => at(&outcome.superseded, rank),
            Claim::Verdict(rank, Verdict::Excluded) => at(&outcome.excluded, rank),
            Claim::Verdict(rank, Verdict::NotIndicated) => at(&outcome.not_indicated, rank),
            Claim::Verdict(_, Verdict::Open) => super::Cnf::no(),
            Claim::Rule(rule, holds) => {
                let bit = self.program.rules.get(rule).copied().unwrap_or_default();
                either(self.encoding.bit(bit), holds)
            }
            Claim::Signal(signal, holds) => {
                let bit = self.program.signals.get(signal).copied();
                either(self.encoding.bit(bit.unwrap_or_default()), holds)
            }
            Claim::Asked(question, holds) => either(at(&self.encoding.asked, question), holds),
        }
    }

    /// Looks for a completion with these literals, and notes all that it shows.
    fn look(
        &self,
        session: &mut Session,
        case: &Case,
        with: &[Lit],
        seen: &mut Set<Claim>,
    ) -> bool {
        let found = session.solve(with) == Found::Case;
        if found {
            self.witness(session, case, seen);
        }
        found
    }

    /// Evaluates the completion that was found, and notes all that it shows.
    fn witness(&self, session: &Session, case: &Case, seen: &mut Set<Claim>) {
        let shown = decide(&self.program, &self.found(session, case));
        let both = |at: usize, truth: &Truth, claim: fn(usize, bool) -> Claim| match truth {
            Truth::True => Some(claim(at, true)),
            Truth::False => Some(claim(at, false)),
            Truth::Open => None,
        };
        let truths = |truths: &[Truth], claim: fn(usize, bool) -> Claim| -> Vec<Claim> {
            let numbered = truths.iter().enumerate();
            numbered
                .filter_map(|(at, it)| both(at, it, claim))
                .collect()
        };
        seen.insert(Claim::Advice(shown.advised()));
        let verdicts = shown.routes.iter().enumerate();
        seen.extend(verdicts.map(|(rank, verdict)| Claim::Verdict(rank, *verdict)));
        seen.extend(truths(&shown.signals, Claim::Signal));
        seen.extend(truths(&shown.rules, Claim::Rule));
        seen.extend(truths(&shown.asked(), Claim::Asked));
    }

    /// Takes out what no completion shows.
    fn refine(&self, cautious: Decision, case: &Case, refuted: &Set<Claim>) -> Decision {
        let narrowed = |truths: &[Truth], claim: fn(usize, bool) -> Claim| -> Vec<Truth> {
            let numbered = truths.iter().enumerate();
            numbered
                .map(|(at, truth)| match truth {
                    Truth::Open if refuted.contains(&claim(at, false)) => Truth::True,
                    Truth::Open if refuted.contains(&claim(at, true)) => Truth::False,
                    other => *other,
                })
                .collect()
        };
        let asked = narrowed(&cautious.asked(), Claim::Asked);
        let mut decision = cautious;
        decision
            .possible
            .retain(|advice| !refuted.contains(&Claim::Advice(*advice)));
        for (rank, verdicts) in decision.verdicts.iter_mut().enumerate() {
            verdicts.retain(|verdict| !refuted.contains(&Claim::Verdict(rank, *verdict)));
        }
        decision.rules = narrowed(&decision.rules, Claim::Rule);
        decision.signals = narrowed(&decision.signals, Claim::Signal);
        decision.settled(&self.program, case, &asked)
    }
}

/// Everything that the cautious decision leaves open.
fn doubtful(decision: &Decision) -> Vec<Claim> {
    let mut claims = Vec::new();
    if decision.possible.len() > 1 {
        claims.extend(
            decision
                .possible
                .iter()
                .map(|advice| Claim::Advice(*advice)),
        );
    }
    for (rank, verdicts) in decision.verdicts.iter().enumerate() {
        if verdicts.len() > 1 {
            claims.extend(verdicts.iter().map(|it| Claim::Verdict(rank, *it)));
        }
    }
    let both = |truths: &[Truth], claim: fn(usize, bool) -> Claim| -> Vec<Claim> {
        let open = truths.iter().enumerate();
        open.filter(|(_, truth)| **truth == Truth::Open)
            .flat_map(|(at, _)| [claim(at, true), claim(at, false)])
            .collect()
    };
    claims.extend(both(&decision.signals, Claim::Signal));
    claims.extend(both(&decision.rules, Claim::Rule));
    claims.extend(both(&decision.asked(), Claim::Asked));
    claims.reverse();
    claims
}
