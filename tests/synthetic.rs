//! Synthetic protocols are sound, the same for the same seed, and as large as was asked.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test a trap is a finding"
)]
// The enumeration has more than is used here.
#![allow(dead_code)]

#[path = "exact/findings.rs"]
mod findings;
#[path = "synthetic/mod.rs"]
mod synthetic;
#[path = "exact/world.rs"]
mod world;

use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Case, Loose, Request, Truth, decide};
use domeinwijzer::program::{self, Program};
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::prove::Prover;
use std::collections::BTreeSet;
use synthetic::defects::{Defect, Proof, plant};
use synthetic::draw::Draw;
use synthetic::structured::{Net, Structured, decides};
use synthetic::{adversarial, model, naive, structured};
use world::World;

const SIZES: [(usize, usize); 10] = [
    (1, 1),
    (2, 3),
    (4, 4),
    (8, 6),
    (12, 10),
    (20, 15),
    (30, 25),
    (30, 25),
    (60, 50),
    (120, 100),
];

/// Seed, questions, rules.
fn sizes() -> impl Iterator<Item = (u64, usize, usize)> {
    (0..150)
        .zip(SIZES.into_iter().cycle())
        .map(|(seed, (questions, rules))| (seed, questions, rules))
}

#[track_caller]
fn compiled(text: &str) -> Checked {
    let mut registry = Registry::default();
    registry.add("proef/1.0.0.toml", text.as_bytes());
    let file = registry
        .at_path("proef/1.0.0.toml")
        .unwrap_or_else(|| panic!("just added"));
    compile(&registry, file).unwrap_or_else(|faults| {
        let errors: Vec<_> = faults.iter().filter(|it| it.is_error()).collect();
        panic!("{errors:#?}\n{text}")
    })
}

/// How often a heading stands in a text.
fn count(text: &str, heading: &str) -> usize {
    text.lines()
        .filter(|line| line.starts_with(heading))
        .count()
}

#[test]
fn structured_ones_are_sound_and_as_large_as_asked() {
    for (seed, questions, rules) in sizes() {
        let text = structured(seed, questions, rules);
        compiled(&text);
        assert_eq!(count(&text, "[vraag."), questions.max(2), "{text}");
        assert_eq!(count(&text, "[regel."), rules, "{text}");
        assert_eq!(count(&text, "vangnet = true"), 1);
        assert_eq!(count(&text, "alleen = true"), 1);
        assert!((6..=15).contains(&count(&text, "[route.")), "{text}");
    }
}

#[test]
fn adversarial_ones_are_sound_and_as_large_as_asked() {
    for (seed, questions, rules) in sizes() {
        let text = adversarial(seed, questions, rules);
        compiled(&text);
        assert_eq!(count(&text, "[vraag."), questions);
        assert_eq!(count(&text, "[regel."), rules);
    }
}

/// What is too much for the budget is open, and said to be open for want of proof: no case is denied.
#[test]
fn what_is_not_proved_stays_open() {
    let mut unproved = 0;
    for seed in 0..4 {
        let checked = compiled(&adversarial(seed, 120, 100));
        let prover = Prover::new(program::compile(&checked));
        let program = prover.program();
        let ranges: Vec<(i64, i64)> = program.inputs().iter().map(|it| it.range).collect();
        let mut draw = Draw::new(seed);
        let mut cases = Vec::new();
        for count in [0, 40] {
            let open = Loose::parse(r#"{"answers": {}}"#).expect("JSON");
            let known = Request::read(open)
                .expect("a case")
                .fit(&checked)
                .expect("one that fits");
            let known = (0..count).fold(known, |case, at| {
                answered(program, &case, at, drawn(&mut draw, ranges[at]))
            });
            cases.push(known);
        }
        for case in cases {
            let (decision, cautious) = (prover.decide(&case), decide(program, &case));
            unproved += usize::from(!decision.is_exact());
            assert!(
                decision
                    .possible
                    .iter()
                    .all(|it| cautious.possible.contains(it))
            );
            for (proved, known) in decision.rules.iter().zip(&cautious.rules) {
                assert!(*known == Truth::Open || known == proved);
            }
            for _ in 0..200 {
                let open = (0..ranges.len()).filter(|at| case.answer(*at).is_none());
                let full = open.fold(case.clone(), |case, at| {
                    answered(program, &case, at, drawn(&mut draw, ranges[at]))
                });
                let shown = decide(program, &full);
                assert!(decision.possible.contains(&shown.advised()), "seed {seed}");
                for (said, seen) in decision.rules.iter().zip(&shown.rules) {
                    assert!(*said == Truth::Open || said == seen, "seed {seed}");
                }
            }
        }
    }
    assert!(unproved > 0, "nothing was too much");
}

fn answered(program: &Program, case: &Case, question: usize, code: i64) -> Case {
    case.answered(program, question, code)
        .expect("a code of the question")
}

fn drawn(draw: &mut Draw, (min, max): (i64, i64)) -> i64 {
    min + i64::try_from(draw.below(usize::try_from(max - min + 1).expect("a range")))
        .expect("a code")
}

#[test]
fn a_seed_stands_for_one_protocol() {
    let mut seen = BTreeSet::new();
    for seed in 0..20 {
        for text in [structured(seed, 12, 10), adversarial(seed, 12, 10)] {
            assert!(seen.insert(text), "seed {seed} repeats another");
        }
        assert!(seen.contains(&structured(seed, 12, 10)));
        assert!(seen.contains(&adversarial(seed, 12, 10)));
    }
}

#[test]
fn structured_ones_have_all_that_protocols_have() {
    let text: String = (0..5).map(|seed| structured(seed, 30, 25)).collect();
    for part in [
        "veiligheid = true",
        "\"ja_nee\"",
        "\"schaal\"",
        "\"getal\"",
        "\"keuze\"",
        "\"meerkeuze\"",
        "alleen_als",
        "anders = ",
        "[kenmerk.",
        "[score.",
        "minstens 2 van",
        "tegen = ",
        "signaal = ",
        "vast = true",
        "vast_gegeven = true",
        "[onmogelijk.",
        "tussen",
        "bevat",
        "niet ",
    ] {
        assert!(text.contains(part), "no {part}");
    }
}

#[test]
fn every_rule_of_a_structured_one_decides_and_every_case_has_an_advice() {
    for seed in 0..40 {
        for net in [Net::Fallback, Net::Partition] {
            let made = Structured::with(seed, 30, 25, net);
            for (rule, witness) in made.witnesses.iter().enumerate() {
                let outcome = naive::decide(&made.protocol, witness);
                assert!(decides(&made.protocol, rule, &outcome), "{rule} of {seed}");
                assert!(outcome.advised.is_some());
            }
            assert_eq!(made.witnesses.len(), 25);
        }
    }
}

/// How many complete cases there are, when that is few enough to try them all.
fn few(protocol: &model::Protocol, most: u64) -> bool {
    let sizes = protocol.questions().map(|(_, it)| it.kind.size());
    sizes.product::<u64>() <= most
}

/// Small enough to try every answer, the defects are there and the originals are free of them.
#[test]
fn planted_defects_are_real() {
    for (defect, ways) in [
        (Defect::Gap, &[0, 1, 2][..]),
        (Defect::Shadowed, &[0, 1, 2, 4, 5]),
        (Defect::OffByOne, &[0, 1, 2, 3]),
    ] {
        for way in ways {
            let seeds = (0..).map(|nth| nth * defect.ways().len() as u64 + way);
            // Two scales and an age are as much as can be tried.
            let sums = (defect, *way) == (Defect::OffByOne, 3);
            let most = if sums { 30_000 } else { 6_000 };
            let planted = seeds.take(40).map(|seed| plant(defect, seed, 4, 9));
            let small = planted.filter(|it| few(&it.clean_model, most));
            let mut seen = 0;
            for it in small.take(if sums { 1 } else { 2 }) {
                seen += 1;
                let (clean, damaged) = (World::new(&it.clean_model), World::new(&it.damaged_model));
                assert!(!findings::gap(&clean), "{}", it.clean[0].1);
                for rule in 0..it.clean_model.rules.len() {
                    assert!(
                        findings::rule_decides(&clean, rule),
                        "{rule} of {}",
                        it.clean[0].1
                    );
                }
                let text = &it.damaged[0].1;
                match it.proof {
                    Proof::NoAdvice(_) => assert!(findings::gap(&damaged), "{text}"),
                    Proof::Never(rule) => {
                        assert!(!findings::rule_can_hold(&damaged, rule), "{rule} of {text}");
                    }
                    Proof::Idle(rule, _) => {
                        assert!(findings::rule_can_hold(&damaged, rule), "{rule} of {text}");
                        assert!(!findings::rule_decides(&damaged, rule), "{rule} of {text}");
                    }
                    Proof::Escapes { .. } => panic!("no municipal file was asked for"),
                }
            }
            assert!(seen > 0, "{defect:?} {way} was never small enough");
        }
    }
}

/// Cases that lie near one, the case itself among them.
fn near(protocol: &model::Protocol, case: &naive::Answers, draw: &mut Draw) -> Vec<naive::Answers> {
    let questions: Vec<usize> = protocol.questions().map(|(at, _)| at).collect();
    let mut cases = vec![case.clone()];
    for _ in 0..60 {
        let mut other = case.clone();
        for _ in 0..=draw.below(3) {
            let at = draw.one_of(&questions);
            let kind = protocol.question(at).kind;
            let pick = u32::try_from(draw.below(1 << 20)).expect("below 2^20");
            other[at] = Some(kind.value(pick));
        }
        cases.push(other);
    }
    cases
}

/// Of full size, no case near those in which it would show contradicts what was planted.
#[test]
fn planted_rules_stay_idle() {
    let mut draw = Draw::new(1);
    for seed in 0..24 {
        let it = plant(Defect::Shadowed, seed, 30, 25);
        let Proof::Idle(rule, case) = &it.proof else {
            panic!("a rule that stays idle was asked for");
        };
        let cases = near(&it.damaged_model, case, &mut draw);
        let outcomes = cases
            .iter()
            .map(|case| naive::decide(&it.damaged_model, case));
        let outcomes: Vec<_> = outcomes.collect();
        assert!(outcomes[0].rules[*rule] && !outcomes[0].impossible);
        for outcome in &outcomes {
            assert!(!decides(&it.damaged_model, *rule, outcome), "{seed}");
        }
        let it = plant(Defect::OffByOne, seed, 30, 25);
        if let Proof::Never(rule) = it.proof {
            for case in near(&it.damaged_model, &it.witnesses[rule], &mut draw) {
                assert!(
                    !naive::decide(&it.damaged_model, &case).rules[rule],
                    "{seed}"
                );
            }
        }
    }
}

/// Where nothing was damaged, a municipal file takes nothing from what is locked.
#[test]
fn harmless_files_leave_locks_alone() {
    let mut draw = Draw::new(1);
    let mut seen = 0;
    for seed in 0..24 {
        let it = plant(Defect::WeakenedLock, seed, 30, 25);
        let (base, local) = (&it.damaged_model, &it.clean_model);
        for (at, rule) in base.rules.iter().enumerate().filter(|(_, it)| it.locked) {
            for case in near(base, &it.witnesses[at], &mut draw) {
                let (before, after) = (naive::decide(base, &case), naive::decide(local, &case));
                if !before.rules[at] {
                    continue;
                }
                seen += 1;
                assert!(after.rules[at], "{at} of {seed}");
                for route in &rule.indicates {
                    assert_eq!(before.verdicts[*route], after.verdicts[*route], "{seed}");
                }
                let offered = [naive::Verdict::Advised, naive::Verdict::AlsoSuitable];
                for route in &rule.excludes {
                    assert!(!offered.contains(&after.verdicts[*route]), "{at} of {seed}");
                }
            }
        }
    }
    assert!(seen > 1_000, "{seen}");
}
