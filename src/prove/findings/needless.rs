//! Parts of a condition that can be left out without any case coming out differently.

use super::super::cnf::Cnf;
use super::super::hitting::minimal;
use super::super::pair::Proved;
use super::never::is_own;
use super::parts::Parts;
use super::task::{Can, Shown, Task};
use crate::check::Formula;
use crate::decide::Truth;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;
use batsat::Lit;

/// So much of a part is shown in a message.
const SHOWN: usize = 60;

/// A condition that parts can be needless in.
struct Subject<'f> {
    about: String,
    parts: Parts<'f>,
    /// By part: whether some case seen shows that it is needed.
    needed: Vec<bool>,
    /// The cases seen before this one were looked at.
    looked: usize,
    /// Whether the whole holds somewhere.
    holds: bool,
    /// The literal of each part, once one was needed.
    lits: Option<Vec<Lit>>,
}

impl Task<'_> {
    /// Reports them for rules, findings and gates.
    pub(super) fn needless_parts(&mut self) {
        let checked = self.it.checked;
        let rules = checked.rules.iter().enumerate();
        let rules = rules.filter(|(at, _)| !self.dead.contains(at));
        let rules = rules.map(|(_, it)| (format!("regel {}", it.id), &it.formula, &it.parts));
        let findings = checked.findings.iter();
        let findings = findings.map(|it| (format!("kenmerk {}", it.id), &it.formula, &it.parts));
        let gates = checked.questions.iter().filter_map(|it| {
            let gate = it.gate.as_ref()?;
            Some((format!("vraag {}", it.id), &gate.formula, &gate.parts))
        });
        let all: Vec<_> = rules.chain(findings).chain(gates).collect();
        for (about, formula, spans) in all {
            let parts = Parts::new(formula, spans);
            if parts.all.len() < 2 {
                continue;
            }
            let mut subject = Subject {
                about,
                needed: vec![false; parts.all.len()],
                parts,
                looked: 0,
                holds: false,
                lits: None,
            };
            self.look(&mut subject);
            // Of a condition that never holds nothing in particular is needless.
            if subject.holds || self.holds_somewhere(&mut subject) {
                self.visit(&mut subject, 0);
            }
        }
    }

    /// Whether some case makes the whole hold, also where none of those seen does.
    fn holds_somewhere(&mut self, subject: &mut Subject<'_>) -> bool {
        let it = self.it;
        let cnf = &mut self.session.cnf;
        let lits = (subject.parts).literals(cnf, |formula| leaf(it, formula));
        let whole = lits.as_ref().and_then(|lits| lits.first()).copied();
        subject.lits = lits;
        whole.is_none_or(|whole| !matches!(self.can_anew(&[whole], |_| true), Can::No))
    }

    fn visit(&mut self, subject: &mut Subject<'_>, at: usize) {
        // From the last to the first: of two that are each needless beside the other, the first stays.
        for child in subject.parts.children(at).into_iter().rev() {
            if self.is_candidate(&subject.parts, at, child) && self.is_needless(subject, child) {
                self.report_part(subject, child);
                subject.parts.gone.insert(child);
                subject.needed = vec![false; subject.parts.all.len()];
                subject.looked = 0;
                subject.lits = None;
            } else {
                self.visit(subject, child);
            }
        }
    }

    /// A part that someone wrote in this file, and that is not all there is.
    fn is_candidate(&self, parts: &Parts<'_>, parent: usize, at: usize) -> bool {
        let siblings = parts.children(parent);
        let span = |at: usize| parts.all.get(at).map(|part| part.span);
        let apart = |other: &usize| *other == at || span(*other) != span(at);
        siblings.len() > 1
            && parts.neutral(at).is_some()
            && span(parent) != span(at)
            && siblings.iter().all(apart)
            && span(at).is_some_and(|span| is_own(self.it, span))
    }

    fn is_needless(&mut self, subject: &mut Subject<'_>, at: usize) -> bool {
        self.look(subject);
        if subject.needed.get(at) == Some(&true) {
            return false;
        }
        let it = self.it;
        let cnf = &mut self.session.cnf;
        if subject.lits.is_none() {
            subject.lits = subject.parts.literals(cnf, |formula| leaf(it, formula));
        }
        let lits = subject.lits.as_ref();
        let changes = lits.and_then(|lits| subject.parts.changes(cnf, lits, at));
        let found = match changes {
            None => Can::Unknown,
            Some(lit) => {
                let parts = &subject.parts;
                let shows = |shown: &Shown| {
                    let (_, changes) = parts.judge(|formula| holds(it, shown, formula));
                    changes.get(at) == Some(&true)
                };
                self.can_anew(&[lit], shows)
            }
        };
        match found {
            Can::No => true,
            Can::Yes(_) => {
                self.look(subject);
                false
            }
            Can::Unknown => {
                let place = subject.parts.all.first().map(|part| part.span);
                let question = format!(
                    "niet bewezen: of elk deel van deze voorwaarde nodig is ({})",
                    subject.about
                );
                self.not_proved(&subject.about, question, place.unwrap_or_default());
                false
            }
        }
    }

    /// Notes what the cases show that were not looked at yet.
    fn look(&mut self, subject: &mut Subject<'_>) {
        for shown in self.seen.iter().skip(subject.looked) {
            let (values, changes) = subject
                .parts
                .judge(|formula| holds(self.it, shown, formula));
            subject.holds |= values.first() == Some(&true);
            for (needed, changes) in subject.needed.iter_mut().zip(changes) {
                *needed |= changes;
            }
        }
        subject.looked = self.seen.len();
    }

    fn report_part(&mut self, subject: &Subject<'_>, at: usize) {
        let Some(part) = subject.parts.all.get(at) else {
            return;
        };
        let texts = self.it.checked.texts();
        let text = texts.slice(part.span);
        let plain: Vec<&str> = text.split_whitespace().collect();
        let plain = plain.join(" ").replace('`', "");
        let shown: String = plain.chars().take(SHOWN).collect();
        let dots = if plain.chars().count() > SHOWN {
            "…"
        } else {
            ""
        };
        let message = format!("`{shown}{dots}` kan weg: zonder dit deel komt er hetzelfde uit");
        let diagnostic = Diagnostic::warning(Code::NeedlessPart, message)
            .at(part.span)
            .help(
                "haal het weg, of kijk of er een ander getal, een ander woord of een andere vraag \
                 bedoeld is"
                    .to_owned(),
            );
        let about = format!("{}: {plain}", subject.about);
        self.idle.push(part.span);
        self.report(about, diagnostic);
    }

    /// Parts of a conjunction that never hold together, as few as will do; nothing when it is no
    /// conjunction or when one part alone never holds.
    pub(super) fn clashing_parts(&mut self, formula: &Formula, spans: &[Span]) -> Vec<Span> {
        let Formula::All(_) = formula else {
            return Vec::new();
        };
        let parts = Parts::new(formula, spans);
        let it = self.it;
        let cnf = &mut self.session.cnf;
        let Some(lits) = parts.literals(cnf, |formula| leaf(it, formula)) else {
            return Vec::new();
        };
        let children = parts.children(0);
        let elements: Vec<Vec<Lit>> = children
            .iter()
            .map(|at| lits.get(*at).copied().into_iter().collect())
            .collect();
        let clash = minimal(&mut self.session, &[], &elements).map(|it| it.elements);
        let clash = clash.unwrap_or_default();
        if clash.len() == children.len() && clash.len() > 2 {
            return Vec::new();
        }
        let clash = clash.iter().filter_map(|at| children.get(*at));
        clash
            .filter_map(|at| parts.all.get(*at))
            .map(|part| part.span)
            .collect()
    }
}

/// The literal of a test or finding.
fn leaf(it: Proved<'_>, formula: &Formula) -> Lit {
    let (program, encoding) = (&it.prover.program, &it.prover.encoding);
    let lit = match formula {
        Formula::Test(at) => program.tests.get(*at).map(|bit| encoding.bit(*bit)),
        Formula::Finding(at) => {
            let literal = program.findings.get(*at);
            literal.map(|literal| encoding.literal(*literal))
        }
        _ => None,
    };
    lit.unwrap_or(Cnf::no())
}

/// Whether a test or finding holds in a case.
fn holds(it: Proved<'_>, shown: &Shown, formula: &Formula) -> bool {
    let program = it.prover.program();
    let truth = match formula {
        Formula::Test(at) => program
            .tests
            .get(*at)
            .map(|bit| shown.decision.state.bit(*bit)),
        Formula::Finding(at) => {
            let literal = program.findings.get(*at);
            literal.map(|literal| shown.decision.state.literal(*literal))
        }
        _ => None,
    };
    truth == Some(Truth::True)
}
