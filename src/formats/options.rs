//! What the host adds to a message, because the engine does not know it.

use super::json::Json;
use super::message::{Faults, Part, short};
use super::systems;
use crate::decide::Loose;
use crate::diagnostic::{Code, Diagnostic, list};
use crate::protocol::version::{Date, parse_date};
use crate::text::lower;

/// What the host knows and the engine does not: who it is about, consent, who sends it.
///
/// # Examples
///
/// ```
/// use domeinwijzer::decide::Loose;
/// use domeinwijzer::formats::Options;
/// let read = |json| Options::read(&serde_json::from_str::<Loose>(json).unwrap());
/// assert!(read(r#"{"subject": "Patient/3f2a", "consent": "2026-11-20", "id": "consult 17"}"#).is_ok());
/// // The number of a citizen never goes into a message.
/// let faults = read(r#"{"subject": "Patient/111222333"}"#).unwrap_err();
/// assert_eq!(faults[0].code.to_string(), "DW0903");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    subject: Option<Subject>,
    requester: Option<Requester>,
    id: Option<String>,
    pub(super) consent: Option<Date>,
    pub(super) route: Option<String>,
    pub(super) all_answers: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    Reference(String),
    Pseudonym { system: String, value: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Requester {
    name: Option<String>,
    numbers: Vec<(&'static str, String)>,
}

/// Which answers go into a message.
const ANSWERS: [&str; 2] = ["letter", "all"];

impl Options {
    /// Takes a loose value as options; nothing and an empty object are no options at all.
    ///
    /// * `subject`: who it is about: a reference such as `Patient/3f2a`, or a pseudonym as `{system, value}`.
    /// * `consent`: the day on which the patient agreed. Without it a request stays a draft.
    /// * `id`: any text that is different for each referral; it makes the ids in the message differ.
    /// * `route`: another route than the advised one, of those that are also suitable.
    /// * `answers`: `letter`, the usual: only what may stand in the letter. `all`: all that count.
    /// * `requester`: who sends it: `name`, `agb` or `ura`.
    ///
    /// # Errors
    ///
    /// [`Code::InvalidMessage`], [`Code::InvalidDate`], and [`Code::CitizenNumber`] for what looks like
    /// the number of a citizen; every fault at once.
    pub fn read(value: &Loose) -> Result<Self, Vec<Diagnostic>> {
        const KEYS: [&str; 6] = ["subject", "consent", "id", "route", "answers", "requester"];
        if *value == Loose::Nothing {
            return Ok(Self::default());
        }
        let mut faults = Faults::default();
        let Some(part) = Part::whole("opties", value, &mut faults) else {
            return Err(faults.all());
        };
        part.only(&KEYS, &mut faults);
        let options = Self {
            subject: subject(&part, &mut faults),
            requester: part
                .part("requester", &mut faults)
                .map(|it| requester(&it, &mut faults)),
            id: harmless(&part, "id", &mut faults),
            consent: day(&part, "consent", &mut faults),
            route: part.text("route", &mut faults).map(str::to_owned),
            all_answers: all_answers(&part, &mut faults),
        };
        faults.or(options)
    }

    /// Who it is about, as a FHIR reference. Where the host does not say, the receiver reads that the
    /// sender knows.
    pub(super) fn subject(&self) -> Json {
        let patient = Json::object().with("type", "Patient");
        match &self.subject {
            Some(Subject::Reference(reference)) => Json::object().with("reference", reference),
            Some(Subject::Pseudonym { system, value }) => {
                let pseudonym = Json::object().with("system", system).with("value", value);
                patient.with("identifier", pseudonym)
            }
            None => patient.with("display", "Bekend bij de verwijzer"),
        }
    }

    /// Who sends it, as a FHIR reference.
    pub(super) fn requester(&self) -> Option<Json> {
        let it = self.requester.as_ref()?;
        let number = it
            .numbers
            .first()
            .map(|(system, number)| Json::object().with("system", *system).with("value", number));
        let reference = Json::object()
            .with("type", "Organization")
            .maybe("identifier", number);
        Some(reference.maybe("display", it.name.as_ref()))
    }

    /// What makes this message another one than the next about the same answers.
    pub(super) fn key(&self) -> Vec<&str> {
        let subject = match &self.subject {
            Some(Subject::Reference(reference)) => vec![reference.as_str()],
            Some(Subject::Pseudonym { system, value }) => vec![system.as_str(), value.as_str()],
            None => Vec::new(),
        };
        [vec![self.id.as_deref().unwrap_or_default()], subject].concat()
    }
}

fn subject(part: &Part<'_>, faults: &mut Faults) -> Option<Subject> {
    if matches!(part.get("subject")?, Loose::Text(_)) {
        let reference = harmless(part, "subject", faults)?;
        if is_reference(&reference) {
            return Some(Subject::Reference(reference));
        }
        faults.add(
            format!("`{}` is geen verwijzing naar een patiënt", short(&reference)),
            "geef een FHIR-verwijzing zoals \"Patient/3f2a\", of een pseudoniem als {system, value}".to_owned(),
        );
        return None;
    }
    let pseudonym = part.part("subject", faults)?;
    pseudonym.only(&["system", "value"], faults);
    let system = harmless(&pseudonym, "system", faults);
    let value = harmless(&pseudonym, "value", faults);
    match (system, value) {
        (Some(system), Some(value)) if is_uri(&system) && !value.trim().is_empty() => {
            Some(Subject::Pseudonym { system, value })
        }
        _ => {
            let help = "een pseudoniem heeft `system`, een URI, en `value`".to_owned();
            faults.add("`opties.subject` is geen pseudoniem", help);
            None
        }
    }
}

fn requester(part: &Part<'_>, faults: &mut Faults) -> Requester {
    part.only(&["name", "agb", "ura"], faults);
    let mut numbers = Vec::new();
    for (key, system) in systems::PROVIDER {
        let Some(number) = part.text(key, faults) else {
            continue;
        };
        if number.len() == 8 && number.bytes().all(|it| it.is_ascii_digit()) {
            numbers.push((system, number.to_owned()));
        } else {
            let help = "het nummer heeft acht cijfers".to_owned();
            faults.add(format!("`{}` is geen {key}-nummer", short(number)), help);
        }
    }
    Requester {
        name: harmless(part, "name", faults),
        numbers,
    }
}

fn all_answers(part: &Part<'_>, faults: &mut Faults) -> bool {
    match part.text("answers", faults) {
        None | Some("letter") => false,
        Some("all") => true,
        Some(other) => {
            let help = format!("kies uit {}", list(ANSWERS, 2));
            faults.add(
                format!("`{}` is geen keuze voor `answers`", short(other)),
                help,
            );
            false
        }
    }
}

fn day(part: &Part<'_>, key: &str, faults: &mut Faults) -> Option<Date> {
    let text = part.text(key, faults)?;
    match parse_date(text) {
        Ok(date) => Some(date),
        Err(error) => {
            let message = format!("`{}` is geen datum", short(text));
            faults.push(Diagnostic::error(Code::InvalidDate, message).help(error.to_string()));
            None
        }
    }
}

/// A text that does not hold the number of a citizen.
fn harmless(part: &Part<'_>, key: &str, faults: &mut Faults) -> Option<String> {
    let text = part.text(key, faults)?;
    if !names_citizen(text) {
        return Some(text.to_owned());
    }
    // The number itself is not repeated: messages end up in logs.
    let message = format!("`{}.{key}` lijkt op een burgerservicenummer", part.path());
    faults.push(
        Diagnostic::error(Code::CitizenNumber, message).help(
            "een bericht van dit programma bevat nooit een bsn: geef een eigen verwijzing of pseudoniem".to_owned(),
        ),
    );
    None
}

/// Whether a text names the system of citizen numbers, or holds nine digits that can be one.
pub(super) fn names_citizen(text: &str) -> bool {
    let lower = lower(text);
    if systems::CITIZEN.iter().any(|system| lower.contains(system)) {
        return true;
    }
    let segments = text.split(['/', ':', '|', '?', '#', '=']);
    segments.filter(|it| !is_uuid(it)).any(|segment| {
        let spaced = |c: char| matches!(c, ' ' | '.' | '-');
        let digits: String = segment.chars().filter(|c| !spaced(*c)).collect();
        // Written with dots, or with something around it.
        let mut runs = segment.split(|c: char| !c.is_ascii_digit());
        is_citizen_number(&digits) || runs.any(is_citizen_number)
    })
}

/// Nine digits that pass the test of eleven.
fn is_citizen_number(text: &str) -> bool {
    if text.len() != 9 || !text.bytes().all(|it| it.is_ascii_digit()) {
        return false;
    }
    let digits = || text.bytes().map(|it| i32::from(it - b'0'));
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = digits()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    sum % 11 == 0 && digits().any(|it| it != 0)
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|it| it.len()).collect();
    lengths == [8, 4, 4, 4, 12] && groups.concat().bytes().all(|it| it.is_ascii_hexdigit())
}

fn is_reference(text: &str) -> bool {
    let id = |id: &str| {
        let fits = |c: u8| c.is_ascii_alphanumeric() || c == b'-' || c == b'.';
        (1..=64).contains(&id.len()) && id.bytes().all(fits)
    };
    let (before, last) = text.rsplit_once('/').unwrap_or(("", text));
    match before.strip_suffix("Patient") {
        Some("") => id(last),
        Some(server) => {
            let web = server.starts_with("https://") || server.starts_with("http://");
            web && server.ends_with('/') && is_uri(server) && id(last)
        }
        None => text.strip_prefix("urn:uuid:").is_some_and(is_uuid),
    }
}

fn is_uri(text: &str) -> bool {
    let plain = |c: char| {
        c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
    };
    text.split_once(':').is_some_and(|(scheme, rest)| {
        let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
        named && !rest.is_empty() && text.chars().all(plain)
    })
}

#[cfg(test)]
mod tests {
    use super::{is_reference, names_citizen};

    #[test]
    fn the_number_of_a_citizen_is_seen_however_it_is_written() {
        // 111222333 and 123456782 pass the test; 123456789 does not.
        let numbers = [
            "111222333",
            "Patient/123456782",
            "Patient/bsn-123456782",
            "Patient/bsn123456782x",
            "1234.56.782",
            "123 456 782",
            "https://his.example/Patient/123-45-6782",
            "http://fhir.nl/fhir/NamingSystem/bsn",
            "HTTP://fhir.nl/fhir/NamingSystem/BSN",
            "urn:oid:2.16.840.1.113883.2.4.6.3",
            "Patient?identifier=http://x|123456782",
        ];
        for text in numbers {
            assert!(names_citizen(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_not() {
        let others = [
            "123456789",
            "000000000",
            "Patient/1234567820",
            "Patient/12345678",
            "urn:uuid:0b1c2d3e-1234-4321-8123-a111222333bc",
            "consult 2026-11-22",
        ];
        for text in others {
            assert!(!names_citizen(text), "{text}");
        }
    }

    #[test]
    fn a_reference_is_to_a_patient() {
        for text in [
            "Patient/3f2a",
            "https://his.example/r4/Patient/a.b-c",
            "urn:uuid:0b1c2d3e-1234-4321-8123-a111222333bc",
        ] {
            assert!(is_reference(text), "{text}");
        }
        for text in [
            "",
            "3f2a",
            "Practitioner/1",
            "Patient/",
            "Patient/a b",
            "javascript:Patient/1",
            "Patient/1/x",
            "ftp://a/Patient/1",
        ] {
            assert!(!is_reference(text), "{text}");
        }
    }
}
