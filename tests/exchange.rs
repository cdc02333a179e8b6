//! Messages to and from other systems: what goes out comes back the same, what must stay in stays in,
//! and what does not fit is said. Whether messages are valid is for `tests/fhir`, with validators.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Case, Decision, Loose, Request};
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::formats::{self, Decided, Options};
use domeinwijzer::present::recommend;
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::parse_date;
use domeinwijzer::prove::Prover;
use domeinwijzer::wire::Recommendation;
use serde_json::{Value, json};

const HEAD: &str = r#"
formaat = 1
[protocol]
id = "proef"
titel = "Proef"
versie = "1.2.0"
status = "concept"
geldig_vanaf = 2026-01-01
voorrang = ["welzijn", "wmo", "huisarts"]
[bron.b]
titel = "Een bron"
url = "https://bron.example/"
[groep.eerst]
titel = "Eerst"
[vraag]
gevaar  = { groep = "eerst", tekst = "Gevaar?", kort = "Gevaar", type = "ja_nee", in_brief = false, bron = "b" }
ernst   = { tekst = "Ernst?", kort = "Ernst", type = "keuze", keuzes = { geen = "Geen", licht = "Licht", zwaar = "Zwaar" }, bron = "b" }
cijfer  = { tekst = "Cijfer?", kort = "Cijfer", type = "schaal", min = 0, max = 10, bron = "b" }
hulp    = { tekst = "Hulp?", kort = "Hulp", type = "meerkeuze", keuzes = { wmo = "Wmo", buren = "Buren" }, bron = "b" }
[score.som]
som = { cijfer = 1 }
[kenmerk.zwaarte]
als = "ernst = 'zwaar' of cijfer >= 8"
[route.welzijn]
titel = "Welzijn <b>op</b> recept"
uitleg = "Zie [hier](https://kwaad.example)."
patient = "Een coach belt u."
contact = ["coach"]
termijn_werkdagen = 5
terugkoppeling = "Bericht binnen vier weken"
[route.wmo]
titel = "Wmo"
uitleg = "Wmo"
patient = "Wmo"
[route.huisarts]
titel = "Huisarts"
uitleg = "Zelf aan zet"
patient = "Uw huisarts"
vangnet = true
[contact.coach]
functie = "Coach"
organisatie = "Welzijn Proefstad"
kanaal = "ZorgDomein"
[signaal.let_op]
titel = "Let op gevaar"
[afwijking.wens]
titel = "Patiënt wil iets anders"
[regel]
gevaar = { als = "gevaar", voor = "welzijn", signaal = "let_op", reden = "GEHEIM", bron = "b" }
eenzaam = { als = "cijfer >= 6 of ernst = 'licht'", voor = "welzijn", reden = "Hoog cijfer.", bron = "b" }
wmo = { als = "hulp bevat 'wmo'", voor = "wmo", reden = "Hulp nodig.", bron = "b" }
veel = { als = "som >= 20", tegen = "wmo", reden = "Nooit.", bron = "b" }
"#;

struct Proof {
    checked: Checked,
    prover: Prover,
}

/// The protocol above with a gated question `laatst`.
fn proof(gate: &str) -> Proof {
    let mut text = HEAD.to_owned();
    if !gate.is_empty() {
        text = text.replace(
            "[score.som]",
            &format!(
                "midden = {{ tekst = \"M?\", kort = \"M\", type = \"ja_nee\", alleen_als = \"gevaar\", anders = false, bron = \"b\" }}\n\
                 laatst = {{ tekst = \"L?\", kort = \"L\", type = \"ja_nee\", alleen_als = \"{gate}\", anders = false, bron = \"b\" }}\n[score.som]"
            ),
        );
    }
    let mut registry = Registry::default();
    registry.add("proef/1.2.0.toml", text.as_bytes());
    let file = registry.at_path("proef/1.2.0.toml").unwrap();
    let checked = compile(&registry, file).unwrap_or_else(|faults| {
        let said: Vec<&String> = faults.iter().map(|it| &it.message).collect();
        unreachable!("{said:?}")
    });
    let prover = Prover::new(program::compile(&checked));
    Proof { checked, prover }
}

struct Outcome {
    case: Case,
    decision: Decision,
    recommendation: Recommendation,
}

impl Proof {
    fn decide(&self, answers: &Value) -> Outcome {
        let case = loose(&json!({ "answers": answers }));
        let request = Request::read(case).unwrap();
        let case = self.prover.fit(&self.checked, &request).unwrap();
        let decision = self.prover.decide(&case);
        let date = parse_date("2026-11-20").unwrap();
        let recommendation = recommend(&self.checked, &self.prover, &case, &decision, date);
        Outcome {
            case,
            decision,
            recommendation,
        }
    }

    fn about<'a>(&'a self, it: &'a Outcome) -> Decided<'a> {
        Decided {
            checked: &self.checked,
            case: &it.case,
            decision: &it.decision,
            recommendation: &it.recommendation,
        }
    }

    fn bundle(&self, answers: &Value, given: &Value) -> Result<Value, Vec<Diagnostic>> {
        let outcome = self.decide(answers);
        let options = options(given).unwrap();
        let made = formats::bundle(&self.about(&outcome), &options)?;
        Ok(serde_json::to_value(made).unwrap())
    }

    fn cards(&self, answers: &Value) -> Vec<Value> {
        let outcome = self.decide(answers);
        let made = formats::cds_hooks(&self.about(&outcome), &Options::default());
        let made = serde_json::to_value(made).unwrap();
        made["cards"].as_array().unwrap().clone()
    }
}

fn loose(value: &Value) -> Loose {
    serde_json::from_value(value.clone()).unwrap()
}

fn options(value: &Value) -> Result<Options, Vec<Diagnostic>> {
    Options::read(&loose(value))
}

fn resources<'a>(bundle: &'a Value, kind: &str) -> Vec<&'a Value> {
    let entries = bundle["entry"].as_array().unwrap();
    let resources = entries.iter().map(|it| &it["resource"]);
    resources.filter(|it| it["resourceType"] == kind).collect()
}

#[track_caller]
fn says(faults: Result<impl Sized, Vec<Diagnostic>>, expected: &str) {
    let found: Vec<String> = faults
        .err()
        .unwrap_or_default()
        .iter()
        .map(|it| format!("{} {}", it.code, it.message))
        .collect();
    assert_eq!(found, [expected]);
}

// ------------------------------------------------------------------------------------------------
// A bundle, and a response on its way back

fn all_answers() -> Value {
    json!({ "gevaar": false, "ernst": "licht", "cijfer": 8, "hulp": ["buren"] })
}

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

// ------------------------------------------------------------------------------------------------
// The questionnaire

fn item(proof: &Proof, id: &str) -> Value {
    fn find(it: &Value, id: &str) -> Option<Value> {
        let items = it["item"].as_array().into_iter().flatten();
        items.into_iter().find_map(|it| {
            if it["linkId"] == id {
                Some(it.clone())
            } else {
                find(it, id)
            }
        })
    }
    let questionnaire = serde_json::to_value(formats::questionnaire(&proof.checked)).unwrap();
    find(&questionnaire, id).unwrap()
}

fn when(item: &Value) -> (Vec<String>, Option<String>) {
    let conditions = item["enableWhen"].as_array().into_iter().flatten();
    let shown = conditions.map(|it| {
        let (_, answer) = it
            .as_object()
            .unwrap()
            .iter()
            .find(|it| it.0.starts_with("answer"))
            .unwrap();
        let answer = answer.get("code").unwrap_or(answer);
        format!(
            "{} {} {answer}",
            it["question"].as_str().unwrap(),
            it["operator"].as_str().unwrap()
        )
    });
    let behaviour = item["enableBehavior"].as_str().map(str::to_owned);
    (shown.collect(), behaviour)
}

#[test]
fn a_condition_on_answers_becomes_enable_when() {
    let cases: [(&str, &[&str], Option<&str>); 9] = [
        ("gevaar", &["gevaar = true"], None),
        ("niet gevaar", &["gevaar = false"], None),
        (
            "ernst <> 'geen'",
            &["ernst = \"licht\"", "ernst = \"zwaar\""],
            Some("any"),
        ),
        (
            "gevaar en cijfer tussen 3 en 6",
            &["gevaar = true", "cijfer >= 3", "cijfer <= 6"],
            Some("all"),
        ),
        (
            "niet (gevaar en cijfer >= 3)",
            &["gevaar = false", "cijfer < 3"],
            Some("any"),
        ),
        ("hulp bevat 'wmo'", &["hulp = \"wmo\""], None),
        (
            "zwaarte",
            &["ernst = \"zwaar\"", "cijfer >= 8"],
            Some("any"),
        ),
        (
            "minstens 1 van (gevaar, zwaarte)",
            &["gevaar = true", "ernst = \"zwaar\"", "cijfer >= 8"],
            Some("any"),
        ),
        // Where `midden` is not asked it counts as nee, which fits.
        (
            "niet midden",
            &["gevaar = false", "midden = false"],
            Some("any"),
        ),
    ];
    for (gate, expected, behaviour) in cases {
        let (shown, found) = when(&item(&proof(gate), "laatst"));
        assert_eq!(
            (shown.as_slice(), found.as_deref()),
            (expected.map_to_owned().as_slice(), behaviour),
            "{gate}"
        );
    }
}

trait MapToOwned {
    fn map_to_owned(&self) -> Vec<String>;
}

impl MapToOwned for &[&str] {
    fn map_to_owned(&self) -> Vec<String> {
        self.iter().map(|it| (*it).to_owned()).collect()
    }
}

#[test]
fn a_condition_of_more_levels_becomes_an_expression() {
    let expression = |gate: &str| {
        let item = item(&proof(gate), "laatst");
        assert!(item.get("enableWhen").is_none(), "{gate}");
        let expression = item["extension"][0]["valueExpression"]["expression"].as_str();
        let own = "%resource.item.where(linkId = 'groep').item.where(linkId = '";
        let first = "%resource.item.where(linkId = 'groep.eerst').item.where(linkId = 'gevaar').answer.value";
        let short = expression.unwrap().replace(first, "gevaar");
        short.replace(own, "").replace("').answer.value", "")
    };
    assert_eq!(
        expression("gevaar en (cijfer = 3 of ernst = 'licht')"),
        "((gevaar = true) and ((cijfer = 3) or ernst.where(code = 'licht').exists()))"
    );
    assert_eq!(
        expression("niet (hulp bevat 'wmo')"),
        "(hulp.exists() and hulp.where(code = 'wmo').empty())"
    );
    assert_eq!(
        expression("hoogstens 1 van (gevaar, cijfer > 3, ernst = 'geen')"),
        "(iif((gevaar = false), 1, 0) + iif((cijfer <= 3), 1, 0) + \
         iif((ernst.where(code = 'licht').exists() or ernst.where(code = 'zwaar').exists()), 1, 0) >= 2)"
    );
}

#[test]
fn a_condition_on_a_score_becomes_a_note() {
    let item = item(&proof("som >= 3"), "laatst");
    assert!(item.get("enableWhen").is_none() && item.get("extension").is_none());
    assert_eq!(item["item"][0]["text"], "Alleen als: som >= 3");
}

// ------------------------------------------------------------------------------------------------
// A task that comes back

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
        "S: Bericht van Coach op 2026-11-25 over de verwijzing: aangenomen.\n\
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

// ------------------------------------------------------------------------------------------------
// Cards

#[test]
fn a_case_without_answers_has_no_cards() {
    assert!(proof("").cards(&json!({})).is_empty());
}

#[test]
fn an_open_case_says_what_to_ask() {
    let cards = proof("").cards(&json!({ "ernst": "geen" }));
    assert_eq!(cards.len(), 1);
    let card = &cards[0];
    assert!(
        card["summary"]
            .as_str()
            .unwrap()
            .starts_with("Nog geen advies. Vraag eerst: "),
        "{card}"
    );
    assert!(card.get("suggestions").is_none());
}

#[test]
fn an_advice_is_a_card_with_suggestions_and_signals_come_first() {
    let cards =
        proof("").cards(&json!({ "gevaar": true, "hulp": ["wmo"], "cijfer": 2, "ernst": "geen" }));
    let summaries: Vec<&str> = cards
        .iter()
        .map(|it| it["summary"].as_str().unwrap())
        .collect();
    assert_eq!(
        summaries,
        ["Let op gevaar", "Advies: Welzijn <b>op</b> recept"]
    );
    assert_eq!(cards[0]["indicator"], "warning");
    let card = &cards[1];
    assert_eq!(card["selectionBehavior"], "at-most-one");
    let recommended: Vec<bool> = card["suggestions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["isRecommended"].as_bool().unwrap())
        .collect();
    assert_eq!(recommended, [true, false]);
    // Text of a protocol is text, also where the card is Markdown.
    let detail = card["detail"].as_str().unwrap();
    assert!(
        detail.contains("\\[hier\\](https&#58;//kwaad.example)"),
        "{detail}"
    );
    assert_eq!(card["links"][0]["url"], "https://bron.example/");
}

#[test]
fn feedback_becomes_a_line_for_the_record() {
    let proof = proof("");
    let outcome = proof.decide(&all_answers());
    let cards = proof.cards(&all_answers());
    let read = |value: Value| {
        formats::feedback(&proof.about(&outcome), &Options::default(), &loose(&value))
            .map(|all| all.into_iter().map(|it| it.line).collect::<Vec<_>>())
    };
    let card = cards[0]["uuid"].clone();
    let suggestion = cards[0]["suggestions"][0]["uuid"].clone();
    let taken = json!({ "feedback": [{ "card": card, "outcome": "accepted", "acceptedSuggestions": [{ "id": suggestion }] }] });
    assert_eq!(
        read(taken).unwrap(),
        ["Overgenomen: Advies: Welzijn <b>op</b> recept (Welzijn <b>op</b> recept)."]
    );
    let other = json!({ "card": card, "outcome": "overridden", "overrideReason": {
        "reason": { "code": "x", "system": "https://his.example/redenen", "display": "Wil niet" }, "userComment": "Later\nmisschien" } });
    assert_eq!(
        read(other).unwrap(),
        [
            "Afgeweken van: Advies: Welzijn <b>op</b> recept. Reden: Wil niet. Toelichting: Later misschien."
        ]
    );
    let system = cards[0]["overrideReasons"][0]["system"].clone();
    let own = |code: &str| json!({ "card": card, "outcome": "overridden", "overrideReason": { "reason": { "code": code, "system": system } } });
    assert_eq!(
        read(own("wens")).unwrap(),
        ["Afgeweken van: Advies: Welzijn <b>op</b> recept. Reden: Patiënt wil iets anders."]
    );
    says(
        read(own("wenst")),
        "DW0901 `wenst` is geen reden van dit protocol",
    );
    says(
        read(json!({ "card": "x", "outcome": "accepted" })),
        "DW0901 `feedback.card` is geen kaart van deze casus: `x`",
    );
    says(
        read(json!({ "card": card, "outcome": "ok" })),
        "DW0901 `feedback.outcome` is geen uitkomst: `ok`",
    );
}

// ------------------------------------------------------------------------------------------------
// Options, and a referral as text

#[test]
fn options_that_do_not_fit_are_refused() {
    let cases = [
        (
            json!({ "subjct": "Patient/1" }),
            "DW0901 `subjct` hoort niet in `opties`",
        ),
        (
            json!({ "subject": "Jan" }),
            "DW0901 `Jan` is geen verwijzing naar een patiënt",
        ),
        (
            json!({ "subject": "Patient/123456782" }),
            "DW0903 `opties.subject` lijkt op een burgerservicenummer",
        ),
        (
            json!({ "id": "1112.22.333" }),
            "DW0903 `opties.id` lijkt op een burgerservicenummer",
        ),
        (
            json!({ "consent": "gisteren" }),
            "DW0704 `gisteren` is geen datum",
        ),
        (
            json!({ "answers": "some" }),
            "DW0901 `some` is geen keuze voor `answers`",
        ),
        (
            json!({ "requester": { "agb": "123" } }),
            "DW0901 `123` is geen agb-nummer",
        ),
    ];
    for (value, expected) in cases {
        says(options(&value), expected);
    }
    let bsn =
        json!({ "subject": { "system": "http://fhir.nl/fhir/NamingSystem/bsn", "value": "x" } });
    let faults = options(&bsn).unwrap_err();
    assert_eq!(faults[0].code.to_string(), "DW0903");
}

#[test]
fn a_referral_tells_what_the_letter_tells() {
    let proof = proof("");
    let mut answers = all_answers();
    answers["gevaar"] = json!(true);
    let outcome = proof.decide(&answers);
    let text = formats::referral(&proof.about(&outcome)).unwrap();
    assert!(
        text.contains("Reden van verwijzing\n- Hoog cijfer.\n"),
        "{text}"
    );
    assert!(
        text.contains("Bestemming\nCoach, Welzijn Proefstad (via ZorgDomein)\n"),
        "{text}"
    );
    assert!(!text.contains("GEHEIM"), "{text}");
    let open = proof.decide(&json!({ "ernst": "geen" }));
    assert_eq!(formats::referral(&proof.about(&open)), None);
}
