//! Deciding a receipt again, and saying what differs.

use super::canonical::{as_read, canonical, sha256};
use super::receipt::{RECEIPT_FORMAT, content};
use crate::check::{Checked, Route};
use crate::decide::{Loose, Request};
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::version::{Date, Reference, parse_date};
use crate::prove::Prover;
use crate::sorting;
use crate::sorting::{Map, Set};
use crate::wire::{Replay, ReplayDifference, ReplayPart};

/// The longest receipt that is read, in bytes.
const RECEIPT_LIMIT: usize = 1 << 23;
/// How many differences are listed.
const SHOWN_LIMIT: usize = 25;
/// How much of a value is shown with a difference, in characters.
const VALUE_LIMIT: usize = 200;

/// What differs between one day and another without the decision being another: administration, as
/// in the digest.
const ADMINISTRATION: [&str; 2] = [
    "recommendation.protocol.status",
    "recommendation.protocol.validUntil",
];

/// A receipt as it was handed in.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The protocol that it names.
    pub protocol: Reference,
    /// The fingerprint of that protocol.
    pub digest: String,
    /// The day of the decision.
    pub date: Date,
    request: Request,
    /// The contact of each route that had one.
    contacts: Map<String, String>,
    content: Loose,
    intact: bool,
}

impl Recorded {
    /// Reads the JSON text of a receipt.
    ///
    /// # Errors
    ///
    /// As [`Recorded::read`].
    pub fn parse(text: &str) -> Result<Self, Vec<Diagnostic>> {
        if text.len() > RECEIPT_LIMIT {
            return Err(vec![fault(format!(
                "dit adviesbewijs is te groot: hoogstens {} kB",
                RECEIPT_LIMIT >> 10
            ))]);
        }
        let loose = Loose::parse(text).map_err(|(line, column)| {
            let place = format!("regel {line}, kolom {column}");
            vec![fault(format!(
                "dit adviesbewijs is geen JSON die hier gelezen kan worden ({place})"
            ))]
        })?;
        Self::read(&loose)
    }

    /// Takes a loose value as a receipt.
    ///
    /// # Errors
    ///
    /// [`Code::InvalidReceipt`] for what is no receipt, or one of another version. What was changed
    /// in a receipt afterwards is no fault: [`replay`] says so.
    pub fn read(value: &Loose) -> Result<Self, Vec<Diagnostic>> {
        let lacking = |what: &str| vec![fault(format!("in dit adviesbewijs ontbreekt {what}"))];
        let Some(content) = value.get("content").cloned() else {
            return Err(lacking("`content`"));
        };
        let Some(Loose::Text(sum)) = value.get("sha256") else {
            return Err(lacking("`sha256`"));
        };
        match content.get("format") {
            Some(Loose::Whole(RECEIPT_FORMAT)) => {}
            Some(other) => {
                return Err(vec![fault(format!(
                    "een adviesbewijs met `format` {} kan deze versie van Domeinwijzer niet lezen",
                    other.describe()
                ))]);
            }
            None => return Err(lacking("`format`")),
        }
        let text = |path: &[&str]| match at(&content, path) {
            Some(Loose::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let protocol = ["recommendation", "protocol"];
        let part = |key| text(&[protocol[0], protocol[1], key]);
        let (Some(id), Some(version), Some(digest)) = (part("id"), part("version"), part("digest"))
        else {
            return Err(lacking(
                "welk protocol het was: `id`, `version` of `digest`",
            ));
        };
        let reference: Result<Reference, _> = format!("{id}@{version}").parse();
        let Ok(protocol) = reference else {
            return Err(lacking("een versie van drie getallen"));
        };
        let date = text(&["recommendation", "date"]).and_then(|it| parse_date(&it).ok());
        let Some(date) = date else {
            return Err(lacking("de dag van de beslissing"));
        };
        let Some(Loose::Object(answers)) = content.get("answers") else {
            return Err(lacking("`answers`"));
        };
        let whole = match value {
            Loose::Object(entries) => entries.len() == 2,
            _ => false,
        };
        let intact = canonical(&content).is_some_and(|it| sha256(&it) == *sum);
        Ok(Self {
            protocol,
            digest,
            date,
            request: Request {
                answers: answers.clone(),
                date: Some(date),
                ..Request::default()
            },
            contacts: contacts(&content),
            intact: intact && whole,
            content,
        })
    }
}

impl Recorded {
    /// The case that was decided.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// Whether it is as it was made.
    pub fn is_intact(&self) -> bool {
        self.intact
    }
}

/// Decides a receipt again with a protocol, on the day of the receipt, and says what differs.
pub fn replay(checked: &Checked, prover: &Prover, recorded: &Recorded) -> Replay {
    let mut found = Found::default();
    if !recorded.intact {
        found.add(
            ReplayPart::Receipt,
            "het adviesbewijs is na het maken veranderd: de inhoud hoort niet bij de SHA-256",
        );
    }
    match prover.fit(checked, &recorded.request) {
        Err(faults) => {
            found.protocol(checked, recorded);
            for fault in faults {
                found.add(
                    ReplayPart::Answers,
                    &format!("de antwoorden passen niet meer: {}", fault.message),
                );
            }
        }
        Ok(case) => {
            let decision = prover.decide(&case);
            let choose = |route: &Route| {
                let named = recorded.contacts.get(&route.id);
                let mut positions = route.contacts.iter().copied();
                let is_named = |at: &usize| {
                    let contact = checked.contacts.get(*at);
                    named.is_some_and(|id| contact.is_some_and(|it| it.id == *id))
                };
                let last = route.contacts.last().copied();
                positions.find(is_named).or(last)
            };
            let now = content(checked, prover, &case, &decision, recorded.date, &choose);
            let now = as_read(&now).unwrap_or(Loose::Nothing);
            found.compare(Some(&recorded.content), Some(&now), &mut String::new());
        }
    }
    let mut differences = found.0;
    // The causes come first, and places that differ keep their order.
    sorting::by_key(&mut differences, |it| rank(it.about));
    let more = differences.len().saturating_sub(SHOWN_LIMIT);
    differences.truncate(SHOWN_LIMIT);
    Replay {
        same: differences.is_empty(),
        protocol: Reference {
            id: checked.listing.id.clone(),
            version: checked.listing.version,
        }
        .to_string(),
        date: recorded.date.to_string(),
        differences,
        more,
    }
}

#[derive(Default)]
struct Found(Vec<ReplayDifference>);

impl Found {
    fn add(&mut self, about: ReplayPart, message: &str) {
        self.0.push(ReplayDifference {
            about,
            message: message.to_owned(),
            path: None,
            recorded: None,
            replayed: None,
        });
    }

    /// Says that the protocol is another, where nothing can be compared.
    fn protocol(&mut self, checked: &Checked, recorded: &Recorded) {
        if recorded.digest != checked.digest {
            let (old, new) = (
                Loose::Text(recorded.digest.clone()),
                Loose::Text(checked.digest.clone()),
            );
            self.differs("recommendation.protocol.digest", Some(&old), Some(&new));
        }
    }

    /// Compares two values, part by part.
    fn compare(&mut self, old: Option<&Loose>, new: Option<&Loose>, path: &mut String) {
        if ADMINISTRATION.contains(&path.as_str()) || old == new {
            return;
        }
        match (old, new) {
            (Some(Loose::Object(_)), Some(Loose::Object(_))) => {
                let keys: Set<&str> = keys(old).chain(keys(new)).collect();
                for key in keys {
                    let (old, new) = (
                        old.and_then(|it| it.get(key)),
                        new.and_then(|it| it.get(key)),
                    );
                    self.inside(key, old, new, path);
                }
            }
            (Some(Loose::List(olds)), Some(Loose::List(news))) if olds.len() == news.len() => {
                for (at, (old, new)) in olds.iter().zip(news).enumerate() {
                    self.inside(&at.to_string(), Some(old), Some(new), path);
                }
            }
            _ => self.differs(path, old, new),
        }
    }

    fn inside(&mut self, key: &str, old: Option<&Loose>, new: Option<&Loose>, path: &mut String) {
        let before = path.len();
        if before > 0 {
            path.push('.');
        }
        path.push_str(key);
        self.compare(old, new, path);
        path.truncate(before);
    }

    fn differs(&mut self, path: &str, old: Option<&Loose>, new: Option<&Loose>) {
        let about = about(path);
        let (recorded, replayed) = (old.map(shown), new.map(shown));
        let nothing = || "niets".to_owned();
        let message = format!(
            "{}: toen {}, nu {}",
            word(about),
            recorded.clone().unwrap_or_else(nothing),
            replayed.clone().unwrap_or_else(nothing),
        );
        self.0.push(ReplayDifference {
            about,
            message,
            path: Some(path.to_owned()),
            recorded,
            replayed,
        });
    }
}

fn about(path: &str) -> ReplayPart {
    let mut parts = path.split('.');
    match (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    ) {
        ("baseDigest", _) => ReplayPart::Base,
        ("answers", _) => ReplayPart::Answers,
        ("recommendation", "engine") => ReplayPart::Engine,
        ("recommendation", "protocol") => ReplayPart::Protocol,
        ("recommendation", "route" | "outcome") => ReplayPart::Route,
        ("recommendation", "alsoSuitable") => ReplayPart::AlsoSuitable,
        ("recommendation", "signals" | "openSignals") => ReplayPart::Signals,
        _ => ReplayPart::Reasoning,
    }
}

const fn rank(about: ReplayPart) -> u8 {
    match about {
        ReplayPart::Receipt => 0,
        ReplayPart::Engine => 1,
        ReplayPart::Protocol => 2,
        ReplayPart::Base => 3,
        ReplayPart::Answers => 4,
        ReplayPart::Route => 5,
        ReplayPart::AlsoSuitable => 6,
        ReplayPart::Signals => 7,
        ReplayPart::Reasoning => 8,
    }
}

const fn word(about: ReplayPart) -> &'static str {
    match about {
        ReplayPart::Receipt => "adviesbewijs",
        ReplayPart::Engine => "versie van Domeinwijzer",
        ReplayPart::Protocol => "tekst van het protocol",
        ReplayPart::Base => "tekst van de basis",
        ReplayPart::Answers => "antwoorden",
        ReplayPart::Route => "advies",
        ReplayPart::AlsoSuitable => "ook passend",
        ReplayPart::Signals => "signalen",
        ReplayPart::Reasoning => "onderbouwing",
    }
}

fn shown(value: &Loose) -> String {
    let text = canonical(value).unwrap_or_else(|| value.describe());
    if text.chars().count() <= VALUE_LIMIT {
        return text;
    }
    let mut short: String = text.chars().take(VALUE_LIMIT).collect();
    short.push('…');
    short
}

/// The contacts that a receipt names, by route.
fn contacts(content: &Loose) -> Map<String, String> {
    let mut found = Map::new();
    let Some(recommendation) = content.get("recommendation") else {
        return found;
    };
    let also = match recommendation.get("alsoSuitable") {
        Some(Loose::List(routes)) => routes.as_slice(),
        _ => &[],
    };
    for route in recommendation.get("route").into_iter().chain(also) {
        if let (Some(Loose::Text(route)), Some(Loose::Text(contact))) =
            (route.get("id"), at(route, &["contact", "id"]))
        {
            found.insert(route.clone(), contact.clone());
        }
    }
    found
}

fn keys(value: Option<&Loose>) -> impl Iterator<Item = &str> {
    let entries = match value {
        Some(Loose::Object(entries)) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().map(|(key, _)| key.as_str())
}

fn at<'a>(value: &'a Loose, path: &[&str]) -> Option<&'a Loose> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

fn fault(message: String) -> Diagnostic {
    Diagnostic::error(Code::InvalidReceipt, message).help(
        "geef het bewijs zoals `domeinwijzer decide … --format receipt` het schreef".to_owned(),
    )
}
