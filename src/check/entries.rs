//! Checking everything that is not a condition: routes, contacts, offerings, signals, sources.

use super::checked::{Contact, Offering, Route, Signal, Source};
use super::forms::{YEAR, is_email, is_link, is_phone, is_postcode4};
use super::questions::{optional, required};
use super::scope::Scope;
use super::suggestions::suggestions;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::protocol::fields::{Flag, Text, Texts, Whole};
use crate::protocol::{Entry, Protocol, file};
use crate::sorting;

/// The rank of each route, by its position in the file.
pub(super) struct Ranking(Vec<Option<usize>>);

impl Ranking {
    /// The rank of a route; none when `voorrang` forgot it.
    pub(super) fn rank(&self, route: usize) -> Option<usize> {
        self.0.get(route).copied().flatten()
    }
}

/// Checks `voorrang`: every route once.
pub(super) fn precedence(
    protocol: &Protocol,
    scope: &Scope<'_>,
    report: &mut Vec<Diagnostic>,
) -> Ranking {
    let mut ranks: Vec<Option<usize>> = vec![None; protocol.routes.len()];
    let Some(precedence) = &protocol.header.precedence else {
        if !protocol.routes.is_empty() {
            report.push(
                Diagnostic::error(Code::MissingKey, "in [protocol] ontbreekt `voorrang`")
                    .at(protocol.header_span)
                    .help(
                        "schrijf voorrang = [\"…\"] met alle routes, de belangrijkste eerst"
                            .to_owned(),
                    ),
            );
        }
        return Ranking(ranks);
    };
    let mut next = 0;
    let mut unknown: Vec<&str> = Vec::new();
    for name in &precedence.value {
        let Some(at) = scope.reference("route", name, report) else {
            unknown.push(&name.value);
            continue;
        };
        match ranks.get_mut(at) {
            Some(Some(_)) => report.push(
                Diagnostic::error(
                    Code::RouteRankedTwice,
                    format!("route `{}` staat twee keer in `voorrang`", name.value),
                )
                .at(name.span)
                .help("haal een van beide weg".to_owned()),
            ),
            Some(rank) => {
                *rank = Some(next);
                next += 1;
            }
            None => {}
        }
    }
    for (entry, _) in protocol
        .routes
        .iter()
        .zip(&ranks)
        .filter(|(_, rank)| rank.is_none())
        // A route whose name is misspelt in `voorrang` is not missing there.
        .filter(|(entry, _)| {
            !unknown
                .iter()
                .any(|it| nearest(it, [entry.id.value.as_str()]).is_some())
        })
    {
        report.push(
            Diagnostic::error(
                Code::RouteNotRanked,
                format!("route `{}` ontbreekt in `voorrang`", entry.id.value),
            )
            .at(entry.id.span)
            .related(precedence.span, "hier staat `voorrang`")
            .help(format!(
                "zet \"{}\" op zijn plaats in `voorrang`",
                entry.id.value
            )),
        );
    }
    Ranking(ranks)
}

/// Checks the routes and puts them in order of precedence.
pub(super) fn routes(
    protocol: &Protocol,
    scope: &Scope<'_>,
    ranking: &Ranking,
    report: &mut Vec<Diagnostic>,
) -> Option<Vec<Route>> {
    let mut fallback: Option<&Flag> = None;
    for field in protocol
        .routes
        .iter()
        .filter_map(|entry| entry.body.fallback.as_ref())
    {
        match fallback {
            Some(first) if field.value => report.push(
                Diagnostic::error(
                    Code::SecondFallback,
                    "er kan maar één route het `vangnet` zijn",
                )
                .at(field.span)
                .related(first.span, "dit is het eerste vangnet")
                .help("haal `vangnet` weg bij een van beide".to_owned()),
            ),
            None if field.value => fallback = Some(field),
            _ => {}
        }
    }
    let checked: Vec<_> = protocol
        .routes
        .iter()
        .enumerate()
        .map(|(at, entry)| Some((ranking.rank(at)?, route(entry, scope, report)?)))
        .collect();
    let mut ranked: Vec<(usize, Route)> = checked.into_iter().collect::<Option<_>>()?;
    sorting::by_key(&mut ranked, |(rank, _)| *rank);
    Some(ranked.into_iter().map(|(_, route)| route).collect())
}

fn route(
    entry: &Entry<file::Route>,
    scope: &Scope<'_>,
    report: &mut Vec<Diagnostic>,
) -> Option<Route> {
    let Entry { id, body } = entry;
    let title = required(id, "route", "titel", body.title.as_ref(), report);
    let explanation = required(id, "route", "uitleg", body.explanation.as_ref(), report);
    let patient = required(id, "route", "patient", body.patient.as_ref(), report);
    let flag = |field: &Option<Flag>| field.as_ref().is_some_and(|flag| flag.value);
    Some(Route {
        id: id.value.clone(),
        contacts: scope.references("contact", body.contact.as_ref(), report),
        offerings: scope.references("aanbod", body.offerings.as_ref(), report),
        sources: scope.references("bron", body.sources.as_ref(), report),
        response_days: positive(
            "termijn_werkdagen",
            YEAR,
            body.response_days.as_ref(),
            report,
        ),
        feedback: optional(body.feedback.as_ref()),
        span: id.span,
        alone: flag(&body.alone),
        fallback: flag(&body.fallback),
        icpc: suggestions(body.icpc.as_ref(), report),
        title: title?,
        explanation: explanation?,
        patient: patient?,
    })
}

/// A number of at least one.
pub(super) fn positive(
    key: &str,
    most: i64,
    field: Option<&Whole>,
    report: &mut Vec<Diagnostic>,
) -> Option<i64> {
    let field = field?;
    if (1..=most).contains(&field.value) {
        return Some(field.value);
    }
    report.push(
        Diagnostic::error(
            Code::InvalidValue,
            format!("`{key}` moet tussen 1 en {most} liggen"),
        )
        .at(field.span)
        .help(format!(
            "kies een geheel getal van 1 tot en met {most}, of haal `{key}` weg"
        )),
    );
    None
}

/// Checks the sources.
pub(super) fn sources(protocol: &Protocol, report: &mut Vec<Diagnostic>) -> Option<Vec<Source>> {
    each(&protocol.sources, |Entry { id, body }| {
        let title = required(id, "bron", "titel", body.title.as_ref(), report);
        let url = link("url", body.url.as_ref(), report);
        Some(Source {
            id: id.value.clone(),
            title: title?,
            url,
        })
    })
}

/// Checks the offerings.
pub(super) fn offerings(
    protocol: &Protocol,
    report: &mut Vec<Diagnostic>,
) -> Option<Vec<Offering>> {
    each(&protocol.offerings, |Entry { id, body }| {
        Some(Offering {
            id: id.value.clone(),
            title: required(id, "aanbod", "titel", body.title.as_ref(), report)?,
            explanation: optional(body.explanation.as_ref()),
        })
    })
}

/// Checks the signals.
pub(super) fn signals(
    protocol: &Protocol,
    scope: &Scope<'_>,
    report: &mut Vec<Diagnostic>,
) -> Option<Vec<Signal>> {
    each(&protocol.signals, |Entry { id, body }| {
        let sources = scope.references("bron", body.sources.as_ref(), report);
        Some(Signal {
            id: id.value.clone(),
            title: required(id, "signaal", "titel", body.title.as_ref(), report)?,
            explanation: optional(body.explanation.as_ref()),
            sources,
            span: id.span,
        })
    })
}

/// Checks the contacts.
pub(super) fn contacts(protocol: &Protocol, report: &mut Vec<Diagnostic>) -> Option<Vec<Contact>> {
    each(&protocol.contacts, |Entry { id, body }| {
        let function = required(id, "contact", "functie", body.function.as_ref(), report);
        let website = link("website", body.website.as_ref(), report);
        let email = checked_text("email", body.email.as_ref(), is_email, report);
        let phone = checked_text("telefoon", body.phone.as_ref(), is_phone, report);
        let list = |field: &Option<Texts>| -> Vec<String> {
            field
                .iter()
                .flat_map(|texts| &texts.value)
                .map(|text| text.value.clone())
                .collect()
        };
        let areas = body.areas.iter().flat_map(|texts| &texts.value);
        for area in areas.filter(|area| !is_postcode4(&area.value)) {
            report.push(
                Diagnostic::error(
                    Code::InvalidArea,
                    format!("`{}` is geen postcodegebied", area.value),
                )
                .at(area.span)
                .help("schrijf de vier cijfers van de postcode, zoals \"4388\"".to_owned()),
            );
        }
        Some(Contact {
            id: id.value.clone(),
            function: function?,
            organisation: optional(body.organisation.as_ref()),
            channel: optional(body.channel.as_ref()),
            phone,
            email,
            website,
            practices: list(&body.practices),
            areas: list(&body.areas),
        })
    })
}

fn checked_text(
    key: &str,
    field: Option<&Text>,
    fits: fn(&str) -> bool,
    report: &mut Vec<Diagnostic>,
) -> Option<String> {
    let text = optional(field)?;
    if !fits(&text) {
        let span = field.map(|field| field.span).unwrap_or_default();
        report.push(
            Diagnostic::error(
                Code::InvalidValue,
                format!("`{key}` heeft niet de juiste vorm"),
            )
            .at(span)
            .help(
                match key {
                    "email" => "schrijf een e-mailadres, zoals \"coach@vlissingen.nl\"",
                    _ => "schrijf alleen cijfers, spaties en + - ( ), zoals \"0118 123 456\"",
                }
                .to_owned(),
            ),
        );
    }
    Some(text)
}

/// A link that a page may offer.
pub(super) fn link(
    key: &str,
    field: Option<&Text>,
    report: &mut Vec<Diagnostic>,
) -> Option<String> {
    let field = field?;
    if !is_link(&field.value) {
        report.push(
            Diagnostic::error(
                Code::UnsafeLink,
                format!("`{key}` moet een https-adres zijn"),
            )
            .at(field.span)
            .help("schrijf het hele adres, beginnend met https://".to_owned()),
        );
        return None;
    }
    Some(field.value.clone())
}

/// Checks every entry before the first that is unsound ends it: all faults are wanted.
pub(super) fn each<B, T>(
    entries: &[Entry<B>],
    check: impl FnMut(&Entry<B>) -> Option<T>,
) -> Option<Vec<T>> {
    let checked: Vec<Option<T>> = entries.iter().map(check).collect();
    checked.into_iter().collect()
}
