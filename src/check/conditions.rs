//! Checking conditions: names become positions, and comparisons have to fit their type.

use super::checked::Question;
use super::domain::Domain;
use super::formula::{Formula, Need, Subject, Test};
use super::scope::{Named, Scope};
use super::values::{code, count, empty_range, known_choice, misfit};
use crate::condition::{Comparison, Expr, Literal, Name, Value, parse};
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::fields::Text;
use crate::protocol::offsets;
use crate::sorting;
use crate::sorting::Map;
use crate::text::{Sources, Span};

/// How many parts all conditions of a protocol may have together: ten times what the largest
/// municipal protocol needs, and few enough to decide at every key stroke.
pub(super) const PART_LIMIT: usize = 10_000;

/// What is needed to read a condition, and the tests found so far.
pub(super) struct Conditions<'a> {
    pub(super) scope: &'a Scope<'a>,
    texts: &'a Sources,
    questions: &'a [Option<Question>],
    pub(super) score_ranges: Vec<Option<(i64, i64)>>,
    tests: Vec<Test>,
    /// Where each test stands among them.
    positions: Map<Test, usize>,
    /// How many parts all conditions have so far.
    parts: usize,
    /// Where the parts of the formula stand that is being made, in pre-order.
    places: Vec<Span>,
}

/// A condition as a formula, and where each part of the formula stands, in pre-order.
pub(super) type Placed = (Formula, Vec<Span>);

impl<'a> Conditions<'a> {
    pub(super) fn new(
        scope: &'a Scope<'a>,
        texts: &'a Sources,
        questions: &'a [Option<Question>],
    ) -> Self {
        Self {
            scope,
            texts,
            questions,
            score_ranges: Vec::new(),
            tests: Vec::new(),
            positions: Map::new(),
            parts: 0,
            places: Vec::new(),
        }
    }

    /// All tests, in the order in which conditions name them.
    pub(super) fn into_tests(self) -> Vec<Test> {
        self.tests
    }

    pub(super) fn required_condition(
        &mut self,
        id: &Text,
        section: &str,
        condition: Option<&Text>,
        report: &mut Vec<Diagnostic>,
    ) -> Option<Placed> {
        let Some(text) = condition else {
            report.push(
                Diagnostic::error(
                    Code::MissingKey,
                    format!("in [{section}.{}] ontbreekt `als`", id.value),
                )
                .at(id.span)
                .help("schrijf als = \"…\" met de voorwaarde".to_owned()),
            );
            return None;
        };
        self.condition(text, report)
    }

    pub(super) fn condition(
        &mut self,
        text: &Text,
        report: &mut Vec<Diagnostic>,
    ) -> Option<Placed> {
        let offsets = offsets(self.texts.slice(text.span), text.span, &text.value);
        match parse(&text.value, &offsets) {
            Ok(condition) => {
                self.places.clear();
                let formula = self.formula(&condition.root, report)?;
                Some((formula, std::mem::take(&mut self.places)))
            }
            Err(fault) => {
                report.push(fault);
                None
            }
        }
    }

    fn formula(&mut self, expr: &Expr, report: &mut Vec<Diagnostic>) -> Option<Formula> {
        self.parts += 1;
        if self.parts > PART_LIMIT {
            // Said once; what comes after it is not read.
            if self.parts == PART_LIMIT + 1 {
                let message = format!("alle voorwaarden samen hebben meer dan {PART_LIMIT} delen");
                report.push(
                    Diagnostic::error(Code::TooMany, message)
                        .at(expr.span())
                        .help("maak een kenmerk van wat vaker voorkomt".to_owned()),
                );
            }
            return None;
        }
        self.places.push(expr.span());
        match expr {
            Expr::Name(name) => self.yes_no(name, report),
            Expr::Not(inner, _) => Some(Formula::Not(Box::new(self.formula(inner, report)?))),
            Expr::All(parts, _) => self.formulas(parts, report).map(Formula::All),
            Expr::Any(parts, _) => self.formulas(parts, report).map(Formula::Any),
            Expr::Count {
                how,
                number,
                of,
                span,
            } => {
                let parts = self.formulas(of, report);
                let number = count(*how, *number, of.len(), *span, report)?;
                Some(Formula::Count {
                    how: *how,
                    number,
                    of: parts?,
                })
            }
            Expr::Compare { name, how, value } => {
                let values = std::slice::from_ref(value);
                self.comparison(name, how.is_order(), values, expr.span(), report, |codes| {
                    Need::Compare(*how, codes.first().copied().unwrap_or_default())
                })
            }
            Expr::Between { name, low, high } => {
                let values = [low.clone(), high.clone()];
                self.comparison(name, true, &values, expr.span(), report, |codes| {
                    let low = codes.iter().min().copied().unwrap_or_default();
                    Need::Between(low, codes.iter().max().copied().unwrap_or_default())
                })
                .filter(|_| !empty_range(low, high, report))
            }
            Expr::In { name, values, span } => {
                self.comparison(name, false, values, *span, report, |mut codes| {
                    sorting::by_key(&mut codes, |code| *code);
                    codes.dedup();
                    Need::In(codes)
                })
            }
            Expr::Contains { name, value } => self.contains(name, value, report),
        }
    }

    fn formulas(&mut self, parts: &[Expr], report: &mut Vec<Diagnostic>) -> Option<Vec<Formula>> {
        // Every part is visited before the first that is wrong ends it: all faults are wanted.
        let parts: Vec<_> = parts
            .iter()
            .map(|part| self.formula(part, report))
            .collect();
        parts.into_iter().collect()
    }

    fn yes_no(&mut self, name: &Name, report: &mut Vec<Diagnostic>) -> Option<Formula> {
        let kind = match self.scope.name(&name.text, name.span, report)? {
            Named::Finding(at) => return Some(Formula::Finding(at)),
            Named::Question(at) => match self.domain(at)? {
                Domain::YesNo => {
                    return Some(
                        self.test(Subject::Question(at), Need::Compare(Comparison::Equal, 1)),
                    );
                }
                Domain::Scale { .. } => "een schaal; vergelijk met een getal, zoals `>= 5`",
                Domain::Number { .. } => "een getal; vergelijk ermee, zoals `>= 5`",
                Domain::Choice(_) => "een keuze; vergelijk met een keuze, zoals `= 'naam'`",
                Domain::MultiChoice(_) => "een meerkeuze; gebruik `bevat 'naam'`",
            },
            Named::Score(_) => "een score; vergelijk met een getal, zoals `>= 5`",
        };
        report.push(
            Diagnostic::error(
                Code::NotYesNo,
                format!("`{}` is geen ja/nee-vraag", name.text),
            )
            .at(name.span)
            .help(format!("`{}` is {kind}", name.text)),
        );
        None
    }

    fn comparison(
        &mut self,
        name: &Name,
        order: bool,
        values: &[Value],
        span: Span,
        report: &mut Vec<Diagnostic>,
        need: impl FnOnce(Vec<i64>) -> Need,
    ) -> Option<Formula> {
        let named = self.scope.name(&name.text, name.span, report)?;
        let faults = report.len();
        let (range, subject) = match named {
            Named::Finding(_) => ((0, 1), None),
            Named::Score(at) => (
                self.score_ranges.get(at).copied().flatten()?,
                Some(Subject::Score(at)),
            ),
            Named::Question(at) => (self.domain(at)?.range(), Some(Subject::Question(at))),
        };
        let domain = match named {
            Named::Question(at) => self.domain(at),
            Named::Finding(_) => Some(&Domain::YesNo),
            Named::Score(_) => None,
        };
        if let Some(message) = misfit(&name.text, domain, order) {
            report.push(message.at(span));
            return None;
        }
        let codes: Vec<Option<i64>> = values
            .iter()
            .map(|value| code(&name.text, domain, value, report))
            .collect();
        if let Named::Question(at) = named {
            self.point_at_domain(at, report.get_mut(faults..).unwrap_or_default());
        }
        let codes: Vec<i64> = codes.into_iter().collect::<Option<_>>()?;
        let need = need(codes);
        let (some, not_all) = need.over(range.0, range.1);
        if (!some || !not_all) && report.len() == faults {
            let (word, help) = if some {
                ("altijd", "laat dit deel weg")
            } else {
                ("nooit", "kies een andere waarde")
            };
            // Choices and yes/no have codes, which mean nothing to the author.
            let why = if domain.is_none_or(Domain::is_numeric) {
                format!(
                    "`{}` loopt van {} tot en met {}",
                    name.text, range.0, range.1
                )
            } else {
                format!("alle antwoorden op `{}` staan erin", name.text)
            };
            report.push(
                Diagnostic::warning(Code::ConstantTest, format!("dit is {word} waar: {why}"))
                    .at(span)
                    .help(help.to_owned()),
            );
        }
        match (named, subject) {
            // A finding compared with ja or nee is the finding itself, or its opposite.
            (Named::Finding(at), _) => {
                let (yes, no) = (
                    Formula::Finding(at),
                    Formula::Not(Box::new(Formula::Finding(at))),
                );
                let formula = match (need.holds(1), need.holds(0)) {
                    (true, false) => yes,
                    (false, true) => no,
                    // Always or never true; the finding stays visible as the reason.
                    (true, true) => Formula::Any(vec![yes, no]),
                    (false, false) => Formula::All(vec![yes, no]),
                };
                // One comparison was written for all of them.
                let below = formula.parts().saturating_sub(1);
                self.places.extend(std::iter::repeat_n(span, below));
                Some(formula)
            }
            (_, subject) => Some(self.test(subject?, need)),
        }
    }

    /// Shows beside a value that does not fit where the question says what does.
    fn point_at_domain(&self, question: usize, faults: &mut [Diagnostic]) {
        let Some((bounds, choices)) = self.scope.domain_spans(question) else {
            return;
        };
        for fault in faults {
            let place = match fault.code {
                Code::ValueOutOfRange => bounds.map(|span| (span, "dit is de grens")),
                Code::UnknownChoice => choices.map(|span| (span, "dit zijn de keuzes")),
                _ => None,
            };
            if let Some((span, message)) = place {
                *fault = fault.clone().related(span, message);
            }
        }
    }

    fn contains(
        &mut self,
        name: &Name,
        value: &Value,
        report: &mut Vec<Diagnostic>,
    ) -> Option<Formula> {
        let named = self.scope.name(&name.text, name.span, report)?;
        let domain = match named {
            Named::Question(at) => self.domain(at)?,
            _ => &Domain::YesNo,
        };
        let (Domain::MultiChoice(_), Named::Question(at)) = (domain, named) else {
            report.push(
                Diagnostic::error(
                    Code::WrongComparison,
                    format!(
                        "`bevat` past alleen bij een meerkeuze; dat is `{}` niet",
                        name.text
                    ),
                )
                .at(name.span.to(value.span))
                .help(match domain {
                    Domain::Choice(_) => format!("schrijf: {} = {}", name.text, value.literal),
                    _ => "gebruik =, <, > of alleen de naam".to_owned(),
                }),
            );
            return None;
        };
        let Literal::Choice(id) = &value.literal else {
            report.push(
                Diagnostic::error(Code::WrongComparison, "achter `bevat` hoort een keuze")
                    .at(value.span)
                    .help("zet de keuze tussen aanhalingstekens: 'naam'".to_owned()),
            );
            return None;
        };
        let faults = report.len();
        let choice = known_choice(domain, id, value.span, report);
        self.point_at_domain(at, report.get_mut(faults..).unwrap_or_default());
        let choice = choice?;
        let choice = usize::try_from(choice).ok()?;
        Some(self.test(Subject::Question(at), Need::Has(choice)))
    }

    fn test(&mut self, subject: Subject, need: Need) -> Formula {
        let test = Test { subject, need };
        let next = self.tests.len();
        let at = self.positions.or_insert(test.clone(), next);
        if at == next {
            self.tests.push(test);
        }
        Formula::Test(at)
    }

    pub(super) fn domain(&self, question: usize) -> Option<&'a Domain> {
        self.questions
            .get(question)?
            .as_ref()
            .map(|question| &question.domain)
    }
}
