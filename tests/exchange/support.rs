//! A small protocol, and what is made of it.

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

pub(crate) const HEAD: &str = r#"
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

pub(crate) struct Proof {
    pub(crate) checked: Checked,
    pub(crate) prover: Prover,
}

/// The protocol above with a gated question `laatst`.
pub(crate) fn proof(gate: &str) -> Proof {
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

pub(crate) struct Outcome {
    pub(crate) case: Case,
    pub(crate) decision: Decision,
    pub(crate) recommendation: Recommendation,
}

impl Proof {
    pub(crate) fn decide(&self, answers: &Value) -> Outcome {
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

    pub(crate) fn about<'a>(&'a self, it: &'a Outcome) -> Decided<'a> {
        Decided {
            checked: &self.checked,
            case: &it.case,
            decision: &it.decision,
            recommendation: &it.recommendation,
        }
    }

    pub(crate) fn bundle(&self, answers: &Value, given: &Value) -> Result<Value, Vec<Diagnostic>> {
        let outcome = self.decide(answers);
        let options = options(given).unwrap();
        let made = formats::bundle(&self.about(&outcome), &options)?;
        Ok(serde_json::to_value(made).unwrap())
    }

    pub(crate) fn cards(&self, answers: &Value) -> Vec<Value> {
        let outcome = self.decide(answers);
        let made = formats::cds_hooks(&self.about(&outcome), &Options::default());
        let made = serde_json::to_value(made).unwrap();
        made["cards"].as_array().unwrap().clone()
    }
}

pub(crate) fn loose(value: &Value) -> Loose {
    serde_json::from_value(value.clone()).unwrap()
}

pub(crate) fn options(value: &Value) -> Result<Options, Vec<Diagnostic>> {
    Options::read(&loose(value))
}

pub(crate) fn resources<'a>(bundle: &'a Value, kind: &str) -> Vec<&'a Value> {
    let entries = bundle["entry"].as_array().unwrap();
    let resources = entries.iter().map(|it| &it["resource"]);
    resources.filter(|it| it["resourceType"] == kind).collect()
}

#[track_caller]
pub(crate) fn says(faults: Result<impl Sized, Vec<Diagnostic>>, expected: &str) {
    let found: Vec<String> = faults
        .err()
        .unwrap_or_default()
        .iter()
        .map(|it| format!("{} {}", it.code, it.message))
        .collect();
    assert_eq!(found, [expected]);
}

/// An answer to every question.
pub(crate) fn all_answers() -> Value {
    json!({ "gevaar": false, "ernst": "licht", "cijfer": 8, "hulp": ["buren"] })
}
