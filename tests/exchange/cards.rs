//! Cards of CDS Hooks.

use crate::support::{all_answers, loose, proof, says};
use domeinwijzer::formats;
use domeinwijzer::formats::Options;
use serde_json::Value;
use serde_json::json;

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
