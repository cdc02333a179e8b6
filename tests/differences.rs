//! The difference between two protocols, as the command line shows it.
//!
//! Each folder of `tests/differences` has an `old.toml` and a `new.toml`; the outcome stands beside
//! them as text and as JSON. Every case that is shown is evaluated under both, with its answers alone
//! and completed at random.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot run has failed"
)]

mod running;

use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Loose, Request, Verdict, decide};
use domeinwijzer::diagnostic::{Code, render};
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::prove::{Proved, Prover, What, difference, steps};
use domeinwijzer::wire::{DiffReport, MoveInfo, ShiftKind, StepWord};
use domeinwijzer::{answer::Answer, present};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Enough to see a share, few enough to be quick without optimisation.
const SAMPLES: usize = 4_000;

fn folders() -> Vec<PathBuf> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differences");
    let entries = std::fs::read_dir(top).unwrap();
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() > 15);
    folders
}

struct Side {
    checked: Checked,
    prover: Prover,
}

fn registry(folder: &Path) -> Registry {
    let mut registry = Registry::default();
    for name in ["old.toml", "new.toml"] {
        registry.add(name, &std::fs::read(folder.join(name)).unwrap());
    }
    registry
}

fn sides(folder: &Path) -> (Side, Side) {
    let registry = registry(folder);
    let side = |name: &str| {
        let checked = compile(&registry, registry.at_path(name).unwrap())
            .unwrap_or_else(|faults| panic!("{}: {faults:#?}", folder.display()));
        let prover = Prover::new(program::compile(&checked));
        Side { checked, prover }
    };
    (side("old.toml"), side("new.toml"))
}

fn report((old, new): &(Side, Side), samples: usize) -> DiffReport {
    let proved = |it: &'_ Side| -> (Checked, Prover) { (it.checked.clone(), it.prover.clone()) };
    let ((a, b), (c, d)) = (proved(old), proved(new));
    let old = Proved {
        checked: &a,
        prover: &b,
    };
    let new = Proved {
        checked: &c,
        prover: &d,
    };
    present::difference_report(&a, &c, &difference(old, new, samples))
}

fn loose(answer: &Answer) -> Loose {
    match answer {
        Answer::YesNo(yes) => Loose::YesNo(*yes),
        Answer::Number(number) => Loose::Whole(*number),
        Answer::Choice(id) => Loose::Text(id.clone()),
        Answer::Choices(ids) => Loose::List(ids.iter().cloned().map(Loose::Text).collect()),
    }
}

/// The answers that one protocol takes.
fn request(side: &Side, answers: &BTreeMap<String, Answer>) -> Request {
    let form = present::form(&side.checked);
    let known: Vec<String> = form
        .groups
        .iter()
        .flat_map(|group| group.questions.iter().map(|it| it.id.clone()))
        .collect();
    Request {
        answers: answers
            .iter()
            .filter(|(id, _)| known.contains(id))
            .map(|(id, answer)| (id.clone(), loose(answer)))
            .collect(),
        ..Request::default()
    }
}

/// What comes out of one side: advice, whether the subject is offered beside, whether it is raised.
fn outcome(side: &Side, answers: &BTreeMap<String, Answer>, it: &MoveInfo, id: Option<&String>) {
    let subject = it.from.as_ref().or(it.to.as_ref());
    let wanted = id.is_some();
    let request = request(side, answers);
    if it.kind == ShiftKind::Impossible {
        let fitted = side.prover.fit(&side.checked, &request);
        assert_eq!(fitted.is_err(), wanted, "{it:#?}");
        return;
    }
    let case = side.prover.fit(&side.checked, &request).unwrap();
    let decision = side.prover.decide(&case);
    let recommendation = present::recommend(
        &side.checked,
        &side.prover,
        &case,
        &decision,
        domeinwijzer::protocol::version::parse_date("2026-11-22").unwrap(),
    );
    match it.kind {
        ShiftKind::Advice => {
            assert!(decision.is_decided(), "{it:#?}");
            assert_eq!(recommendation.route.map(|it| it.id), id.cloned());
        }
        ShiftKind::AlsoSuitable => {
            let at = recommendation
                .routes
                .iter()
                .position(|route| Some(&route.id) == subject);
            let verdict = at.map(|at| *decision.routes.get(at).unwrap());
            if wanted {
                assert_eq!(verdict, Some(Verdict::AlsoSuitable), "{it:#?}");
            } else if verdict == Some(Verdict::Open) {
                // Between two ways of not being offered: no answer brings it back.
                for number in [0, 123_456] {
                    let mut more = answers.clone();
                    let open = more.insert("huisnummer".to_owned(), Answer::Number(number));
                    assert_eq!(open, None, "{it:#?}");
                    outcome(side, &more, it, id);
                }
            } else {
                assert!(!verdict.is_some_and(Verdict::is_offered), "{it:#?}");
            }
        }
        ShiftKind::Signal => {
            let holds = recommendation
                .signals
                .iter()
                .any(|it| Some(&it.id) == subject);
            assert_eq!(holds, wanted, "{it:#?}");
            let open = recommendation.open_signals.iter();
            assert!(!open.clone().any(|it| Some(&it.id) == subject), "{it:#?}");
        }
        ShiftKind::Impossible => {}
    }
    // The plain evaluator may be more cautious, but never says otherwise.
    let plain = decide(side.prover.program(), &case);
    assert!(!plain.is_decided() || plain.advised() == decision.advised());
}

#[test]
fn every_case_that_is_shown_comes_out_as_it_says() {
    let mut shown = 0;
    for folder in folders() {
        let sides = sides(&folder);
        let report = report(&sides, 0);
        for it in report.moves.iter().chain(&report.other_outcomes) {
            let mut before = it.witness.answers.clone();
            before.extend(it.witness.old_answers.clone());
            outcome(&sides.0, &before, it, it.from.as_ref());
            outcome(&sides.1, &it.witness.answers, it, it.to.as_ref());
            shown += 1;
        }
    }
    assert!(shown > 20, "{shown}");
}

/// Random cases show no move that was not found.
#[test]
fn what_moves_is_found_without_looking_at_random_cases() {
    for folder in folders() {
        let sides = sides(&folder);
        let moves = |report: DiffReport| -> Vec<(Option<String>, Option<String>)> {
            let all = report.moves.into_iter().chain(report.other_outcomes);
            all.map(|it| (it.from, it.to)).collect()
        };
        let without = report(&sides, 0);
        assert!(without.unproved.is_empty(), "{}", folder.display());
        assert_eq!(moves(without), moves(report(&sides, SAMPLES)));
    }
}

#[test]
fn each_is_shown_in_words_and_as_json() {
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap();
        for format in ["full", "json"] {
            let samples = SAMPLES.to_string();
            let args = [
                "diff",
                "old.toml",
                "new.toml",
                "--samples",
                &samples,
                "--format",
                format,
            ];
            let it = running::run_in(&folder, &args, b"", &[]);
            assert_eq!((it.code, it.err.as_str()), (0, ""), "{name}: {}", it.out);
            insta::with_settings!({
                snapshot_path => folder.clone(), prepend_module_to_snapshot => false,
                omit_expression => true,
            }, {
                insta::assert_snapshot!(format, it.out);
            });
        }
    }
}

/// The versions of a folder, the old one as 1.0.3 and the new one as this.
fn versions(folder: &Path, version: &str) -> Registry {
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let mut registry = Registry::default();
    let old = text("old.toml").replacen("\"1.0.0\"", "\"1.0.3\"", 1);
    registry.add("old.toml", old.as_bytes());
    let new = text("new.toml").replacen("\"1.0.1\"", &format!("\"{version}\""), 1);
    registry.add("new.toml", new.as_bytes());
    registry
}

/// `check` demands the step that `diff` says, and takes any larger one; what it says stands in
/// `step.snap`.
#[test]
fn a_version_has_to_make_the_step() {
    for folder in folders() {
        let sides = sides(&folder);
        let step = report(&sides, 0).step;
        if sides.0.checked.listing().id != sides.1.checked.listing().id {
            continue;
        }
        let mut said = String::new();
        for (version, most) in [
            ("1.0.4", StepWord::Patch),
            ("1.1.0", StepWord::Minor),
            ("2.0.0", StepWord::Major),
        ] {
            let registry = versions(&folder, version);
            let found = steps(&registry);
            let too_small = step as u8 > most as u8;
            assert_eq!(
                !found.is_empty(),
                too_small,
                "{} {version}",
                folder.display()
            );
            for it in &found {
                assert_eq!(it.code, Code::VersionStepTooSmall);
                said += &render::full(it, registry.sources());
            }
        }
        if !said.is_empty() {
            insta::with_settings!({
                snapshot_path => folder.clone(), prepend_module_to_snapshot => false,
                omit_expression => true,
            }, {
                insta::assert_snapshot!("step", said);
            });
        }
    }
}

/// Two texts of one version are no step: that is another fault.
#[test]
fn a_version_is_not_compared_with_itself() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differences/regel_erbij");
    assert_eq!(steps(&versions(&folder, "1.0.3")), []);
}

/// Either end of a range can move, inwards and outwards.
#[test]
fn each_end_of_a_range_counts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differences/regel_erbij");
    let old = std::fs::read_to_string(folder.join("old.toml")).unwrap();
    for (range, whats) in [
        ("1 10", &[What::RangeNarrowed][..]),
        ("-1 10", &[What::RangeWidened]),
        ("0 9", &[What::RangeNarrowed]),
        ("0 11", &[What::RangeWidened]),
        ("1 11", &[What::RangeNarrowed, What::RangeWidened]),
        ("0 10", &[]),
    ] {
        let (min, max) = range.split_once(' ').unwrap();
        let new = old.replace(
            "min   = 0\nmax   = 10\n",
            &format!("min   = {min}\nmax   = {max}\n"),
        );
        let (old, new) = (side(&old), side(&new));
        let proved = |it: &'_ Side| (it.checked.clone(), it.prover.clone());
        let ((a, b), (c, d)) = (proved(&old), proved(&new));
        let found = difference(
            Proved {
                checked: &a,
                prover: &b,
            },
            Proved {
                checked: &c,
                prover: &d,
            },
            0,
        );
        let found: Vec<What> = found.grounds.iter().map(|it| it.what).collect();
        assert_eq!(found, whats, "{range}");
    }
}

fn side(text: &str) -> Side {
    let mut registry = Registry::default();
    registry.add("proef.toml", text.as_bytes());
    let checked = compile(&registry, registry.at_path("proef.toml").unwrap()).unwrap();
    let prover = Prover::new(program::compile(&checked));
    Side { checked, prover }
}

#[test]
fn one_protocol_is_compared_with_its_base() {
    let run =
        |args: &[&str]| running::run_in(Path::new(env!("CARGO_MANIFEST_DIR")), args, b"", &[]);
    let one = run(&["diff", "vlissingen", "--samples", "0"]);
    let both = run(&[
        "diff",
        "nederland@1.0.0",
        "vlissingen@1.0.0",
        "--samples",
        "0",
    ]);
    assert_eq!((one.code, &one.out), (0, &both.out), "{}", one.err);
    let path = run(&["diff", "protocols/vlissingen/1.0.0.toml", "--samples", "0"]);
    assert_eq!(path.out, one.out);
    let none = run(&["diff", "nederland", "--samples", "0"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("heeft geen basis"), "{}", none.err);
    let unknown = run(&["diff", "nederland", "vlisingen", "--samples", "0"]);
    assert_eq!(unknown.code, 1);
    assert!(
        unknown.out.contains("bedoelt u `vlissingen`?"),
        "{}",
        unknown.out
    );
}
