//! `domeinwijzer evaluate`: numbers over receipts, small ones left out, and nothing in anybody's own words.

use super::running::{Run, run_in};
use std::path::{Path, PathBuf};

const RECEIPTS: &str = "tests/data/receipts";

fn evaluate(args: &[&str]) -> Run {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let common = ["evaluate", "--on", "2026-11-22"];
    let it = run_in(root, &[&common[..], args].concat(), b"", &[]);
    assert_eq!(it.code, 0, "{}", it.err);
    it
}

/// A folder with some of the receipts.
fn some(name: &str, wanted: impl Fn(&str) -> bool) -> PathBuf {
    let folder = super::folder(name);
    for entry in std::fs::read_dir(RECEIPTS).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap();
        if wanted(file.to_str().unwrap()) {
            std::fs::copy(&path, folder.join(file)).unwrap();
        }
    }
    folder
}

#[test]
fn receipts_are_counted() {
    for format in ["full", "html", "json"] {
        let it = evaluate(&[
            RECEIPTS,
            "--draft",
            "examples/receipts/draft.toml",
            "--protocol",
            "examples/receipts/protocol.toml",
            "--format",
            format,
        ]);
        insta::with_settings!({ snapshot_path => "", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("evaluate.{format}"), it.out);
        });
        for word in ["Vrije tekst", "<script", "http://", "https://"] {
            assert!(!it.out.contains(word), "{format} has {word}");
        }
    }
}

#[test]
fn parts_add_up_where_all_of_them_are_shown() {
    let it = evaluate(&[RECEIPTS, "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&it.out).unwrap();
    for (key, whole) in [
        ("advice", &found["receipts"]),
        ("routes", &found["receipts"]),
        ("protocols", &found["receipts"]),
    ] {
        let parts = found[key].as_array().unwrap().iter();
        let counts: Option<Vec<u64>> = parts.map(|it| it["count"].as_u64()).collect();
        let sum: u64 = counts.unwrap().iter().sum();
        assert_eq!(Some(sum), whole.as_u64(), "{key}");
    }
}

/// All numbers of a value.
fn numbers(value: &serde_json::Value, all: &mut Vec<u64>) {
    match value {
        serde_json::Value::Number(it) => all.extend(it.as_u64()),
        serde_json::Value::Array(items) => items.iter().for_each(|it| numbers(it, all)),
        serde_json::Value::Object(items) => items.values().for_each(|it| numbers(it, all)),
        _ => {}
    }
}

#[test]
fn few_receipts_say_nothing() {
    let four = some("few", |name| {
        name.starts_with("00") && !name.contains("terug")
    });
    let files = std::fs::read_dir(&four).unwrap().count();
    assert!(files > 4);
    let it = evaluate(&[four.to_str().unwrap(), "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&it.out).unwrap();
    let mut all = Vec::new();
    numbers(&found, &mut all);
    assert!(all.iter().all(|it| *it == 0 || *it >= 5), "{}", it.out);
    assert!(found["first"].is_null(), "{}", it.out);
}

#[test]
fn what_was_changed_or_is_not_there_does_not_count() {
    let folder = some("changed", |name| !name.starts_with("002"));
    let path = folder.join("001.json");
    let before = std::fs::read_to_string(&path).unwrap();
    std::fs::write(
        &path,
        before.replacen("\"contacten\":", "\"contacten\":1", 1),
    )
    .unwrap();
    std::fs::write(folder.join("x.json"), "{}").unwrap();
    std::fs::write(
        folder.join("y.json"),
        r#"{"receipt": "0a", "status": "rejected"}"#,
    )
    .unwrap();
    let it = evaluate(&[folder.to_str().unwrap(), "--format", "json"]);
    assert!(it.err.contains("x.json telt niet mee"), "{}", it.err);
    assert!(it.err.contains("1 bestand niet gelezen"), "{}", it.err);
    let found: serde_json::Value = serde_json::from_str(&it.out).unwrap();
    assert_eq!(found["damaged"], 1);
    assert!(found["unmatched"].as_u64().unwrap() >= 1, "{}", it.out);
}

#[test]
fn free_text_is_stripped_and_nothing_else_changes() {
    let folder = super::folder("strip").join("out");
    let out = folder.to_str().unwrap();
    evaluate(&[RECEIPTS, "--strip", out]);
    let mut files = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains("Vrije tekst"), "{}", path.display());
        files += 1;
    }
    assert_eq!(files, std::fs::read_dir(RECEIPTS).unwrap().count());
    let (before, after) = (evaluate(&[RECEIPTS]), evaluate(&[out]));
    assert_eq!(before.out, after.out);
}

#[test]
fn the_list_of_cases_names_receipts_only() {
    let list = super::folder("cases").join("bespreken.txt");
    evaluate(&[RECEIPTS, "--cases", list.to_str().unwrap()]);
    let text = std::fs::read_to_string(&list).unwrap();
    let lines: Vec<&str> = text.lines().filter(|it| !it.starts_with('#')).collect();
    assert!(lines.len() > 10, "{text}");
    for line in lines {
        let (sum, why) = line.split_once("  ").unwrap();
        assert!(
            sum.len() == 64 && sum.bytes().all(|it| it.is_ascii_hexdigit()),
            "{line}"
        );
        assert!(!why.contains("Vrije tekst"), "{line}");
    }
}
