//! A decision as a recommendation.

use super::trace::{self, Traced};
use super::{because, route_ids, signal_ids, sources, texts};
use crate::check::{Checked, Contact, Route, Rule};
use crate::decide::{Case, Context, Decision, Truth, Value, Verdict};
use crate::protocol::version::Date;
use crate::prove::Prover;
use crate::sorting;
use crate::sorting::Set;
use crate::wire::{
    BaseInfo, ContactInfo, CountsAs, IcpcInfo, IgnoredAnswer, NextQuestion, NextReport,
    OfferingInfo, Outcome, ProtocolInfo, Reasoning, Recommendation, RouteAdvice, RouteVerdict,
    SignalInfo, VerdictWord,
};

/// Lays out everything about a decision.
pub fn recommend(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    decision: &Decision,
    date: Date,
) -> Recommendation {
    let choose = |route: &Route| chosen_contact(checked, route, case);
    recommend_to(checked, prover, case, decision, date, &choose)
}

/// Lays out everything about a decision but the rules, and finds what decides those: for whoever keeps
/// what is said of rules, with [`bare_rule`](super::bare_rule) and [`because`](super::because).
///
/// # Examples
///
/// ```
/// # use domeinwijzer::{check::compile, decide::{Loose, Request}, present, prove::Prover};
/// # use domeinwijzer::{protocol::registry::Registry, protocol::version::parse_date};
/// # let mut registry = Registry::default();
/// # registry.add("nederland/1.0.0.toml", include_bytes!("../../protocols/nederland/1.0.0.toml"));
/// # let checked = compile(&registry, &registry.files()[0]).unwrap();
/// # let prover = Prover::new(domeinwijzer::program::compile(&checked));
/// # let case: Loose = serde_json::from_str(r#"{"answers": {"leeftijd": 72}}"#).unwrap();
/// # let case = prover.fit(&checked, &Request::read(case).unwrap()).unwrap();
/// # let (decision, date) = (prover.decide(&case), parse_date("2026-11-22").unwrap());
/// let (outline, rules) = present::outline(&checked, &prover, &case, &decision, date);
/// assert!(outline.reasoning.rules.is_empty());
/// let whole = present::recommend(&checked, &prover, &case, &decision, date);
/// for (rule, shown) in rules.iter().zip(&whole.reasoning.rules) {
///     let parts = rule.parts.iter().filter_map(|it| present::because(&checked, it));
///     assert!(parts.eq(shown.because.iter().cloned()));
///     assert_eq!(present::bare_rule(&checked, rule.rule, rule.verdict).unwrap().id, shown.id);
/// }
/// ```
pub fn outline(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    decision: &Decision,
    date: Date,
) -> (Recommendation, Vec<Traced>) {
    let choose = |route: &Route| chosen_contact(checked, route, case);
    outline_to(checked, prover, case, decision, date, &choose)
}

/// Lays out everything about a decision; `choose` gives the position of the contact of a route.
pub(crate) fn recommend_to(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    decision: &Decision,
    date: Date,
    choose: &dyn Fn(&Route) -> Option<usize>,
) -> Recommendation {
    let (mut it, traced) = outline_to(checked, prover, case, decision, date, choose);
    let rules = traced.iter();
    it.reasoning.rules = rules.filter_map(|it| because::rule(checked, it)).collect();
    it
}

fn outline_to(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    decision: &Decision,
    date: Date,
    choose: &dyn Fn(&Route) -> Option<usize>,
) -> (Recommendation, Vec<Traced>) {
    let rules_of = |verdict: Truth| {
        let rules = checked.rules.iter().zip(&decision.rules);
        let wanted = rules.filter(|(_, truth)| **truth == verdict);
        wanted.map(|(rule, _)| rule).collect::<Vec<&Rule>>()
    };
    let holding = rules_of(Truth::True);
    let ids = |rules: &[&Rule], touches: &dyn Fn(&Rule) -> bool| -> Vec<String> {
        let touching = rules.iter().filter(|rule| touches(rule));
        touching.map(|rule| rule.id.clone()).collect()
    };
    let routes = checked
        .routes
        .iter()
        .enumerate()
        .map(|(rank, route)| RouteVerdict {
            id: route.id.clone(),
            title: route.title.clone(),
            verdict: word(decision.routes.get(rank).copied().unwrap_or(Verdict::Open)),
            r#for: ids(&holding, &|rule| rule.indicates.contains(&rank)),
            against: ids(&holding, &|rule| rule.excludes.contains(&rank)),
            superseded_by: superseded_by(checked, decision, rank),
        });
    let signals = |wanted: Truth| -> Vec<SignalInfo> {
        let numbered = checked.signals.iter().enumerate();
        let signals = numbered.filter(|(at, _)| decision.signals.get(*at) == Some(&wanted));
        signals
            .map(|(at, signal)| SignalInfo {
                id: signal.id.clone(),
                title: signal.title.clone(),
                explanation: signal.explanation.clone(),
                rules: {
                    let raising = |of: Truth| {
                        let rules = rules_of(of);
                        ids(&rules, &|rule| rule.raises.contains(&at))
                    };
                    let certain = raising(wanted);
                    if certain.is_empty() {
                        raising(Truth::Open)
                    } else {
                        certain
                    }
                },
                sources: sources(checked, &signal.sources),
            })
            .collect()
    };
    let advice = |rank: usize| advice(checked, decision, choose, rank);
    let route = decision.advised().and_then(advice);
    let also = decision
        .routes
        .iter()
        .enumerate()
        .filter(|(_, it)| **it == Verdict::AlsoSuitable);
    let mut recommendation = Recommendation {
        protocol: info(checked),
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        date: date.to_string(),
        outcome: outcome(decision),
        complete: decision.is_complete(),
        exact: decision.is_exact(),
        route,
        also_suitable: also.filter_map(|(rank, _)| advice(rank)).collect(),
        possible: possible(checked, decision),
        no_advice_possible: decision.possible.contains(&None),
        routes: routes.collect(),
        signals: signals(Truth::True),
        open_signals: signals(Truth::Open),
        ignored: ignored(checked, decision),
        reasoning: Reasoning {
            rules: Vec::new(),
            sufficient: None,
            sufficient_minimal: None,
            sufficient_smallest: None,
            sufficient_signals: None,
            counterfactuals: None,
            unreachable: None,
        },
        next: questions(checked, &prover.next(case, decision)),
        icpc: icpc(checked, decision),
        texts: None,
    };
    let traced = trace::traced(checked, prover, case, decision);
    recommendation.texts = texts::texts(checked, case, decision, &recommendation, &traced, date);
    (recommendation, traced)
}

/// Lays out what is left to ask.
pub fn next_report(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    decision: &Decision,
) -> NextReport {
    let next = prover.next(case, decision);
    let id = |at: usize| {
        checked
            .questions
            .get(at)
            .map(|it| it.id.clone())
            .unwrap_or_default()
    };
    let not_applicable = checked
        .questions
        .iter()
        .enumerate()
        .filter_map(|(at, question)| {
            let Value::Assumed(code) = decision.value(at) else {
                return None;
            };
            Some(CountsAs {
                question: id(at),
                counts_as: question.domain.decode(code),
            })
        });
    NextReport {
        outcome: outcome(decision),
        complete: decision.is_complete(),
        exact: decision.is_exact(),
        possible: possible(checked, decision),
        next: questions(checked, &next),
        irrelevant: (next.irrelevant.iter())
            // It never mattered: that it no longer does would mislead.
            .filter(|at| !checked.is_talk(**at))
            .map(|at| id(*at))
            .collect(),
        not_applicable: not_applicable.collect(),
    }
}

/// Lays out what a protocol says of itself.
pub fn info(checked: &Checked) -> ProtocolInfo {
    let it = &checked.listing;
    ProtocolInfo {
        id: it.id.clone(),
        title: it.title.clone(),
        version: it.version.to_string(),
        kind: it.kind.word().to_owned(),
        municipality: it.municipality.clone(),
        municipality_name: checked.municipality_name.clone(),
        status: it.status.word().to_owned(),
        valid_from: it.valid_from.to_string(),
        valid_until: it.valid_until.map(|date| date.to_string()),
        digest: checked.digest.clone(),
        base: checked.base.as_ref().map(|base| BaseInfo {
            id: base.id.clone(),
            version: base.version.to_string(),
        }),
        file: (checked.texts.file_of(it.span).unwrap_or_default()).to_owned(),
    }
}

fn outcome(decision: &Decision) -> Outcome {
    if decision.is_decided() {
        Outcome::Decided
    } else {
        Outcome::Open
    }
}

fn possible(checked: &Checked, decision: &Decision) -> Vec<String> {
    let ranks: Vec<usize> = decision.possible.iter().copied().flatten().collect();
    route_ids(checked, &ranks)
}

/// The route because of which this one is not offered; none when which one it is, is open.
fn superseded_by(checked: &Checked, decision: &Decision, rank: usize) -> Option<String> {
    let superseded = decision.routes.get(rank) == Some(&Verdict::Superseded);
    let alone = checked.routes.get(decision.advised()?)?;
    superseded.then(|| alone.id.clone())
}

fn word(verdict: Verdict) -> VerdictWord {
    match verdict {
        Verdict::Advised => VerdictWord::Advised,
        Verdict::AlsoSuitable => VerdictWord::AlsoSuitable,
        Verdict::Superseded => VerdictWord::Superseded,
        Verdict::Excluded => VerdictWord::Excluded,
        Verdict::NotIndicated => VerdictWord::NotIndicated,
        Verdict::Open => VerdictWord::Open,
    }
}

fn questions(checked: &Checked, next: &crate::decide::Next) -> Vec<NextQuestion> {
    next.ask
        .iter()
        .filter_map(|it| {
            let question = checked.questions.get(it.question)?.id.clone();
            let mut settles = route_ids(checked, &it.routes);
            settles.extend(signal_ids(checked, &it.signals));
            Some(NextQuestion { question, settles })
        })
        .collect()
}

/// Codes for the record, each once: of the rules that hold in the order of the file, then of the
/// advised route.
fn icpc(checked: &Checked, decision: &Decision) -> Vec<IcpcInfo> {
    let rules = checked.rules.iter().zip(&decision.rules);
    let holding = rules.filter(|(_, truth)| **truth == Truth::True);
    let route = decision.advised().and_then(|rank| checked.routes.get(rank));
    let all =
        (holding.flat_map(|(rule, _)| &rule.icpc)).chain(route.iter().flat_map(|it| &it.icpc));
    let mut seen = Set::new();
    let mut found = Vec::new();
    for it in all {
        if seen.insert(it.code) {
            found.push(IcpcInfo {
                code: it.code.to_string(),
                label: it.label.clone(),
            });
        }
    }
    found
}

fn ignored(checked: &Checked, decision: &Decision) -> Vec<IgnoredAnswer> {
    decision
        .ignored
        .iter()
        .filter_map(|(at, given, counts_as)| {
            let question = checked.questions.get(*at)?;
            Some(IgnoredAnswer {
                question: question.id.clone(),
                answer: question.domain.decode(*given),
                counts_as: question.domain.decode(*counts_as),
            })
        })
        .collect()
}

fn advice(
    checked: &Checked,
    decision: &Decision,
    choose: &dyn Fn(&Route) -> Option<usize>,
    rank: usize,
) -> Option<RouteAdvice> {
    let route = checked.routes.get(rank)?;
    let holding: Vec<&Rule> = checked
        .rules
        .iter()
        .zip(&decision.rules)
        .filter(|(rule, verdict)| **verdict == Truth::True && rule.indicates.contains(&rank))
        .map(|(rule, _)| rule)
        .collect();
    let pointed_to = |at: &usize| holding.iter().any(|rule| rule.offerings.contains(at));
    let mut offerings = route.offerings.clone();
    sorting::by_key(&mut offerings, |at| !pointed_to(at));
    let terms = holding
        .iter()
        .filter_map(|rule| rule.response_days)
        .chain(route.response_days);
    Some(RouteAdvice {
        id: route.id.clone(),
        title: route.title.clone(),
        explanation: route.explanation.clone(),
        patient: route.patient.clone(),
        contact: choose(route)
            .and_then(|at| checked.contacts.get(at))
            .map(contact_info),
        offerings: offerings
            .iter()
            .filter_map(|at| {
                let offering = checked.offerings.get(*at)?;
                Some(OfferingInfo {
                    id: offering.id.clone(),
                    title: offering.title.clone(),
                    explanation: offering.explanation.clone(),
                    pointed_to: pointed_to(at),
                })
            })
            .collect(),
        response_days: terms.min(),
        feedback: route.feedback.clone(),
        alone: route.alone,
        fallback: route.fallback,
    })
}

/// The first contact whose practices or areas fit; otherwise the last one.
fn contact_at(checked: &Checked, route: &Route, context: &Context) -> Option<usize> {
    let has = |list: &[String], wanted: &Option<String>| {
        wanted
            .as_ref()
            .is_some_and(|wanted| list.iter().any(|it| it == wanted))
    };
    let fits = |at: &&usize| {
        checked.contacts.get(**at).is_some_and(|it| {
            has(&it.practices, &context.practice) || has(&it.areas, &context.postcode4)
        })
    };
    let mut contacts = route.contacts.iter();
    let first = contacts.find(fits).or(route.contacts.last());
    first.copied()
}

/// The first contact of a route that fits a context, or the last one.
pub(super) fn contact<'a>(
    checked: &'a Checked,
    route: &Route,
    context: &Context,
) -> Option<&'a Contact> {
    checked.contacts.get(contact_at(checked, route, context)?)
}

/// The position of the contact that fits a case.
pub(crate) fn chosen_contact(checked: &Checked, route: &Route, case: &Case) -> Option<usize> {
    contact_at(checked, route, &case.context)
}

fn contact_info(contact: &Contact) -> ContactInfo {
    ContactInfo {
        id: contact.id.clone(),
        function: contact.function.clone(),
        organisation: contact.organisation.clone(),
        channel: contact.channel.clone(),
        phone: contact.phone.clone(),
        email: contact.email.clone(),
        website: contact.website.clone(),
    }
}
