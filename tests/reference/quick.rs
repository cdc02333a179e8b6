//! The quick decision says what `decide` says, one case at a time and many at once; and for complete
//! cases what the reference says.

use super::build::{excludes, indicates, least, most, protocol, question, scale, two_words};
use super::config;
use super::engine::{Engine, case, request};
use super::generate::{EXCLUSIVE, LARGE, SMALL, cases};
use super::model::{Condition, Item, Kind, Protocol, Sign, Value, What, rule_id};
use super::naive::{self, Answers};
use domeinwijzer::decide::batch::{IMPOSSIBLE, NOTHING, OPEN, OPEN_BYTE, OPEN_CODE};
use domeinwijzer::decide::{Batch, Case, Column, Fast, Routed, Sheet, Truth, decide, fast};
use domeinwijzer::present::route_table;
use domeinwijzer::program::Program;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn open((protocol, answers) in cases(SMALL, 0.5)) {
        agrees(&protocol, &answers)?;
    }

    #[test]
    fn nearly_complete((protocol, answers) in cases(LARGE, 0.9)) {
        agrees(&protocol, &answers)?;
    }

    #[test]
    fn with_impossible_answers((protocol, answers) in cases(EXCLUSIVE, 0.8)) {
        agrees(&protocol, &answers)?;
    }

    #[test]
    fn complete((protocol, answers) in cases(LARGE, 1.0)) {
        agrees(&protocol, &answers)?;
        let engine = Engine::new(&protocol)?;
        let (fast, mut sheet) = laid_out(engine.prover.program());
        let found = routed(&engine, &fast, &mut sheet, &taken(&engine, &protocol, &answers)?);
        let truth = naive::decide(&protocol, &answers);
        prop_assert_eq!(found, Routed::Decided(truth.advised));
        let table = route_table(&engine.checked, engine.prover.program());
        let held = fired(&sheet, truth.rules.len());
        for (id, held) in table.rules.iter().zip(held) {
            let at = (0..truth.rules.len()).find(|at| rule_id(*at) == *id);
            prop_assert_eq!(held, truth.rules[at.expect("a rule of the protocol")], "{}", id);
        }
    }
}

proptest! {
    #![proptest_config(config(8))]

    #[test]
    fn many_small((protocol, answers) in cases(SMALL, 1.0), seed in any::<u32>()) {
        many_agree(&protocol, &answers, seed)?;
    }

    #[test]
    fn many_impossible((protocol, answers) in cases(EXCLUSIVE, 1.0), seed in any::<u32>()) {
        many_agree(&protocol, &answers, seed)?;
    }

    #[test]
    fn many_large((protocol, answers) in cases(LARGE, 1.0), seed in any::<u32>()) {
        many_agree(&protocol, &answers, seed)?;
    }
}

/// Small protocols have all their tests in one word; this one does not.
#[test]
fn with_tests_in_two_words() {
    let protocol = two_words();
    let number = |at| Some(Value::Number(at));
    for long in [
        None,
        Some(0),
        Some(8),
        Some(9),
        Some(64),
        Some(70),
        Some(71),
    ] {
        for short in [None, Some(0), Some(1), Some(2)] {
            let answers = vec![long.and_then(number), short.and_then(number)];
            agrees(&protocol, &answers).expect("the same");
        }
    }
    many_agree(&protocol, &vec![None; 2], 7).expect("the same");
}

/// More rules than two words have bits, each about answers alone: every case, and every case but for one answer.
#[test]
fn rules_in_three_words() {
    const QUESTIONS: usize = 6;
    let rule = |nth: usize| {
        let asks = |at: &usize| (nth * 11 % 63 + 1) >> at & 1 == 1;
        let part = |at: usize| match (nth * 29) >> at & 1 {
            0 => Condition::Name(at),
            _ => Condition::Not(Box::new(Condition::Name(at))),
        };
        let parts = (0..QUESTIONS).filter(asks).map(part).collect();
        match nth % 3 {
            0 => indicates(Condition::Any(parts), 0),
            1 => excludes(Condition::All(parts), 0),
            _ => indicates(Condition::All(parts), 1),
        }
    };
    let item = |at: usize| question(&format!("vraag_{at}"), Kind::YesNo);
    let protocol = protocol(
        (0..QUESTIONS).map(item).collect(),
        (0..140).map(rule).collect(),
    );
    let engine = Engine::new(&protocol).expect("a sound protocol");
    for given in 0..1 << QUESTIONS {
        for open in 0..=QUESTIONS {
            let answer = |at| (at != open).then_some(Value::YesNo(given >> at & 1 == 1));
            let answers = (0..QUESTIONS).map(answer).collect();
            agrees_with(&engine, &protocol, &answers).expect("the same");
        }
    }
}

/// More routes than a word has bits, each for one answer.
#[test]
fn routes_in_two_words() {
    const ROUTES: usize = 70;
    let rule = |nth: usize| {
        let number = Value::Number(nth as i64);
        indicates(Condition::Compare(0, Sign::Equal, number), nth)
    };
    let mut protocol = protocol(
        vec![scale("getal", ROUTES as i64)],
        (0..ROUTES).map(rule).collect(),
    );
    protocol.routes = vec![protocol.routes[0].clone(); ROUTES];
    let engine = Engine::new(&protocol).expect("a sound protocol");
    for answer in (0..=ROUTES).map(|it| Some(Value::Number(it as i64))) {
        agrees_with(&engine, &protocol, &vec![answer]).expect("the same");
    }
}

/// Where a byte ends: a question with more codes, a set with more choices, a sum beyond sixteen bits.
#[test]
fn what_a_byte_does_not_hold() {
    let number = |max| question("getal", Kind::Number { min: 0, max });
    for max in [253, 254, 255, 256] {
        let rules = vec![indicates(least(0, max), 0), indicates(most(0, max / 2), 1)];
        many_agree(&protocol(vec![number(max)], rules), &vec![None], 7).expect("the same");
    }
    for count in [6, 7, 8, 9] {
        let last = Condition::Contains(0, count - 1);
        let rules = vec![indicates(last, 0), indicates(Condition::Contains(0, 0), 1)];
        let items = vec![question("keuzes", Kind::Choices(count))];
        many_agree(&protocol(items, rules), &vec![None], 7).expect("the same");
    }
    let twice = |weight, other| Item {
        name: "som".to_owned(),
        what: What::Score(vec![(0, weight), (1, other)]),
    };
    for (weight, other) in [
        (163, 164),
        (164, 164),
        (164, -163),
        (-328, 1),
        (-1, -326),
        (0, 330),
        (300, 300),
        (-300, -300),
    ] {
        let far = weight.max(0) * 100 + other.max(0) * 100;
        let rules = vec![indicates(least(2, far - 50), 0), indicates(most(2, 40), 1)];
        let second = question("ander", Kind::Number { min: 0, max: 100 });
        let items = vec![number(100), second, twice(weight, other)];
        many_agree(&protocol(items, rules), &vec![None; 3], 7).expect("the same");
    }
}

fn score(terms: Vec<(usize, i64)>) -> Item {
    let name = "som".to_owned();
    let what = What::Score(terms);
    Item { name, what }
}

/// The lowest sum counts too, what a name adds to it, and terms that each stay within.
#[test]
fn a_sum_beyond_two_bytes_in_other_ways() {
    let number = |name: &str, min: i64, max: i64| question(name, Kind::Number { min, max });
    let named = |name: &str, least: Condition| Item {
        name: name.to_owned(),
        what: What::Finding(least),
    };
    let mut names = vec![number("getal", 0, 10)];
    names.extend((0..34).map(|at| named(&format!("naam{at}"), least(0, at % 10))));
    for (items, weights, above) in [
        (names, vec![1_000; 34], 32_000),
        (
            vec![
                number("a", 0, 100),
                named("b", least(0, 50)),
                named("c", least(0, 60)),
                named("d", least(0, 70)),
            ],
            vec![300, 1_000, 1_000, 1_000],
            32_000,
        ),
        (
            vec![number("a", -100, 150), number("b", -101, -100)],
            vec![200, -150],
            33_000,
        ),
        // Where sixteen bits end, one further, and a border one beyond what can be reached.
        (vec![number("a", 0, 128)], vec![256], 30_000),
        (vec![number("a", 0, 217)], vec![151], 32_767),
        (vec![number("a", 0, 217)], vec![151], 32_768),
    ] {
        let mut items = items;
        let sum = items.len();
        let terms = (sum - weights.len()..sum).zip(weights);
        items.push(score(terms.collect()));
        let rules = vec![indicates(least(sum, above), 0), indicates(most(sum, 40), 1)];
        let open = vec![None; items.len()];
        many_agree(&protocol(items, rules), &open, 7).expect("the same");
    }
}

/// The tests of a score, in a word behind the first.
#[test]
fn a_score_in_the_second_word() {
    let mut it = two_words();
    it.items.push(score(vec![(1, 2)]));
    it.rules.push(indicates(least(2, 4), 1));
    it.rules.push(excludes(most(2, 1), 0));
    many_agree(&it, &vec![None; 3], 7).expect("the same");
}

/// A byte that is no answer is open, and so is the last one where every other is an answer.
#[test]
fn every_byte_that_is_no_answer_is_open() {
    let open = |min: i64, max: i64, bytes: &[u8]| -> Vec<u8> {
        let items = vec![question("getal", Kind::Number { min, max })];
        let rules = vec![indicates(least(0, max), 0), indicates(most(0, max), 1)];
        let engine = Engine::new(&protocol(items, rules)).expect("sound");
        let mut routes = vec![0; bytes.len()];
        let batch = Batch::new(engine.prover.program()).expect("few routes");
        batch.run(&[Column::Bytes(bytes)], &mut routes, &mut []);
        routes
    };
    assert_eq!(
        open(1, 10, &[9, 10, 11, 12, 255]),
        [0, OPEN, OPEN, OPEN, OPEN]
    );
    assert_eq!(open(-5, 10, &[15, 16, 255]), [0, OPEN, OPEN]);
    assert_eq!(open(0, 254, &[254, 255, 3]), [0, OPEN, 1]);
    assert_eq!(open(0, 255, &[254, 255, 3]), [1, OPEN, 1]);
    // One block of each: none at the top, and nothing below it.
    for low in [3, 10] {
        let bytes: Vec<u8> = (0..1024)
            .map(|at| if at == 7 { 255 } else { low })
            .collect();
        let routes = open(0, 10, &bytes);
        let expected = u8::from(low != 10);
        assert!((0..1024).all(|at| routes[at] == if at == 7 { OPEN } else { expected }));
    }
}

fn laid_out(program: &Program) -> (Fast, Sheet) {
    let fast = Fast::new(program);
    let sheet = fast.sheet();
    (fast, sheet)
}

fn taken(engine: &Engine, protocol: &Protocol, answers: &Answers) -> Result<Case, TestCaseError> {
    let taken = request(&case(protocol, answers)).and_then(|it| it.fit(&engine.checked));
    taken.map_err(|faults| TestCaseError::fail(format!("{faults:?}")))
}

fn routed(engine: &Engine, fast: &Fast, sheet: &mut Sheet, case: &Case) -> Routed {
    let slots = fast::slots(engine.prover.program(), case);
    sheet.answers_mut().copy_from_slice(&slots);
    fast.route(sheet)
}

/// The rules that hold, one by one.
fn fired(sheet: &Sheet, rules: usize) -> Vec<bool> {
    let bit = |at: usize| sheet.fired()[at / 64] >> (at % 64) & 1 == 1;
    (0..rules).map(bit).collect()
}

/// What `decide` says of a case: the outcome and the rules that certainly hold.
fn expected(program: &Program, case: &Case) -> (Routed, Vec<bool>) {
    let decision = decide(program, case);
    let refused = program.impossible().iter().any(|it| {
        let truth = decision.bit(it.bit);
        let truth = if it.negated { truth.negated() } else { truth };
        truth == Truth::True
    });
    let outcome = if refused {
        Routed::Impossible
    } else if decision.is_decided() {
        Routed::Decided(decision.advised())
    } else {
        Routed::Open
    };
    let rules = decision.rules.iter().map(|it| *it == Truth::True);
    (outcome, rules.collect())
}

fn agrees(protocol: &Protocol, answers: &Answers) -> Result<(), TestCaseError> {
    agrees_with(&Engine::new(protocol)?, protocol, answers)
}

fn agrees_with(
    engine: &Engine,
    protocol: &Protocol,
    answers: &Answers,
) -> Result<(), TestCaseError> {
    let case = taken(engine, protocol, answers)?;
    let program = engine.prover.program();
    let (fast, mut sheet) = laid_out(program);
    let found = routed(engine, &fast, &mut sheet, &case);
    let (outcome, rules) = expected(program, &case);
    prop_assert_eq!(found, outcome);
    prop_assert_eq!(fired(&sheet, rules.len()), rules);
    // What is left of the case before does not count.
    let empty = taken(engine, protocol, &vec![None; answers.len()])?;
    let found = routed(engine, &fast, &mut sheet, &empty);
    prop_assert_eq!(found, expected(program, &empty).0);
    Ok(())
}

/// More cases than are read in one go, the last block not full, here and there an answer left out.
#[test]
fn more_than_one_group() {
    const MANY: usize = 70_016;
    let protocol = two_words();
    let engine = Engine::new(&protocol).expect("a sound protocol");
    let program = engine.prover.program();
    let bytes: Vec<Vec<u8>> = (0..program.questions())
        .map(|question| {
            let (min, max) = program.inputs()[question].range;
            let values = max.abs_diff(min) + 1;
            let byte = |nth: usize| {
                let seed = question as u64 * 2 + 0x9E37_79B9_7F4A_7C15;
                let drawn = (nth as u64 + 1).wrapping_mul(seed).rotate_right(29);
                let open = drawn.is_multiple_of(997);
                if open {
                    OPEN_BYTE
                } else {
                    (drawn % values) as u8
                }
            };
            (0..MANY).map(byte).collect()
        })
        .collect();
    let codes: Vec<Vec<i64>> = bytes
        .iter()
        .zip(program.inputs())
        .map(|(bytes, input)| {
            let code = |byte: &u8| match *byte {
                OPEN_BYTE => OPEN_CODE,
                byte => input.range.0 + i64::from(byte),
            };
            bytes.iter().map(code).collect()
        })
        .collect();
    let batch = Batch::new(program).expect("few routes");
    let decided = |columns: &[Column]| {
        let mut routes = vec![0; MANY];
        let mut held = vec![0; protocol.rules.len() * Batch::stride(MANY)];
        batch.run(columns, &mut routes, &mut held);
        (routes, held)
    };
    let one_by_one: Vec<Column> = codes.iter().map(|it| Column::Codes(it)).collect();
    let together: Vec<Column> = bytes.iter().map(|it| Column::Bytes(it)).collect();
    let (expected, found) = (decided(&one_by_one), decided(&together));
    assert!(expected.0.contains(&OPEN) && expected.0.iter().any(|it| *it < NOTHING));
    assert!(expected == found);
}

/// More than two blocks of cases, the last one not full, with an open answer here and there.
const CASES: usize = 2100;

fn many_agree(protocol: &Protocol, answers: &Answers, seed: u32) -> Result<(), TestCaseError> {
    let engine = Engine::new(protocol)?;
    let program = engine.prover.program();
    let mut state = seed;
    let mut draw = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 8
    };
    let mut cases = Vec::new();
    for nth in 0..CASES {
        let mut answers = answers.clone();
        for (at, question) in protocol.questions() {
            answers[at] = Some(question.kind.value(draw()));
            // The first block is complete.
            if nth > 1024 && draw() % 40 == 0 {
                answers[at] = None;
            }
        }
        cases.push(taken(&engine, protocol, &answers)?);
    }
    let questions = program.questions();
    let codes: Vec<Vec<i64>> = (0..questions)
        .map(|at| {
            let code = |case: &Case| case.answer(at).unwrap_or(OPEN_CODE);
            cases.iter().map(code).collect()
        })
        .collect();
    let bytes: Vec<Option<Vec<u8>>> = (0..questions)
        .map(|at| {
            let (min, max) = program.inputs()[at].range;
            let byte = |case: &Case| match case.answer(at) {
                Some(code) => u8::try_from(code - min).ok(),
                None => Some(OPEN_BYTE),
            };
            let narrow = max - min < i64::from(OPEN_BYTE);
            narrow.then(|| cases.iter().map(byte).collect()).flatten()
        })
        .collect();
    let wide: Vec<Column> = codes.iter().map(|it| Column::Codes(it)).collect();
    let narrow: Vec<Column> = bytes
        .iter()
        .zip(&wide)
        .map(|(bytes, wide)| bytes.as_ref().map_or(*wide, |it| Column::Bytes(it)))
        .collect();
    let rules = protocol.rules.len();
    let batch = Batch::new(program).expect("few routes");
    for columns in [wide, narrow] {
        let mut routes = vec![0; CASES];
        let mut held = vec![0; rules * Batch::stride(CASES)];
        batch.run(&columns, &mut routes, &mut held);
        for (at, case) in cases.iter().enumerate() {
            let (outcome, expected) = expected(program, case);
            let code = match outcome {
                Routed::Open => OPEN,
                Routed::Impossible => IMPOSSIBLE,
                Routed::Decided(route) => route.map_or(NOTHING, |rank| rank as u8),
            };
            prop_assert_eq!(routes[at], code, "case {}", at);
            let held =
                |rule: usize| held[rule * Batch::stride(CASES) + at / 64] >> (at % 64) & 1 == 1;
            prop_assert_eq!(
                (0..rules).map(held).collect::<Vec<_>>(),
                expected,
                "case {}",
                at
            );
        }
    }
    Ok(())
}
