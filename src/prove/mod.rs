//! What holds for every case, or for every way to complete one.
//!
//! In: a [`Program`]. Out: a [`Prover`], which decides exactly where [`decide`](crate::decide)
//! is only cautious, says which answers a decision rests on, and looks for mistakes in a protocol and
//! for differences between two.
//!
//! Each count and each sum becomes a small decision diagram (`linear`), everything together
//! becomes clauses (`encoding`), and a SAT solver combines them (`solver`). The evaluator stays the
//! meaning of a protocol: a case that the solver finds counts only when evaluating it shows the same.
//! Every search has a budget that is counted, not timed, and so the same on every machine. When it is spent,
//! the answer is "not proved" and the cautious one stays.
//!
//! Not here: sentences about what was found, but for the diagnostics of [`findings`].

mod cnf;
mod difference;
mod encoding;
mod findings;
mod fit;
mod grounds;
mod hitting;
mod linear;
mod pair;
mod reasons;
mod relevance;
mod settle;
mod solver;
mod trial;
mod twin;
mod values;

use crate::decide::Case;
use crate::program::Program;
use batsat::Lit;
pub use difference::{
    Cause, Difference, Given, Kind, Move, MovedCase, Share, Shift, Step, StepGround, What,
    difference, steps,
};
pub use findings::{check_all, check_files, findings};
pub use grounds::Ground;
pub use pair::Proved;
pub use reasons::{Change, Counterfactual, Reasons, Sufficient, Unreached};

use cnf::Cnf;
use encoding::Encoding;
use solver::Session;

/// A program with its clauses: what answers everything about all cases.
///
/// # Examples
///
/// ```
/// use domeinwijzer::{check, decide::Request, program, protocol::registry::Registry, prove::Prover};
/// let text = r#"
/// formaat = 1
/// [protocol]
/// id = "proef"
/// titel = "Proef"
/// versie = "1.0.0"
/// status = "concept"
/// geldig_vanaf = 2026-01-01
/// voorrang = ["praten"]
/// [vraag.a]
/// tekst = "A?"
/// type = "ja_nee"
/// [route.praten]
/// titel = "Praten"
/// uitleg = "Praten."
/// patient = "Praten."
/// [regel.altijd]
/// als = "a of niet a"
/// voor = "praten"
/// reden = "Altijd."
/// "#;
/// let mut files = Registry::default();
/// files.add("proef.toml", text.as_bytes());
/// let checked = check::compile(&files, &files.files()[0]).unwrap();
/// let prover = Prover::new(program::compile(&checked));
/// let case = prover.fit(&checked, &Request::default()).unwrap();
/// // No answer can make a difference, so none is needed.
/// assert!(prover.decide(&case).is_decided());
/// ```
#[derive(Debug, Clone)]
pub struct Prover {
    program: Program,
    cnf: Cnf,
    encoding: Encoding,
}

impl Prover {
    /// Translates a program.
    pub fn new(program: Program) -> Self {
        let mut cnf = Cnf::new();
        let encoding = Encoding::add(&mut cnf, &program);
        Self {
            program,
            cnf,
            encoding,
        }
    }

    /// The program, for evaluation.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// How many variables and clauses it takes.
    pub fn size(&self) -> (usize, usize) {
        (self.cnf.variables() as usize, self.cnf.len())
    }

    /// A solver that knows nothing but this program.
    fn session(&self) -> Session {
        Session::new(self.cnf.for_solver())
    }

    /// The same, for less work than a session may cost.
    fn session_within(&self, limit: u64) -> Session {
        Session::within(self.cnf.for_solver(), limit)
    }

    /// Literals that together say what was answered.
    fn given(&self, case: &Case) -> Vec<Lit> {
        let answered = case.given();
        answered
            .flat_map(|(at, code)| self.encoding.answered(at, code))
            .collect()
    }

    /// The case that a session found last; what was answered in `case` stays as it was.
    fn found(&self, session: &Session, case: &Case) -> Case {
        let mut found = self.encoding.found(session);
        for (place, given) in found.answers.iter_mut().zip(&case.answers) {
            *place = given.or(*place);
        }
        found
    }
}
