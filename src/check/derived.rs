//! Checking everything that has a condition or a sum: scores, findings, gates, rules.

use super::checked::{Finding, Gate, Impossible, Rule};
use super::conditions::Conditions;
use super::domain::Domain;
use super::entries::{Ranking, positive};
use super::forms::YEAR;
use super::questions::{RawGate, optional, required};
use super::scope::Named;
use super::score::{Score, Term};
use super::suggestions::suggestions;
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::fields::{Table, Text, Whole};
use crate::protocol::{Entry, Protocol, file};

/// The largest weight of a part of a score, up or down.
pub(super) const WEIGHT_LIMIT: i64 = 10_000;

impl Conditions<'_> {
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
        let faults = report.len();
        let terms: Vec<_> = sum
            .value
            .0
            .iter()
            .map(|(name, weight)| self.term(name, weight, report))
            .collect();
        keep_keys_apart(&sum.value, report.get_mut(faults..).unwrap_or_default());
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
            parts: sum.value.0.iter().map(|(_, weight)| weight.span).collect(),
            span: id.span,
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
            let (formula, parts) =
                self.required_condition(id, "kenmerk", body.condition.as_ref(), report)?;
            let title = optional(body.title.as_ref()).unwrap_or_else(|| id.value.clone());
            Some(Finding {
                id: id.value.clone(),
                title,
                formula,
                parts,
                span: id.span,
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
            let (text, otherwise, otherwise_at) = gate.as_ref()?;
            let (formula, parts) = self.condition(text, report)?;
            Some(Gate {
                formula,
                parts,
                otherwise: *otherwise,
                otherwise_at: *otherwise_at,
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
        let effects = [&body.indicates, &body.excludes, &body.raises];
        if effects
            .iter()
            .all(|ids| ids.as_ref().is_none_or(|ids| ids.names().is_empty()))
        {
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
                .at(field.span)
                .help(
                    "haal `termijn_werkdagen` weg, of schrijf met `voor` bij welke route hij hoort"
                        .to_owned(),
                ),
            );
        }
        if let Some(field) = &body.offerings {
            self.check_offerings(field, &indicated, protocol, report);
        }
        let response_days = positive(
            "termijn_werkdagen",
            YEAR,
            body.response_days.as_ref(),
            report,
        );
        let icpc = suggestions(body.icpc.as_ref(), report);
        let ranks = |routes: &[usize]| routes.iter().filter_map(|at| ranking.rank(*at)).collect();
        let (formula, parts) = formula?;
        Some(Rule {
            id: id.value.clone(),
            formula,
            parts,
            indicates: ranks(&indicated),
            excludes: ranks(&excluded),
            raises,
            reason: reason?,
            locked: body.locked.as_ref().is_some_and(|flag| flag.value),
            icpc,
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
            let (formula, parts) =
                self.required_condition(id, "onmogelijk", body.condition.as_ref(), report)?;
            Some(Impossible {
                id: id.value.clone(),
                formula,
                parts,
                span: id.span,
                reason: optional(body.reason.as_ref()),
            })
        };
        let all: Vec<_> = protocol.impossible.iter().map(&mut impossible).collect();
        all.into_iter().collect()
    }
}

/// Renaming a key into one that stands there already would not mend anything.
pub(super) fn keep_keys_apart<T>(table: &Table<T>, faults: &mut [Diagnostic]) {
    let taken = |text: &str| table.0.iter().any(|(name, _)| name.value == text);
    for fault in faults {
        if fault.fix.iter().any(|edit| taken(&edit.text)) {
            fault.fix.clear();
        }
    }
}
