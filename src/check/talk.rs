//! Questions that only help the talk: nothing that decides may look at them.

use super::checked::{Gate, Question};
use super::formula::{Formula, Subject, Test};
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::Protocol;
use crate::text::Span;

/// Which questions and which tests are about the talk only.
pub(super) struct Talk<'a> {
    /// By question, its id when it helps the talk.
    questions: Vec<Option<&'a str>>,
    tests: &'a [Test],
}

impl<'a> Talk<'a> {
    pub(super) fn new(
        protocol: &'a Protocol,
        questions: &[Option<Question>],
        tests: &'a [Test],
    ) -> Self {
        let is_talk = |question: &Option<Question>| {
            let group = question.as_ref().and_then(|it| it.group);
            let group = group.and_then(|at| protocol.groups.get(at));
            let flag = group.and_then(|it| it.body.talk.as_ref());
            flag.is_some_and(|flag| flag.value)
        };
        let named = protocol.questions.iter().zip(questions);
        Self {
            questions: named
                .map(|(entry, question)| is_talk(question).then_some(entry.id.value.as_str()))
                .collect(),
            tests,
        }
    }

    /// Reports scores that sum such questions.
    pub(super) fn in_scores(&self, protocol: &Protocol, report: &mut Vec<Diagnostic>) {
        let sums = protocol.scores.iter().filter_map(|it| it.body.sum.as_ref());
        for (name, _) in sums.flat_map(|sum| &sum.value.0) {
            if self.questions.contains(&Some(name.value.as_str())) {
                report.push(counts(&name.value, name.span));
            }
        }
    }

    /// Reports conditions that look at such questions.
    pub(super) fn in_conditions<'b>(
        &self,
        conditions: impl IntoIterator<Item = (&'b Formula, &'b Vec<Span>)>,
        report: &mut Vec<Diagnostic>,
    ) {
        for (formula, places) in conditions {
            self.walk(formula, &mut places.iter(), report);
        }
    }

    /// Reports gates that look at such questions, unless what they open only helps the talk too.
    pub(super) fn in_gates(&self, gates: &[Option<Gate>], report: &mut Vec<Diagnostic>) {
        for (gate, question) in gates.iter().zip(&self.questions) {
            if let (Some(gate), None) = (gate, question) {
                self.in_conditions([(&gate.formula, &gate.parts)], report);
            }
        }
    }

    fn walk<'b>(
        &self,
        formula: &Formula,
        places: &mut impl Iterator<Item = &'b Span>,
        report: &mut Vec<Diagnostic>,
    ) {
        let place = places.next().copied().unwrap_or_default();
        match formula {
            Formula::Test(at) => {
                let subject = self.tests.get(*at).map(|test| test.subject);
                if let Some(Subject::Question(at)) = subject
                    && let Some(Some(id)) = self.questions.get(at)
                {
                    report.push(counts(id, place));
                }
            }
            Formula::Finding(_) => {}
            Formula::Not(inner) => self.walk(inner, places, report),
            Formula::All(parts) | Formula::Any(parts) | Formula::Count { of: parts, .. } => {
                for part in parts {
                    self.walk(part, places, report);
                }
            }
        }
    }
}

fn counts(id: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::TalkCounts,
        format!("`{id}` staat in een groep met `gesprek = true` en telt niet mee in het advies"),
    )
    .at(span)
    .help("haal de vraag hier weg, of zet haar in een groep zonder `gesprek`".to_owned())
}
