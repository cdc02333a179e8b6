//! The questionnaire: when a question is asked.

use crate::support::{Proof, proof};
use domeinwijzer::formats;
use serde_json::Value;

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
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        assert_eq!(
            (shown.as_slice(), found.as_deref()),
            (expected, behaviour),
            "{gate}"
        );
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
