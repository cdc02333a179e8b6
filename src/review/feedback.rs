//! What a contact said, written down by the receipt that it is about.

use super::entry::{Advice, Entry, of_task, state};
use crate::decide::Loose;
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::version::Date;

/// How a contact said it.
#[derive(Debug, Clone, Copy)]
pub enum Said<'a> {
    /// A FHIR `Task` that was sent back.
    Task(&'a Loose),
    /// A state as FHIR calls it, and the day it was heard.
    Status(&'a str, Date),
}

/// The entry for what came back: `{receipt: SUM, status, date}`. It is about a receipt, or about the record of
/// another choice, which has one in it. Nothing that the sender wrote, and nothing of a patient, goes into it.
///
/// # Errors
///
/// [`Code::InvalidReceipt`] for what is no receipt, one that was changed, a state that no referral has, and a
/// day before the advice; [`Code::InvalidMessage`] for what is no `Task`.
///
/// # Examples
///
/// ```
/// use domeinwijzer::decide::Loose;
/// use domeinwijzer::review::{Entry, Said, feedback};
/// let receipt = std::fs::read_to_string("tests/data/receipts/001.json").unwrap();
/// let receipt: Loose = serde_json::from_str(&receipt).unwrap();
/// let task = serde_json::from_str(r#"{
///     "resourceType": "Task", "intent": "order", "status": "completed",
///     "lastModified": "2026-10-01T09:30:00+02:00", "note": [{"text": "Mevrouw komt elke dinsdag."}]
/// }"#).unwrap();
/// let entry = feedback(&receipt, Said::Task(&task)).unwrap();
/// assert!(matches!(Entry::read(&entry), Ok(Entry::Returned { .. })));
/// assert!(!domeinwijzer::record::plain_text(&entry).contains("dinsdag"));
/// ```
pub fn feedback(receipt: &Loose, said: Said<'_>) -> Result<Loose, Vec<Diagnostic>> {
    let about = match receipt.get("receipt") {
        Some(inside @ Loose::Object(_)) => inside,
        _ => receipt,
    };
    let advice = Advice::read(about)?;
    if !advice.recorded.is_intact() {
        let message = "dit adviesbewijs is veranderd nadat het gemaakt is";
        let help = "neem het bestand zoals het geschreven is: de som hoort bij de inhoud";
        return Err(vec![fault(message.to_owned(), help)]);
    }
    let (status, date) = match said {
        Said::Status(status, date) => (status.to_owned(), Some(date)),
        Said::Task(task) => of_task(task)?,
    };
    state(&status)?;
    let made = advice.recorded.date;
    if let Some(date) = date
        && (date.year, date.month, date.day) < (made.year, made.month, made.day)
    {
        let message = format!("de terugkoppeling is van {date}, en het advies pas van {made}");
        return Err(vec![fault(message, "hoort zij bij een ander bewijs?")]);
    }
    let date = date.map_or(Loose::Nothing, |it| Loose::Text(it.to_string()));
    let entries = [
        ("receipt", Loose::Text(advice.sum)),
        ("status", Loose::Text(status)),
        ("date", date),
    ];
    let entry = Loose::Object(entries.map(|(key, value)| (key.to_owned(), value)).into());
    // What is written here is what is read back.
    Entry::read(&entry).map(|_| entry)
}

fn fault(message: String, help: &str) -> Diagnostic {
    Diagnostic::error(Code::InvalidReceipt, message).help(help.to_owned())
}
