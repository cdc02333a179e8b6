//! The difference between two protocols: which cases come out otherwise, and why.
//!
//! In: two protocols, mostly two versions of one or a base and a municipality. Out: for every pair of
//! outcomes whether some case moves from the one to the other, with a case that shows it, the rules
//! that did it and a share among random cases; and which step the version has to make.
//!
//! That no case moves is proved: the solver finds none in the clauses of both together. That one does
//! is shown by evaluating a case under both.

mod compared;
mod refusals;
mod responsible;
mod share;
mod smallest;
mod step;
mod steps;

pub use responsible::Cause;
pub use share::Share;
pub use step::{Step, StepGround, What};
pub use steps::steps;

use super::Proved;
use crate::answer::Answer;
use crate::check::Checked;
use crate::decide::Case;
use crate::protocol::{Deviation, changes};
use crate::sorting;
use compared::{Compared, Key};
use share::Counts;

/// Moves that are looked for; protocols that differ in more are as good as unrelated.
const MOVE_LIMIT: usize = 400;

/// What part of the outcome moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The advised route.
    Advice,
    /// A route that is offered beside the advised one, and in the other protocol not at all.
    AlsoSuitable,
    /// A signal.
    Signal,
    /// Whether the case is accepted: what is declared impossible is refused.
    Impossible,
}

/// What comes out in the old protocol, and in the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// What part of the outcome.
    pub kind: Kind,
    /// The id in the old one; none where there is nothing.
    pub from: Option<String>,
    /// The id in the new one; none where there is nothing.
    pub to: Option<String>,
}

/// Cases that come out otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// How.
    pub shift: Shift,
    /// A case that does.
    pub witness: MovedCase,
    /// The rules that make the difference in that case, by id.
    pub rules: Vec<String>,
    /// What else makes it.
    pub causes: Vec<Cause>,
    /// How many random cases do.
    pub share: Option<Share>,
}

/// A case that comes out otherwise: the given answers alone force both outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedCase {
    /// The answers.
    pub answers: Vec<Given>,
    /// Whether it was proved that no case with fewer answers shows the same.
    pub smallest: bool,
}

/// An answer in one protocol or in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The position of the question in the old protocol, and the code of the answer.
    pub old: Option<(usize, i64)>,
    /// The same in the new one.
    pub new: Option<(usize, i64)>,
}

impl MovedCase {
    /// The answers under the old protocol.
    pub fn in_old(&self, old: &Checked) -> Vec<(String, Answer)> {
        let given = self.answers.iter().filter_map(|it| it.old);
        named(old, given)
    }

    /// The answers under the new protocol.
    pub fn in_new(&self, new: &Checked) -> Vec<(String, Answer)> {
        let given = self.answers.iter().filter_map(|it| it.new);
        named(new, given)
    }
}

fn named(checked: &Checked, given: impl Iterator<Item = (usize, i64)>) -> Vec<(String, Answer)> {
    given
        .filter_map(|(at, code)| {
            let question = checked.questions.get(at)?;
            Some((question.id.clone(), question.domain.decode(code)))
        })
        .collect()
}

/// What differs between two protocols.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The step that the version has to make.
    pub step: Step,
    /// What changed of the ids and answers that others build on.
    pub grounds: Vec<StepGround>,
    /// The moves from one advised route to another, in the order of both protocols.
    pub moves: Vec<Move>,
    /// Routes offered beside the advised one, signals, and cases that are accepted.
    pub others: Vec<Move>,
    /// What could be neither shown nor ruled out.
    pub unproved: Vec<Shift>,
    /// Entries that changed in what can decide about a case.
    pub changes: Vec<Deviation>,
    /// Entries that changed in what decides nothing, and all of them where no outcome changes.
    pub texts: Vec<Deviation>,
    /// How many random cases were evaluated under both.
    pub samples: usize,
}

/// Compares two protocols, over `samples` random cases where a share is wanted.
pub fn difference(old: Proved<'_>, new: Proved<'_>, samples: usize) -> Difference {
    let compared = Compared::new(old, new);
    let counts = share::sample(&compared, samples);
    let mut looked = look(&compared);
    for (key, (first, second)) in counts.examples() {
        // What a random case shows needs no proof.
        if looked.shown.iter().all(|(known, ..)| known != key) {
            looked.shown.push((*key, first.clone(), second.clone()));
            looked.unproved.retain(|unproved| unproved != key);
        }
    }
    sorting::by_key(&mut looked.shown, |(key, ..)| key.order());
    let shown = looked.shown.iter();
    let moves = shown.map(|(key, first, second)| explain(&compared, &counts, *key, first, second));
    let (moves, mut others): (Vec<Move>, Vec<Move>) =
        moves.partition(|it| it.shift.kind == Kind::Advice);
    let (refused, not_known) = refusals::look(&compared);
    others.extend(refused);
    let unproved = looked.unproved.iter().map(|key| compared.shift(*key));
    let unproved: Vec<Shift> = unproved.chain(not_known).collect();
    let all = changes(&old.checked.content, &new.checked.content);
    let grounds = step::grounds(old.checked, new.checked);
    let outcome_changes = !(moves.is_empty() && others.is_empty() && unproved.is_empty());
    let step = step::demanded(!all.is_empty(), outcome_changes, &grounds);
    let (changes, texts) = if outcome_changes || !grounds.is_empty() {
        let parted: Vec<_> = all.into_iter().map(Deviation::parted).collect();
        let (deciding, other): (Vec<_>, Vec<_>) = parted.into_iter().unzip();
        (
            deciding.into_iter().flatten().collect(),
            other.into_iter().flatten().collect(),
        )
    } else {
        (Vec::new(), all)
    };
    Difference {
        step,
        grounds,
        moves,
        others,
        unproved,
        changes,
        texts,
        samples: counts.cases(),
    }
}

/// What was found by proof.
struct Looked {
    shown: Vec<(Key, Case, Case)>,
    unproved: Vec<Key>,
}

/// Looks for a case of every kind of move.
fn look(compared: &Compared<'_>) -> Looked {
    let mut looked = Looked {
        shown: Vec::new(),
        unproved: Vec::new(),
    };
    let mut search = compared.search();
    for key in compared.beside_advice() {
        search.try_one(key, &mut looked);
    }
    // Moves between routes are found one after the other, so that pairs without any cost nothing.
    let mut search = compared.search();
    while looked.shown.len() < MOVE_LIMIT {
        if !search.next_advice(&mut looked) {
            return looked;
        }
    }
    looked.unproved.extend(compared.advice_pairs().find(|key| {
        let known = |(shown, ..): &(Key, Case, Case)| shown == key;
        !looked.shown.iter().any(known)
    }));
    looked
}

fn explain(
    compared: &Compared<'_>,
    counts: &Counts,
    key: Key,
    first: &Case,
    second: &Case,
) -> Move {
    let found = smallest::witness(compared, key, first, second);
    let (rules, causes) = responsible::responsible(compared, key, &found);
    Move {
        shift: compared.shift(key),
        witness: found.case,
        rules,
        causes,
        share: counts.share(key),
    }
}
