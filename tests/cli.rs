//! The command line as a whole: what it prints, where, and how it exits.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod running;

use running::{Run, run_in};
use std::path::{Path, PathBuf};

fn run_with(args: &[&str], input: &[u8]) -> Run {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), args, input, &[])
}

fn run(args: &[&str]) -> Run {
    run_with(args, b"")
}

fn decide(case: &str) -> Run {
    run_with(
        &["decide", "--protocol", "vlissingen", "--case", "-"],
        case.as_bytes(),
    )
}

/// A folder of its own for files that a test writes.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[track_caller]
fn check_file(name: &str, content: &[u8], code: i32, expected: &str) {
    let path = scratch("faulty").join(name);
    std::fs::write(&path, content).unwrap();
    let it = run(&["check", path.to_str().unwrap(), "--format", "concise"]);
    assert_eq!(it.code, code, "{}{}", it.out, it.err);
    assert!(it.out.contains(expected), "{}", it.out);
}

#[test]
fn shipped_protocols_are_clean_and_their_examples_hold() {
    let it = run(&["check", "protocols", "--deny-warnings"]);
    assert_eq!(
        (it.code, it.out.as_str()),
        (
            0,
            "0 fouten, 0 waarschuwingen, 16 ter informatie (toon met --info)\n"
        )
    );
    let it = run(&["test", "protocols"]);
    assert_eq!(it.code, 0, "{}", it.out);
    assert!(it.out.ends_with(" geslaagd, 0 gezakt\n"));
}

#[test]
fn every_case_gives_its_recommendation() {
    let cases = [
        ("jonge_man_afsluiting", "goes"),
        ("kind_in_gezin", "doetinchem"),
        ("mantelzorger_overbelast", "middelburg"),
        ("multiprobleem", "utrecht"),
        ("veiligheid_nog_open", "vlissingen"),
        ("weduwe_72", "vlissingen"),
        ("zelfdoding_acuut", "s_gravenhage"),
    ];
    let known = std::fs::read_dir("tests/cases").unwrap().count();
    assert_eq!(known, cases.len(), "every case file is in the list");
    for (case, protocol) in cases {
        let file = format!("tests/cases/{case}.json");
        let args = ["decide", "--protocol", protocol, "--case", &file];
        let text = run(&args);
        assert_eq!(text.code, 0, "{}", text.err);
        insta::with_settings!({ snapshot_path => "cli", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(case, text.out);
        });
    }
}

#[test]
fn reasons_are_given_when_asked_for() {
    let file = "tests/cases/weduwe_72.json";
    let args = ["decide", "--protocol", "vlissingen", "--case", file];
    let plain = run(&args).out;
    let it = run(&[&args[..], &["--reasons"]].concat());
    assert_eq!(it.code, 0, "{}", it.err);
    let added: Vec<&str> = it
        .out
        .lines()
        .filter(|line| !plain.contains(line))
        .collect();
    insta::with_settings!({ snapshot_path => "cli", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("weduwe_72.reasons", added.join("\n"));
    });
}

#[test]
fn json_is_the_same_by_id_code_and_name() {
    let by = |name: &str| {
        run(&[
            "decide",
            "--protocol",
            name,
            "--case",
            "tests/cases/weduwe_72.json",
            "--format",
            "json",
        ])
        .out
    };
    let json = by("vlissingen");
    assert_eq!(by("GM0718"), json);
    assert_eq!(by("Vlissingen"), json);
    assert_eq!(by("vlissingen@1.0.0"), json);
    assert_eq!(by("protocols/vlissingen/1.0.0.toml"), json);
    insta::with_settings!({ snapshot_path => "cli", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("weduwe_72.json", json);
    });
}

#[test]
fn an_open_case_names_the_safety_questions_first() {
    let it = decide(r#"{"answers":{"eenzaamheid":8}}"#);
    assert_eq!(it.code, 0);
    let after = it.out.split("Eerst te vragen\n").nth(1).unwrap();
    assert!(
        after
            .lines()
            .next()
            .unwrap()
            .contains("(veiligheidssignaal)"),
        "{}",
        it.out
    );
}

#[test]
fn a_null_answer_is_open() {
    let open = decide(r#"{"answers":{}, "date": "2026-11-22"}"#);
    let null = decide(r#"{"answers":{"eenzaamheid":null}, "date": "2026-11-22", "context": null}"#);
    assert_eq!(open.out, null.out);
}

#[test]
fn a_faulty_case_is_refused_whole_and_every_fault_is_named() {
    let it = decide(
        r#"{"answers":{"eenzaamhied":8,"leeftijd":200,"psychische_ernst":"erg","verlies":1.5}}"#,
    );
    assert_eq!(it.code, 1);
    for expected in [
        "geen vraag `eenzaamhied`",
        "bedoelt u `eenzaamheid`?",
        "`leeftijd`: 200 ligt niet tussen 0 en 120",
        "`erg` is geen keuze",
        "`verlies`: een kommagetal",
        "4 fouten",
    ] {
        assert!(it.out.contains(expected), "{expected}: {}", it.out);
    }
    assert!(!it.out.contains("Advies"));
}

#[test]
fn other_faults_of_a_case() {
    for (case, expected) in [
        ("", "geen geldige JSON"),
        ("[]", "een casus is een object"),
        ("{}", "ontbreekt `answers`"),
        (
            r#"{"answers":{},"datum":"2026-11-22"}"#,
            "`datum` hoort niet in een casus",
        ),
        (
            r#"{"answers":{},"date":"22-11-2026"}"#,
            "`22-11-2026` is geen datum",
        ),
        (
            r#"{"answers":{},"date":"2026-02-30"}"#,
            "`2026-02-30` is geen datum",
        ),
        (
            r#"{"answers":{},"context":{"praktijk":"a"}}"#,
            "`praktijk` hoort niet in een casus",
        ),
        (
            r#"{"answers":{"verlies":true,"verlies":false}}"#,
            "twee keer beantwoord",
        ),
        (
            r#"{"answers":{"verlies":{"a":1}}}"#,
            "`verlies`: een object past niet",
        ),
        (
            r#"{"answers":{"psychische_aard":["stemming",3]}}"#,
            "`psychische_aard`: een lijst past niet",
        ),
    ] {
        let it = decide(case);
        assert_eq!(it.code, 1, "{case}");
        assert!(it.out.contains(expected), "{case}: {}", it.out);
    }
    let deep = format!("{{\"answers\":{{\"verlies\":{}}}}}", "[".repeat(10_000));
    let it = decide(&deep);
    assert_eq!(it.code, 1);
    assert!(it.out.contains("DW0701"), "{}", it.out);
}

#[test]
fn an_encoder_is_written_in_the_language_of_its_file() {
    for (name, typed) in [("goes.ts", true), ("goes.mjs", false)] {
        let file = scratch("encoders").join(name);
        let path = file.to_str().unwrap();
        let it = run(&["bundle", "--protocol", "goes", "--encoder", path]);
        assert_eq!(
            (it.code, it.out.as_str(), it.err.as_str()),
            (0, "", ""),
            "{name}"
        );
        let source = std::fs::read_to_string(&file).unwrap();
        assert!(source.contains("for goes@1.0.0"), "{source}");
        assert_eq!(source.contains("export interface Answers"), typed, "{name}");
        std::fs::remove_file(file).unwrap();
    }
}

#[test]
fn what_cannot_run_says_why_on_stderr() {
    for (args, expected) in [
        (
            vec!["decide", "--protocol", "goes", "--case", "nergens.json"],
            "bestaat niet",
        ),
        (vec!["check", "nergens"], "bestaat niet"),
        (
            vec!["bundle", "--protocol", "goes", "--encoder", "encoder.txt"],
            ".ts, .mts, .js of .mjs",
        ),
        (vec!["check", "docs/woordenlijst.md/x"], "kan"),
        (
            vec![
                "decide",
                "--protocol",
                "goes",
                "--case",
                "-",
                "--protocols",
                "nergens",
            ],
            "--protocols MAP",
        ),
    ] {
        let it = run(&args);
        assert_eq!((it.code, it.out.as_str()), (2, ""), "{args:?}");
        assert!(it.err.contains(expected), "{args:?}: {}", it.err);
    }
    assert_eq!(run(&["decide"]).code, 2);
}

#[test]
fn which_protocol_and_when() {
    let with = |name: &str, on: &str| {
        run_with(
            &["decide", "--protocol", name, "--case", "-", "--on", on],
            br#"{"answers":{}}"#,
        )
    };
    for (name, on, expected) in [
        ("vlisingen", "2026-11-22", "bedoelt u `vlissingen`?"),
        (
            "Weesp",
            "2026-11-22",
            "Weesp hoort met ingang van 2022-03-24 bij Amsterdam (GM0363)",
        ),
        (
            "Bergen",
            "2026-11-22",
            "bedoelt u `Bergen (L.)` (GM0893) of `Bergen (NH.)` (GM0373)",
        ),
        (
            "GM0717",
            "2026-11-22",
            "voor gemeente Veere (GM0717) is er geen protocol",
        ),
        ("vlissingen", "2025-12-31", "geen versie van kracht"),
        (
            "vlissingen@9.0.0",
            "2026-11-22",
            "wel aanwezig: `vlissingen@1.0.0`",
        ),
        ("vlissingen", "gisteren", "`gisteren` is geen datum"),
    ] {
        let it = with(name, on);
        assert_eq!(it.code, 1, "{name} {on}");
        assert!(it.out.contains(expected), "{name} {on}: {}", it.out);
    }
    for name in ["Den Haag", "Middelburg"] {
        assert_eq!(with(name, "2026-11-22").code, 0, "{name}");
    }
}

#[test]
fn files_that_are_no_protocol() {
    check_file("leeg.toml", b"", 1, "DW0103");
    check_file("utf16.toml", &[0xff, 0xfe, b'a', 0], 1, "UTF-16");
    check_file(
        "ansi.toml",
        b"formaat = 1\n# caf\xe9\n",
        1,
        ":2:6: fout[DW0101]",
    );
    check_file("kapot.toml", b"formaat = = 1\n[protocol", 1, "DW0104");
    check_file("groot.toml", &vec![b'#'; 10 << 20], 1, "DW0102");
    check_file(
        "diep.toml",
        format!("a = {}", "[".repeat(10_000)).as_bytes(),
        1,
        "DW0104",
    );
    let nested = format!(
        "formaat = 1\n[kenmerk.x]\nals = \"{}a\"\n",
        "(".repeat(10_000)
    );
    check_file("genest.toml", nested.as_bytes(), 1, "DW0308");
}

#[test]
fn a_protocol_of_its_own_is_used_from_any_folder() {
    let toml = include_str!("cli/alleen.toml");
    let folder = scratch("alone");
    std::fs::write(folder.join("eigen.toml"), toml).unwrap();
    std::fs::write(folder.join("casus.json"), r#"{"answers":{"alleen":true}}"#).unwrap();
    let args = ["decide", "--protocol", "eigen.toml", "--case", "casus.json"];
    let it = run_in(&folder, &args, b"", &[]);
    assert!(
        it.code == 0 && it.out.contains("Advies: Welzijn op recept"),
        "{}",
        it.out
    );
    // Changing the rule changes the advice.
    let stricter = toml.replace("als   = \"alleen\"", "als   = \"niet alleen\"");
    assert_ne!(toml, stricter);
    let it = run_with(&["test", "-"], stricter.as_bytes());
    assert_eq!(it.code, 1);
    assert!(it.out.contains("gezakt: alleen_thuis"), "{}", it.out);
    assert_eq!(run_with(&["test", "-"], toml.as_bytes()).code, 0);
}

#[test]
fn next_says_what_is_left() {
    let args = [
        "next",
        "--protocol",
        "vlissingen",
        "--case",
        "-",
        "--format",
        "json",
    ];
    let it = run_with(&args, br#"{"answers":{}}"#);
    let report: serde_json::Value = serde_json::from_str(&it.out).unwrap();
    assert_eq!(report["outcome"], "open");
    assert_eq!(report["next"][0]["question"], "veiligheidssignaal");
    let done = run_with(
        &args,
        &std::fs::read("tests/cases/zelfdoding_acuut.json").unwrap(),
    );
    let report: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(
        (report["outcome"].as_str(), report["possible"][0].as_str()),
        (Some("decided"), Some("spoed"))
    );
}
