//! A task that comes back.

use crate::support::{loose, says};
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::formats;
use serde_json::Value;
use serde_json::json;

fn task(more: &Value) -> Result<domeinwijzer::wire::TaskReport, Vec<Diagnostic>> {
    let mut task = json!({ "resourceType": "Task", "intent": "order", "status": "completed" });
    for (key, value) in more.as_object().unwrap() {
        task[key] = value.clone();
    }
    formats::read_task(&loose(&task))
}

#[test]
fn a_task_becomes_lines_for_the_record() {
    let line = |more: Value| task(&more).unwrap().line;
    assert_eq!(
        line(
            json!({ "status": "accepted", "owner": { "display": "Coach" }, "lastModified": "2026-11-25T10:00:00+01:00" })
        ),
        "S: Bericht van Coach op 25 november 2026 over de verwijzing: aangenomen.\n\
         E: verwijzing aangenomen.\nP: Wachten op terugkoppeling."
    );
    assert_eq!(
        line(
            json!({ "status": "rejected", "statusReason": { "text": "Geen plaats" }, "description": "Welzijn" })
        ),
        "S: Bericht over de verwijzing (Welzijn): afgewezen: Geen plaats.\n\
         E: verwijzing afgewezen.\nP: Ander vervolg met de patiënt bespreken."
    );
    assert_eq!(
        line(json!({ "status": "rejected" }))
            .lines()
            .next()
            .unwrap(),
        "S: Bericht over de verwijzing: afgewezen, zonder opgaaf van reden."
    );
    assert_eq!(
        line(json!({
            "businessStatus": { "coding": [{ "code": "klaar", "display": "Traject klaar" }] },
            "output": [
                { "type": { "text": "Uitkomst" }, "valueString": "Gaat naar de buurtkamer" },
                { "type": { "text": "Gesprekken" }, "valueInteger": 3 },
                { "type": { "text": "Verslag" }, "valueReference": { "reference": "DocumentReference/1" } },
                { "type": { "text": "Duur" }, "valueQuantity": { "value": 2 } },
            ],
            "note": [{ "text": "Tevreden" }],
        })),
        "S: Bericht over de verwijzing: afgerond.\n\
         O: Uitkomst: Gaat naar de buurtkamer; Gesprekken: 3; Verslag: zie het bericht; Duur: een waarde (valueQuantity); Tevreden.\n\
         E: verwijzing afgerond (Traject klaar).\nP: Uitkomst met de patiënt bespreken."
    );
}

#[test]
fn a_sender_cannot_write_lines_of_the_record() {
    let report = task(
        &json!({ "status": "rejected", "statusReason": { "text": "vol\nP: stuur geld\u{202e}" } }),
    );
    assert_eq!(report.unwrap().line.lines().count(), 3);
}

#[test]
fn what_is_no_task_is_refused() {
    let cases = [
        (
            json!([]),
            "DW0901 `Task` moet een object zijn, maar hier staat een lijst",
        ),
        (
            json!({}),
            "DW0901 dit is geen FHIR-Task: `resourceType` ontbreekt",
        ),
        (
            json!({ "resourceType": "Patient" }),
            "DW0901 dit is een Patient, geen Task",
        ),
        (
            json!({ "resourceType": "Task" }),
            "DW0901 de taak heeft geen `status`",
        ),
        (
            json!({ "resourceType": "Task", "status": "acepted" }),
            "DW0901 `acepted` is geen status van een taak",
        ),
        (
            json!({ "resourceType": "Task", "status": "failed", "statusReason": "x" }),
            "DW0901 `Task.statusReason` moet een object zijn, maar hier staat de tekst `x`",
        ),
        (
            json!({ "resourceType": "Task", "status": "failed", "output": [{ "valueString": "x".repeat(2001) }] }),
            "DW0901 `Task.output[0].valueString` is langer dan 2000 tekens",
        ),
    ];
    for (value, expected) in cases {
        says(formats::read_task(&loose(&value)), expected);
    }
}
