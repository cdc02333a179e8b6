//! One file of what is looked back at.

use crate::decide::Loose;
use crate::diagnostic::{Code, Diagnostic};
use crate::formats::read_task;
use crate::protocol::version::{Date, parse_date};
use crate::record::Recorded;

/// A piece of what came of advice.
#[derive(Debug, Clone)]
pub enum Entry {
    /// That there was an advice.
    Advice(Box<Advice>),
    /// That something else was chosen.
    Choice {
        /// The advice.
        advice: Box<Advice>,
        /// The id and title of the reason; none where the protocol lists no reasons.
        reason: Option<(String, String)>,
    },
    /// What the contact said.
    Returned {
        /// The sum of the receipt.
        receipt: String,
        /// What came of it.
        state: State,
        /// The day it was said, where it is known.
        date: Option<Date>,
    },
}

/// What a contact made of a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is being worked on.
    Busy,
    /// It was sent back.
    SentBack,
    /// It is done.
    Done,
}

/// An advice that was recorded.
#[derive(Debug, Clone)]
pub struct Advice {
    pub(super) sum: String,
    pub(super) recorded: Recorded,
    /// The id and title of the advised route; none while that was open, or when there was none.
    pub(super) route: Option<(String, String)>,
    /// Working days in which the contact answers.
    pub(super) days: Option<i64>,
    pub(super) rules: Vec<RuleSeen>,
}

/// A rule that held.
#[derive(Debug, Clone)]
pub(super) struct RuleSeen {
    pub(super) id: String,
    pub(super) reason: String,
    /// The routes it is for.
    pub(super) routes: Vec<String>,
}

/// The states of a referral, as FHIR calls them.
const STATES: [(&str, State); 11] = [
    ("draft", State::Busy),
    ("requested", State::Busy),
    ("received", State::Busy),
    ("accepted", State::Busy),
    ("ready", State::Busy),
    ("in-progress", State::Busy),
    ("on-hold", State::Busy),
    ("rejected", State::SentBack),
    ("failed", State::SentBack),
    ("cancelled", State::SentBack),
    ("completed", State::Done),
];

impl Entry {
    /// Takes a loose value as an entry: a receipt `{content, sha256}`, an override record
    /// `{receipt, chosen, reason, …}`, or what came back: `{receipt: SUM, status, date}`, with the status
    /// as FHIR calls it, or `{receipt: SUM, task: TASK}` with a FHIR `Task`.
    ///
    /// # Errors
    ///
    /// [`Code::InvalidReceipt`] and [`Code::InvalidMessage`] for what is none of these.
    pub fn read(value: &Loose) -> Result<Self, Vec<Diagnostic>> {
        match value.get("receipt") {
            None => Advice::read(value).map(|it| Self::Advice(Box::new(it))),
            Some(Loose::Text(sum)) => returned(value, sum),
            Some(receipt) => {
                let advice = Box::new(Advice::read(receipt)?);
                let reason = value.get("reason");
                let part = |key| reason.and_then(|it| it.text(key)).map(str::to_owned);
                let reason = part("id").map(|id| (id.clone(), part("title").unwrap_or(id)));
                Ok(Self::Choice { advice, reason })
            }
        }
    }
}

/// The status of a task of FHIR, and the day on which it got that.
pub(super) fn of_task(task: &Loose) -> Result<(String, Option<Date>), Vec<Diagnostic>> {
    let report = read_task(task)?;
    let day = report.changed.as_deref().and_then(|it| it.get(..10));
    Ok((report.status, day.and_then(|it| parse_date(it).ok())))
}

fn returned(value: &Loose, sum: &str) -> Result<Entry, Vec<Diagnostic>> {
    let (status, date) = match value.get("task") {
        Some(task) => of_task(task)?,
        None => (
            value.text("status").unwrap_or_default().to_owned(),
            value.text("date").and_then(|it| parse_date(it).ok()),
        ),
    };
    Ok(Entry::Returned {
        receipt: sum.to_owned(),
        state: state(&status)?,
        date,
    })
}

/// What a word of FHIR says of a referral.
pub(super) fn state(status: &str) -> Result<State, Vec<Diagnostic>> {
    let mut states = STATES.iter();
    let found = states.find(|(word, _)| *word == status);
    found.map(|(_, state)| *state).ok_or_else(|| {
        let known = STATES.map(|(word, _)| word).join(", ");
        let message = format!("een terugkoppeling heeft geen stand `{}`", short(status));
        let fault = Diagnostic::error(Code::InvalidReceipt, message);
        vec![fault.help(format!("kies uit {known}"))]
    })
}

impl Advice {
    pub(super) fn read(value: &Loose) -> Result<Self, Vec<Diagnostic>> {
        let recorded = Recorded::read(value)?;
        let recommendation = value
            .get("content")
            .and_then(|content| content.get("recommendation"));
        let route = recommendation.and_then(|it| it.get("route"));
        let named = |it: &Loose| Some((it.text("id")?.to_owned(), it.text("title")?.to_owned()));
        let rules = recommendation
            .and_then(|it| it.get("reasoning"))
            .and_then(|it| it.get("rules"));
        let days = match route.and_then(|it| it.get("responseDays")) {
            Some(Loose::Whole(days)) => Some(*days),
            _ => None,
        };
        Ok(Self {
            sum: value.text("sha256").unwrap_or_default().to_owned(),
            route: route.and_then(named),
            days,
            rules: list(rules).iter().filter_map(rule).collect(),
            recorded,
        })
    }
}

fn rule(it: &Loose) -> Option<RuleSeen> {
    let routes = list(it.get("for")).iter();
    let routes = routes.filter_map(|id| match id {
        Loose::Text(id) => Some(id.clone()),
        _ => None,
    });
    let routes = routes.collect();
    (it.text("verdict") == Some("holds")).then_some(())?;
    Some(RuleSeen {
        id: it.text("id")?.to_owned(),
        reason: it.text("reason").unwrap_or_default().to_owned(),
        routes,
    })
}

/// An entry without what people wrote in their own words, and the name that its file may have. A receipt
/// stays as it is: it has no such text.
///
/// # Errors
///
/// As [`Entry::read`].
pub fn stripped(value: &Loose) -> Result<(String, Loose), Vec<Diagnostic>> {
    let name = |sum: &str| {
        sum.chars()
            .filter(char::is_ascii_alphanumeric)
            .take(16)
            .collect::<String>()
    };
    Ok(match Entry::read(value)? {
        Entry::Advice(advice) => (name(&advice.sum), kept(value, &["content", "sha256"])),
        Entry::Choice { advice, .. } => {
            let keys = ["receipt", "advised", "chosen", "reason", "date"];
            let mut choice = kept(value, &keys);
            if let Loose::Object(entries) = &mut choice {
                for (key, value) in entries.iter_mut() {
                    match key.as_str() {
                        "receipt" => *value = kept(value, &["content", "sha256"]),
                        "date" => *value = day(value),
                        _ => *value = kept(value, &["id", "title", "needsNote"]),
                    }
                }
                entries.push(("note".to_owned(), Loose::Nothing));
            }
            (name(&advice.sum) + "-keuze", choice)
        }
        Entry::Returned {
            receipt,
            state,
            date,
        } => {
            let mut words = STATES.iter().rev();
            let word = words.find(|(_, it)| *it == state).map(|(word, _)| *word);
            let status = Loose::Text(word.unwrap_or_default().to_owned());
            let date = date.map_or(Loose::Nothing, |it| Loose::Text(it.to_string()));
            let file = name(&receipt) + "-terug";
            let entries = [
                ("receipt", Loose::Text(receipt)),
                ("status", status),
                ("date", date),
            ];
            let entries = entries.map(|(key, value)| (key.to_owned(), value));
            (file, Loose::Object(entries.into()))
        }
    })
}

/// A day, or nothing.
fn day(value: &Loose) -> Loose {
    match value {
        Loose::Text(text) if parse_date(text).is_ok() => value.clone(),
        _ => Loose::Nothing,
    }
}

/// Some of the keys of an object.
fn kept(value: &Loose, keys: &[&str]) -> Loose {
    match value {
        Loose::Object(entries) => {
            let entries = entries
                .iter()
                .filter(|(key, _)| keys.contains(&key.as_str()));
            Loose::Object(entries.cloned().collect())
        }
        other => other.clone(),
    }
}

fn list(value: Option<&Loose>) -> &[Loose] {
    match value {
        Some(Loose::List(items)) => items,
        _ => &[],
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
