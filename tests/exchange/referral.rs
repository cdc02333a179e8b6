//! Options, and a referral as text.

use crate::support::{all_answers, options, proof, says};
use domeinwijzer::formats;
use serde_json::json;

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
