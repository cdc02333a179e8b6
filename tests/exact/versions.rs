//! Every move between two protocols that the prover tells is there, and every one there is it tells.

use super::config;
use super::difference::{Offer, offers};
use super::engine::Engine;
use super::generate::EXCLUSIVE;
use super::model::{Kind, Protocol, Value, signal_id};
use super::naive::{self, Answers};
use super::pairs::pairs;
use domeinwijzer::answer::Answer;
use domeinwijzer::prove::{self, Difference, Move, Proved};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::collections::BTreeSet;

/// What moves, from what and to what.
type Shift = (prove::Kind, Option<String>, Option<String>);

proptest! {
    #![proptest_config(config())]

    #[test]
    fn differences_are_exact((old, new) in pairs(EXCLUSIVE)) {
        // Questions without a common answer are two questions to the prover; the enumeration then
        // has no cases.
        if !have_common_answers(&old, &new) {
            return Ok(());
        }
        let (first, second) = (Engine::new(&old)?, Engine::new(&new)?);
        let (was, is) = (proved(&first), proved(&second));
        let difference = prove::difference(was, is, 0);
        prop_assert!(difference.unproved.is_empty(), "{:?}", difference.unproved);
        let truth = shifts(&offers(&old, &new));
        let said = said(&difference);
        prop_assert_eq!(said.len(), difference.moves.len() + allowed(&difference).count());
        prop_assert_eq!(said, truth);
        for it in difference.moves.iter().chain(allowed(&difference)) {
            shown(&old, &it.witness.in_old(was.checked), it, true)?;
            shown(&new, &it.witness.in_new(is.checked), it, false)?;
        }
    }
}

fn proved(engine: &Engine) -> Proved<'_> {
    Proved {
        checked: &engine.checked,
        prover: &engine.prover,
    }
}

/// The moves beside those of the advice, of cases that both accept.
fn allowed(difference: &Difference) -> impl Iterator<Item = &Move> {
    let others = difference.others.iter();
    others.filter(|it| it.shift.kind != prove::Kind::Impossible)
}

fn said(difference: &Difference) -> BTreeSet<Shift> {
    let all = difference.moves.iter().chain(allowed(difference));
    let shift = |it: &Move| (it.shift.kind, it.shift.from.clone(), it.shift.to.clone());
    all.map(shift).collect()
}

/// What moves in some case that both accept.
fn shifts(offers: &BTreeSet<(Offer, Offer)>) -> BTreeSet<Shift> {
    let mut found = BTreeSet::new();
    for (before, after) in offers {
        if before.0 != after.0 {
            found.insert((prove::Kind::Advice, before.0.clone(), after.0.clone()));
        }
        for (kind, there, here) in [
            (prove::Kind::AlsoSuitable, beside(before), beside(after)),
            (prove::Kind::Signal, signals(before), signals(after)),
        ] {
            let offered = |offer: &Offer, id: &String| {
                kind == prove::Kind::AlsoSuitable && offer.0.as_ref() == Some(id)
            };
            for gone in there.difference(&here).filter(|id| !offered(after, id)) {
                found.insert((kind, Some(gone.clone()), None));
            }
            for come in here.difference(&there).filter(|id| !offered(before, id)) {
                found.insert((kind, None, Some(come.clone())));
            }
        }
    }
    found
}

fn beside(offer: &Offer) -> BTreeSet<String> {
    offer.1.clone()
}

fn signals(offer: &Offer) -> BTreeSet<String> {
    offer.2.iter().map(|at| signal_id(*at)).collect()
}

/// Whatever the answers of the witness leave open, this side of the move comes out.
fn shown(
    protocol: &Protocol,
    answers: &[(String, Answer)],
    it: &Move,
    is_old: bool,
) -> Result<(), TestCaseError> {
    let mut given: Answers = vec![None; protocol.items.len()];
    for (name, answer) in answers {
        let at = protocol.at(name);
        given[at] = Some(value(protocol.question(at).kind, answer));
    }
    let (mine, other) = if is_old {
        (&it.shift.from, &it.shift.to)
    } else {
        (&it.shift.to, &it.shift.from)
    };
    let all = naive::Completions::new(protocol, &given);
    for outcome in all.outcomes.iter().filter(|it| !it.impossible) {
        let offer = super::difference::offer(outcome);
        let right = match it.shift.kind {
            prove::Kind::Advice => offer.0 == *mine,
            prove::Kind::AlsoSuitable => match mine {
                Some(id) => offer.1.contains(id),
                None => other
                    .as_ref()
                    .is_some_and(|id| offer.0.as_ref() != Some(id) && !offer.1.contains(id)),
            },
            prove::Kind::Signal => match mine {
                Some(id) => signals(&offer).contains(id),
                None => other
                    .as_ref()
                    .is_some_and(|id| !signals(&offer).contains(id)),
            },
            prove::Kind::Impossible => true,
        };
        prop_assert!(right, "{:?} does not show {:?}", answers, it.shift);
    }
    Ok(())
}

fn value(kind: Kind, answer: &Answer) -> Value {
    let values = kind.values();
    let found = values.into_iter().find(|it| it.answer() == *answer);
    found.expect("an answer to this question")
}

/// Whether every question that both know has an answer that both take.
fn have_common_answers(old: &Protocol, new: &Protocol) -> bool {
    old.questions().all(|(at, question)| {
        let mut others = new.questions();
        let other = others.find(|(other, _)| new.name(*other) == old.name(at));
        other.is_none_or(|(_, other)| {
            let same_type =
                std::mem::discriminant(&other.kind) == std::mem::discriminant(&question.kind);
            let taken = other.kind.values();
            same_type && question.kind.values().iter().any(|it| taken.contains(it))
        })
    })
}
