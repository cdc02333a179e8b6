//! Synthetic protocols are sound, the same for the same seed, and as large as was asked.
#![expect(clippy::panic, reason = "in a test a trap is a finding")]

#[path = "synthetic/mod.rs"]
mod synthetic;

use domeinwijzer::check::{Checked, compile};
use domeinwijzer::protocol::registry::Registry;
use std::collections::BTreeSet;
use synthetic::structured::{Net, Structured, decides};
use synthetic::{adversarial, naive, structured};

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
