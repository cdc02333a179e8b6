//! One protocol twice, over answers that are the same but where a question is let go.
//!
//! Two completions that differ in one answer and in what is offered show that the answer matters;
//! that there are none proves that it does not. Putting two copies side by side turns a question about
//! pairs of cases into one about a single case of a larger program (self-composition: Barthe, D'Argenio,
//! Rezk, *Secure Information Flow by Self-Composition*, CSFW 2004).

use super::Prover;
use super::cnf::Cnf;
use super::encoding::Encoding;
use super::solver::Session;
use crate::decide::Case;
use crate::sorting::Set;
use batsat::Lit;

/// The clauses of one program twice.
///
/// Both copies obey what is declared impossible. Where the answers that are let go play no part, the
/// copies are one.
pub(super) struct Twin<'a> {
    /// The clauses of both copies.
    pub(super) cnf: Cnf,
    /// One copy.
    first: &'a Encoding,
    /// The other.
    second: Encoding,
    /// Holds exactly when what is offered differs: a route that is advised or stands beside the
    /// advised one, or a signal.
    pub(super) differs: Lit,
}

impl<'a> Twin<'a> {
    /// Puts a program beside itself, with the same answers to all but these questions.
    pub(super) fn new(prover: &'a Prover, free: &Set<usize>) -> Self {
        let mut cnf = prover.cnf.clone();
        let first = &prover.encoding;
        let second = first.again(&mut cnf, &prover.program, free);
        let offered = |it: &Encoding| -> Vec<Lit> {
            let signals = prover.program.signals.iter().map(|bit| it.bit(*bit));
            it.outcome.offered().chain(signals).collect()
        };
        let differs = cnf.any_differs(&offered(first), &offered(&second));
        Self {
            cnf,
            first,
            second,
            differs,
        }
    }

    /// The two complete cases that a session found last.
    pub(super) fn found(&self, session: &Session) -> (Case, Case) {
        (self.first.found(session), self.second.found(session))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Prover;
    use super::super::solver::{Found, Session};
    use super::Twin;
    use crate::decide::decide;

    /// Which questions can change what is offered, in a protocol with these rules.
    #[track_caller]
    fn check(rest: &str, expected: &[&str]) {
        let text = format!(
            r#"
[vraag]
a = {{ tekst = "A", type = "ja_nee" }}
b = {{ tekst = "B", type = "ja_nee" }}
c = {{ tekst = "C", type = "ja_nee", alleen_als = "b", anders = false }}
n = {{ tekst = "N", type = "getal", min = 0, max = 120 }}
s = {{ tekst = "S", type = "meerkeuze", keuzes = {{ x = "X", y = "Y" }} }}
[route.eerst]
titel = "Eerst"
uitleg = "Eerst"
patient = "Eerst"
[route.dan]
titel = "Dan"
uitleg = "Dan"
patient = "Dan"
vangnet = true
[signaal.let_op]
titel = "Let op"
{rest}
"#
        );
        let checked = crate::check::sample(&["eerst", "dan"], &text);
        let prover = Prover::new(crate::program::compile(&checked));
        let mut matter: Vec<&str> = Vec::new();
        for (at, question) in checked.questions.iter().enumerate() {
            let twin = Twin::new(&prover, &[at].into());
            let mut session = Session::new(twin.cnf.clone());
            match session.solve(&[twin.differs]) {
                Found::Case => {
                    let (first, second) = twin.found(&session);
                    for other in (0..checked.questions.len()).filter(|it| *it != at) {
                        assert_eq!(first.answer(other), second.answer(other));
                    }
                    let offered = |case| {
                        let shown = decide(prover.program(), case);
                        let routes = shown.routes.iter().map(|it| it.is_offered());
                        (shown.advised(), routes.collect::<Vec<_>>(), shown.signals)
                    };
                    assert_ne!(offered(&first), offered(&second), "{}", question.id);
                    matter.push(&question.id);
                }
                Found::Nothing => {}
                Found::NotProved => panic!("{}", question.id),
            }
        }
        assert_eq!(matter, expected);
    }

    #[test]
    fn what_no_answer_can_change_is_told_apart() {
        check(
            r#"
[regel.r]
als = "(a of niet a) en n >= 18"
voor = "eerst"
reden = "R"
[regel.t]
als = "s bevat 'x'"
signaal = "let_op"
reden = "T"
"#,
            &["n", "s"],
        );
    }

    #[test]
    fn what_opens_another_question_matters_where_that_one_does() {
        check(
            r#"
[regel.r]
als = "c"
voor = "eerst"
reden = "R"
"#,
            &["b", "c"],
        );
        check(
            r#"
[regel.r]
als = "c of a"
voor = "eerst"
reden = "R"
[onmogelijk.o]
als = "c en niet a"
"#,
            &["a"],
        );
    }
}
