//! `decide --his`, `decide --format receipt` and `replay`.

use super::root;
use crate::running::{Run, run_in};
use std::path::PathBuf;

fn run(args: &[&str], input: &str) -> Run {
    run_in(root(), args, input.as_bytes(), &[])
}

fn scratch(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("record");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn with_facts(command: &str, case: &str, more: &[&str]) -> Run {
    let facts = scratch(
        "feiten.json",
        r#"{"age": 72, "icpc": [{"code": "Z15", "date": "2026-03-01"}], "contacts12m": 300}"#,
    );
    let facts = facts.to_str().unwrap();
    let args = ["--protocol", "vlissingen", "--case", "-", "--his", facts];
    run(
        &[&[command][..], &args, &["--on", "2026-11-22"], more].concat(),
        case,
    )
}

#[test]
fn facts_are_filled_in_and_shown_with_what_they_come_from() {
    for command in ["decide", "next"] {
        let it = with_facts(command, r#"{"answers": {}}"#, &[]);
        assert_eq!(it.code, 0, "{}", it.err);
        for line in [
            "Uit het HIS\n",
            "  Leeftijd: 72 jaar ← leeftijd 72\n",
            "  Verlies: ja ← ICPC Z15 (1 maart 2026)\n",
            "nog open, 300 contacten in 12 maanden (300 ligt niet tussen 0 en 200)\n",
        ] {
            assert!(it.out.contains(line), "{line}: {}", it.out);
        }
    }
    let plain = run(
        &[
            "decide",
            "--protocol",
            "vlissingen",
            "--case",
            "-",
            "--on",
            "2026-11-22",
        ],
        r#"{"answers": {}}"#,
    );
    assert!(!plain.out.contains("HIS"));
}

#[test]
fn what_the_case_says_wins_and_an_open_answer_stays_open() {
    let case = r#"{"answers": {"leeftijd": 71, "verlies": null}}"#;
    let it = with_facts("decide", case, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&it.out).unwrap();
    assert_eq!(json["prefill"]["origins"][0]["question"], "veel_betrokken");
    assert_eq!(json["prefill"]["origins"][1], serde_json::Value::Null);
    let asked = json["recommendation"]["next"].to_string();
    assert!(!asked.contains("\"leeftijd\""), "{asked}");
}

#[test]
fn faulty_facts_are_refused() {
    let facts = scratch("fout.json", r#"{"leeftijd": 72}"#);
    let facts = facts.to_str().unwrap();
    let it = run(&["decide", "--protocol", "vlissingen", "--his", facts], "");
    assert_eq!(it.code, 1);
    assert!(it.out.contains("DW0707"), "{}", it.out);
    let both = ["decide", "--protocol", "goes", "--his", "-", "--case", "-"];
    let it = run(&both, "{}");
    assert_eq!(it.code, 2);
    assert!(it.err.contains("maar één"), "{}", it.err);
}

#[test]
fn a_receipt_is_replayed_and_every_change_is_said() {
    let args = [
        "decide",
        "--protocol",
        "vlissingen",
        "--format",
        "receipt",
        "--case",
    ];
    let made = run(&[&args[..], &["tests/cases/weduwe_72.json"]].concat(), "");
    assert_eq!(
        (made.code, made.out.lines().count()),
        (0, 1),
        "{}",
        made.err
    );
    let it = run(&["replay", "-"], &made.out);
    assert_eq!(
        (it.code, it.out.as_str()),
        (
            0,
            "Zelfde: vlissingen@1.0.0 op 2026-11-22 geeft hetzelfde advies met dezelfde onderbouwing.\n"
        )
    );
    let other = made
        .out
        .replacen("\"eenzaamheid\":8", "\"eenzaamheid\":2", 1);
    let it = run(&["replay", "-"], &other);
    assert_eq!(it.code, 1);
    assert!(
        it.out.contains("de inhoud hoort niet bij de SHA-256"),
        "{}",
        it.out
    );
    let it = run(&["replay", "-", "--format", "json"], &other);
    let json: serde_json::Value = serde_json::from_str(&it.out).unwrap();
    assert_eq!(
        (&json["same"], &json["differences"][0]["about"]),
        (&false.into(), &"receipt".into())
    );
}

#[test]
fn what_cannot_be_replayed_says_why() {
    let it = run(&["replay", "nergens.json"], "");
    assert_eq!(it.code, 2);
    assert!(it.err.contains("bestaat niet"), "{}", it.err);
    let it = run(&["replay", "-", "--protocols", "nergens"], "{}");
    assert_eq!(it.code, 2);
    for (text, expected) in [
        ("", "geen JSON"),
        ("{}", "ontbreekt `content`"),
        (
            r#"{"content": {"format": 7}, "sha256": ""}"#,
            "`format` `7`",
        ),
    ] {
        let it = run(&["replay", "-"], text);
        assert_eq!(it.code, 1, "{text}");
        assert!(
            it.out.contains("DW0708") && it.out.contains(expected),
            "{}",
            it.out
        );
    }
    let args = [
        "decide",
        "--protocol",
        "vlissingen",
        "--format",
        "receipt",
        "--case",
    ];
    let made = run(&[&args[..], &["tests/cases/weduwe_72.json"]].concat(), "").out;
    let gone = made.replace("\"version\":\"1.0.0\"", "\"version\":\"7.0.0\"");
    let it = run(&["replay", "-"], &gone);
    assert_eq!(it.code, 1);
    assert!(it.out.contains("protocol `vlissingen@7.0.0`"), "{}", it.out);
}
