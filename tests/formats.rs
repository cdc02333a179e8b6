//! The output formats and `--fix`: golden outputs, read back by someone else's readers.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use running::{Run, run_in};
use std::fs;
use std::path::{Path, PathBuf};

#[path = "formats/fixing.rs"]
mod fixing;
#[path = "formats/reading.rs"]
mod reading;
mod running;

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

fn run(args: &[&str]) -> Run {
    let args: Vec<&str> = args
        .iter()
        .copied()
        .chain(["--protocols", "basis"])
        .collect();
    run_in(&here(), &args, b"", &[])
}

/// The faulty files, which every format shows.
const FAULTY: [&str; 3] = ["fouten.toml", "gemeente.toml", "schoon.toml"];

fn check(format: &str) -> Run {
    let [one, two, three] = FAULTY;
    run(&["check", one, two, three, "--format", format])
}

#[track_caller]
fn golden(name: &str, text: &str) {
    let version = format!("ersion\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let text = text.replace(&version, "ersion\": \"[version]\"");
    insta::with_settings!({
        snapshot_path => "formats",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn check_has_six_formats() {
    for format in ["full", "concise", "json", "github", "sarif", "junit"] {
        let it = check(format);
        assert_eq!((it.code, it.err.as_str()), (1, ""), "{format}");
        golden(&format!("check_{format}"), &it.out);
    }
}

#[test]
fn test_has_five_formats() {
    for format in ["full", "json", "github", "junit"] {
        let it = run(&["test", "schoon.toml", "--format", format]);
        assert_eq!((it.code, it.err.as_str()), (1, ""), "{format}");
        golden(&format!("test_{format}"), &it.out);
    }
    let full = run(&["test", "schoon.toml"]);
    assert_eq!(
        run(&["test", "schoon.toml", "--format", "concise"]).out,
        full.out
    );
}

#[test]
fn faults_of_a_protocol_that_is_tested_come_in_the_same_format() {
    for format in ["full", "concise", "json", "github", "junit"] {
        let it = run(&["test", "gemeente.toml", "--format", format]);
        assert_eq!(it.code, 1);
        assert!(it.out.contains("DW0501"), "{format}: {}", it.out);
    }
}

#[test]
fn a_format_that_does_not_fit_is_refused_with_those_that_do() {
    for (args, formats) in [
        (
            &["decide", "--format", "sarif"][..],
            "[possible values: full, json, receipt, fhir, cds-hooks, referral]",
        ),
        (
            &["next", "--format", "junit"],
            "[possible values: full, json]",
        ),
        (
            &["test", ".", "--format", "sarif"],
            "[possible values: full, concise, json, github, junit]",
        ),
    ] {
        let it = run_in(&here(), args, b"", &[]);
        assert_eq!((it.code, it.out.as_str()), (2, ""));
        assert!(it.err.contains(formats), "{}", it.err);
    }
}

#[test]
fn colours_are_for_terminals_and_can_be_refused() {
    let args = ["check", "fouten.toml"];
    let with = |vars: &[(&str, &str)]| run_in(&here(), &args, b"", vars).out;
    let plain = with(&[]);
    assert!(!plain.contains('\u{1b}'));
    let forced = with(&[("CLICOLOR_FORCE", "1")]);
    assert!(forced.contains("\u{1b}["), "{forced}");
    assert_eq!(with(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), plain);
}

#[test]
fn what_would_steer_a_terminal_is_shown_as_text() {
    let text = "formaat = 1\n[protocol]\nid = \"a\"\n[vraag.\"a\\u001b[31mb\"]\ntekst = \"a\"\n";
    for format in ["full", "concise"] {
        let args = ["check", "-", "--format", format];
        let it = run_in(&here(), &args, text.as_bytes(), &[]);
        assert!(it.out.contains("␛[31mb"), "{}", it.out);
        assert!(!it.out.contains('\u{1b}'));
    }
}

#[test]
fn an_empty_file_and_the_end_of_a_file_can_be_shown() {
    for text in [
        "",
        "\u{feff}",
        "formaat",
        "a = \"",
        "[protocol]\nid = [\"é",
        "\r",
        "\t\u{0}",
    ] {
        for format in ["full", "concise", "json", "github", "sarif", "junit"] {
            let args = ["check", "-", "--format", format];
            let it = run_in(&here(), &args, text.as_bytes(), &[]);
            assert_eq!((it.code, it.err.as_str()), (1, ""), "{text:?} {format}");
        }
    }
}

#[test]
fn places_are_the_same_in_every_format() {
    let concise = check("concise").out;
    let full = check("full").out;
    let github = check("github").out;
    let places: Vec<&str> = concise
        .lines()
        .filter_map(|line| line.split(": ").next())
        .collect();
    for place in places.iter().filter(|it| it.contains(".toml:")) {
        assert!(full.contains(&format!("--> {place}\n")), "{place}\n{full}");
        let mut parts = place.split(':');
        let [file, line, column] = [(); 3].map(|()| parts.next().unwrap());
        let start = format!("file={file},line={line},");
        assert!(github.contains(&start), "{start}\n{github}");
        assert!(github.contains(&format!("col={column},")) || column == "1");
    }
}

/// A folder of its own for files that a test writes.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("formats")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}
