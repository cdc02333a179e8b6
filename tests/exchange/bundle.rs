//! A bundle, and a response on its way back.

use crate::support::{all_answers, loose, proof, resources, says};
use domeinwijzer::formats;
use serde_json::Value;
use serde_json::json;

#[test]
fn what_goes_out_comes_back_the_same() {
    let proof = proof("");
    for answers in [
        all_answers(),
        json!({ "hulp": [] }),
        json!({ "hulp": ["wmo", "buren"], "gevaar": true }),
        json!({ "cijfer": 0 }),
    ] {
        let bundle = proof
            .bundle(&answers, &json!({ "answers": "all" }))
            .unwrap();
        let response = resources(&bundle, "QuestionnaireResponse")[0];
        let request = formats::from_response(&proof.checked, &loose(response)).unwrap();
        let case = proof.prover.fit(&proof.checked, &request).unwrap();
        assert_eq!(case, proof.decide(&answers).case, "{answers}");
        assert_eq!(request.date.unwrap().to_string(), "2026-11-20");
    }
}

#[test]
fn only_what_the_letter_tells_leaves_the_practice() {
    let proof = proof("");
    let mut answers = all_answers();
    answers["gevaar"] = json!(true);
    let bundle = proof.bundle(&answers, &json!({})).unwrap();
    let text = bundle.to_string();
    // The reason rests on an answer that no letter may hold.
    assert!(
        !text.contains("GEHEIM") && !text.contains("gevaar"),
        "{text}"
    );
    assert!(!text.contains("\"hulp\""), "{text}");
    assert!(
        text.contains("Hoog cijfer.") && text.contains("SUBSETTED"),
        "{text}"
    );
    let all = proof
        .bundle(&answers, &json!({ "answers": "all" }))
        .unwrap();
    assert!(all.to_string().contains("gevaar"));
    assert!(!all.to_string().contains("SUBSETTED"));
}

#[test]
fn a_request_is_a_draft_until_the_patient_agreed() {
    let proof = proof("");
    let status = |given: Value| {
        let bundle = proof.bundle(&all_answers(), &given).unwrap();
        let of = |kind: &str| {
            resources(&bundle, kind)
                .first()
                .map(|it| it["status"].clone())
        };
        (of("ServiceRequest"), of("Task"), of("Consent"))
    };
    assert_eq!(
        status(json!({})),
        (Some(json!("draft")), Some(json!("draft")), None)
    );
    assert_eq!(
        status(json!({ "consent": "2026-11-20" })),
        (
            Some(json!("active")),
            Some(json!("requested")),
            Some(json!("active"))
        )
    );
    says(
        proof.bundle(&all_answers(), &json!({ "consent": "2026-11-21" })),
        "DW0901 toestemming op 2026-11-21 ligt na de dag van het advies, 2026-11-20",
    );
}

#[test]
fn the_parts_of_a_bundle_point_at_each_other() {
    let proof = proof("");
    let given = json!({ "subject": "Patient/7", "consent": "2026-11-01", "requester": { "agb": "01000001" } });
    let bundle = proof.bundle(&all_answers(), &given).unwrap();
    let url = |kind: &str| {
        let entries = bundle["entry"].as_array().unwrap();
        let entry = entries
            .iter()
            .find(|it| it["resource"]["resourceType"] == kind);
        entry.unwrap()["fullUrl"].clone()
    };
    let request = resources(&bundle, "ServiceRequest")[0];
    let task = resources(&bundle, "Task")[0];
    let service = resources(&bundle, "HealthcareService")[0];
    assert_eq!(task["focus"]["reference"], url("ServiceRequest"));
    assert_eq!(task["owner"]["reference"], url("HealthcareService"));
    assert_eq!(
        request["performer"][0]["reference"],
        url("HealthcareService")
    );
    assert_eq!(
        request["supportingInfo"][0]["reference"],
        url("QuestionnaireResponse")
    );
    assert_eq!(request["supportingInfo"][1]["reference"], url("Consent"));
    assert_eq!(service["providedBy"]["reference"], url("Organization"));
    // Five working days after a Friday.
    assert_eq!(
        task["restriction"]["period"],
        json!({ "start": "2026-11-20", "end": "2026-11-27" })
    );
    assert_eq!(task["requester"]["identifier"]["value"], "01000001");
    for it in [
        &request["subject"],
        &task["for"],
        &resources(&bundle, "Consent")[0]["patient"],
    ] {
        assert_eq!(it, &json!({ "reference": "Patient/7" }));
    }
}

#[test]
fn the_same_message_has_the_same_ids_and_another_has_others() {
    let proof = proof("");
    let id = |answers: &Value, given: Value| {
        let bundle = proof.bundle(answers, &given).unwrap();
        bundle["identifier"]["value"].as_str().unwrap().to_owned()
    };
    let one = id(&all_answers(), json!({ "id": "a" }));
    assert_eq!(one, id(&all_answers(), json!({ "id": "a" })));
    assert_ne!(one, id(&all_answers(), json!({ "id": "b" })));
    assert_ne!(one, id(&json!({ "cijfer": 8 }), json!({ "id": "a" })));
}

#[test]
fn nothing_is_asked_of_anyone_while_it_is_open_or_by_the_safety_net() {
    let proof = proof("");
    let none = json!({ "gevaar": false, "ernst": "geen", "cijfer": 1, "hulp": [] });
    for answers in [json!({ "ernst": "geen" }), none] {
        let bundle = proof.bundle(&answers, &json!({})).unwrap();
        assert_eq!(bundle["entry"].as_array().unwrap().len(), 1, "{bundle}");
    }
}

#[test]
fn another_suitable_route_can_be_chosen_and_no_other() {
    let proof = proof("");
    let mut answers = all_answers();
    answers["hulp"] = json!(["wmo"]);
    let bundle = proof.bundle(&answers, &json!({ "route": "wmo" })).unwrap();
    let request = resources(&bundle, "ServiceRequest")[0];
    assert_eq!(request["code"]["coding"][0]["code"], "wmo");
    says(
        proof.bundle(&answers, &json!({ "route": "huisarts" })),
        "DW0901 route `huisarts` is voor deze casus niet geadviseerd en past ook niet",
    );
}

#[test]
fn a_response_that_does_not_fit_is_explained() {
    let proof = proof("");
    let own = "https://domeinwijzer.example/fhir/Questionnaire/proef";
    let read = |questionnaire: &str, items: Value| {
        let response = json!({
            "resourceType": "QuestionnaireResponse", "status": "completed",
            "questionnaire": questionnaire, "item": items,
        });
        formats::from_response(&proof.checked, &loose(&response))
            .and_then(|request| request.fit(&proof.checked))
    };
    let now = format!("{own}|1.2.0");
    let answered = |id: &str, value: Value| json!([{ "linkId": id, "answer": [value] }]);
    says(
        read(&format!("{own}|1.1.0"), json!([])),
        "DW0902 dit antwoord hoort bij versie 1.1.0 van `proef`, niet bij 1.2.0",
    );
    says(
        read(own, json!([])),
        "DW0902 dit antwoord noemt geen versie van de vragenlijst",
    );
    says(
        read("https://elders.example/q|1.2.0", json!([])),
        "DW0902 dit antwoord hoort bij een andere vragenlijst: `https://elders.example/q`",
    );
    says(
        read(&now, answered("cijfr", json!({ "valueInteger": 8 }))),
        "DW0702 protocol `proef` heeft geen vraag `cijfr`",
    );
    says(
        read(&now, answered("cijfer", json!({ "valueInteger": 11 }))),
        "DW0703 antwoord op `cijfer`: 11 ligt niet tussen 0 en 10",
    );
    says(
        read(&now, answered("cijfer", json!({ "valueString": "8" }))),
        "DW0703 antwoord op `cijfer`: `valueString` past niet bij deze vraag",
    );
    says(
        read(
            &now,
            answered("ernst", json!({ "valueCoding": { "code": "licht" } })),
        ),
        "DW0703 antwoord op `ernst`: een code zonder stelsel, waar \
         `https://domeinwijzer.example/fhir/CodeSystem/proef/vraag/ernst` hoort",
    );
    says(
        read(
            &now,
            json!([{ "linkId": "cijfer", "answer": [{ "valueInteger": 1 }, { "valueInteger": 2 }] }]),
        ),
        "DW0703 antwoord op `cijfer`: 2 antwoorden waar er één past",
    );
    let twice = json!([
        { "linkId": "cijfer", "answer": [{ "valueInteger": 1 }] },
        { "linkId": "groep.eerst", "item": [{ "linkId": "cijfer", "answer": [{ "valueInteger": 1 }] }] },
    ]);
    says(
        read(&now, twice),
        "DW0701 vraag `cijfer` is twee keer beantwoord",
    );
    let open = json!([{ "linkId": "cijfer" }, { "linkId": "groep.eerst.uitleg" }, { "linkId": "cijfer.hulp" }]);
    assert!(read(&now, open).is_ok());
}
