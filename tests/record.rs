//! Facts that come in, and receipts and choices that go out.
//!
//! Each `tests/record/*.json` is what the system of a practice knows of a patient, and the `.snap`
//! beside it what that fills in on 22 November 2026 in `proef.toml`. `INSTA_UPDATE=always` keeps
//! what comes out now: read it first.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot run has failed"
)]

use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Case, Loose, Request};
use domeinwijzer::diagnostic::{Code, Diagnostic};
use domeinwijzer::present;
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::{Date, parse_date};
use domeinwijzer::prove::Prover;
use domeinwijzer::record::{
    Choice, HisFacts, Recorded, canonical_text, override_record, prefill, receipt, replay,
};
use domeinwijzer::wire::{OverrideRecord, ReplayPart};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "record/commands.rs"]
mod commands;
#[path = "record/hostile.rs"]
mod hostile;
mod running;

const TRIAL: &str = include_str!("record/proef.toml");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn today() -> Date {
    parse_date("2026-11-22").unwrap()
}

/// A protocol that is ready to decide.
struct Ready {
    checked: Checked,
    prover: Prover,
}

impl Ready {
    fn of(registry: &Registry, path: &str) -> Self {
        let checked = compile(registry, registry.at_path(path).unwrap()).unwrap();
        let prover = Prover::new(program::compile(&checked));
        Self { checked, prover }
    }

    fn text(toml: &str) -> Self {
        let mut registry = Registry::default();
        registry.add("proef.toml", toml.as_bytes());
        Self::of(&registry, "proef.toml")
    }

    fn shipped(name: &str) -> Self {
        let mut registry = Registry::default();
        for name in ["nederland", name] {
            let path = format!("{name}/1.0.0.toml");
            let bytes = fs::read(root().join("protocols").join(&path)).unwrap();
            registry.add(path, &bytes);
        }
        Self::of(&registry, &format!("{name}/1.0.0.toml"))
    }

    fn case(&self, json: &str) -> Case {
        let request = Request::read(loose(json)).unwrap();
        self.prover.fit(&self.checked, &request).unwrap()
    }

    fn receipt(&self, case: &Case) -> String {
        let decision = self.prover.decide(case);
        let made = receipt(&self.checked, &self.prover, case, &decision, today());
        canonical_text(&made)
    }

    fn chosen(&self, case: &str, choice: &str) -> Result<OverrideRecord, Vec<Diagnostic>> {
        let case = self.case(case);
        let decision = self.prover.decide(&case);
        let choice = Choice::read(loose(choice))?;
        override_record(
            &self.checked,
            &self.prover,
            &case,
            &decision,
            today(),
            &choice,
        )
    }

    /// What is said of a receipt: what each difference is about, and the messages.
    fn replayed(&self, receipt: &str) -> (Vec<ReplayPart>, String) {
        let recorded = Recorded::parse(receipt).unwrap();
        let replay = replay(&self.checked, &self.prover, &recorded);
        assert_eq!(replay.same, replay.differences.is_empty());
        let about = replay.differences.iter().map(|it| it.about).collect();
        let said: Vec<&str> = replay.differences.iter().map(|it| &*it.message).collect();
        (about, said.join("\n"))
    }
}

fn loose(json: &str) -> Loose {
    serde_json::from_str(json).unwrap()
}

#[test]
fn facts_fill_in_what_they_answer_and_nothing_else() {
    let ready = Ready::text(TRIAL);
    let mut seen = 0;
    for file in fs::read_dir(root().join("tests/record")).unwrap() {
        let path: PathBuf = file.unwrap().path();
        if path.extension().is_none_or(|it| it != "json") {
            continue;
        }
        seen += 1;
        let facts = HisFacts::read(loose(&fs::read_to_string(&path).unwrap())).unwrap();
        let filled = prefill(&ready.checked, &facts, today());
        let origins: Vec<&String> = filled.origins.iter().map(|it| &it.question).collect();
        assert_eq!(
            filled
                .answers
                .keys()
                .collect::<std::collections::BTreeSet<_>>(),
            origins.into_iter().collect()
        );
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        insta::with_settings!({ snapshot_path => "record", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, serde_json::to_string_pretty(&filled).unwrap());
        });
    }
    assert_eq!(seen, 7);
}

#[test]
fn a_receipt_is_canonical_and_its_sum_can_be_computed_by_others() {
    use sha2::Digest;
    let ready = Ready::shipped("vlissingen");
    let text = ready.receipt(&ready.case(include_str!("cases/weduwe_72.json")));
    // serde_json keeps objects sorted: for ASCII keys and whole numbers that is RFC 8785.
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value.to_string(), text);
    let sum = sha2::Sha256::digest(value["content"].to_string());
    let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(value["sha256"], sum.as_str());
    // Nothing of the patient but the answers, and nothing of the machine.
    assert!(
        !text.contains("4388") && !text.contains("praktijk_a"),
        "context"
    );
    assert!(!text.contains(".toml"), "places");
    assert_eq!(
        value["content"]["recommendation"]["route"]["contact"]["id"],
        "coach_souburg"
    );
    assert_eq!(ready.replayed(&text).0, []);
    // Layout is no content.
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    assert_eq!(ready.replayed(&pretty).0, []);
}

#[test]
fn a_flipped_byte_is_noticed() {
    let ready = Ready::text(TRIAL);
    let text = ready.receipt(&ready.case(r#"{"answers": {"leeftijd": 70, "verlies": true}}"#));
    let mut tried = 0;
    for at in (0..text.len()).step_by(61) {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let Ok(changed) = String::from_utf8(bytes) else {
                continue;
            };
            tried += 1;
            if let Ok(recorded) = Recorded::parse(&changed) {
                let replay = replay(&ready.checked, &ready.prover, &recorded);
                assert!(!replay.same, "byte {at}, bit {bit}");
            }
        }
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn what_differs_is_said() {
    use ReplayPart::{Answers, Engine, Protocol, Receipt, Route};
    let ready = Ready::text(TRIAL);
    let text = ready.receipt(&ready.case(r#"{"answers": {"leeftijd": 70, "last": 8}}"#));
    // A text of the protocol.
    let other = Ready::text(&TRIAL.replace("Maatje in de buurt", "Een maatje"));
    let (about, said) = other.replayed(&text);
    assert_eq!(about, [Protocol, Route]);
    assert!(
        said.contains("toen \"Maatje in de buurt.\", nu \"Een maatje.\""),
        "{said}"
    );
    // A rule: another route comes out.
    let (about, said) = Ready::text(&TRIAL.replace("last >= 6", "last >= 9")).replayed(&text);
    assert!(about.starts_with(&[Protocol, Route]), "{about:?}");
    assert!(
        said.contains("advies: toen \"decided\", nu \"open\""),
        "{said}"
    );
    // The administration does not count, as in the digest.
    let withdrawn = TRIAL.replace("status = \"voorbeeld\"", "status = \"ingetrokken\"");
    assert_eq!(Ready::text(&withdrawn).replayed(&text).0, []);
    // Nor do lines and comments.
    assert_eq!(
        Ready::text(&format!("# Hallo\n\n{TRIAL}"))
            .replayed(&text)
            .0,
        []
    );
    // The engine, with a sum that fits.
    let (about, said) = ready.replayed(&summed(&text, "engine", "9.9.9"));
    assert_eq!(about, [Engine]);
    assert!(
        said.starts_with("versie van Domeinwijzer: toen \"9.9.9\""),
        "{said}"
    );
    // An answer, without and with a sum that fits.
    let tampered = text.replacen("\"last\":8", "\"last\":2", 1);
    let (about, _) = ready.replayed(&tampered);
    assert!(about.starts_with(&[Receipt, Route]), "{about:?}");
    let more = text.replacen("\"last\":8", "\"last\":8,\"onzin\":true", 1);
    assert_eq!(ready.replayed(&more).0, [Receipt, Answers]);
    // A question that the protocol no longer asks that way.
    let narrower = TRIAL
        .replace("max = 10", "max = 7")
        .replace("last >= 6", "last >= 5");
    assert_eq!(
        Ready::text(&narrower).replayed(&text).0,
        [Protocol, Answers]
    );
}

/// A receipt with another text in its recommendation, and the sum that fits.
fn summed(receipt: &str, key: &str, text: &str) -> String {
    use sha2::Digest;
    let mut value: serde_json::Value = serde_json::from_str(receipt).unwrap();
    value["content"]["recommendation"][key] = text.into();
    let sum = sha2::Sha256::digest(value["content"].to_string());
    let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    value["sha256"] = sum.into();
    value.to_string()
}

#[test]
fn the_base_is_part_of_the_proof() {
    let ready = Ready::shipped("vlissingen");
    let text = ready.receipt(&ready.case(r#"{"answers": {"leeftijd": 70}}"#));
    let mut registry = Registry::default();
    let base = fs::read_to_string(root().join("protocols/nederland/1.0.0.toml")).unwrap();
    let alone = {
        registry.add("nederland/1.0.0.toml", base.as_bytes());
        Ready::of(&registry, "nederland/1.0.0.toml")
    };
    assert!(text.contains(&format!("\"baseDigest\":\"{}\"", alone.checked.digest())));
    let other = base.replacen(
        "kort        = \"Teken van gevaar\"",
        "kort        = \"Gevaar\"",
        1,
    );
    assert_ne!(base, other);
    let mut registry = Registry::default();
    registry.add("nederland/1.0.0.toml", other.as_bytes());
    let local = fs::read(root().join("protocols/vlissingen/1.0.0.toml")).unwrap();
    registry.add("vlissingen/1.0.0.toml", &local);
    let (about, _) = Ready::of(&registry, "vlissingen/1.0.0.toml").replayed(&text);
    assert!(
        about.starts_with(&[ReplayPart::Protocol, ReplayPart::Base]),
        "{about:?}"
    );
}

#[test]
fn a_choice_is_laid_down_with_its_reason() {
    let ready = Ready::text(TRIAL);
    let case = r#"{"answers": {"last": 8}}"#;
    let made = ready
        .chosen(
            case,
            r#"{"route": "huisarts", "reason": "anders", "note": " Wil het zo. "}"#,
        )
        .unwrap();
    assert_eq!(made.advised.unwrap().id, "hulp");
    assert_eq!(made.chosen.unwrap().title, "Huisarts");
    assert_eq!(made.reason.unwrap().title, "Een andere reden");
    assert_eq!(made.note.as_deref(), Some("Wil het zo."));
    assert_eq!(made.date, "2026-11-22");
    let receipt = canonical_text(&made.receipt);
    assert!(
        !receipt.contains("Wil het zo"),
        "a note is no part of the proof"
    );
    assert_eq!(ready.replayed(&receipt).0, []);
    // No route at all, and a case that is still open.
    let none = ready
        .chosen(case, r#"{"route": null, "reason": "wens"}"#)
        .unwrap();
    assert_eq!(none.chosen, None);
    let open = ready.chosen(
        r#"{"answers": {}}"#,
        r#"{"route": "hulp", "reason": "wens"}"#,
    );
    assert_eq!(open.unwrap().advised, None);
    // A protocol without reasons asks for none.
    let (without, _) = TRIAL.split_once("[afwijking.").unwrap();
    let made = Ready::text(without)
        .chosen(case, r#"{"route": "huisarts"}"#)
        .unwrap();
    assert_eq!(made.reason, None);
}

#[test]
fn a_choice_that_cannot_be_laid_down_says_why() {
    let ready = Ready::text(TRIAL);
    let case = r#"{"answers": {"last": 8}}"#;
    let faults = [
        (
            r#"{"route": "hulp", "reason": "wens"}"#,
            "`hulp` is het advies zelf",
        ),
        (
            r#"{"route": "hup", "reason": "wens"}"#,
            "bedoelt u `hulp`? kies uit `hulp` of `huisarts`",
        ),
        (r#"{"route": "huisarts"}"#, "kies uit `wens` of `anders`"),
        (
            r#"{"route": "huisarts", "reason": "zin"}"#,
            "kies uit `wens` of `anders`",
        ),
        (
            r#"{"route": "huisarts", "reason": "anders", "note": " "}"#,
            "hoort een toelichting",
        ),
        (
            r#"{"route": "huisarts", "reden": "wens"}"#,
            "`reden` hoort niet in een keuze",
        ),
        (r#"{"route": 3}"#, "`route` van de keuze kan niet `3` zijn"),
        ("[]", "een keuze is een object"),
    ];
    for (choice, expected) in faults {
        let faults = ready.chosen(case, choice).unwrap_err();
        assert!(faults.iter().all(|it| it.code == Code::InvalidOverride));
        let said: String = faults
            .iter()
            .map(|it| format!("{} ({})\n", it.message, it.help.clone().unwrap_or_default()))
            .collect();
        assert!(said.contains(expected), "{choice}: {said}");
    }
    let open = ready
        .chosen(r#"{"answers": {}}"#, r#"{"reason": "wens"}"#)
        .unwrap_err();
    assert!(open[0].message.contains("geen route gekozen"), "{open:?}");
    // All faults at once.
    let all = ready
        .chosen(case, r#"{"route": "hup", "reason": "zin"}"#)
        .unwrap_err();
    assert_eq!(all.len(), 2);
}

#[test]
fn the_form_lists_the_reasons_of_base_and_municipality() {
    let form = present::form(&Ready::shipped("vlissingen").checked);
    let reasons: BTreeMap<&str, bool> = form
        .override_reasons
        .iter()
        .map(|it| (&*it.id, it.needs_note))
        .collect();
    assert_eq!(reasons.get("wens_patient"), Some(&false));
    assert_eq!(reasons.get("anders"), Some(&true));
}
