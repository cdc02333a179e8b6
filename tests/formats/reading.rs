//! What others read: the public SARIF schema and a `JUnit` reader.

use super::{FAULTY, check, here, run};
use serde_json::Value;
use std::fs;

fn sarif() -> Value {
    serde_json::from_str(&check("sarif").out).unwrap()
}

fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    value.pointer(path).unwrap()
}

#[test]
fn sarif_fits_the_public_schema() {
    let schema = fs::read_to_string(here().join("sarif-schema-2.1.0.json")).unwrap();
    // The published schema has a bracket too many in the pattern of `language`, which makes it no
    // regular expression to a strict reader.
    let schema = schema.replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let report = sarif();
    let faults: Vec<String> = validator
        .iter_errors(&report)
        .map(|it| it.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    // The validator does refuse.
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0" })));
    for text in ["[protocol]\n", "formaat = 1\n"] {
        let args = ["check", "-", "--format", "sarif"];
        let out = super::run_in(&here(), &args, text.as_bytes(), &[]).out;
        assert!(
            validator.is_valid(&serde_json::from_str(&out).unwrap()),
            "{out}"
        );
    }
}

#[test]
fn sarif_results_refer_to_their_rules_and_mend_what_they_say() {
    let report = sarif();
    let run = at(&report, "/runs/0");
    let rules = at(run, "/tool/driver/rules").as_array().unwrap();
    let results = at(run, "/results").as_array().unwrap();
    assert!(results.len() > 3);
    for result in results {
        let index = usize::try_from(at(result, "/ruleIndex").as_u64().unwrap()).unwrap();
        assert_eq!(rules.get(index).unwrap().get("id"), result.get("ruleId"));
    }
    // Applied to the text, a fix of SARIF says the same as `--fix`.
    let fixed = results.iter().find(|it| it.get("fixes").is_some()).unwrap();
    let change = at(fixed, "/fixes/0/artifactChanges/0");
    let file = at(change, "/artifactLocation/uri").as_str().unwrap();
    let text = fs::read_to_string(here().join(file)).unwrap();
    let number = |path: &str| {
        let number = at(change, path).as_u64().unwrap();
        usize::try_from(number).unwrap()
    };
    let line = text
        .lines()
        .nth(number("/replacements/0/deletedRegion/startLine") - 1)
        .unwrap();
    let from = number("/replacements/0/deletedRegion/startColumn") - 1;
    let to = number("/replacements/0/deletedRegion/endColumn") - 1;
    let deleted: String = line.chars().skip(from).take(to - from).collect();
    let inserted = at(change, "/replacements/0/insertedContent/text")
        .as_str()
        .unwrap();
    assert_eq!((deleted.as_str(), inserted), ("\"ja\"", "true"));
}

#[test]
fn sarif_shows_the_other_place_of_a_conflict() {
    let report = sarif();
    let results = at(&report, "/runs/0/results").as_array().unwrap();
    let locked = results
        .iter()
        .find(|it| at(it, "/ruleId") == "DW0501")
        .unwrap();
    let place = at(
        locked,
        "/relatedLocations/0/physicalLocation/artifactLocation/uri",
    );
    assert_eq!(place, "basis/landelijk/1.0.0.toml");
}

#[test]
fn sarif_paths_are_uris() {
    let folder = super::scratch("een map");
    fs::write(folder.join("één & 50%.toml"), "formaat = 2\n").unwrap();
    let args = ["check", "één & 50%.toml", "--format", "sarif"];
    let out = super::run_in(&folder, &args, b"", &[]).out;
    assert!(
        out.contains("\"uri\": \"%C3%A9%C3%A9n%20%26%2050%25.toml\""),
        "{out}"
    );
}

#[test]
fn junit_of_check_has_a_case_per_file() {
    let report = junit_parser::from_reader(check("junit").out.as_bytes()).unwrap();
    assert_eq!((report.tests, report.failures, report.errors), (3, 2, 0));
    let cases = &report.suites.first().unwrap().cases;
    let names: Vec<&str> = cases.iter().map(|it| it.original_name.as_str()).collect();
    assert_eq!(names, FAULTY);
    let faulty = cases.first().unwrap();
    let failure = faulty.status.failure_as_ref();
    assert_eq!(failure.failure_type, "DW0202");
    assert_eq!(failure.text.lines().count(), 4, "{}", failure.text);
    assert!(cases.last().unwrap().status.is_success());
}

#[test]
fn junit_counts_warnings_as_the_exit_code_does() {
    let text = fs::read_to_string(here().join("schoon.toml")).unwrap();
    let unused = format!("{text}\n[bron.los]\ntitel = \"Los\"\n");
    for (args, failures) in [(&[][..], 0), (&["--deny-warnings"], 1)] {
        let args = [&["check", "-", "--format", "junit"], args].concat();
        let it = super::run_in(&here(), &args, unused.as_bytes(), &[]);
        let report = junit_parser::from_reader(it.out.as_bytes()).unwrap();
        assert_eq!(
            (u64::from(it.code.unsigned_abs()), report.failures),
            (failures, failures)
        );
        assert!(it.out.contains("DW0409"), "{}", it.out);
    }
}

#[test]
fn junit_of_test_has_a_suite_per_file_and_a_case_per_example() {
    let out = run(&["test", "schoon.toml", "--format", "junit"]).out;
    let report = junit_parser::from_reader(out.as_bytes()).unwrap();
    assert_eq!((report.tests, report.failures), (2, 1));
    let suite = report.suites.first().unwrap();
    assert_eq!((suite.name.as_str(), suite.cases.len()), ("schoon.toml", 2));
    let failed = suite
        .cases
        .iter()
        .find(|it| it.original_name == "faalt")
        .unwrap();
    let failure = failed.status.failure_as_ref();
    assert_eq!(failure.message, "route: verwacht hulp; gekregen huisarts");
    assert_eq!(failed.classname.as_deref(), Some("schoon.toml"));
}

#[test]
fn github_commands_stand_on_one_line_each() {
    let out = check("github").out;
    for line in out.lines() {
        let (properties, _) = line
            .strip_prefix("::error ")
            .unwrap()
            .split_once("::")
            .unwrap();
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').unwrap();
            assert!(["file", "line", "col", "endLine", "endColumn", "title"].contains(&name));
            assert!(!value.contains([':', '\r', '\n']));
        }
    }
    let folder = super::scratch("github");
    fs::write(folder.join("a,b:50%.toml"), "formaat = 2\n").unwrap();
    let args = ["check", "a,b:50%.toml", "--format", "github"];
    let out = super::run_in(&folder, &args, b"", &[]).out;
    assert!(
        out.starts_with("::error file=a%2Cb%3A50%25.toml,line=1,col="),
        "{out}"
    );
}
