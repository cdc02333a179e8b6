//! Which given answers are enough, and which would have to be others.

use super::naive::Answers;
use super::world::World;
use std::collections::BTreeSet;

/// Which answers force the advice that all completions of a case share.
pub(crate) struct Forcing {
    /// The questions that are answered.
    pub(crate) given: Vec<usize>,
    /// The advice.
    pub(crate) advice: Option<usize>,
    /// For each case with another advice which of the given answers it has, as a set of bits.
    contrary: BTreeSet<u32>,
}

impl Forcing {
    /// None when the advice is open, or no completion counts.
    pub(crate) fn new(world: &World<'_>, case: &Answers) -> Option<Self> {
        let advices: Vec<Option<usize>> = world.advices(case).into_iter().collect();
        let [advice] = advices[..] else {
            return None;
        };
        let given: Vec<usize> = (0..case.len()).filter(|at| case[*at].is_some()).collect();
        let contrary = world
            .cases()
            .filter(|row| row.outcome.advised != advice)
            .map(|row| {
                let same = given.iter().map(|at| row.answers[*at] == case[*at]);
                same.enumerate()
                    .fold(0, |bits, (nth, same)| bits | u32::from(same) << nth)
            })
            .collect();
        Some(Self {
            given,
            advice,
            contrary,
        })
    }

    fn bits(&self, answers: &[usize]) -> u32 {
        answers.iter().fold(0, |bits, at| {
            let nth = self.given.iter().position(|it| it == at);
            bits | 1 << nth.expect("a given answer")
        })
    }

    fn enough(&self, bits: u32) -> bool {
        self.contrary.iter().all(|same| bits & !same != 0)
    }

    /// Whether these given answers alone force the advice.
    pub(crate) fn sufficient(&self, answers: &[usize]) -> bool {
        self.enough(self.bits(answers))
    }

    /// Whether they do, and no part of them does.
    pub(crate) fn minimal(&self, answers: &[usize]) -> bool {
        let bits = self.bits(answers);
        // Fewer answers leave more completions: it is enough to leave out one at a time.
        let fewer = (0..self.given.len()).filter(|nth| bits >> nth & 1 == 1);
        self.enough(bits) && !fewer.into_iter().any(|nth| self.enough(bits & !(1 << nth)))
    }

    /// The fewest answers that do.
    pub(crate) fn smallest(&self) -> usize {
        let found = self.smallest_of(&self.given);
        found.expect("all given answers do")
    }

    /// The fewest of these answers that do; none when all of these do not.
    pub(crate) fn smallest_of(&self, answers: &[usize]) -> Option<usize> {
        let within = self.bits(answers);
        let all = (0..1_u32 << self.given.len()).filter(|bits| bits & !within == 0);
        let sizes = all.filter(|bits| self.enough(*bits)).map(u32::count_ones);
        sizes.min().map(|size| size as usize)
    }

    /// Whether an answer belongs to every set that does.
    pub(crate) fn needed(&self, answer: usize) -> bool {
        let all = (1_u32 << self.given.len()) - 1;
        !self.enough(all & !self.bits(&[answer]))
    }
}

/// The fewest given answers that have to change for some completion to advise this. Answers that
/// no advice can change stay. None when that cannot be.
pub(crate) fn fewest_changes(
    world: &World<'_>,
    case: &Answers,
    advice: Option<usize>,
) -> Option<usize> {
    let given: Vec<usize> = (0..case.len()).filter(|at| case[*at].is_some()).collect();
    let changes = world
        .cases()
        .filter(|row| row.outcome.advised == advice)
        .filter_map(|row| {
            let changed = given.iter().filter(|at| row.answers[**at] != case[**at]);
            let changed: Vec<&usize> = changed.collect();
            let possible = changed
                .iter()
                .all(|at| !world.protocol.question(**at).fixed);
            possible.then_some(changed.len())
        });
    changes.min()
}
