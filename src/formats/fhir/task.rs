//! What came of a referral: a task that was sent back.

use super::task_words::STATES;
use crate::decide::Loose;
use crate::diagnostic::{Diagnostic, did_you_mean, list};
use crate::formats::message::{Faults, Part, line, short};
use crate::protocol::version::as_words;
use crate::wire::{Soep, TaskReport};

/// Reads a FHIR R4 `Task`: whether the referral was accepted, rejected and why, or completed and with
/// what, as lines for the record. What the sender wrote is put on one line and taken over as it is.
///
/// # Errors
///
/// [`Code::InvalidMessage`](crate::diagnostic::Code::InvalidMessage); every fault at once.
///
/// # Examples
///
/// ```
/// let task = serde_json::from_str(r#"{
///     "resourceType": "Task", "intent": "order", "status": "rejected",
///     "statusReason": {"text": "Geen plaats tot januari"}
/// }"#).unwrap();
/// let report = domeinwijzer::formats::read_task(&task).unwrap();
/// assert_eq!(report.shown, "afgewezen");
/// assert_eq!(report.reason.as_deref(), Some("Geen plaats tot januari"));
/// assert!(report.soep.s.contains("afgewezen: Geen plaats tot januari"));
/// ```
pub fn read_task(value: &Loose) -> Result<TaskReport, Vec<Diagnostic>> {
    let mut faults = Faults::default();
    let Some(task) = Part::whole("Task", value, &mut faults) else {
        return Err(faults.all());
    };
    if !task.is("Task", &mut faults) {
        return Err(faults.all());
    }
    let status = task.text("status", &mut faults);
    if status.is_none() {
        faults.add("de taak heeft geen `status`", known_states());
    }
    let state = STATES.iter().find(|it| Some(it.code) == status);
    if let (Some(other), None) = (status, state) {
        let other = short(other);
        let help =
            did_you_mean(&other, STATES.iter().map(|it| it.code)).unwrap_or_else(known_states);
        faults.add(format!("`{other}` is geen status van een taak"), help);
    }
    let reason = concept(&task, "statusReason", &mut faults);
    let business = concept(&task, "businessStatus", &mut faults);
    let owner = reference(&task, "owner", &mut faults);
    let about = task
        .text("description", &mut faults)
        .map(line)
        .filter(|it| !it.is_empty());
    let focus = task.part("focus", &mut faults);
    let focus = focus.and_then(|it| it.text("reference", &mut faults).map(line));
    let output = outputs(&task, &mut faults);
    let notes = task.parts("note", &mut faults);
    let notes: Vec<String> = notes
        .iter()
        .filter_map(|it| it.text("text", &mut faults).map(line))
        .collect();
    let modified = task.text("lastModified", &mut faults).map(line);
    let Some(state) = state else {
        return Err(faults.all());
    };
    let mut report = TaskReport {
        status: state.code.to_owned(),
        shown: state.shown.to_owned(),
        reason,
        business_status: business,
        output,
        notes,
        request: focus,
        changed: modified,
        soep: Soep {
            s: String::new(),
            o: String::new(),
            e: String::new(),
            p: state.next.to_owned(),
        },
        line: String::new(),
    };
    write(&mut report, owner.as_deref(), about.as_deref());
    faults.or(report)
}

/// The lines for the record.
fn write(it: &mut TaskReport, owner: Option<&str>, about: Option<&str>) {
    let day = it
        .changed
        .as_ref()
        .map(|it| as_words(&it.chars().take(10).collect::<String>()));
    let from = owner.map(|it| format!(" van {it}")).unwrap_or_default();
    let on = day.map(|it| format!(" op {it}")).unwrap_or_default();
    let about = about.map(|it| format!(" ({it})")).unwrap_or_default();
    let why = match (&it.reason, it.status.as_str()) {
        (Some(reason), _) => format!(": {reason}"),
        (None, "rejected" | "failed" | "cancelled") => ", zonder opgaaf van reden".to_owned(),
        (None, _) => String::new(),
    };
    it.soep.s = sentence(&format!(
        "Bericht{from}{on} over de verwijzing{about}: {}{why}",
        it.shown
    ));
    let told = it.output.iter().chain(&it.notes);
    it.soep.o = sentence(&told.map(String::as_str).collect::<Vec<_>>().join("; "));
    let business = it.business_status.as_ref();
    let business = business.map(|it| format!(" ({it})")).unwrap_or_default();
    it.soep.e = sentence(&format!("verwijzing {}{business}", it.shown));
    let soep = &it.soep;
    let lines = [
        ("S", &soep.s),
        ("O", &soep.o),
        ("E", &soep.e),
        ("P", &soep.p),
    ];
    it.line = lines
        .iter()
        .filter(|it| !it.1.is_empty())
        .map(|(letter, text)| format!("{letter}: {text}"))
        .collect::<Vec<_>>()
        .join("\n");
}

/// A text that ends with a full stop, when it says anything.
fn sentence(text: &str) -> String {
    let ends = text.is_empty() || text.ends_with(['.', '!', '?', '…']);
    format!("{text}{}", if ends { "" } else { "." })
}

fn known_states() -> String {
    format!("bekend: {}", list(STATES.iter().map(|it| it.code), 12))
}

/// What a concept says: its text, or else the name of a code.
fn concept(task: &Part<'_>, key: &str, faults: &mut Faults) -> Option<String> {
    let it = task.part(key, faults)?;
    let text = it.text("text", faults).map(line);
    let codes = it.parts("coding", faults);
    let mut names = codes.iter().filter_map(|it| coded(it, faults));
    text.or_else(|| names.next()).filter(|it| !it.is_empty())
}

fn coded(coding: &Part<'_>, faults: &mut Faults) -> Option<String> {
    let display = coding.text("display", faults);
    display.or_else(|| coding.text("code", faults)).map(line)
}

/// What a reference shows.
fn reference(part: &Part<'_>, key: &str, faults: &mut Faults) -> Option<String> {
    let it = part.part(key, faults)?;
    it.text("display", faults)
        .map(line)
        .filter(|it| !it.is_empty())
}

/// What came of it: each with its name.
fn outputs(task: &Part<'_>, faults: &mut Faults) -> Vec<String> {
    let parts = task.parts("output", faults);
    parts
        .iter()
        .map(|it| {
            let name = concept(it, "type", faults);
            let value = value(it, faults);
            match (name, value) {
                (Some(name), Some(value)) => format!("{name}: {value}"),
                (Some(text), None) | (None, Some(text)) => text,
                (None, None) => "een uitkomst zonder tekst".to_owned(),
            }
        })
        .collect()
}

/// The value of an output as text; a kind that has none is named.
fn value(output: &Part<'_>, faults: &mut Faults) -> Option<String> {
    let (key, value) = output
        .entries()
        .find(|(key, value)| key.starts_with("value") && **value != Loose::Nothing)?;
    match (key, value) {
        (_, Loose::YesNo(yes)) => Some(if *yes { "ja" } else { "nee" }.to_owned()),
        (_, Loose::Whole(number)) => Some(number.to_string()),
        (_, Loose::Text(_)) => output.text(key, faults).map(line),
        ("valueCodeableConcept", _) => concept(output, key, faults),
        ("valueCoding", _) => {
            let it = output.part(key, faults)?;
            coded(&it, faults)
        }
        ("valueReference", _) => {
            let shown = reference(output, key, faults);
            shown.or_else(|| Some("zie het bericht".to_owned()))
        }
        (other, _) => Some(format!("een waarde ({})", short(other))),
    }
}
