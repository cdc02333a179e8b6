//! Checking `his`: which answers the system of a practice may already know.
//!
//! That a code is absent never says "nee": nobody looked, or nobody wrote it down. So what is read
//! here can only give an answer, or leave the question open.

use super::domain::Domain;
use super::examples::unknown_key;
use super::known::{Fields, KEYS, Known, find, known, refused, wrong_type};
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::fields::{Field, Keyed, Mixed, Text};
use crate::text::Span;

/// Where the answer to a question may come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prefill {
    /// The fact is the answer, or says ja.
    Answer(Known),
    /// Each of these choices has a fact that chooses it.
    Choices(Vec<(usize, Known)>),
}

/// Checks the `his` of a question.
///
/// # Diagnostics
///
/// [`Code::InvalidIcpc`], [`Code::PrefillMisfit`] and [`Code::PrefillOverlap`], and what goes for
/// every key.
pub(super) fn prefill(
    table: &Keyed<Field<Mixed>>,
    domain: &Domain,
    report: &mut Vec<Diagnostic>,
) -> Option<Prefill> {
    let (fields, span) = (&table.value, table.span);
    let faults = report.len();
    let Some((key, choices)) = find(fields, "keuzes") else {
        let known = known(fields, span, &KEYS, report)?;
        if report.len() > faults {
            return None;
        }
        if let Some((message, help)) = misfit(&known, domain) {
            report.push(refused(message, span, help));
            return None;
        }
        return Some(Prefill::Answer(known));
    };
    if domain.choices().is_empty() {
        let message = "`keuzes` past alleen bij een keuze of meerkeuze";
        report.push(refused(message, key.span, "haal `keuzes` weg"));
        return None;
    }
    for (other, _) in fields.0.iter().filter(|(it, _)| it.value != "keuzes") {
        if KEYS.contains(&other.value.as_str()) {
            let message = format!("`{}` staat naast `keuzes`", other.value);
            let help = "zet het bij een van de keuzes: elke keuze heeft haar eigen gegeven";
            report.push(refused(message, other.span, help));
        } else {
            report.push(unknown_key(other, &KEYS));
        }
    }
    let Mixed::Table(choices) = &choices.value else {
        report.push(wrong_type(key, choices.span, "een tabel", CHOICES));
        return None;
    };
    let found = choices_of(choices, key, domain, report);
    (report.len() == faults).then_some(Prefill::Choices(found))
}

const CHOICES: &str = "schrijf bijvoorbeeld keuzes = { naam = { icpc = [\"Z15\"], maanden = 12 } }";

fn choices_of(
    table: &Fields,
    key: &Text,
    domain: &Domain,
    report: &mut Vec<Diagnostic>,
) -> Vec<(usize, Known)> {
    let mut found: Vec<(usize, Known, Span)> = Vec::new();
    for (name, value) in &table.0 {
        let Some(at) = domain.choice(&name.value) else {
            let (message, help) = domain.no_such_choice(&name.value);
            report.push(
                Diagnostic::error(Code::UnknownChoice, message)
                    .at(name.span)
                    .help(help),
            );
            continue;
        };
        let Mixed::Table(fields) = &value.value else {
            report.push(wrong_type(name, value.span, "een tabel", CHOICES));
            continue;
        };
        let inner = KEYS.split_last().map_or(&[][..], |(_, inner)| inner);
        let faults = report.len();
        let Some(known) = known(fields, name.span, inner, report) else {
            continue;
        };
        if report.len() > faults {
            continue;
        }
        if let Known::Age(None) | Known::Contacts(None) = known {
            let message = "een getal kiest niet vanzelf een keuze";
            let help = "schrijf erbij van welk getal tot welk getal: van = 18, tot = 64";
            report.push(refused(message, name.span, help));
            continue;
        }
        // Of a meerkeuze several may be chosen by one fact.
        let before = found.iter().find(|(_, it, _)| it.meets(&known));
        if let (Domain::Choice(_), Some((other, _, first))) = (domain, before) {
            let other = domain.choices().get(*other).map_or("", |it| it.id.as_str());
            report.push(
                Diagnostic::error(
                    Code::PrefillOverlap,
                    format!("één gegeven kan zowel `{other}` als `{}` geven", name.value),
                )
                .at(name.span)
                .related(*first, "hier staat die andere keuze")
                .help(
                    "verdeel codes en getallen zo dat elk bij één keuze hoort; anders blijft de \
                     vraag open"
                        .to_owned(),
                ),
            );
        }
        found.push((at, known, name.span));
    }
    if table.0.is_empty() {
        report.push(refused("`keuzes` is leeg", key.span, CHOICES));
    }
    found
        .into_iter()
        .map(|(at, known, _)| (at, known))
        .collect()
}

/// Why a fact cannot answer a question of this type.
pub(super) fn misfit(known: &Known, domain: &Domain) -> Option<(&'static str, &'static str)> {
    match (domain, known) {
        (Domain::YesNo, Known::Age(None) | Known::Contacts(None)) => Some((
            "een getal geeft op een ja_nee-vraag geen antwoord",
            "schrijf erbij van welk getal tot welk getal het ja is: van = 65",
        )),
        (Domain::Scale { .. } | Domain::Number { .. }, Known::Codes { .. }) => Some((
            "een code geeft op deze vraag geen getal",
            "gebruik `icpc` bij een vraag van het type ja_nee, keuze of meerkeuze",
        )),
        (
            Domain::Scale { .. } | Domain::Number { .. },
            Known::Age(Some(_)) | Known::Contacts(Some(_)) | Known::Named(_, Some(_)),
        ) => Some((
            "`van` en `tot` passen niet bij een vraag naar een getal",
            "haal ze weg: het getal zelf is het antwoord",
        )),
        (Domain::Choice(_) | Domain::MultiChoice(_), Known::Named(_, None))
        | (Domain::YesNo | Domain::Scale { .. } | Domain::Number { .. }, _) => None,
        (Domain::Choice(_) | Domain::MultiChoice(_), _) => Some((
            "bij een vraag met keuzes moet erbij staan welke keuze het wordt",
            CHOICES,
        )),
    }
}
