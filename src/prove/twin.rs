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
use super::values::Values;
use crate::decide::{Case, Context};
use batsat::Lit;

/// The clauses of one program twice.
///
/// Both copies obey what is declared impossible. Answers are linked only as far as
/// [`same`](Self::same) is assumed.
pub(super) struct Twin {
    /// The clauses of both copies.
    pub(super) cnf: Cnf,
    /// One copy.
    pub(super) first: Encoding,
    /// The other.
    pub(super) second: Encoding,
    /// By question: when this holds, it was answered alike in both. What it counts as may differ: it
    /// may be asked in only one of them.
    pub(super) same: Vec<Lit>,
    /// Holds exactly when what is offered differs: a route that is advised or stands beside the
    /// advised one, or a signal.
    pub(super) differs: Lit,
}

impl Twin {
    /// Puts a program beside itself.
    pub(super) fn new(prover: &Prover) -> Self {
        let mut cnf = prover.cnf.clone();
        let first = prover.encoding.clone();
        let second = Encoding::add(&mut cnf, &prover.program);
        let pairs = first.questions.iter().zip(&second.questions);
        let same = pairs.map(|(a, b)| alike(&mut cnf, a, b)).collect();
        let of_routes = |outcome: &super::encoding::Outcome| {
            let lits = outcome.advised.iter().chain(&outcome.beside);
            lits.copied().collect::<Vec<Lit>>()
        };
        let of_signals = |it: &Encoding| {
            let bits = prover.program.signals.iter();
            bits.map(|bit| it.bit(*bit)).collect::<Vec<Lit>>()
        };
        let offered = |it: &Encoding| [of_routes(&it.outcome), of_signals(it)].concat();
        let each: Vec<Lit> = offered(&first)
            .into_iter()
            .zip(offered(&second))
            .map(|(a, b)| cnf.differ(a, b))
            .collect();
        let differs = cnf.any(&each);
        Self {
            cnf,
            first,
            second,
            same,
            differs,
        }
    }

    /// A solver that knows both copies and nothing else.
    pub(super) fn session(&self) -> Session {
        Session::new(self.cnf.clone())
    }

    /// What is assumed to find two cases that differ in the answer to this question alone, and in
    /// what is offered.
    pub(super) fn only(&self, question: usize) -> Vec<Lit> {
        let others = self.same.iter().enumerate();
        let others = others.filter(|(at, _)| *at != question);
        let others = others.map(|(_, lit)| *lit);
        others.chain([self.differs]).collect()
    }

    /// Literals that together say that this code was answered to this question in both copies.
    pub(super) fn answered(&self, question: usize, code: i64) -> Vec<Lit> {
        let mut lits = self.first.answered(question, code);
        lits.extend(self.second.answered(question, code));
        lits
    }

    /// The two complete cases that a session found last.
    pub(super) fn found(&self, session: &Session) -> (Case, Case) {
        let case = |encoding: &Encoding| {
            let read = |values: &Values| values.read(|lit| session.holds(lit));
            let codes: Vec<(usize, i64)> =
                encoding.questions.iter().map(read).enumerate().collect();
            Case::of_codes(codes.len(), &codes, Context::default())
        };
        (case(&self.first), case(&self.second))
    }
}

/// A literal under which both copies of a question were answered alike. Both were cut in the same
/// places, because the same program cut them.
fn alike(cnf: &mut Cnf, first: &Values, second: &Values) -> Lit {
    let same = cnf.fresh();
    let pairs: Vec<(Lit, Lit)> = match (first, second) {
        (Values::Number(a), Values::Number(b)) => {
            let (a, b) = (a.given().thresholds(), b.given().thresholds());
            a.zip(b).collect()
        }
        (Values::Set { given: a, .. }, Values::Set { given: b, .. }) => {
            a.iter().copied().zip(b.iter().copied()).collect()
        }
        _ => Vec::new(),
    };
    for (a, b) in pairs {
        cnf.equal_when(same, a, b);
    }
    same
}

#[cfg(test)]
mod tests {
    use super::super::Prover;
    use super::super::solver::Found;
    use super::Twin;
    use crate::check::compile;
    use crate::decide::decide;
    use crate::protocol::registry::Registry;

    /// Which questions can change what is offered, in a protocol with these rules.
    #[track_caller]
    fn check(rest: &str, expected: &[&str]) {
        let text = format!(
            r#"
formaat = 1
[protocol]
id = "proef"
titel = "Proef"
versie = "1.0.0"
status = "concept"
geldig_vanaf = 2026-01-01
voorrang = ["eerst", "dan"]
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
        let mut registry = Registry::default();
        registry.add("proef/1.0.0.toml", text.as_bytes());
        let file = registry.at_path("proef/1.0.0.toml").unwrap();
        let checked = compile(&registry, file).unwrap();
        let prover = Prover::new(crate::program::compile(&checked));
        let twin = Twin::new(&prover);
        let mut session = twin.session();
        let mut matter: Vec<&str> = Vec::new();
        for (at, question) in checked.questions.iter().enumerate() {
            match session.solve(&twin.only(at)) {
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
