//! Anything at all can be handed in; and every case has a receipt that replays.

use super::{Ready, TRIAL, today};
use domeinwijzer::decide::{Loose, Request};
use domeinwijzer::record::{Choice, HisFacts, Recorded, prefill, replay};
use proptest::prelude::*;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Vec<Ready>> =
    LazyLock::new(|| ["vlissingen", "utrecht"].map(Ready::shipped).into());
static SMALL: LazyLock<Ready> = LazyLock::new(|| Ready::text(TRIAL));

/// Any value, with the keys that mean something here among others.
fn anything() -> impl Strategy<Value = Loose> {
    let key = prop_oneof![
        Just("age".to_owned()),
        Just("icpc".to_owned()),
        Just("code".to_owned()),
        Just("date".to_owned()),
        Just("contacts12m".to_owned()),
        Just("facts".to_owned()),
        Just("woont_alleen".to_owned()),
        Just("route".to_owned()),
        Just("reason".to_owned()),
        Just("content".to_owned()),
        Just("sha256".to_owned()),
        Just("recommendation".to_owned()),
        ".{0,3}",
    ];
    let leaf = prop_oneof![
        Just(Loose::Nothing),
        any::<bool>().prop_map(Loose::YesNo),
        any::<i64>().prop_map(Loose::Whole),
        Just(Loose::OtherNumber),
        Just(Loose::Text("Z15".to_owned())),
        Just(Loose::Text("2026-03-01".to_owned())),
        ".{0,6}".prop_map(Loose::Text),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Loose::List),
            prop::collection::vec((key.clone(), inner), 0..6).prop_map(Loose::Object),
        ]
    })
}

/// What is answered to one question: nothing, or one of its codes.
fn answers(ready: &Ready, picks: &[Option<u64>]) -> Vec<(String, Loose)> {
    let form = domeinwijzer::present::form(&ready.checked);
    let questions = form.groups.iter().flat_map(|it| &it.questions);
    questions
        .zip(picks)
        .filter_map(|(question, pick)| {
            let pick = (*pick)?;
            let choice = |at: u64| {
                let count = u64::try_from(question.choices.len()).unwrap();
                let at = usize::try_from(at % count).unwrap();
                Loose::Text(question.choices[at].id.clone())
            };
            let value = match (question.min, question.max) {
                (Some(min), Some(max)) => {
                    let width = u64::try_from(max - min + 1).unwrap();
                    Loose::Whole(min + i64::try_from(pick % width).unwrap())
                }
                _ if question.choices.is_empty() => Loose::YesNo(pick % 2 == 1),
                _ if question.kind == domeinwijzer::wire::QuestionKind::MultiChoice => {
                    Loose::List((0..pick % 3).map(|it| choice(pick / 3 + it)).collect())
                }
                _ => choice(pick),
            };
            Some((question.id.clone(), value))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_case_has_a_receipt_that_replays(
        at in 0..2_usize,
        picks in prop::collection::vec(prop::option::of(any::<u64>()), 60),
        postcode in prop::option::of(prop::sample::select(vec!["4388", "4381", "3511", "9999"])),
    ) {
        let ready = &SHIPPED[at];
        let mut request = Request { answers: answers(ready, &picks), ..Request::default() };
        request.context.postcode4 = postcode.map(str::to_owned);
        // Answers that the protocol rules out together have no receipt.
        if let Ok(case) = ready.prover.fit(&ready.checked, &request) {
            let text = ready.receipt(&case);
            let recorded = Recorded::parse(&text).unwrap();
            let replay = replay(&ready.checked, &ready.prover, &recorded);
            prop_assert!(replay.same, "{:#?}", replay.differences);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_at_all_gives_an_answer_or_an_error(value in anything()) {
        if let Ok(facts) = HisFacts::read(value.clone()) {
            let filled = prefill(&SMALL.checked, &facts, today());
            let given = filled.answers.len();
            prop_assert_eq!(given, filled.origins.len());
        }
        let _ = Choice::read(value.clone());
        if let Ok(recorded) = Recorded::read(&value) {
            prop_assert!(!replay(&SMALL.checked, &SMALL.prover, &recorded).same);
        }
    }
}
