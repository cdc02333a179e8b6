//! Protocols so small that the truth about them can be seen.

use super::build::{excludes, indicates, least, most, protocol, question, scale};
use super::difference::moves;
use super::findings::{
    contested, gap, parts, question_matters, route_advised, route_offered, rule_can_hold,
    rule_decides, same_offer, same_truth,
};
use super::model::{Condition, HowMany, Item, Kind, Protocol, Rule, Sign, Value, What, route_id};
use super::naive::{Answers, Verdict};
use super::reasons::{Forcing, fewest_changes};
use super::world::World;
use Condition::{All, Any, Contains, Count, Name};
use std::collections::BTreeSet;

const YES: Value = Value::YesNo(true);
const NO: Value = Value::YesNo(false);

fn yes_no(name: &str) -> Item {
    question(name, Kind::YesNo)
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

fn set<T: Ord, const N: usize>(all: [T; N]) -> BTreeSet<T> {
    BTreeSet::from(all)
}

/// Which parts can be left out: of the truth of the condition, and of what is offered.
fn left_out(world: &World<'_>) -> Vec<(Vec<usize>, bool, bool)> {
    parts(world.protocol)
        .into_iter()
        .map(|(part, left)| {
            let same = same_truth(world, part.host, &left);
            (part.path, same, same_offer(world, part.host, &left))
        })
        .collect()
}

#[test]
fn what_is_always_so() {
    // a of niet a → 0; b → 1
    let it = protocol(
        vec![yes_no("a"), yes_no("b")],
        vec![
            indicates(Any(vec![Name(0), not(Name(0))]), 0),
            indicates(Name(1), 1),
        ],
    );
    let world = World::new(&it);
    let open: Answers = vec![None, None];
    assert_eq!(world.rows.len(), 4);
    assert_eq!(world.advices(&open), set([Some(0)]));
    assert_eq!(world.rules(&open), [set([true]), set([false, true])]);
    assert_eq!(
        world.verdicts(&open),
        [
            set([Verdict::Advised]),
            set([Verdict::AlsoSuitable, Verdict::NotIndicated])
        ]
    );
    assert!(!world.relevant(&open, 0));
    assert!(world.relevant(&open, 1));
    assert!(!world.relevant(&vec![None, Some(NO)], 1), "it is answered");
    assert!(rule_decides(&world, 0) && rule_decides(&world, 1));
    assert!(!gap(&world));
    assert!(!route_advised(&world, 1) && route_offered(&world, 1));
    assert_eq!(
        left_out(&world),
        [(vec![0], false, false), (vec![1], false, false)]
    );
}

#[test]
fn a_gap_between_two_thresholds() {
    // s <= 3 → 0; s >= 5 → 1
    let mut it = protocol(
        vec![scale("s", 10)],
        vec![indicates(most(0, 3), 0), indicates(least(0, 5), 1)],
    );
    let four: Answers = vec![Some(Value::Number(4))];
    let world = World::new(&it);
    assert!(gap(&world));
    assert_eq!(world.advices(&vec![None]), set([None, Some(0), Some(1)]));
    assert_eq!(world.advices(&four), set([None]));
    assert_eq!(fewest_changes(&world, &four, Some(0)), Some(1));
    assert_eq!(fewest_changes(&world, &four, None), Some(0));
    assert_eq!(fewest_changes(&world, &vec![None], Some(1)), Some(0));
    if let What::Question(question) = &mut it.items[0].what {
        question.fixed = true;
    }
    assert_eq!(fewest_changes(&World::new(&it), &four, Some(0)), None);
    it.fallback = Some(1);
    let world = World::new(&it);
    assert!(!gap(&world));
    // Route 1 is advised there anyway.
    assert!(!rule_decides(&world, 1) && rule_can_hold(&world, 1));
    it.rules[1] = indicates(least(0, 4), 1);
    it.fallback = None;
    assert!(!gap(&World::new(&it)));
}

#[test]
fn what_cannot_be() {
    // onmogelijk: a en b. a en b → 0; a en niet b → 0; b → 1
    let mut it = protocol(
        vec![yes_no("a"), yes_no("b")],
        vec![
            indicates(All(vec![Name(0), Name(1)]), 0),
            indicates(All(vec![Name(0), not(Name(1))]), 0),
            indicates(Name(1), 1),
        ],
    );
    it.impossible = vec![All(vec![Name(0), Name(1)])];
    let world = World::new(&it);
    assert_eq!(world.cases().count(), 3);
    assert!(world.excluded(&vec![Some(YES), Some(YES)]));
    assert!(!world.excluded(&vec![Some(YES), None]));
    assert!(!rule_can_hold(&world, 0));
    assert!(rule_can_hold(&world, 1) && rule_decides(&world, 1));
    // After a, only one answer is left for b.
    assert!(!world.relevant(&vec![Some(YES), None], 1));
    assert!(world.relevant(&vec![Some(NO), None], 1));
    assert_eq!(world.advices(&vec![Some(YES), None]), set([Some(0)]));
    // `niet b` says nothing after a; without b the rule that never holds would.
    assert_eq!(
        left_out(&world),
        [
            (vec![0], false, false),
            (vec![1], false, true),
            (vec![0], false, false),
            (vec![1], true, true)
        ]
    );
}

#[test]
fn rules_behind_rules() {
    // x >= 5 → 0; x >= 7 → 0; x >= 7 en x <= 6 → 1; x >= 5 en y → 1; x >= 9 tegen 1; vangnet 1
    let mut it = protocol(
        vec![scale("x", 10), yes_no("y")],
        vec![
            indicates(least(0, 5), 0),
            indicates(least(0, 7), 0),
            indicates(All(vec![least(0, 7), most(0, 6)]), 1),
            indicates(All(vec![least(0, 5), Name(1)]), 1),
            excludes(least(0, 9), 1),
        ],
    );
    it.fallback = Some(1);
    let decide = |it: &Protocol| -> Vec<bool> {
        let world = World::new(it);
        (0..it.rules.len())
            .map(|rule| rule_decides(&world, rule))
            .collect()
    };
    let world = World::new(&it);
    assert_eq!(decide(&it), [true, false, false, true, true]);
    assert!(rule_can_hold(&world, 1) && !rule_can_hold(&world, 2));
    assert!(contested(&world, 1) && !contested(&world, 0));
    it.routes[0].alone = true;
    assert_eq!(decide(&it), [true, false, false, false, false]);
    it.rules[0] = indicates(least(0, 8), 0);
    assert_eq!(decide(&it), [false, true, false, false, false]);
    // From 7 on route 0 is advised, alone; below it route 1 is the net. y never matters.
    assert!(!question_matters(&World::new(&it), 1));
    assert!(question_matters(&World::new(&it), 0));
}

#[test]
fn a_question_that_is_not_always_asked() {
    // onveilig alleen als kinderen, anders nee. onveilig en kinderen → 0; onveilig en niet
    // kinderen → 1; vangnet 1
    let mut it = protocol(
        vec![yes_no("kinderen"), yes_no("onveilig")],
        vec![
            indicates(All(vec![Name(1), Name(0)]), 0),
            indicates(All(vec![Name(1), not(Name(0))]), 1),
        ],
    );
    if let What::Question(question) = &mut it.items[1].what {
        question.gate = Some((Any(vec![Name(0), Name(0)]), NO));
    }
    it.fallback = Some(1);
    let world = World::new(&it);
    assert!(rule_can_hold(&world, 0) && !rule_can_hold(&world, 1));
    assert!(!world.relevant(&vec![Some(NO), None], 1));
    assert!(world.relevant(&vec![Some(YES), None], 1));
    assert!(world.relevant(&vec![None, Some(YES)], 0));
    assert!(!world.relevant(&vec![None, Some(NO)], 0));
    // An answer that is not asked for counts for nothing.
    assert_eq!(world.advices(&vec![Some(NO), Some(YES)]), set([Some(1)]));
    assert_eq!(
        left_out(&world),
        [
            (vec![0], false, false),
            (vec![1], true, true),
            (vec![0], false, true),
            (vec![1], false, false),
            (vec![0], true, true),
            (vec![1], true, true)
        ]
    );
}

#[test]
fn two_of_three() {
    // minstens 2 van (a, b, c) → 0; vangnet 1
    let mut it = protocol(
        vec![yes_no("a"), yes_no("b"), yes_no("c")],
        vec![indicates(
            Count(HowMany::AtLeast, 2, vec![Name(0), Name(1), Name(2)]),
            0,
        )],
    );
    it.fallback = Some(1);
    let world = World::new(&it);
    let all: Answers = vec![Some(YES), Some(YES), Some(YES)];
    let forcing = Forcing::new(&world, &all).expect("an advice");
    assert_eq!(forcing.advice, Some(0));
    assert!(forcing.sufficient(&[0, 1]) && forcing.minimal(&[0, 1]));
    assert!(forcing.sufficient(&[0, 1, 2]) && !forcing.minimal(&[0, 1, 2]));
    assert!(!forcing.sufficient(&[0]) && !forcing.minimal(&[0]));
    assert_eq!(forcing.smallest(), 2);
    assert!(!forcing.needed(0));
    let two: Answers = vec![Some(YES), None, Some(YES)];
    let forcing = Forcing::new(&world, &two).expect("an advice");
    assert!(forcing.needed(0) && forcing.needed(2));
    assert!(Forcing::new(&world, &vec![Some(YES), None, None]).is_none());
    let none: Answers = vec![Some(NO), Some(NO), Some(NO)];
    assert_eq!(fewest_changes(&world, &none, Some(0)), Some(2));
    assert_eq!(fewest_changes(&world, &all, Some(1)), Some(2));
    // What is open may be answered as it suits.
    assert_eq!(
        fewest_changes(&world, &vec![Some(NO), None, None], Some(0)),
        Some(0)
    );
    assert_eq!(
        fewest_changes(&world, &vec![Some(NO), Some(NO), None], Some(0)),
        Some(1)
    );
    assert!(parts(&it).is_empty());
}

#[test]
fn sums_choices_and_signals() {
    // som = 2x + y, x en y tot 3; zwaar = som >= 8. zwaar → 0; m bevat c1 tegen 0; k = c2 → signaal
    let mut it = protocol(
        vec![
            scale("x", 3),
            scale("y", 3),
            Item {
                name: "som".to_owned(),
                what: What::Score(vec![(0, 2), (1, 1)]),
            },
            Item {
                name: "zwaar".to_owned(),
                what: What::Finding(least(2, 8)),
            },
            question("m", Kind::Choices(2)),
            question("k", Kind::Choice(3)),
        ],
        vec![
            indicates(Name(3), 0),
            excludes(Contains(4, 1), 0),
            Rule {
                indicates: Vec::new(),
                raises: vec![0],
                ..indicates(Condition::Compare(5, Sign::Equal, Value::Choice(2)), 0)
            },
        ],
    );
    it.signals = 1;
    it.fallback = Some(1);
    let world = World::new(&it);
    let mut case: Answers = vec![None; 6];
    assert_eq!(world.rows.len(), 4 * 4 * 4 * 3);
    assert_eq!(world.signals(&case), [set([false, true])]);
    for question in [0, 1, 4, 5] {
        assert!(question_matters(&world, question), "{question}");
    }
    // With x at 2 the sum stays below 8.
    case[0] = Some(Value::Number(2));
    assert_eq!(world.rules(&case)[0], set([false]));
    assert!(!world.relevant(&case, 1) && !world.relevant(&case, 4) && world.relevant(&case, 5));
    let forcing = Forcing::new(&world, &case).expect("route 1");
    assert_eq!((forcing.advice, forcing.smallest()), (Some(1), 1));
    assert_eq!(fewest_changes(&world, &case, Some(0)), Some(1));
    case[0] = Some(Value::Number(3));
    assert!(world.relevant(&case, 1) && world.relevant(&case, 4));
    case[4] = Some(Value::Choices(vec![0, 1]));
    assert!(!world.relevant(&case, 1));
    assert_eq!(fewest_changes(&world, &case, Some(0)), Some(1));
    case[1] = Some(Value::Number(0));
    assert_eq!(fewest_changes(&world, &case, Some(0)), Some(2));
    case[5] = Some(Value::Choice(2));
    assert_eq!(world.signals(&case), [set([true])]);
    assert!(contested(&world, 0));
    assert!((0..3).all(|rule| rule_decides(&world, rule)));
}

#[test]
fn two_versions() {
    let parts = |border: i64| {
        vec![
            indicates(most(0, border), 0),
            indicates(least(0, border + 1), 1),
        ]
    };
    let old = protocol(vec![scale("s", 10)], parts(4));
    let mut new = protocol(vec![scale("s", 10)], parts(5));
    let pair = |from: Option<usize>, to: Option<usize>| (from.map(route_id), to.map(route_id));
    let stay = [pair(Some(0), Some(0)), pair(Some(1), Some(1))];
    assert_eq!(moves(&old, &old), BTreeSet::from(stay.clone()));
    let mut expected = BTreeSet::from(stay);
    expected.insert(pair(Some(1), Some(0)));
    assert_eq!(moves(&old, &new), expected);
    // A question that only the new one has, and no advice when it is answered with yes.
    new.items.insert(0, yes_no("n"));
    new.rules = vec![indicates(All(vec![most(1, 5), not(Name(0))]), 0)];
    let expected = [
        pair(Some(0), Some(0)),
        pair(Some(0), None),
        pair(Some(1), Some(0)),
        pair(Some(1), None),
    ];
    assert_eq!(moves(&old, &new), BTreeSet::from(expected));
    // Only answers that both take: up to 4, where the old one advises route 0.
    new.items[1] = scale("s", 4);
    let expected = [pair(Some(0), Some(0)), pair(Some(0), None)];
    assert_eq!(moves(&old, &new), BTreeSet::from(expected));
    new.impossible = vec![Name(0)];
    assert_eq!(moves(&old, &new), BTreeSet::from([pair(Some(0), Some(0))]));
}
