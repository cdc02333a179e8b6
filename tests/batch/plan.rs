//! `domeinwijzer plan`: the page a patient takes home, and its reminders read back by another program.

use super::running::{Run, run_in};
use icalendar::{Calendar, Component};
use std::path::Path;

fn plan(args: &[&str]) -> Run {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let common = ["plan", "--protocol", "chronische_zorg"];
    run_in(
        root,
        &[&common[..], args].concat(),
        b"{\"answers\": {}}",
        &[],
    )
}

const CASE: [&str; 2] = ["--case", "tests/data/zelf_doen.json"];
const LONG: &str = "Samen terugkijken, met een lange zin; over bewegen, eten en slapen – en één ding dat u zélf kiest";

#[test]
fn a_plan_is_a_page_to_fill_in() {
    let action = "2026-12-15;POH;<b>bellen</b> hoe het gaat";
    let it = plan(&[&CASE[..], &["--action", action]].concat());
    assert_eq!(it.code, 0, "{}", it.err);
    insta::with_settings!({ snapshot_path => "", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("plan.html", it.out);
    });
    assert!(!it.out.contains("<b>"));
}

#[test]
fn reminders_are_what_was_agreed() {
    let later = format!("2027-05-20;;{LONG}");
    let args = [
        "--format",
        "ics",
        "--action",
        "2026-12-15;POH;bellen",
        "--action",
        &later,
    ];
    let it = plan(&[&CASE[..], &args[..]].concat());
    assert_eq!(it.code, 0, "{}", it.err);
    assert!(
        it.out.split("\r\n").all(|line| line.len() <= 75),
        "{}",
        it.out
    );
    let read: Calendar = it.out.parse().unwrap();
    let events: Vec<(String, String)> = read
        .components
        .iter()
        .map(|it| {
            let event = it.as_event().unwrap();
            let day = event.property_value("DTSTART").unwrap().to_owned();
            (day, event.get_summary().unwrap().to_owned())
        })
        .collect();
    let expected = [
        // Ten working days after a Friday.
        ("20261204", "Niets gehoord? Bel de praktijk"),
        ("20261215", "bellen (POH)"),
        ("20270520", LONG),
    ];
    let expected = expected.map(|(day, what)| (day.to_owned(), what.to_owned()));
    assert_eq!(events, expected);
    assert_eq!(plan(&[&CASE[..], &args[..]].concat()).out, it.out);
}

#[test]
fn without_an_advice_there_is_no_plan() {
    let it = plan(&["--case", "-"]);
    assert_eq!(it.code, 2);
    assert!(
        it.err.contains("het advies staat nog niet vast"),
        "{}",
        it.err
    );
    let it = plan(&[&CASE[..], &["--action", "morgen;POH;bellen"]].concat());
    assert_eq!(it.code, 2);
    assert!(
        it.err.contains("`morgen;POH;bellen` is geen afspraak"),
        "{}",
        it.err
    );
}
