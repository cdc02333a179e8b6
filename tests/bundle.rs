//! A bundle decides as its TOML does; one that is damaged or forged is refused, or harmless.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "in a test a trap is a finding"
)]

#[path = "synthetic/mod.rs"]
mod synthetic;

use domeinwijzer::check::{BUNDLE_LIMIT, Checked, bundle, compile, load};
use domeinwijzer::decide::{Loose, Request};
use domeinwijzer::diagnostic::Code;
use domeinwijzer::present;
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::parse_date;
use domeinwijzer::prove::Prover;
use domeinwijzer::wire::QuestionKind;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};
use std::path::Path;
use synthetic::draw::Draw;

const DATE: &str = "2026-11-22";

/// Every protocol that is shipped.
fn shipped() -> Vec<Checked> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("protocols");
    let mut registry = Registry::default();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap().path();
        for file in std::fs::read_dir(&entry).into_iter().flatten() {
            let path = file.unwrap().path();
            let id = entry.file_name().unwrap().to_str().unwrap();
            let name = path.file_name().unwrap().to_str().unwrap();
            registry.add(format!("{id}/{name}"), &std::fs::read(&path).unwrap());
        }
    }
    let files = registry.files().iter();
    files
        .map(|file| compile(&registry, file).unwrap())
        .collect()
}

fn compiled(text: &str) -> Checked {
    let mut registry = Registry::default();
    registry.add("proef/1.0.0.toml", text.as_bytes());
    compile(&registry, &registry.files()[0]).unwrap()
}

fn loaded(checked: &Checked) -> Checked {
    load(&bundle(checked).unwrap()).unwrap()
}

/// Everything that a program can ask of a protocol and a case.
struct Asked<'a> {
    checked: &'a Checked,
    prover: Prover,
}

impl<'a> Asked<'a> {
    fn new(checked: &'a Checked) -> Self {
        let prover = Prover::new(program::compile(checked));
        Self { checked, prover }
    }

    fn protocol(&self) -> String {
        json!([present::info(self.checked), present::form(self.checked)]).to_string()
    }

    fn case(&self, case: &Value, reasons: bool) -> String {
        let Self { checked, prover } = self;
        let loose: Loose = serde_json::from_str(&case.to_string()).unwrap();
        let request = Request::read(loose).unwrap();
        let case = match prover.fit(checked, &request) {
            Ok(case) => case,
            Err(faults) => return format!("{faults:?}"),
        };
        let decision = prover.decide(&case);
        let date = parse_date(DATE).unwrap();
        let show = if reasons {
            present::explain
        } else {
            present::recommend
        };
        let advice = show(checked, prover, &case, &decision, date);
        let next = present::next_report(checked, prover, &case, &decision);
        serde_json::to_string(&(advice, next)).unwrap()
    }
}

/// A case with some questions answered.
fn drawn(checked: &Checked, draw: &mut Draw) -> Value {
    let mut answers = serde_json::Map::new();
    let groups = present::form(checked).groups;
    for question in groups.into_iter().flat_map(|group| group.questions) {
        if draw.chance(30) {
            continue;
        }
        let numbers = (
            question.min.unwrap_or_default(),
            question.max.unwrap_or_default(),
        );
        let choices: Vec<String> = question.choices.into_iter().map(|it| it.id).collect();
        let answer = match question.kind {
            QuestionKind::YesNo => json!(draw.chance(50)),
            QuestionKind::Scale | QuestionKind::Number => json!(draw.from(numbers.0, numbers.1)),
            QuestionKind::Choice => json!(choices[draw.below(choices.len())]),
            QuestionKind::MultiChoice => {
                json!(
                    choices
                        .iter()
                        .filter(|_| draw.chance(40))
                        .collect::<Vec<_>>()
                )
            }
        };
        answers.insert(question.id, answer);
    }
    json!({ "answers": answers, "date": DATE })
}

#[test]
fn shipped_protocols_decide_the_same() {
    for checked in shipped() {
        let again = loaded(&checked);
        assert_eq!(bundle(&again).unwrap(), bundle(&checked).unwrap());
        let (from_text, from_bundle) = (Asked::new(&checked), Asked::new(&again));
        assert_eq!(from_text.protocol(), from_bundle.protocol());
        for (at, (_, case, _)) in present::example_requests(&checked).iter().enumerate() {
            let case = serde_json::to_value(case).unwrap();
            // Reasons take long in a test; the first example of each protocol asks for them.
            let reasons = at == 0;
            assert_eq!(
                from_text.case(&case, reasons),
                from_bundle.case(&case, reasons)
            );
        }
    }
}

#[test]
fn bundles_of_shipped_protocols_are_small() {
    for checked in shipped() {
        let size = bundle(&checked).unwrap().len();
        assert!(size < 60_000, "{}: {size}", checked.listing().id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn generated_protocols_decide_the_same(seed: u64, questions in 1_usize..30, rules in 1_usize..25) {
        let text = if seed % 3 == 0 {
            synthetic::adversarial(seed, questions.clamp(4, 12), rules.min(12))
        } else {
            synthetic::structured(seed, questions, rules)
        };
        let checked = compiled(&text);
        let again = loaded(&checked);
        let (from_text, from_bundle) = (Asked::new(&checked), Asked::new(&again));
        prop_assert_eq!(from_text.protocol(), from_bundle.protocol());
        let mut draw = Draw::new(seed);
        for _ in 0..4 {
            let case = drawn(&checked, &mut draw);
            prop_assert_eq!(from_text.case(&case, false), from_bundle.case(&case, false));
        }
    }
}

/// Where what the checksum is taken over begins.
const BODY: usize = 12;

/// The bytes with the checksum that fits them.
fn signed(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = bytes[BODY..]
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
            (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    bytes[4..BODY].copy_from_slice(&sum.to_le_bytes());
    bytes
}

#[track_caller]
fn refused(bytes: &[u8], code: Code) {
    assert_eq!(load(bytes).unwrap_err().code, code);
}

#[test]
fn what_is_no_bundle_is_refused() {
    let sound = bundle(&compiled(&synthetic::structured(1, 8, 6))).unwrap();
    for length in 0..sound.len() {
        refused(&sound[..length], Code::InvalidBundle);
    }
    for length in BODY..sound.len() {
        let cut = signed(sound[..length].to_vec());
        refused(&cut, Code::InvalidBundle);
    }
    refused(
        &signed([sound.as_slice(), b"\0"].concat()),
        Code::InvalidBundle,
    );
    refused(&vec![0; BUNDLE_LIMIT + 1], Code::FileTooLarge);
    let mut later = sound.clone();
    later[BODY] = 2;
    refused(&later, Code::InvalidBundle);
    refused(&signed(later), Code::BundleTooNew);
    for at in 0..sound.len() {
        for bit in 0..8 {
            let mut flipped = sound.clone();
            flipped[at] ^= 1 << bit;
            refused(&flipped, Code::InvalidBundle);
        }
    }
}

/// Reads forged bytes; what is taken for a protocol has to work as one.
fn survives(bytes: &[u8], draw: &mut Draw) -> Result<bool, TestCaseError> {
    let Ok(forged) = load(bytes) else {
        return Ok(false);
    };
    let asked = Asked::new(&forged);
    asked.protocol();
    for _ in 0..2 {
        let case = drawn(&forged, draw);
        asked.case(&case, true);
    }
    // What was read once is written as it was read.
    let again = bundle(&loaded(&forged)).unwrap();
    prop_assert_eq!(again, bundle(&forged).unwrap());
    Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]
    #[test]
    fn forged_bundles_trap_nothing(
        seed in 0_u64..40,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = bundle(&compiled(&synthetic::structured(seed, 6, 5))).unwrap();
        for (at, byte) in changes {
            let at = BODY + 1 + at.index(bytes.len() - BODY - 1);
            bytes[at] = byte;
        }
        survives(&signed(bytes), &mut Draw::new(seed))?;
    }

    #[test]
    fn any_bytes_trap_nothing(mut body: Vec<u8>) {
        let mut bytes = b"DWBN12345678\x01".to_vec();
        bytes.append(&mut body);
        prop_assert!(!survives(&signed(bytes), &mut Draw::new(1))?);
    }
}

#[test]
fn nesting_is_bounded() {
    // A rule whose formula is `niet niet niet …`: a byte for each level.
    let sound = bundle(&compiled(&synthetic::structured(1, 2, 3))).unwrap();
    for at in BODY + 1..sound.len() {
        let mut deep = sound[..at].to_vec();
        deep.extend(std::iter::repeat_n(2, 100_000));
        refused(&signed(deep), Code::InvalidBundle);
    }
}
