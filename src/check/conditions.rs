//! Checking conditions: names become positions, and comparisons have to fit their type.

use super::checked::{Finding, Gate, Impossible, Question, Rule, Score, Term};
use super::domain::Domain;
use super::entries::{Ranking, positive};
use super::formula::{Formula, Need, Subject, Test};
use super::questions::{RawGate, optional, required};
use super::scope::{Named, Scope};
use crate::condition::{Comparison, Expr, HowMany, Literal, Name, Value, parse};
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::fields::{Text, Whole};
use crate::protocol::{Entry, Protocol, file, offsets};
use crate::text::{Sources, Span};

/// The largest weight of a part of a score, up or down.
const WEIGHT_LIMIT: i64 = 10_000;

/// What is needed to read a condition, and the tests found so far.
pub(super) struct Conditions<'a> {
    scope: &'a Scope<'a>,
    texts: &'a Sources,
    questions: &'a [Option<Question>],
    score_ranges: Vec<Option<(i64, i64)>>,
    tests: Vec<Test>,
}

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
        }
    }

    /// All tests, in the order in which conditions name them.
    pub(super) fn into_tests(self) -> Vec<Test> {
        self.tests
    }

    /// Checks the scores; their ranges are needed by all later conditions.
    pub(super) fn scores(
        &mut self,
        protocol: &Protocol,
        report: &mut Vec<Diagnostic>,
    ) -> Vec<Option<Score>> {
        let scores: Vec<Option<Score>> = protocol
            .scores
            .iter()
            .map(|entry| self.score(entry, report))
            .collect();
        self.score_ranges = scores
            .iter()
            .map(|it| it.as_ref().map(|it| it.range))
            .collect();
        scores
    }

    fn score(&self, entry: &Entry<file::Score>, report: &mut Vec<Diagnostic>) -> Option<Score> {
        let Entry { id, body } = entry;
        self.scope.references("bron", body.sources.as_ref(), report);
        let Some(sum) = body.sum.as_ref().filter(|sum| !sum.value.0.is_empty()) else {
            report.push(
                Diagnostic::error(
                    Code::MissingKey,
                    format!("in [score.{}] ontbreekt `som`", id.value),
                )
                .at(id.span)
                .help("schrijf som = { vraag = 1, andere_vraag = 2 }".to_owned()),
            );
            return None;
        };
        let terms: Vec<_> = sum
            .value
            .0
            .iter()
            .map(|(name, weight)| self.term(name, weight, report))
            .collect();
        let terms: Vec<(Term, i64)> = terms.into_iter().collect::<Option<_>>()?;
        let range = terms.iter().fold((0, 0), |(low, high), (term, weight)| {
            let (min, max) = match term {
                Term::Finding(_) => (0, 1),
                Term::Question(at) => self.domain(*at).map_or((0, 0), Domain::range),
            };
            let ends = (min * weight, max * weight);
            (low + ends.0.min(ends.1), high + ends.0.max(ends.1))
        });
        let title = optional(body.title.as_ref()).unwrap_or_else(|| id.value.clone());
        Some(Score {
            id: id.value.clone(),
            title,
            terms,
            range,
        })
    }

    fn term(
        &self,
        name: &Text,
        weight: &Whole,
        report: &mut Vec<Diagnostic>,
    ) -> Option<(Term, i64)> {
        let named = self.scope.name(&name.value, name.span, report)?;
        if weight.value.abs() > WEIGHT_LIMIT {
            report.push(
                Diagnostic::error(Code::InvalidValue, "dit gewicht is te groot")
                    .at(weight.span)
                    .help(format!(
                        "kies een getal tussen -{WEIGHT_LIMIT} en {WEIGHT_LIMIT}"
                    )),
            );
            return None;
        }
        let term = match named {
            Named::Finding(at) => Term::Finding(at),
            Named::Question(at) => match self.domain(at)? {
                Domain::Choice(_) | Domain::MultiChoice(_) => {
                    report.push(
                        Diagnostic::error(
                            Code::WrongComparison,
                            format!(
                                "`{}` is een keuzevraag en kan niet worden opgeteld",
                                name.value
                            ),
                        )
                        .at(name.span)
                        .help(
                            "maak er een kenmerk van: [kenmerk.x] als = \"… = 'keuze'\"".to_owned(),
                        ),
                    );
                    return None;
                }
                _ => Term::Question(at),
            },
            Named::Score(_) => {
                report.push(
                    Diagnostic::error(
                        Code::WrongComparison,
                        format!(
                            "`{}` is een score; een score telt vragen en kenmerken op",
                            name.value
                        ),
                    )
                    .at(name.span)
                    .help("neem de onderdelen van die score zelf op".to_owned()),
                );
                return None;
            }
        };
        Some((term, weight.value))
    }

    /// Checks the findings.
    pub(super) fn findings(
        &mut self,
        protocol: &Protocol,
        report: &mut Vec<Diagnostic>,
    ) -> Vec<Option<Finding>> {
        let finding = |entry: &Entry<file::Finding>| {
            let Entry { id, body } = entry;
            self.scope.references("bron", body.sources.as_ref(), report);
            let formula =
                self.required_condition(id, "kenmerk", body.condition.as_ref(), report)?;
            let title = optional(body.title.as_ref()).unwrap_or_else(|| id.value.clone());
            Some(Finding {
                id: id.value.clone(),
                title,
                formula,
            })
        };
        protocol.findings.iter().map(finding).collect()
    }

    /// Checks the conditions under which questions are asked.
    pub(super) fn gates(
        &mut self,
        gates: &[RawGate<'_>],
        report: &mut Vec<Diagnostic>,
    ) -> Vec<Option<Gate>> {
        let gate = |gate: &RawGate<'_>| {
            let (text, otherwise) = gate.as_ref()?;
            Some(Gate {
                formula: self.condition(text, report)?,
                otherwise: *otherwise,
            })
        };
        gates.iter().map(gate).collect()
    }

    /// Checks the rules.
    pub(super) fn rules(
        &mut self,
        protocol: &Protocol,
        ranking: &Ranking,
        report: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Rule>> {
        let rules: Vec<_> = protocol
            .rules
            .iter()
            .map(|entry| self.rule(entry, protocol, ranking, report))
            .collect();
        rules.into_iter().collect()
    }

    fn rule(
        &mut self,
        entry: &Entry<file::Rule>,
        protocol: &Protocol,
        ranking: &Ranking,
        report: &mut Vec<Diagnostic>,
    ) -> Option<Rule> {
        let Entry { id, body } = entry;
        let formula = self.required_condition(id, "regel", body.condition.as_ref(), report);
        let indicated = self
            .scope
            .references("route", body.indicates.as_ref(), report);
        let excluded = self
            .scope
            .references("route", body.excludes.as_ref(), report);
        let raises = self
            .scope
            .references("signaal", body.raises.as_ref(), report);
        let sources = self.scope.references("bron", body.sources.as_ref(), report);
        let offerings = self
            .scope
            .references("aanbod", body.offerings.as_ref(), report);
        let reason = required(id, "regel", "reden", body.reason.as_ref(), report);
        if body.indicates.is_none() && body.excludes.is_none() && body.raises.is_none() {
            report.push(
                Diagnostic::error(
                    Code::RuleWithoutEffect,
                    format!("regel `{}` heeft geen gevolg", id.value),
                )
                .at(id.span)
                .help("schrijf met `voor`, `tegen` of `signaal` wat de regel doet".to_owned()),
            );
        }
        if let (Some(both), Some(excludes)) = (
            indicated.iter().find(|route| excluded.contains(route)),
            &body.excludes,
        ) {
            let route = protocol
                .routes
                .get(*both)
                .map(|it| it.id.value.as_str())
                .unwrap_or_default();
            report.push(
                Diagnostic::error(
                    Code::ForAndAgainst,
                    format!("regel `{}` is voor én tegen route `{route}`", id.value),
                )
                .at(excludes.span)
                .help("laat de route bij `voor` of bij `tegen` weg".to_owned()),
            );
        }
        if let (Some(field), true) = (&body.response_days, indicated.is_empty()) {
            report.push(
                Diagnostic::error(
                    Code::KeyNotAllowed,
                    "een termijn hoort bij een regel met `voor`",
                )
                .at(field.span),
            );
        }
        if let Some(field) = &body.offerings {
            self.check_offerings(field, &indicated, protocol, report);
        }
        let response_days = positive("termijn_werkdagen", body.response_days.as_ref(), report);
        let ranks = |routes: &[usize]| routes.iter().filter_map(|at| ranking.rank(*at)).collect();
        Some(Rule {
            id: id.value.clone(),
            formula: formula?,
            indicates: ranks(&indicated),
            excludes: ranks(&excluded),
            raises,
            reason: reason?,
            locked: body.locked.as_ref().is_some_and(|flag| flag.value),
            offerings,
            response_days,
            sources,
            span: id.span,
        })
    }

    fn check_offerings(
        &self,
        field: &crate::protocol::fields::Ids,
        indicated: &[usize],
        protocol: &Protocol,
        report: &mut Vec<Diagnostic>,
    ) {
        for name in field.names() {
            let on_route = |at: &usize| {
                let route = protocol.routes.get(*at);
                let offered = route.and_then(|route| route.body.offerings.as_ref());
                offered.is_some_and(|ids| ids.names().iter().any(|it| it.value == name.value))
            };
            if self.scope.position("aanbod", &name.value).is_some()
                && !indicated.iter().any(on_route)
            {
                report.push(
                    Diagnostic::error(
                        Code::OfferingNotOnRoute,
                        format!("geen route bij `voor` heeft het aanbod `{}`", name.value),
                    )
                    .at(name.span)
                    .help("zet het aanbod ook bij de route, of haal het hier weg".to_owned()),
                );
            }
        }
    }

    /// Checks what never occurs together.
    pub(super) fn impossible(
        &mut self,
        protocol: &Protocol,
        report: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Impossible>> {
        let mut impossible = |entry: &Entry<file::Impossible>| {
            let Entry { id, body } = entry;
            let formula =
                self.required_condition(id, "onmogelijk", body.condition.as_ref(), report)?;
            Some(Impossible {
                id: id.value.clone(),
                formula,
                reason: optional(body.reason.as_ref()),
            })
        };
        let all: Vec<_> = protocol.impossible.iter().map(&mut impossible).collect();
        all.into_iter().collect()
    }

    fn required_condition(
        &mut self,
        id: &Text,
        section: &str,
        condition: Option<&Text>,
        report: &mut Vec<Diagnostic>,
    ) -> Option<Formula> {
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

    fn condition(&mut self, text: &Text, report: &mut Vec<Diagnostic>) -> Option<Formula> {
        let offsets = offsets(self.texts.slice(text.span), text.span, &text.value);
        match parse(&text.value, &offsets) {
            Ok(condition) => self.formula(&condition.root, report),
            Err(fault) => {
                report.push(fault);
                None
            }
        }
    }

    fn formula(&mut self, expr: &Expr, report: &mut Vec<Diagnostic>) -> Option<Formula> {
        match expr {
            Expr::Name(name) => self.yes_no(name, report),
            Expr::Not(inner, _) => Some(Formula::Not(Box::new(self.formula(inner, report)?))),
            Expr::All(parts) => self.formulas(parts, report).map(Formula::All),
            Expr::Any(parts) => self.formulas(parts, report).map(Formula::Any),
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
                    codes.sort_unstable();
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
        let codes: Vec<i64> = codes.into_iter().collect::<Option<_>>()?;
        let need = need(codes);
        let (some, not_all) = need.over(range.0, range.1);
        if (!some || !not_all) && report.len() == faults {
            let (word, help) = if some {
                ("altijd", "laat dit deel weg")
            } else {
                ("nooit", "kies een andere waarde")
            };
            report.push(
                Diagnostic::warning(
                    Code::ConstantTest,
                    format!(
                        "dit is {word} waar: `{}` loopt van {} tot en met {}",
                        name.text, range.0, range.1
                    ),
                )
                .at(span)
                .help(help.to_owned()),
            );
        }
        match (named, subject) {
            // A finding compared with ja or nee is the finding itself, or its opposite.
            (Named::Finding(at), _) => Some(match (need.holds(1), need.holds(0)) {
                (true, false) => Formula::Finding(at),
                (false, true) => Formula::Not(Box::new(Formula::Finding(at))),
                (true, true) => Formula::All(Vec::new()),
                (false, false) => Formula::Any(Vec::new()),
            }),
            (_, subject) => Some(self.test(subject?, need)),
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
                .help("gebruik = of in".to_owned()),
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
        let choice = known_choice(domain, id, value.span, report)?;
        let choice = usize::try_from(choice).ok()?;
        Some(self.test(Subject::Question(at), Need::Has(choice)))
    }

    fn test(&mut self, subject: Subject, need: Need) -> Formula {
        let test = Test { subject, need };
        let at = self
            .tests
            .iter()
            .position(|known| *known == test)
            .unwrap_or_else(|| {
                self.tests.push(test);
                self.tests.len() - 1
            });
        Formula::Test(at)
    }

    fn domain(&self, question: usize) -> Option<&'a Domain> {
        self.questions
            .get(question)?
            .as_ref()
            .map(|question| &question.domain)
    }
}

/// Why a comparison does not fit the type of what it compares.
fn misfit(name: &str, domain: Option<&Domain>, order: bool) -> Option<Diagnostic> {
    let fault = |message: String, help: &str| {
        Some(Diagnostic::error(Code::WrongComparison, message).help(help.to_owned()))
    };
    match domain {
        Some(Domain::MultiChoice(_)) => fault(
            format!("`{name}` is een meerkeuze; daarbij past alleen `bevat`"),
            "gebruik: naam bevat 'keuze'",
        ),
        Some(Domain::Choice(_) | Domain::YesNo) if order => fault(
            format!("`{name}` heeft geen volgorde: groter of kleiner past niet"),
            "gebruik =, <> of in",
        ),
        _ => None,
    }
}

/// The code of a value, when it fits the type and lies in the domain; a score has no domain.
fn code(
    name: &str,
    domain: Option<&Domain>,
    value: &Value,
    report: &mut Vec<Diagnostic>,
) -> Option<i64> {
    let mut fault = |code: Code, message: String, help: String| {
        report.push(Diagnostic::error(code, message).at(value.span).help(help));
        None
    };
    let written = value.literal.to_string();
    match (domain, &value.literal) {
        (None, Literal::Number(number)) => Some(*number),
        (Some(Domain::Scale { .. } | Domain::Number { .. }), Literal::Number(number)) => {
            let (min, max) = domain.map_or((0, 0), Domain::range);
            if (min..=max).contains(number) {
                return Some(*number);
            }
            fault(
                Code::ValueOutOfRange,
                format!("{number} ligt buiten `{name}`, dat loopt van {min} tot en met {max}"),
                format!("kies een getal van {min} tot en met {max}"),
            )
        }
        (Some(Domain::YesNo), Literal::YesNo(yes)) => Some(i64::from(*yes)),
        (Some(domain @ Domain::Choice(_)), Literal::Choice(id)) => {
            known_choice(domain, id, value.span, report)
        }
        (None | Some(Domain::Scale { .. } | Domain::Number { .. }), _) => fault(
            Code::WrongComparison,
            format!("`{name}` is een getal en kan niet met {written} vergeleken worden"),
            "vergelijk met een geheel getal".to_owned(),
        ),
        (Some(Domain::YesNo), _) => fault(
            Code::WrongComparison,
            format!("`{name}` is ja of nee en kan niet met {written} vergeleken worden"),
            format!("schrijf `{name}` of `niet {name}`"),
        ),
        (Some(domain), _) => fault(
            Code::WrongComparison,
            format!("`{name}` is een keuze en kan niet met {written} vergeleken worden"),
            domain.expected(),
        ),
    }
}

fn known_choice(
    domain: &Domain,
    id: &str,
    span: Span,
    report: &mut Vec<Diagnostic>,
) -> Option<i64> {
    let found = domain.choice(id).and_then(|at| i64::try_from(at).ok());
    if found.is_none() {
        let (message, help) = domain.no_such_choice(id);
        report.push(
            Diagnostic::error(Code::UnknownChoice, message)
                .at(span)
                .help(help),
        );
    }
    found
}

fn empty_range(low: &Value, high: &Value, report: &mut Vec<Diagnostic>) -> bool {
    let empty = matches!((&low.literal, &high.literal), (Literal::Number(low), Literal::Number(high)) if low > high);
    if empty {
        report.push(
            Diagnostic::error(
                Code::ValueOutOfRange,
                "dit bereik is leeg: het eerste getal is groter dan het tweede",
            )
            .at(low.span.to(high.span))
            .help("schrijf het kleinste getal eerst".to_owned()),
        );
    }
    empty
}

fn count(
    how: HowMany,
    number: i64,
    of: usize,
    span: Span,
    report: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let size = i64::try_from(of).unwrap_or(i64::MAX);
    let sensible = match how {
        HowMany::AtLeast => (1..=size).contains(&number),
        HowMany::AtMost => (0..size).contains(&number),
        HowMany::Exactly => (0..=size).contains(&number),
    };
    if !sensible {
        report.push(
            Diagnostic::error(
                Code::ImpossibleCount,
                format!(
                    "`{} {number}` van {of} voorwaarden is altijd of nooit waar",
                    how.keyword()
                ),
            )
            .at(span)
            .help("kies een ander aantal, of controleer de lijst".to_owned()),
        );
        return None;
    }
    usize::try_from(number).ok()
}
