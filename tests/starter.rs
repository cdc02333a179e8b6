//! The first file of a municipality, and the lists of municipalities it comes from.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod running;

use domeinwijzer::check::{check_all, compile};
use domeinwijzer::condition::keywords::is_id;
use domeinwijzer::diagnostic::{Code, Severity};
use domeinwijzer::present::run_examples;
use domeinwijzer::program;
use domeinwijzer::protocol::municipality::{self, Municipality};
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::starter::{self, Start};
use domeinwijzer::protocol::version::{next_day, parse_date};
use domeinwijzer::prove::Prover;
use running::{Run, run_in};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const BASE: &str = include_str!("../protocols/nederland/1.0.0.toml");

fn run_with(args: &[&str], input: &str) -> Run {
    run_in(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        args,
        input.as_bytes(),
        &[],
    )
}

fn new(arguments: &[&str]) -> Run {
    run_with(&[&["new"], arguments].concat(), "")
}

/// A folder of its own for files that a test writes.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn start(municipality: Municipality) -> Start {
    Start {
        id: starter::id(&municipality),
        municipality,
        version: "1.0.0".parse().unwrap(),
        valid_from: parse_date("2026-11-22").unwrap(),
        valid_until: None,
    }
}

#[test]
fn the_file_passes_check_and_test() {
    let clean = "0 fouten, 0 waarschuwingen\n";
    let one_info = "0 fouten, 0 waarschuwingen, 1 ter informatie (toon met --info)\n";
    for (arguments, expected) in [
        (&["--gemeente", "GM0664"][..], clean),
        (&["--gemeente", "Den Haag"], clean),
        (&["--gemeente", "Terneuzen", "--vanaf", "2027-01-01"], clean),
        (&["--gemeente", "Terneuzen", "--zonder-basis"], one_info),
    ] {
        let it = new(arguments);
        assert_eq!(it.code, 0, "{}", it.err);
        let checked = run_with(&["check", "-", "--deny-warnings"], &it.out);
        assert_eq!((checked.code, &*checked.out), (0, expected));
        let tested = run_with(&["test", "-"], &it.out);
        assert_eq!(tested.code, 0, "{}", tested.out);
        assert!(tested.out.ends_with(", 0 gezakt\n"), "{}", tested.out);
        assert!(!it.out.contains("{{"), "{}", it.out);
        assert!(it.out.starts_with("#:schema ../protocol.schema.json\n"));
        let formatted = run_with(&["fmt", "-"], &it.out);
        assert_eq!(formatted.out, it.out, "not in canonical form");
        for part in ["[bron.", "[contact.", "[aanbod.", "[regel.", "[voorbeeld."] {
            let at = it.out.find(&format!("\n{part}")).unwrap();
            let before: Vec<&str> = it.out[..at].lines().rev().take(5).collect();
            assert!(
                before.iter().any(|line| line.starts_with("# ")),
                "{part}: {before:?}"
            );
        }
    }
}

#[test]
fn every_municipality_has_an_id_of_its_own() {
    let ids: BTreeSet<String> = municipality::all().map(|it| starter::id(&it)).collect();
    assert_eq!(ids.len(), municipality::all().count());
    for id in ids {
        assert!(is_id(&id), "{id}");
    }
}

#[test]
fn any_municipality_gets_a_sound_file() {
    let planned = |it: &Municipality| municipality::merger(it.code).is_some();
    let odd = |it: &Municipality| it.name.contains(|c: char| !c.is_ascii_alphanumeric());
    let some = municipality::all().filter(odd).step_by(9);
    for municipality in some.chain(municipality::all().filter(planned)) {
        let start = start(municipality);
        let mut registry = Registry::default();
        let path = format!("{}/1.0.0.toml", start.id);
        registry.add(path, starter::alone(&start).as_bytes());
        let faults: Vec<Code> = check_all(&registry).iter().map(|it| it.code).collect();
        let merged = planned(&municipality).then_some(Code::MergedMunicipality);
        assert_eq!(faults, Vec::from_iter(merged), "{}", municipality.name);
    }
}

#[test]
fn the_file_on_the_base_says_something_of_its_own() {
    let goes = start(municipality::find("Goes").unwrap());
    let mut registry = Registry::default();
    registry.add("nederland/1.0.0.toml", BASE.as_bytes());
    let base = registry.at_path("nederland/1.0.0.toml").unwrap();
    let reference = base.listing().unwrap().reference();
    let protocol = registry.read(base, &mut Vec::new());
    let text = starter::on_base(&goes, &protocol, &reference).unwrap();
    registry.add("goes/1.0.0.toml", text.as_bytes());
    let file = registry.at_path("goes/1.0.0.toml").unwrap();
    let checked = compile(&registry, file).unwrap();
    assert!(checked.warnings().is_empty(), "{:?}", checked.warnings());
    let (examples, _) = run_examples(&checked, &Prover::new(program::compile(&checked)));
    let own = examples.iter().find(|it| it.id == "oudere_goes").unwrap();
    assert!(own.passed);
    // Without the rule of its own the example fails: it shows what the rule does.
    let start = text.find("\n[regel.").unwrap();
    let end = text.find("\n[voorbeeld.").unwrap();
    let without = format!("{}{}", &text[..start], &text[end..]).replace("\"oudere_goes\"", "");
    let mut registry = Registry::default();
    registry.add("nederland/1.0.0.toml", BASE.as_bytes());
    registry.add("goes/1.0.0.toml", without.as_bytes());
    let file = registry.at_path("goes/1.0.0.toml").unwrap();
    let checked = compile(&registry, file).unwrap();
    let (examples, _) = run_examples(&checked, &Prover::new(program::compile(&checked)));
    assert!(
        !examples
            .iter()
            .find(|it| it.id == "oudere_goes")
            .unwrap()
            .passed
    );
}

#[test]
fn an_unknown_municipality_is_refused_with_near_names() {
    for (text, expected) in [
        ("GM0665", "bedoelt u Goes (GM0664)"),
        ("gm066", "bedoelt u "),
        ("Vlisingen", "bedoelt u Vlissingen (GM0718)?"),
        ("den haagh", "bedoelt u 's-Gravenhage (GM0518)"),
        ("Bergen", "Bergen (L.) (GM0893), Bergen (NH.) (GM0373)"),
        ("Timboektoe", "zoals Goes of GM0664"),
        ("", "zoals Goes of GM0664"),
    ] {
        let it = new(&["--gemeente", text]);
        assert_eq!((it.code, &*it.out), (2, ""), "{text}");
        assert!(it.err.contains("kent het CBS niet"), "{}", it.err);
        assert!(it.err.contains(expected), "{text}: {}", it.err);
    }
}

#[test]
fn a_merged_municipality_names_its_successor() {
    for (text, expected) in [
        ("Weesp", "op 2022-03-24 opgegaan in Amsterdam (GM0363)"),
        ("gm0457", "op 2022-03-24 opgegaan in Amsterdam (GM0363)"),
        (
            "Brielle",
            "op 2023-01-01 opgegaan in Voorne aan Zee (GM1992)",
        ),
        ("Hellevoetsluis", "Voorne aan Zee (GM1992)"),
        ("westvoorne", "Voorne aan Zee (GM1992)"),
        ("Uden", "Maashorst (GM1991)"),
    ] {
        let it = new(&["--gemeente", text]);
        assert_eq!((it.code, &*it.out), (2, ""), "{text}");
        assert!(it.err.contains(expected), "{text}: {}", it.err);
    }
}

#[test]
fn a_planned_merger_is_a_warning_and_ends_the_protocol() {
    let it = new(&["--gemeente", "Wijdemeren", "--vanaf", "2026-11-22"]);
    assert_eq!(it.code, 0);
    let warned =
        "Wijdemeren (GM1696) gaat volgens een wetsvoorstel op 2027-01-01 op in Hilversum (GM0402)";
    assert!(it.err.contains(warned), "{}", it.err);
    assert!(it.out.contains("geldig_tot   = 2026-12-31\n"), "{}", it.out);
    let checked = run_with(&["check", "-", "--deny-warnings"], &it.out);
    assert_eq!(checked.code, 0, "{}", checked.out);
    // A file that goes on after that day is warned about, and can be used.
    let longer = it.out.replace("geldig_tot   = 2026-12-31\n", "");
    let checked = run_with(&["check", "-", "--format", "concise"], &longer);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(checked.out.contains("DW0614"), "{}", checked.out);
}

#[test]
fn a_file_of_a_merged_municipality_is_warned_about_on_its_dates() {
    let text = |code: &str, from: &str, until: &str| {
        let start = start(municipality::find("Amsterdam").unwrap());
        starter::alone(&start)
            .replace("\"GM0363\"", &format!("\"{code}\""))
            .replace(
                "geldig_vanaf = 2026-11-22",
                &format!("geldig_vanaf = {from}\n{until}"),
            )
    };
    for (code, from, until, expected) in [
        ("GM0457", "2021-01-01", "geldig_tot = 2022-03-23", None),
        (
            "GM0457",
            "2021-01-01",
            "geldig_tot = 2022-03-24",
            Some(Code::MergedMunicipality),
        ),
        ("GM0457", "2021-01-01", "", Some(Code::MergedMunicipality)),
        ("GM0457", "2026-01-01", "", Some(Code::MergedMunicipality)),
        ("GM1696", "2026-01-01", "geldig_tot = 2026-12-31", None),
        (
            "GM1696",
            "2026-01-01",
            "geldig_tot = 2027-12-31",
            Some(Code::MergedMunicipality),
        ),
        ("GM0402", "2026-01-01", "", None),
        ("GM9999", "2026-01-01", "", Some(Code::UnknownMunicipality)),
    ] {
        let mut registry = Registry::default();
        registry.add("amsterdam/1.0.0.toml", text(code, from, until).as_bytes());
        let found = check_all(&registry);
        let codes: Vec<Code> = found.iter().map(|it| it.code).collect();
        assert_eq!(
            codes,
            expected.into_iter().collect::<Vec<_>>(),
            "{code} {from} {until}"
        );
        if expected == Some(Code::MergedMunicipality) {
            assert_eq!(found[0].severity, Severity::Warning);
            let help = found[0].help.as_deref().unwrap();
            assert!(help.contains("geldig_tot = "), "{help}");
        }
    }
}

#[test]
fn the_lists_are_sound() {
    let codes: BTreeSet<&str> = municipality::all().map(|it| it.code).collect();
    let names: BTreeSet<String> = municipality::all()
        .map(|it| it.name.to_lowercase())
        .collect();
    assert_eq!((codes.len(), names.len()), (342, 342));
    let rows = include_str!("../data/herindelingen.csv").lines().count() - 1;
    // A row with a date or successor that cannot be read would be left out.
    assert_eq!(municipality::mergers().count(), rows);
    let is_code = |text: &str| {
        text.len() == 6 && text.starts_with("GM") && text[2..].bytes().all(|b| b.is_ascii_digit())
    };
    for code in &codes {
        assert!(is_code(code), "{code}");
    }
    let mut gone = BTreeSet::new();
    for it in municipality::mergers() {
        assert!(it.code.is_empty() || is_code(it.code), "{it:?}");
        assert!(gone.insert(it.name), "{} twice", it.name);
        // Who is gone is not in the list any more; who is to go still is.
        assert_eq!(codes.contains(it.code), it.planned, "{it:?}");
        assert_eq!(next_day(it.last_day().unwrap()), it.date, "{it:?}");
        let after = municipality::successor(it.name, it.date);
        assert_eq!(after, Some(it.successor));
        assert_eq!(
            municipality::successor(it.name, it.last_day().unwrap()),
            None
        );
    }
}

#[test]
fn a_file_is_never_overwritten() {
    let folder = scratch("new");
    let path = folder.join("goes/1.0.0.toml");
    let path = path.to_str().unwrap();
    let arguments = ["--gemeente", "Goes", "--zonder-basis", "--output", path];
    let it = new(&arguments);
    assert_eq!((it.code, &*it.out), (0, ""), "{}", it.err);
    let written = std::fs::read_to_string(path).unwrap();
    assert!(written.contains("\"GM0664\""));
    std::fs::write(path, "eigen werk").unwrap();
    let it = new(&arguments);
    assert_eq!(it.code, 2);
    assert!(it.err.contains("wordt niet overschreven"), "{}", it.err);
    assert_eq!(std::fs::read_to_string(path).unwrap(), "eigen werk");
}

#[test]
fn a_next_file_gets_the_next_version_and_the_newest_base() {
    let folder = scratch("newest");
    let newer = BASE
        .replace("versie       = \"1.0.0\"", "versie       = \"1.1.0\"")
        .replace("geldig_vanaf = 2026-01-01", "geldig_vanaf = 2028-01-01")
        .replace("geldig_tot   = 2027-12-31", "geldig_tot   = 2028-12-31");
    std::fs::create_dir_all(folder.join("nederland")).unwrap();
    std::fs::write(folder.join("nederland/1.0.0.toml"), BASE).unwrap();
    std::fs::write(folder.join("nederland/1.1.0.toml"), newer).unwrap();
    let protocols = folder.to_str().unwrap();
    let on = |date: &str| {
        let it = new(&[
            "--gemeente",
            "Goes",
            "--vanaf",
            date,
            "--protocols",
            protocols,
        ]);
        assert_eq!(it.code, 0, "{}", it.err);
        it.out
    };
    let written = on("2026-06-01");
    assert!(
        written.contains("basis        = \"nederland@1.0.0\""),
        "{written}"
    );
    assert!(written.contains("versie       = \"1.0.0\""), "{written}");
    assert!(on("2028-06-01").contains("basis        = \"nederland@1.1.0\""));
    std::fs::create_dir_all(folder.join("goes")).unwrap();
    std::fs::write(folder.join("goes/1.0.0.toml"), written).unwrap();
    let it = new(&["--gemeente", "GM0664", "--protocols", protocols]);
    assert!(
        it.err
            .contains("goes@1.0.0 bestaat al; dit bestand krijgt versie 2.0.0"),
        "{}",
        it.err
    );
    assert!(it.out.contains("versie       = \"2.0.0\""));
}

#[test]
fn without_a_base_it_says_what_to_do() {
    let folder = scratch("baseless");
    let it = new(&[
        "--gemeente",
        "Goes",
        "--protocols",
        folder.to_str().unwrap(),
    ]);
    assert_eq!((it.code, &*it.out), (2, ""));
    assert!(it.err.contains("--zonder-basis"), "{}", it.err);
    let poor = BASE.replace("[route.welzijn_op_recept]", "[route.welzijn]");
    std::fs::create_dir_all(folder.join("nederland")).unwrap();
    std::fs::write(folder.join("nederland/1.0.0.toml"), poor).unwrap();
    let it = new(&[
        "--gemeente",
        "Goes",
        "--protocols",
        folder.to_str().unwrap(),
    ]);
    assert_eq!((it.code, &*it.out), (2, ""));
    assert!(
        it.err.contains("geen route `welzijn_op_recept`"),
        "{}",
        it.err
    );
    let it = new(&["--gemeente", "Goes", "--vanaf", "1 januari 2027"]);
    assert_eq!(it.code, 2);
    assert!(it.err.contains("is geen datum"), "{}", it.err);
}
