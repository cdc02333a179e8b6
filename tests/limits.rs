//! What is too large is refused, and what is allowed comes to an end.
//!
//! Nothing here measures time: without the limits these tests would not end within a day.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domeinwijzer::check::{Checked, check_all, compile};
use domeinwijzer::decide::{Loose, Request, Room};
use domeinwijzer::diagnostic::Code;
use domeinwijzer::present::{next_report, recommend};
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::parse_date;
use domeinwijzer::prove::Prover;

const HEAD: &str = "formaat = 1\n[protocol]\nid = 'x'\ntitel = 'X'\nversie = '1.0.0'\n\
    status = 'voorbeeld'\ngeldig_vanaf = 2026-01-01\nvoorrang = ['r', 's']\n[bron.b]\ntitel = 'B'\n\
    [vraag.a]\ntekst = 'A?'\ntype = 'ja_nee'\nbron = ['b']\n\
    [vraag.n]\ntekst = 'N?'\ntype = 'getal'\nmin = 0\nmax = 1000000\nbron = ['b']\n\
    [route.r]\ntitel = 'R'\nuitleg = 'R'\npatient = 'R'\n\
    [route.s]\ntitel = 'S'\nuitleg = 'S'\npatient = 'S'\nvangnet = true\n";

fn rule(id: &str, condition: &str) -> String {
    format!("[regel.{id}]\nals = \"{condition}\"\nvoor = 'r'\nreden = 'R'\nbron = ['b']\n")
}

fn registry(text: &str) -> Registry {
    let mut registry = Registry::default();
    registry.add("x.toml", text.as_bytes());
    registry
}

fn codes(text: &str) -> Vec<Code> {
    let found = check_all(&registry(text));
    found
        .iter()
        .filter(|it| it.is_error())
        .map(|it| it.code)
        .collect()
}

fn compiled(text: &str) -> Checked {
    let registry = registry(text);
    compile(&registry, registry.at_path("x.toml").unwrap()).unwrap()
}

/// Findings that each name the one before twice.
fn chain(length: usize) -> String {
    let mut text = HEAD.to_owned();
    let mut below = "a of n = 3".to_owned();
    for at in 0..length {
        text.push_str(&format!("[kenmerk.k{at}]\nals = \"{below}\"\n"));
        below = format!("k{at} en niet niet k{at}");
    }
    text + &rule("q", &below)
}

#[test]
fn a_chain_is_explained_once_and_may_not_be_endless() {
    let checked = compiled(&chain(24));
    let prover = Prover::new(program::compile(&checked));
    let answers = vec![("a".to_owned(), Loose::YesNo(true))];
    let request = Request {
        answers,
        ..Request::default()
    };
    let case = prover.fit(&checked, &request).unwrap();
    let decision = prover.decide(&case);
    let date = parse_date("2026-11-22").unwrap();
    let it = recommend(&checked, &prover, &case, &decision, date);
    assert_eq!(it.route.unwrap().id, "r");
    let because = &it.reasoning.rules.first().unwrap().because;
    assert_eq!(
        because
            .iter()
            .map(|it| it.shown.as_str())
            .collect::<Vec<_>>(),
        ["ja"]
    );
    assert_eq!(codes(&chain(40)), [Code::ConditionTooComplex]);
}

/// Rules with so many different comparisons in all.
fn comparisons(number: usize) -> String {
    let all: Vec<String> = (1..=number).map(|at| format!("n = {at}")).collect();
    let rules = all.chunks(200).enumerate();
    HEAD.to_owned()
        + &rules
            .map(|(at, part)| rule(&format!("q{at}"), &part.join(" of ")))
            .collect::<String>()
}

#[test]
fn so_many_comparisons_and_no_more() {
    let checked = compiled(&comparisons(7_500));
    let prover = Prover::new(program::compile(&checked));
    let case = prover.fit(&checked, &Request::default()).unwrap();
    let decision = prover.decide(&case);
    let report = next_report(&checked, &prover, &case, &decision);
    assert_eq!(report.next.first().unwrap().question, "n");
    assert_eq!(codes(&comparisons(12_500)), [Code::TooMany]);
}

#[test]
fn an_own_rule_may_not_exclude_where_a_locked_rule_leads() {
    let base = HEAD.replace("[bron.b]", "[bron.b]\nurl = 'https://voorbeeld.example'")
        + &rule("q", "a").replace("reden", "vast = true\nreden");
    let local = "formaat = 1\n[protocol]\nid = 'y'\ntitel = 'Y'\nversie = '1.0.0'\n\
        status = 'voorbeeld'\ngeldig_vanaf = 2026-01-01\nbasis = 'x@1.0.0'\n\
        [regel.eigen]\nals = 'n > 3'\ntegen = 'r'\nreden = 'R'\nbron = 'b'\n";
    let mut registry = registry(&base);
    registry.add("y.toml", local.as_bytes());
    let faults = compile(&registry, registry.at_path("y.toml").unwrap()).unwrap_err();
    let fault = faults.iter().find(|it| it.is_error()).unwrap();
    assert_eq!(fault.code, Code::LockedRule);
    assert!(
        fault.message.contains("vaste regel `q`"),
        "{}",
        fault.message
    );
}

/// A value that comes in piece by piece has as much room as one that comes as text.
#[test]
fn a_value_has_so_much_room() {
    let room = Room::default();
    assert_eq!(room.at_depth(24), Ok(()));
    assert_eq!(room.at_depth(25), Err("dit is te diep genest"));
    let mut room = Room::default();
    assert_eq!(room.items(10_001), Err("dit is te groot"));
    let mut room = Room::default();
    for _ in 0..20 {
        assert_eq!(room.items(10_000), Ok(()));
    }
    assert_eq!(room.one_more(1), Err("dit is te groot"));
    let mut room = Room::default();
    for items in 1..=10_000 {
        assert_eq!(room.one_more(items), Ok(()));
    }
    for _ in 0..19 {
        assert_eq!(room.items(10_000), Ok(()));
    }
    let mut room = Room::default();
    assert_eq!(room.one_more(10_001), Err("dit is te groot"));
    let bytes = serde::de::value::BytesDeserializer::<serde::de::value::Error>::new(b"a");
    let none = <Loose as serde::Deserialize>::deserialize(bytes).unwrap_err();
    assert!(none.to_string().contains("een waarde"), "{none}");
}

#[test]
fn a_part_of_a_case_that_cannot_be_is_named() {
    for key in ["answers", "date", "context"] {
        let rest = vec![("answers".to_owned(), Loose::Object(Vec::new()))];
        let wrong = vec![(key.to_owned(), Loose::Whole(5))];
        let entries = if key == "answers" {
            wrong
        } else {
            [rest, wrong].concat()
        };
        let faults = Request::read(Loose::Object(entries)).unwrap_err();
        let messages: Vec<&str> = faults.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(
            messages,
            [format!("`{key}` van de casus kan niet `5` zijn")]
        );
    }
}
