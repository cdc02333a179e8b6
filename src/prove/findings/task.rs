//! What all searches share: one solver, and the cases that were found so far.

use super::super::pair::Proved;
use super::super::solver::{Found, Session};
use super::offered::{Offered, offered};
use crate::decide::{Case, Decision, Truth, decide};
use crate::diagnostic::{Code, Diagnostic};
use crate::sorting::Set;
use crate::text::Span;
use batsat::Lit;

/// Work that going through one protocol may cost, in units of a conflict: hardly any protocol that
/// people write needs half of it, and one made to be hard ends within a second.
const TASK_LIMIT: u64 = 8_500;

/// Something found, and what it is about: the same in a base and in what builds on it.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) about: String,
    pub(super) diagnostic: Diagnostic,
}

impl Finding {
    /// Whether two protocols have the same fault.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.diagnostic.code == other.diagnostic.code && self.about == other.about
    }
}

/// A complete case that nothing forbids, and what comes out.
pub(super) struct Shown {
    pub(super) case: Case,
    pub(super) decision: Decision,
    pub(super) offered: Offered,
}

impl Shown {
    pub(super) fn holds(&self, rule: usize) -> bool {
        self.decision.rules.get(rule) == Some(&Truth::True)
    }
}

/// Whether there is such a case.
pub(super) enum Can {
    /// This one of the cases seen.
    Yes(usize),
    No,
    Unknown,
}

/// A search through one protocol.
pub(super) struct Task<'a> {
    pub(super) it: Proved<'a>,
    pub(super) session: Session,
    pub(super) seen: Vec<Shown>,
    pub(super) found: Vec<Finding>,
    /// Ids of examples that were given away.
    pub(super) names: Set<String>,
    /// Rules about which something was said: what only follows from it is not.
    pub(super) dead: Set<usize>,
    /// Parts of conditions about which something was said.
    pub(super) idle: Vec<Span>,
}

impl<'a> Task<'a> {
    pub(super) fn new(it: Proved<'a>) -> Self {
        let examples = it.checked.examples.iter();
        Self {
            session: it.prover.session_within(TASK_LIMIT),
            seen: Vec::new(),
            found: Vec::new(),
            names: examples.map(|example| example.id.clone()).collect(),
            dead: Set::new(),
            idle: Vec::new(),
            it,
        }
    }

    /// The literal of a rule.
    pub(super) fn rule(&self, at: usize) -> Lit {
        let prover = self.it.prover;
        let bit = prover.program.rules.get(at).copied().unwrap_or_default();
        prover.encoding.bit(bit)
    }

    /// Whether some case has all these literals, and then shows what they say. A case seen before
    /// is as good as a new one.
    pub(super) fn can(&mut self, lits: &[Lit], shows: impl Fn(&Shown) -> bool) -> Can {
        if let Some(at) = self.seen.iter().position(&shows) {
            return Can::Yes(at);
        }
        self.can_anew(lits, shows)
    }

    /// The same, of which no case seen is known to be one.
    pub(super) fn can_anew(&mut self, lits: &[Lit], shows: impl Fn(&Shown) -> bool) -> Can {
        match self.session.solve(lits) {
            Found::Nothing => Can::No,
            Found::NotProved => Can::Unknown,
            Found::Case => {
                let case = self.it.prover.encoding.found(&self.session);
                match self.see(case) {
                    Some(at) if self.seen.get(at).is_some_and(shows) => Can::Yes(at),
                    _ => Can::Unknown,
                }
            }
        }
    }

    /// Evaluates a complete case and keeps it; none when it is declared impossible.
    pub(super) fn see(&mut self, case: Case) -> Option<usize> {
        let shown = show(self.it, case)?;
        self.seen.push(shown);
        Some(self.seen.len() - 1)
    }

    pub(super) fn report(&mut self, about: impl Into<String>, diagnostic: Diagnostic) {
        self.found.push(Finding {
            about: about.into(),
            diagnostic,
        });
    }

    /// Says that something could not be proved; once per place.
    pub(super) fn not_proved(&mut self, about: impl Into<String>, question: String, at: Span) {
        let known =
            |it: &Finding| it.diagnostic.code == Code::NotProved && it.diagnostic.span == Some(at);
        if !self.found.iter().any(known) {
            let diagnostic = Diagnostic::warning(Code::NotProved, question).at(at).help(
                "het protocol werkt, maar is hier niet helemaal nagekeken: gebruik kleinere \
                     getallen of splits de voorwaarde"
                    .to_owned(),
            );
            self.report(about, diagnostic);
        }
    }
}

/// Evaluates a complete case; none when it is declared impossible.
pub(super) fn show(it: Proved<'_>, case: Case) -> Option<Shown> {
    let program = it.prover.program();
    let decision = decide(program, &case);
    if decision.state.is_refused(program) {
        return None;
    }
    let holds = |rule: usize| decision.rules.get(rule) == Some(&Truth::True);
    Some(Shown {
        offered: offered(it.checked, holds),
        case,
        decision,
    })
}
