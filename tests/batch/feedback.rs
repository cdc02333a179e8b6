//! From a case that the page saved to a number in the evaluation: every step by a command.

use super::running::{Run, run_in};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn run(args: &[&str]) -> Run {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), args, b"", &[])
}

/// What the page saves (`www/src/casefile.ts`).
fn saved(eenzaamheid: u8, digest: &str) -> String {
    json!({
        "format": "domeinwijzer-casus", "version": 1, "gemeente": "vlissingen", "datum": "2026-09-14",
        "protocol": { "id": "terugblik", "version": "1.0.0", "digest": digest },
        "antwoorden": { "beoordeeld": true, "eenzaamheid": eenzaamheid, "schulden": false, "contacten": 3 },
    })
    .to_string()
}

const PROTOCOL: &str = "examples/receipts/protocol.toml";

struct Folder(PathBuf);

impl Folder {
    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// A receipt of a saved case, made by a command.
    fn receipt(&self, name: &str, eenzaamheid: u8) -> (String, String) {
        let case = self.file("casus.txt", &saved(eenzaamheid, "sha256:0a"));
        let it = run(&[
            "decide",
            "--protocol",
            PROTOCOL,
            "--case",
            &case,
            "--format",
            "receipt",
        ]);
        assert_eq!(it.code, 0, "{}", it.err);
        let said = "bewaard onder terugblik@1.0.0";
        assert!(it.err.contains(said), "{}", it.err);
        let made: Value = serde_json::from_str(&it.out).unwrap();
        assert_eq!(
            made.pointer("/content/recommendation/date").unwrap(),
            "2026-09-14"
        );
        let sum = made.get("sha256").unwrap().as_str().unwrap().to_owned();
        (self.file(name, &it.out), sum)
    }
}

#[test]
fn what_came_back_is_counted_with_its_receipt() {
    let folder = Folder(super::folder("feedback"));
    let mut task = json!({
        "resourceType": "Task", "intent": "order", "status": "rejected",
        "lastModified": "2026-09-20T10:00:00+02:00",
        "for": { "reference": "Patient/3f2a" },
        "statusReason": { "text": "Mevrouw Jansen wil niet" }, "note": [{ "text": "Belt terug" }],
    });
    // Five are sent back, seven are done: fewer than five of anything would not be shown.
    for at in 0..5_u8 {
        task["statusReason"]["text"] = format!("Mevrouw Jansen wil niet ({at})").into();
        let (receipt, sum) = folder.receipt(&format!("w{at}.json"), 6 + at);
        let task = folder.file("taak.txt", &task.to_string());
        let it = run(&["feedback", &receipt, "--task", &task]);
        assert_eq!(it.code, 0, "{}{}", it.out, it.err);
        let expected = json!({ "receipt": sum, "status": "rejected", "date": "2026-09-20" });
        assert_eq!(serde_json::from_str::<Value>(&it.out).unwrap(), expected);
        folder.file(&format!("w{at}-terug.json"), &it.out);
    }
    let all = folder.0.to_str().unwrap();
    let it = run(&["evaluate", all, "--on", "2026-11-22", "--format", "json"]);
    let found: Value = serde_json::from_str(&it.out).unwrap();
    assert_eq!(
        (&found["receipts"], &found["unmatched"]),
        (&json!(5), &json!(0))
    );
    let sent_back = |found: &Value| -> Value {
        let lines = found["returned"].as_array().unwrap();
        let line = lines.iter().find(|it| it["id"] == "sentBack").unwrap();
        line["count"].clone()
    };
    assert_eq!(sent_back(&found), json!(5), "{}", it.out);
    // The last word counts: one of them was taken up after all, and then the four are too few.
    let receipt = folder.0.join("w0.json");
    let output = folder.0.join("w0-terug-2.json");
    let it = run(&[
        "feedback",
        receipt.to_str().unwrap(),
        "--status",
        "completed",
        "--on",
        "2026-10-02",
        "--output",
        output.to_str().unwrap(),
    ]);
    assert_eq!(it.code, 0, "{}{}", it.out, it.err);
    let it = run(&["evaluate", all, "--on", "2026-11-22", "--format", "json"]);
    let found: Value = serde_json::from_str(&it.out).unwrap();
    assert_eq!(sent_back(&found), Value::Null, "{}", it.out);
}

#[test]
fn what_is_no_feedback_is_refused() {
    let folder = Folder(super::folder("no-feedback"));
    let (receipt, _) = folder.receipt("bewijs.json", 7);
    let changed = std::fs::read_to_string(&receipt).unwrap();
    let changed = folder.file(
        "anders.json",
        &changed.replacen("\"eenzaamheid\":7", "\"eenzaamheid\":8", 1),
    );
    let other = folder.file("taak.json", r#"{"resourceType": "Patient"}"#);
    let broken = folder.file("stuk.json", "{");
    for (args, said) in [
        (
            &[changed.as_str(), "--status", "completed"][..],
            "veranderd nadat",
        ),
        (&[&receipt, "--status", "klaar"], "geen stand `klaar`"),
        (
            &[&receipt, "--status", "completed", "--on", "2026-09-13"],
            "het advies pas van 2026-09-14",
        ),
        (&[&receipt, "--task", &other], "Task"),
        (&[&receipt, "--task", &broken], "de taak is geen JSON"),
        (&[&other, "--status", "completed"], "adviesbewijs"),
    ] {
        let it = run(&[&["feedback"][..], args].concat());
        assert_eq!(it.code, 1, "{args:?}: {}{}", it.out, it.err);
        assert!(it.out.contains(said), "{args:?}: {}", it.out);
    }
    for args in [
        &[receipt.as_str()][..],
        &[&receipt, "--task", &other, "--status", "completed"],
    ] {
        assert_eq!(run(&[&["feedback"][..], args].concat()).code, 2);
    }
}

/// A choice has its receipt in it.
#[test]
fn another_choice_can_come_back_too() {
    let it = run(&[
        "feedback",
        "tests/data/receipts/004-keuze.json",
        "--status",
        "completed",
    ]);
    assert_eq!(it.code, 0, "{}{}", it.out, it.err);
    let choice = std::fs::read_to_string("tests/data/receipts/004-keuze.json").unwrap();
    let choice: Value = serde_json::from_str(&choice).unwrap();
    let made: Value = serde_json::from_str(&it.out).unwrap();
    assert_eq!(made["receipt"], choice["receipt"]["sha256"]);
}

#[test]
fn the_page_saves_what_is_read_here() {
    let page = std::fs::read_to_string("www/src/casefile.ts").unwrap();
    let saved: Value = serde_json::from_str(&saved(7, "")).unwrap();
    assert!(
        page.contains(r#"const FORMAT = "domeinwijzer-casus";"#),
        "{page}"
    );
    assert!(page.contains("const VERSION = 1;"), "{page}");
    let written = page
        .lines()
        .find(|it| it.contains("JSON.stringify({ format"))
        .unwrap();
    for key in saved.as_object().unwrap().keys() {
        assert!(
            written.contains(&format!("{key}: ")) || written.contains(&format!(" {key} ")),
            "{key}"
        );
    }
    let folder = Folder(super::folder("saved"));
    let mut newer = saved;
    newer["version"] = json!(2);
    let newer = folder.file("nieuwer.txt", &newer.to_string());
    let it = run(&["decide", "--protocol", PROTOCOL, "--case", &newer]);
    assert_eq!(it.code, 1);
    assert!(
        it.out.contains("andere versie van Domeinwijzer"),
        "{}",
        it.out
    );
}

/// From a choice by a command to a number: what was chosen instead, and why.
#[test]
fn another_choice_is_written_and_counted_with_its_reason() {
    let folder = Folder(super::folder("override"));
    let overridden = |eenzaamheid: u8, rest: &[&str]| {
        let case = folder.file("casus.txt", &saved(eenzaamheid, "sha256:0a"));
        let first = ["override", "--protocol", PROTOCOL, "--case", &case];
        run(&[&first[..], rest].concat())
    };
    for at in 0..5_u8 {
        let output = folder.0.join(format!("k{at}.json"));
        let (output, wish) = (output.to_str().unwrap(), "wens_patient");
        let rest = ["--route", "huisarts", "--reason", wish, "--output", output];
        let it = overridden(5 + at, &rest);
        assert_eq!((it.code, it.out.as_str()), (0, ""), "{}", it.err);
    }
    let none = overridden(
        4,
        &[
            "--route",
            "welzijn",
            "--reason",
            "anders",
            "--note",
            "Belt zelf.",
        ],
    );
    let made: Value = serde_json::from_str(&none.out).unwrap();
    assert_eq!(made["chosen"]["id"], "welzijn", "{}", none.out);
    assert_eq!(
        (&made["note"], &made["date"]),
        (&json!("Belt zelf."), &json!("2026-09-14"))
    );
    let none = overridden(7, &["--no-route", "--reason", "wachttijd"]);
    let made: Value = serde_json::from_str(&none.out).unwrap();
    assert_eq!(
        (&made["advised"]["id"], &made["chosen"]),
        (&json!("welzijn"), &Value::Null)
    );

    let all = folder.0.to_str().unwrap();
    let it = run(&["evaluate", all, "--on", "2026-11-22", "--format", "json"]);
    let found: Value = serde_json::from_str(&it.out).unwrap();
    assert_eq!(found["receipts"], json!(5), "{}", it.out);
    let line = found["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["id"] == "wens_patient");
    assert_eq!(line.unwrap()["count"], json!(5), "{}", it.out);

    for (eenzaamheid, rest, code, said) in [
        (
            7,
            &["--route", "welzijn", "--reason", "anders"][..],
            1,
            "is het advies zelf",
        ),
        (
            7,
            &["--route", "huisarts", "--reason", "anders"],
            1,
            "hoort een toelichting",
        ),
        (
            7,
            &["--route", "huisarst", "--reason", "wachttijd"],
            1,
            "bedoelt u `huisarts`",
        ),
        (7, &["--route", "huisarts"], 1, "ontbreekt `reason`"),
        (7, &["--reason", "wachttijd"], 2, ""),
        (
            7,
            &["--route", "huisarts", "--no-route", "--reason", "wachttijd"],
            2,
            "",
        ),
    ] {
        let it = overridden(eenzaamheid, rest);
        assert_eq!(it.code, code, "{rest:?}: {}{}", it.out, it.err);
        assert!(it.out.contains(said), "{rest:?}: {}", it.out);
    }
}
