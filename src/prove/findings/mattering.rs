//! Questions that no answer to changes anything.

use super::super::solver::{Found, Session};
use super::super::trial::Trial;
use super::super::twin::Twin;
use super::offered::offered;
use super::parts::Parts;
use super::task::{Shown, Task, show};
use crate::check::{Checked, Formula, Subject, Term};
use crate::decide::{Case, questions_below};
use crate::diagnostic::{Code, Diagnostic};
use crate::sorting::{self, Set};
use crate::text::Span;

/// So many cases are changed by hand before the solver is asked.
const TRIED: usize = 12;

impl Task<'_> {
    /// Reports questions of which no two cases differ in the answer alone and in what is offered.
    pub(super) fn questions_that_never_matter(&mut self) {
        let checked = self.it.checked;
        let live = self.still_read();
        let matter = self.seen_to_matter(&live);
        for at in live {
            let Some(question) = checked.questions.get(at) else {
                continue;
            };
            if matter.contains(&at) {
                continue;
            }
            let about = format!("vraag {}", question.id);
            if self.session.room() == 0 {
                self.mattering_not_proved(about, at);
                continue;
            }
            let twin = Twin::new(self.it.prover, &sorting::set([at]));
            let mut session = Session::within(twin.cnf.for_solver(), self.session.room());
            let found = session.solve(&[twin.differs]);
            self.session.give(session.spent());
            if found == Found::Nothing {
                let message = format!(
                    "geen antwoord op vraag `{}` verandert ooit iets aan wat eruit komt",
                    question.id
                );
                let diagnostic = Diagnostic::warning(Code::QuestionNeverMatters, message)
                    .at(question.span)
                    .help(
                        "haal de vraag weg, of verander de regel waarin hij te licht meetelt"
                            .to_owned(),
                    );
                self.report(about, diagnostic);
                continue;
            }
            if found == Found::Case && self.differ(&twin.found(&session)) {
                continue;
            }
            self.mattering_not_proved(about, at);
        }
    }

    fn mattering_not_proved(&mut self, about: String, at: usize) {
        let checked = self.it.checked;
        // A rule that was not proved explains it, and was reported.
        let rules = checked.rules.iter().enumerate();
        let mut above =
            rules.filter(|(_, rule)| questions_below(checked, &rule.formula).contains(&at));
        let explained = above.any(|(rule, _)| self.dead.contains(&rule));
        if let (false, Some(question)) = (explained, checked.questions.get(at)) {
            let text = format!(
                "niet bewezen: of vraag `{}` ooit iets verandert",
                question.id
            );
            self.not_proved(about, text, question.span);
        }
    }

    /// Those of which another answer changes what is offered in some case seen.
    fn seen_to_matter(&self, questions: &Set<usize>) -> Set<usize> {
        let mut trial = Trial::new(self.it.prover.program());
        let mut matter = Set::new();
        for shown in self.seen.iter().take(TRIED) {
            trial.of(&shown.case);
            for at in questions {
                if !matter.contains(at) && self.matters_in(shown, *at, &mut trial) {
                    matter.insert(*at);
                }
            }
        }
        matter
    }

    /// Whether another answer to the question changes what is offered in the case that is tried.
    fn matters_in(&self, shown: &Shown, question: usize, trial: &mut Trial<'_>) -> bool {
        let Some(input) = self.it.prover.program().inputs.get(question) else {
            return false;
        };
        let given = shown.case.answer(question).unwrap_or_default();
        let codes = input.samples().into_iter().map(|(code, _)| {
            // One choice more or less, where several can be chosen.
            if input.many { given ^ code } else { code }
        });
        let mut codes = codes.filter(|code| *code != given);
        codes.any(|code| {
            let Some(sheet) = trial.other(question, code) else {
                return false;
            };
            if offered(self.it.checked, |rule| sheet.holds(rule)) == shown.offered {
                return false;
            }
            // What was found quickly counts when it is evaluated.
            let changed = show(self.it, shown.case.with(question, code));
            changed.is_some_and(|changed| changed.offered != shown.offered)
        })
    }

    fn differ(&self, (first, second): &(Case, Case)) -> bool {
        let offered = |case: &Case| show(self.it, case.clone()).map(|shown| shown.offered);
        match (offered(first), offered(second)) {
            (Some(first), Some(second)) => first != second,
            _ => false,
        }
    }

    /// The questions that are read in a place about which nothing was said.
    fn still_read(&self) -> Set<usize> {
        let checked = self.it.checked;
        let mut read = Set::new();
        let mut add = |formula: &Formula, spans: &[Span]| {
            let parts = Parts::new(formula, spans);
            let mut stack = vec![0];
            while let Some(at) = stack.pop() {
                let Some(part) = parts.all.get(at) else {
                    continue;
                };
                if self.idle.contains(&part.span) {
                    continue;
                }
                if let Formula::Test(test) = part.formula {
                    read_by(checked, *test, &mut read);
                }
                stack.extend(&part.children);
            }
        };
        for (at, rule) in checked.rules.iter().enumerate() {
            if !self.dead.contains(&at) {
                add(&rule.formula, &rule.parts);
            }
        }
        for finding in &checked.findings {
            add(&finding.formula, &finding.parts);
        }
        for gate in checked.questions.iter().filter_map(|it| it.gate.as_ref()) {
            add(&gate.formula, &gate.parts);
        }
        read
    }
}

fn read_by(checked: &Checked, test: usize, read: &mut Set<usize>) {
    match checked.tests.get(test).map(|test| test.subject) {
        Some(Subject::Question(at)) => {
            read.insert(at);
        }
        Some(Subject::Score(at)) => {
            let terms = checked.scores.get(at).into_iter().flat_map(|it| &it.terms);
            read.extend(terms.filter_map(|(term, _)| match term {
                Term::Question(at) => Some(*at),
                Term::Finding(_) => None,
            }));
        }
        None => {}
    }
}
