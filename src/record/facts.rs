//! The facts that the system of a practice hands in, in a shape that no system owns.

use crate::decide::Loose;
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list};
use crate::protocol::version::{Date, parse_date};
use crate::sorting::Set;

/// What the system of a practice knows of a patient.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HisFacts {
    /// The age in years.
    pub age: Option<i64>,
    /// What was recorded, each with its day.
    pub codes: Vec<RecordedCode>,
    /// Contacts with the practice in the last twelve months.
    pub contacts: Option<i64>,
    /// Facts with a name of their own.
    pub named: Vec<(String, FactValue)>,
}

/// A code of a record with the day on which it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedCode {
    /// The code as the system wrote it, which need not be one of ICPC-1.
    pub code: String,
    /// The day.
    pub date: Date,
}

/// The value of a fact with a name of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactValue {
    /// Yes or no.
    YesNo(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
}

/// The most codes of one patient.
const RECORD_LIMIT: usize = 5_000;
/// The most facts with a name of their own.
const FACT_LIMIT: usize = 500;
/// The longest code, name or text of a fact, in bytes.
const FACT_TEXT_LIMIT: usize = 200;

const KEYS: [&str; 4] = ["age", "icpc", "contacts12m", "facts"];
const SHAPE: &str = "bijvoorbeeld {\"age\": 72, \"icpc\": [{\"code\": \"Z15\", \"date\": \"2026-03-01\"}], \
                     \"contacts12m\": 14, \"facts\": {\"woont_alleen\": true}}";

impl HisFacts {
    /// Takes a loose value as facts: `{age, icpc: [{code, date}], contacts12m, facts}`, each of which
    /// may be absent or null.
    ///
    /// # Errors
    ///
    /// [`Code::InvalidFacts`] and [`Code::InvalidDate`]; every fault at once. A code that ICPC-1 does
    /// not have is no fault: systems have codes of their own.
    pub fn read(value: Loose) -> Result<Self, Vec<Diagnostic>> {
        let Loose::Object(entries) = value else {
            return Err(vec![fault(format!(
                "feiten uit het HIS zijn een object, maar hier staat {}",
                value.describe()
            ))]);
        };
        let mut facts = Self::default();
        let mut faults = Vec::new();
        let mut seen = Set::new();
        for (key, value) in entries {
            match (key.as_str(), value) {
                (known, Loose::Nothing) if KEYS.contains(&known) => {}
                ("age", Loose::Whole(number)) => facts.age = Some(number),
                ("contacts12m", Loose::Whole(number)) => facts.contacts = Some(number),
                ("icpc", Loose::List(items)) if items.len() <= RECORD_LIMIT => {
                    for item in items {
                        facts.codes.extend(recorded(item, &mut faults));
                    }
                }
                ("facts", Loose::Object(items)) if items.len() <= FACT_LIMIT => {
                    facts.named = named(items, &mut faults);
                }
                ("icpc", Loose::List(_)) => {
                    faults.push(fault(format!("`icpc` heeft meer dan {RECORD_LIMIT} codes")));
                }
                ("facts", Loose::Object(_)) => {
                    faults.push(fault(format!("`facts` heeft meer dan {FACT_LIMIT} feiten")));
                }
                (known, value) if KEYS.contains(&known) => faults.push(fault(format!(
                    "`{known}` van de feiten kan niet {} zijn",
                    value.describe()
                ))),
                (unknown, _) => faults.push(unknown_key(unknown, &KEYS)),
            }
            if !seen.insert(key.clone()) {
                faults.push(fault(format!(
                    "`{}` staat twee keer in de feiten",
                    short(&key)
                )));
            }
        }
        if faults.is_empty() {
            Ok(facts)
        } else {
            Err(faults)
        }
    }
}

fn recorded(item: Loose, faults: &mut Vec<Diagnostic>) -> Option<RecordedCode> {
    const KEYS: [&str; 2] = ["code", "date"];
    let Loose::Object(entries) = item else {
        faults.push(fault(format!(
            "in `icpc` staat {} in plaats van een code met een datum",
            item.describe()
        )));
        return None;
    };
    let (mut code, mut date) = (None, None);
    let before = faults.len();
    for (key, value) in entries {
        match (key.as_str(), value) {
            ("code", Loose::Text(text)) if text.len() <= FACT_TEXT_LIMIT => code = Some(text),
            ("date", Loose::Text(text)) => match parse_date(&text) {
                Ok(it) => date = Some(it),
                Err(error) => faults.push(
                    Diagnostic::error(
                        Code::InvalidDate,
                        format!("`{}` is geen datum", short(&text)),
                    )
                    .help(error.to_string()),
                ),
            },
            (known, value) if KEYS.contains(&known) => faults.push(fault(format!(
                "`{known}` in `icpc` kan niet {} zijn",
                value.describe()
            ))),
            (unknown, _) => faults.push(unknown_key(unknown, &KEYS)),
        }
    }
    if faults.len() == before && (code.is_none() || date.is_none()) {
        let missing = if code.is_none() { "code" } else { "date" };
        faults.push(fault(format!("in `icpc` ontbreekt een `{missing}`")));
    }
    Some(RecordedCode {
        code: code?,
        date: date?,
    })
}

fn named(items: Vec<(String, Loose)>, faults: &mut Vec<Diagnostic>) -> Vec<(String, FactValue)> {
    let mut found: Vec<(String, FactValue)> = Vec::new();
    for (name, value) in items {
        let fits = name.len() <= FACT_TEXT_LIMIT;
        let value = match value {
            Loose::Nothing => continue,
            Loose::YesNo(yes) if fits => FactValue::YesNo(yes),
            Loose::Whole(number) if fits => FactValue::Number(number),
            Loose::Text(text) if fits && text.len() <= FACT_TEXT_LIMIT => FactValue::Text(text),
            other => {
                faults.push(fault(format!(
                    "het feit `{}` kan niet {} zijn",
                    short(&name),
                    other.describe()
                )));
                continue;
            }
        };
        if found.iter().any(|(it, _)| *it == name) {
            faults.push(fault(format!(
                "het feit `{}` staat er twee keer",
                short(&name)
            )));
        }
        found.push((name, value));
    }
    found
}

/// As much of a text of a caller as a message can bear.
pub(super) fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

fn fault(message: String) -> Diagnostic {
    Diagnostic::error(Code::InvalidFacts, message).help(SHAPE.to_owned())
}

fn unknown_key(key: &str, known: &[&'static str]) -> Diagnostic {
    let near = did_you_mean(&short(key), known.iter().copied());
    Diagnostic::error(
        Code::InvalidFacts,
        format!("`{}` hoort niet bij de feiten", short(key)),
    )
    .help(near.unwrap_or_else(|| format!("bekend: {}", list(known.iter().copied(), 8))))
}
