//! What a patient is offered, from the rules that hold.

use crate::check::Checked;
use crate::decide::Advice;

/// The advice, the routes beside it, and the signals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offered {
    pub(super) advised: Advice,
    pub(super) beside: Vec<usize>,
    pub(super) signals: Vec<usize>,
}

impl Offered {
    /// Whether a route is offered at all.
    pub(super) fn has(&self, rank: usize) -> bool {
        self.advised == Some(rank) || self.beside.contains(&rank)
    }
}

/// What is offered when these rules hold and no others.
pub(super) fn offered(checked: &Checked, holds: impl Fn(usize) -> bool) -> Offered {
    let mut indicated = vec![false; checked.routes.len()];
    let mut excluded = indicated.clone();
    let mut raised = vec![false; checked.signals.len()];
    let numbered = checked.rules.iter().enumerate();
    for (_, rule) in numbered.filter(|(at, _)| holds(*at)) {
        mark(&mut indicated, &rule.indicates);
        mark(&mut excluded, &rule.excludes);
        mark(&mut raised, &rule.raises);
    }
    let suitable = indicated.iter().zip(&excluded).enumerate();
    let mut suitable = suitable
        .filter(|(_, (indicated, excluded))| **indicated && !**excluded)
        .map(|(rank, _)| rank);
    let first = suitable.next();
    let alone = first.and_then(|rank| checked.routes.get(rank));
    let beside = if alone.is_some_and(|route| route.alone) {
        Vec::new()
    } else {
        suitable.collect()
    };
    let fallback = || checked.routes.iter().position(|route| route.fallback);
    let signals = raised.iter().enumerate();
    Offered {
        advised: first.or_else(fallback),
        beside,
        signals: signals.filter(|(_, it)| **it).map(|(at, _)| at).collect(),
    }
}

fn mark(marks: &mut [bool], positions: &[usize]) {
    for at in positions {
        if let Some(mark) = marks.get_mut(*at) {
            *mark = true;
        }
    }
}
